import { setFlagsFromString } from 'node:v8';
import type { Parser } from 'web-tree-sitter';
import type { SyntaxNode } from './syntax';
import { isSound, rootOf } from './tree';
import { grammarWasm, parserWasm } from './wasm';

let parser: Parser | undefined;

/**
 * How much a function of WebAssembly does before V8 compiles it once more, to run faster. By default
 * that is so little that a handful of files takes twice the time and memory; with this, it is as
 * much as some hundred files make it do.
 */
const worthOptimizing = '--wasm-tiering-budget=2000000000';

/**
 * Loads the grammar. Await it once before `parse`; every later call costs nothing.
 *
 * The library is imported here and not at the top of the file, so that commands which read no
 * Python do not pay for it.
 */
export async function loadParser(): Promise<void> {
  if (parser) return;
  setFlagsFromString(worthOptimizing);
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
  return rootOf(tree, source);
}

/** The line of the first place below a node that is not Python, or undefined where all is well. */
export function syntaxError(node: SyntaxNode): number | undefined {
  if (isSound(node)) return undefined;
  if (node.broken) return node.line;
  for (const child of node.children) {
    const line = syntaxError(child);
    if (line !== undefined) return line;
  }
  return undefined;
}
