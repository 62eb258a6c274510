import { lineAt, newlineOf } from '../python/text';
import { type Above, type Edit, noNote } from './edit';

/**
 * Plans to add a line to the end of a file of lines: .gitignore, .env.example.
 *
 * @param isThere tells whether a line of the file does the same; equal lines do
 */
export function addLine(
  source: string,
  line: string,
  above: Above = noNote,
  isThere: (other: string) => boolean = (other) => other === line,
): Edit {
  const lines = source.split(/\r?\n/).map((text) => text.trim());
  const present = lines.findIndex(isThere);
  if (present >= 0) return { already: true, line: present + 1 };
  const newline = newlineOf(source);
  const start = source === '' || source.endsWith('\n') ? source : source + newline;
  const head = start + above('').replaceAll('\n', newline);
  return {
    changed: head + line + newline,
    line: lineAt(head, head.length),
    snippet: line,
    rule: 'the end of the file',
  };
}

/** `NAME=…`, also where it is commented out or exported. */
export const setsVariable = (name: string) => (line: string) =>
  new RegExp(`^(#\\s*)?(export\\s+)?${name}\\s*=`).test(line);

/** The same pattern of .gitignore; `staticfiles` leaves out what `/staticfiles/` does, and more. */
export const ignores = (line: string) => (other: string) =>
  [other, `/${other}`].some((pattern) => withoutSlash(pattern) === withoutSlash(line));

const withoutSlash = (text: string) => text.replace(/\/$/, '');
