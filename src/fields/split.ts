/** Cuts text at a separator that stands outside of brackets and quotation marks. */

/** @throws Error where a bracket or a quotation mark is left open; the message says which */
export function splitOutside(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let part = '';
  let quote = '';
  let depth = 0;
  for (const character of text) {
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '(') {
      depth += 1;
    } else if (character === ')') {
      depth -= 1;
      if (depth < 0) throw new Error('a closing bracket has no opening one');
    } else if (depth === 0 && separator.test(character)) {
      parts.push(part);
      part = '';
      continue;
    }
    part += character;
  }
  if (quote) throw new Error(`a quotation mark ${quote} is not closed`);
  if (depth > 0) throw new Error('an opening bracket is not closed');
  return [...parts, part];
}

/** Takes off quotation marks around the whole text. */
export function unquoted(text: string): string {
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}
