import { type Above, type Edit, noNote } from './edit';
import { addLine } from './lines';

/** A package as pip knows it: `psycopg[binary]`, `~=3.2`. */
export interface Requirement {
  name: string;
  versions: string;
}

export const requirementText = ({ name, versions }: Requirement) => `${name}${versions}`;

/** Plans to add a package to requirements.txt; a line for it, of any version, stays as it is. */
export function addRequirement(source: string, wanted: Requirement, above: Above = noNote): Edit {
  return addLine(
    source,
    requirementText(wanted),
    above,
    (line) => nameIn(line) === canonical(wanted.name),
  );
}

/** The package that a line of requirements asks for, or undefined. */
export function nameIn(line: string): string | undefined {
  const name = /^([A-Za-z0-9][\w.-]*)\s*(\[|[=<>!~;@#]|$)/.exec(line.trim())?.[1];
  return name && canonical(name);
}

/** Source: https://packaging.python.org/en/latest/specifications/name-normalization/ */
export function canonical(name: string): string {
  return name
    .replace(/\[.*$/, '')
    .replace(/[-_.]+/g, '-')
    .toLowerCase();
}
