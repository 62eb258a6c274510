import { parse } from '../python/parser';
import type { SyntaxNode } from '../python/syntax';
import { lineEnd, lineStart } from '../python/text';

/**
 * A block of settings without those that are there already, and without their notes; what is under an
 * `if` counts, too.
 *
 * @returns '' where nothing is left but imports
 */
export function withoutSettings(block: string, isThere: (name: string) => boolean): string {
  const tree = parse(block);
  const all = tree.parts.flatMap(settingsIn);
  const there = all.filter(({ name }) => isThere(name));
  if (there.length === all.length) return '';
  const left = there.toReversed().reduce((text, { statement }) => {
    const above = text.slice(0, lineStart(text, statement.start)).replace(notes, '');
    return above + text.slice(lineEnd(text, statement.end) + 1).replace(/^\n+/, '');
  }, block);
  return `${left.trimEnd()}\n`;
}

/** Those that end a text. */
const notes = /(?:[ \t]*# \|.*\n)*$/;

/** `NAME = …`, by itself or as one of the statements of an `if`. */
function settingsIn(statement: SyntaxNode): { name: string; statement: SyntaxNode }[] {
  if (statement.type === 'if_statement') {
    return statement.child('consequence')!.parts.flatMap(settingsIn);
  }
  const [assignment] = statement.parts;
  const name = assignment?.type === 'assignment' ? assignment.child('left')!.text : undefined;
  return name ? [{ name, statement }] : [];
}
