import type { SyntaxNode } from './syntax';
import { lineAt, lineStart } from './text';

/**
 * Where the comments begin that stand directly above a statement at the top of a module; where
 * there are none, where its own line begins.
 *
 * @param counts tells which comments belong to it
 */
export function commentsAbove(
  source: string,
  tree: SyntaxNode,
  statement: SyntaxNode,
  counts: (comment: string) => boolean,
): number {
  let top = lineStart(source, statement.start);
  for (let index = tree.children.indexOf(statement) - 1; index >= 0; index--) {
    const { type, text, start, end, line } = tree.children[index]!;
    const isDirectlyAbove =
      source.slice(end, top).trim() === '' && line === lineAt(source, top) - 1;
    const isOwnLine = source.slice(lineStart(source, start), start).trim() === '';
    if (type !== 'comment' || !counts(text) || !isDirectlyAbove || !isOwnLine) break;
    top = lineStart(source, start);
  }
  return top;
}

/** A note of this program; it goes where its statement goes. */
export const isNote = (comment: string): boolean => comment.startsWith('# |');
