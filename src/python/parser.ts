import type { Parser, TreeCursor } from 'web-tree-sitter';
import { SyntaxNode } from './syntax';
import { grammarWasm, parserWasm } from './wasm';

let parser: Parser | undefined;

/**
 * Loads the grammar. Await it once before `parse`; every later call costs nothing.
 *
 * The library is imported here and not at the top of the file, so that commands which read no
 * Python do not pay for it.
 */
export async function loadParser(): Promise<void> {
  if (parser) return;
  const treeSitter = await import('web-tree-sitter');
  await treeSitter.Parser.init({ wasmBinary: parserWasm() });
  const python = await treeSitter.Language.load(grammarWasm());
  parser = new treeSitter.Parser();
  parser.setLanguage(python);
}

/**
 * Parses Python of any version, Python 2 included.
 *
 * Returns the `module` node. Where the source is broken the tree has nodes that are `broken`: see
 * `syntaxError`. Throws where `loadParser` was not awaited.
 */
export function parse(source: string): SyntaxNode {
  if (!parser) throw new Error('loadParser() has to be awaited before parse()');
  const tree = parser.parse(source);
  if (!tree) throw new Error('The parser gave up.');
  const cursor = tree.walk();
  try {
    return copy(cursor, source, undefined, { line: 1, next: source.indexOf('\n') });
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** The line of the first place below a node that is not Python, or undefined where all is well. */
export function syntaxError(node: SyntaxNode): number | undefined {
  if (node.broken) return node.line;
  for (const child of node.children) {
    const line = syntaxError(child);
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Nodes come in the order of the source, so that lines are counted along the way. */
interface LineCounter {
  line: number;
  /** The offset of the newline that ends the line. */
  next: number;
}

function copy(
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
  const node = new SyntaxNode(
    source,
    cursor.nodeType,
    cursor.currentFieldName ?? undefined,
    startIndex,
    endIndex,
    at.line,
    cursor.nodeIsNamed,
    startIndex === endIndex && cursor.nodeIsMissing,
  );
  node.parent = parent;
  if (cursor.gotoFirstChild()) {
    do node.children.push(copy(cursor, source, node, at));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}
