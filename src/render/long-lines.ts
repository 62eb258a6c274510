/**
 * Breaks the few lines of generated Python that long names make too long.
 *
 * The templates are written for names of usual length. A formatter would break a longer line at
 * its last bracket; so does this, so that generated code stays as `ruff format` leaves it.
 */

/** The line length of ruff and Black. */
const longest = 88;

export function wrapLongLines(source: string): string {
  const lines = source.split('\n');
  const isLong = lines.some((line) => line.length > longest);
  return isLong ? lines.flatMap(wrapLine).join('\n') : source;
}

function wrapLine(line: string): string[] {
  if (line.length <= longest || /^\s*#/.test(line)) return [line];
  const indent = /^ */.exec(line)![0];
  const closing = /[)\]}](\.\w+)?[:,]?$/.exec(line);
  if (!closing) return [line];
  const opening = openingBracket(line, closing.index);
  if (opening === undefined || opening + 1 === closing.index) return [line];

  const head = line.slice(0, opening + 1);
  const content = line.slice(opening + 1, closing.index);
  const inner = `${indent}    `;
  const parts = splitArguments(content);
  // The arguments of a call may share one line; the elements of a list or a tuple do not.
  const isCall = /[\w)\]]$/.test(head.slice(0, -1));
  const body =
    inner.length + content.length <= longest && (isCall || parts.length === 1)
      ? [inner + content]
      : parts.length === 1 && /^[^"']* \| [^"']*$/.test(content)
        ? content.split(/ (?=\| )/).map((part) => inner + part)
        : isCall && parts.length === 1
          ? wrapLine(inner + content)
          : parts.flatMap((part) => wrapLine(`${inner}${part},`));
  return [head, ...body, indent + line.slice(closing.index)];
}

/** @returns where the bracket opens that `closing` closes */
function openingBracket(line: string, closing: number): number | undefined {
  const open: number[] = [];
  for (const [index, character] of codeCharacters(line)) {
    if (index === closing) return open.at(-1);
    if ('([{'.includes(character)) open.push(index);
    if (')]}'.includes(character)) open.pop();
  }
  return undefined;
}

function splitArguments(content: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of codeCharacters(content)) {
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) {
      parts.push(content.slice(start, index).trim());
      start = index + 1;
    }
  }
  return [...parts, content.slice(start).trim()].filter(Boolean);
}

/** The characters outside of strings. Generated strings hold no quotes of their own kind. */
function* codeCharacters(text: string): Generator<[index: number, character: string]> {
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index]!;
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else {
      yield [index, character];
    }
  }
}
