/** Explains a file of a project, or what stands at one of its lines. */
import { UserError } from '../errors';
import type { Answer, Place } from './answer';
import type { Explanation } from './catalog';
import { withConstructs } from './here/constructs';
import { code, type Reader, seen } from './here/reader';
import type { Remark } from './here/remark';
import { type Role, roleOf } from './here/role';
import { entryOf, explanationOf } from './library';

/** What a file is, and what the project knows of what is in it. */
export function explainFile(reader: Reader, file: string): Answer {
  const role = withConstructs(reader, file, roleOf(reader, file));
  const places = role.remarks
    .filter(({ isInner }) => !isInner)
    .map((remark) => place(reader, file, remark));
  return {
    understood: `the file ${seen(reader, file)}, ${role.title}`,
    explanations: explanations([role]),
    places,
    here: hereOf(role.facts),
  };
}

/**
 * What stands at a line, and what encloses it, innermost first. Empty lines and comments belong to
 * what follows.
 *
 * @throws UserError where the file has no such line
 */
export function explainLine(reader: Reader, file: string, line: number): Answer {
  const lines = linesOf(reader, file);
  if (line < 1 || line > lines.length) {
    throw new UserError(
      `${seen(reader, file)} has ${lines.length} lines; there is no line ${line}.`,
      `The whole file: explain ${seen(reader, file)}`,
    );
  }
  const role = withConstructs(reader, file, roleOf(reader, file));
  const meant = meaningful(lines, line);
  const around = role.remarks
    .filter((remark) => remark.line <= meant && meant <= remark.endLine)
    .sort((a, b) => b.line - a.line || a.endLine - b.endLine);
  const [inner] = around;
  const shown = inner ? code(inner.name) : `line ${line}`;
  return {
    understood: `${shown.replaceAll('`', '')} in ${seen(reader, file)}, line ${meant}`,
    explanations: explanations([...around, role]),
    places: [
      ...around.map((remark) => place(reader, file, remark)),
      { path: seen(reader, file), line: null, why: fileWords(role) },
    ],
    here: hereOf([], lines[meant - 1]),
    isNested: true,
  };
}

function linesOf({ project }: Reader, file: string): string[] {
  const bytes = project.files.read(file);
  const text = bytes ? new TextDecoder().decode(bytes) : '';
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The line itself, or the next one that is neither empty nor a comment. */
function meaningful(lines: readonly string[], line: number): number {
  for (let at = line; at <= lines.length; at++) {
    if (!/^\s*($|#|\{#.*#\}\s*$|\/\/|\/\*)/.test(lines[at - 1]!)) return at;
  }
  return line;
}

function place(reader: Reader, file: string, remark: Remark): Place {
  const { line, id, facts, name } = remark;
  const brief = remark.brief ?? (id && entryOf(id)?.brief);
  const why = facts.length > 0 ? facts.join(' ') : `${code(name)}${brief ? `: ${brief}` : '.'}`;
  return { path: seen(reader, file), line, why, ...(id && { explanation: id }) };
}

const fileWords = ({ id, title, facts, brief }: Role): string =>
  facts[0] ?? brief ?? (id && entryOf(id)?.brief) ?? `The file ${title}.`;

/** Each once, with the line that is true in this project. */
function explanations(list: readonly Pick<Role, 'id' | 'brief'>[]): Explanation[] {
  const known = new Map<string, Explanation>();
  for (const { id, brief } of list) {
    const entry = id && !known.has(id) ? entryOf(id) : undefined;
    if (entry) known.set(entry.id, { ...explanationOf(entry), ...(brief && { brief }) });
  }
  return [...known.values()];
}

function hereOf(facts: readonly string[], line?: string): string | undefined {
  const shown = line?.trim() ? ['```python', line.trim(), '```'].join('\n') : undefined;
  const parts = [shown, facts.join(' ')].filter(Boolean);
  return parts.length > 0 ? `## In this project\n${parts.join('\n\n')}` : undefined;
}
