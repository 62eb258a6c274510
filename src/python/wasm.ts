import { readFileSync } from 'node:fs';

/*
 * The two WebAssembly files of the parser. They have a file of their own so that a bundle, which
 * has no node_modules beside it, can bring them along in another way.
 */

export const parserWasm = (): Uint8Array =>
  readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'));

export const grammarWasm = (): Uint8Array =>
  readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm'));
