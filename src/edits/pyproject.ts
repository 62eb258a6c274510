import { lineAt, newlineOf } from '../python/text';
import { type Above, type Edit, noNote } from './edit';
import { nameIn, type Requirement, requirementText, serves } from './requirements';

/**
 * Plans to add a package to `dependencies` of pyproject.toml.
 *
 * Source: https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies
 */
export function addDependency(source: string, wanted: Requirement, above: Above = noNote): Edit {
  const text = `"${requirementText(wanted)}"`;
  const array = dependenciesIn(source);
  if (!array) {
    return {
      byHand: `dependencies = [\n    ${text},\n]`,
      why: '[project] has no list of dependencies.',
    };
  }
  const present = array.items.find(({ value }) => serves(nameIn(value), wanted));
  if (present) return { already: true, line: lineAt(source, present.start) };
  const extra = optionalIn(source).find(({ value }) => serves(nameIn(value), wanted));
  if (extra) return { already: true, line: lineAt(source, extra.start) };

  const newline = newlineOf(source);
  const isOneLine = !source.slice(array.open, array.close).includes('\n');
  const last = array.items.at(-1);
  if (isOneLine) {
    const at = last?.end ?? array.open + 1;
    const insert = last ? `, ${text}` : text;
    return done(source.slice(0, at) + insert + source.slice(at), at + 1);
  }
  const indent = /[ \t]*$/.exec(source.slice(0, array.items[0]?.start ?? 0))?.[0] || '    ';
  const comma = last && !array.commaAfterLast ? [{ at: last.end, insert: ',' }] : [];
  const lineOfClose = source.lastIndexOf('\n', array.close) + 1;
  if (source.slice(lineOfClose, array.close).trim()) {
    return { byHand: `${text},`, why: 'The list of dependencies is broken in an unusual way.' };
  }
  const note = above(indent).replaceAll('\n', newline);
  const head = source.slice(0, lineOfClose);
  const withComma = comma.reduce(
    (done, { at, insert }) => done.slice(0, at) + insert + done.slice(at),
    head,
  );
  const start = withComma + note;
  return done(`${start}${indent}${text},${newline}${source.slice(lineOfClose)}`, start.length);

  function done(changed: string, at: number): Edit {
    return {
      changed,
      line: lineAt(changed, at),
      snippet: `${text},`,
      rule: 'the end of dependencies',
    };
  }
}

/** What the live site may install on top: `[project.optional-dependencies]`. */
function optionalIn(source: string): Pick<Item, 'value' | 'start'>[] {
  const table = /^\[project\.optional-dependencies\].*\n(?:(?!\[).*\n?)*/m.exec(source);
  const strings = table?.[0].matchAll(/["'](.+?)["']/g) ?? [];
  return [...strings].map((found) => ({ value: found[1]!, start: table!.index + found.index }));
}

interface Item {
  value: string;
  start: number;
  end: number;
}

interface TomlArray {
  /** The offsets of its brackets. */
  open: number;
  close: number;
  items: Item[];
  commaAfterLast: boolean;
}

/** `dependencies = […]` in the table `[project]`; undefined where it is not written like that. */
function dependenciesIn(source: string): TomlArray | undefined {
  const table = /^\[project\][ \t]*(#.*)?$/m.exec(source);
  if (!table) return undefined;
  const from = table.index + table[0].length;
  const next = /^\[/m.exec(source.slice(from));
  const end = next ? from + next.index : source.length;
  const key = /^dependencies[ \t]*=[ \t]*\[/m.exec(source.slice(from, end));
  return key ? readArray(source, from + key.index + key[0].length - 1) : undefined;
}

/** Reads an array of plain strings with comments between them. */
function readArray(source: string, open: number): TomlArray | undefined {
  const token = /\s+|#.*|,|\]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'/y;
  const items: Item[] = [];
  let commaAfterLast = false;
  token.lastIndex = open + 1;
  for (;;) {
    const start = token.lastIndex;
    const [text] = token.exec(source) ?? [];
    if (text === undefined) return undefined;
    if (text === ']') return { open, close: start, items, commaAfterLast };
    if (text === ',') commaAfterLast = true;
    if (/^["']/.test(text)) {
      items.push({ value: text.slice(1, -1), start, end: token.lastIndex });
      commaAfterLast = false;
    }
  }
}
