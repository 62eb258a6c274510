/**
 * From the parser's trees to ours, node by node.
 *
 * The parser's trees lie in WebAssembly's memory, which nobody sweeps: each is given back when all
 * of it was copied, or when nobody holds its nodes any more. Only the newest stay there.
 */
import type { Tree, TreeCursor } from 'web-tree-sitter';
import { SyntaxNode } from './syntax';

interface Living {
  root: WeakRef<SyntaxNode>;
  tree: Tree;
  cursor: TreeCursor;
  size: number;
}

/** Oldest first. */
const living: Living[] = [];

/** Characters of source whose trees may stay in the parser's memory. */
const mostLiving = 2_000_000;

const sound = new WeakSet<SyntaxNode>();

/** Whether a whole tree, given by its root, is known to hold nothing that is broken. */
export const isSound = (root: SyntaxNode): boolean => sound.has(root);

/** The root of a tree whose nodes are copied when they are asked for. Takes the tree over. */
export function rootOf(tree: Tree, source: string): SyntaxNode {
  const cursor = tree.walk();
  const root = copyOf(cursor, source, undefined, { line: 1, next: source.indexOf('\n') });
  if (!tree.rootNode.hasError) sound.add(root);
  living.push({ root: new WeakRef(root), tree, cursor, size: source.length });
  let size = living.reduce((sum, one) => sum + one.size, 0);
  while (size > mostLiving) {
    const oldest = living.shift()!;
    size -= oldest.size;
    settle(oldest);
  }
  return root;
}

/** Gives the memory of a tree back at once. None of its nodes may be read any more. */
export function release(root: SyntaxNode): void {
  const index = living.findIndex((one) => one.root.deref() === root);
  if (index < 0) return;
  const [{ cursor, tree }] = living.splice(index, 1) as [Living];
  cursor.delete();
  tree.delete();
}

/** Copies what is still held, and gives the memory back. */
function settle({ root, tree, cursor }: Living): void {
  for (const _ of root.deref()?.walk() ?? []);
  cursor.delete();
  tree.delete();
}

/** Nodes come in the order of the source, so that lines are counted along the way. */
interface LineCounter {
  line: number;
  /** The offset of the newline that ends the line. */
  next: number;
}

/** The node under the cursor. Its children are found again by its number in the tree. */
function copyOf(
  cursor: TreeCursor,
  source: string,
  parent: SyntaxNode | undefined,
  at: LineCounter,
): SyntaxNode {
  const { startIndex, endIndex } = cursor;
  while (at.next >= 0 && at.next < startIndex) {
    at.line++;
    at.next = source.indexOf('\n', at.next + 1);
  }
  const named = cursor.nodeIsNamed;
  const number = named ? cursor.currentDescendantIndex : 0;
  return new SyntaxNode(
    source,
    cursor.nodeType,
    cursor.currentFieldName ?? undefined,
    startIndex,
    endIndex,
    at.line,
    named,
    startIndex === endIndex && cursor.nodeIsMissing,
    parent,
    // Punctuation and keywords have nothing inside.
    named ? (node) => childrenOf(cursor, number, source, node) : [],
  );
}

function childrenOf(
  cursor: TreeCursor,
  number: number,
  source: string,
  node: SyntaxNode,
): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  const at = { line: node.line, next: source.indexOf('\n', node.start) };
  cursor.gotoDescendant(number);
  if (!cursor.gotoFirstChild()) return children;
  do children.push(copyOf(cursor, source, node, at));
  while (cursor.gotoNextSibling());
  return children;
}
