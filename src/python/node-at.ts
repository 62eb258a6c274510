import type { SyntaxNode } from './syntax';

/** The smallest node that holds the character at an offset. */
export function nodeAt(node: SyntaxNode, offset: number): SyntaxNode {
  const { children } = node;
  let [low, high] = [0, children.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const child = children[middle]!;
    if (offset < child.start) high = middle - 1;
    else if (offset >= child.end) low = middle + 1;
    else return nodeAt(child, offset);
  }
  return node;
}
