import type { SyntaxNode } from '../python/syntax';
import { indentOf, lineAt } from '../python/text';

/** Whether a comment anywhere in a list says something about the order of its elements. */
export function talksAboutOrder(list: SyntaxNode): boolean {
  return list.children.some(
    (child) =>
      child.type === 'comment' &&
      /\b(last|first|after|before|end|bottom|top|final|order)\b/i.test(child.text),
  );
}

/** Whether a comment behind or directly above an element says that it has to be the last. */
export function staysLast(source: string, list: SyntaxNode, element: SyntaxNode): boolean {
  const at = list.children.indexOf(element);
  const line = lineAt(source, element.end);
  for (const child of list.children.slice(at + 1)) {
    if (child.type === ',') continue;
    if (child.type === 'comment' && child.line === line) return says(child);
    break;
  }
  const above = list.children[at - 1];
  return above?.type === 'comment' && indentOf(source, above.start) !== undefined && says(above);
}

const says = (comment: SyntaxNode) => /\b(last|end|bottom|final)\b/i.test(comment.text);
