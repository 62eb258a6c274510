import type { Parser, TreeCursor } from 'web-tree-sitter';
import { SyntaxNode } from './syntax';
import { lineAt } from './text';
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
    return copy(cursor, source, undefined);
  } finally {
    cursor.delete();
    tree.delete();
  }
}

/** The line of the first place that is not Python, or undefined where all is well. */
export function syntaxError(module: SyntaxNode, source: string): number | undefined {
  for (const node of module.walk()) if (node.broken) return lineAt(source, node.start);
  return undefined;
}

function copy(cursor: TreeCursor, source: string, parent: SyntaxNode | undefined): SyntaxNode {
  const node = new SyntaxNode(
    source,
    cursor.nodeType,
    cursor.currentFieldName ?? undefined,
    cursor.startIndex,
    cursor.endIndex,
    cursor.nodeIsNamed,
    cursor.nodeIsMissing,
  );
  node.parent = parent;
  if (cursor.gotoFirstChild()) {
    do node.children.push(copy(cursor, source, node));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return node;
}
