import { type Above, type Edit, noNote } from './edit';
import { addLine } from './lines';

/** A package as pip knows it: `psycopg[binary]`, `~=3.2`. */
export interface Requirement {
  name: string;
  versions: string;
  /** Names of other packages that do the same. */
  insteadOf?: readonly string[];
}

/** Whether a name of a package is the wanted one, or one that does the same. */
export const serves = (name: string | undefined, { name: wanted, insteadOf = [] }: Requirement) =>
  name !== undefined && [wanted, ...insteadOf].some((one) => canonical(one) === name);

export const requirementText = ({ name, versions }: Requirement) => `${name}${versions}`;

/** Plans to add a package to requirements.txt; a line for it, of any version, stays as it is. */
export function addRequirement(source: string, wanted: Requirement, above: Above = noNote): Edit {
  return addLine(source, requirementText(wanted), above, (line) => serves(nameIn(line), wanted));
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
