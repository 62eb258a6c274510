import { addImports, importedNames } from '../python/imports';
import { bareCode, isDocstring } from '../python/same-code';
import type { Splice } from '../python/splice';
import type { SyntaxNode } from '../python/syntax';
import { lineEnd, lineStart, newlineOf } from '../python/text';

/**
 * Plans the imports that a piece of code needs: `import os`, `from pathlib import Path`.
 *
 * What is imported already is not imported again. `import x` goes above the lines with `from`, in
 * the order of the alphabet, as isort and Ruff have it.
 *
 * @returns the splices, or the name that means something else in this module
 */
export function importSplices(
  source: string,
  tree: SyntaxNode,
  statements: readonly SyntaxNode[],
): Splice[] | { taken: string } {
  const splices: Splice[] = [];
  const known = new Set(tree.parts.filter(isImport).map(bareCode));
  const bound = boundNames(tree);
  for (const statement of statements) {
    if (known.has(bareCode(statement))) continue;
    if (statement.type === 'import_statement') {
      const name = statement.text.split(/[\s.]+/)[1]!;
      if (bound.has(name)) return { taken: name };
      splices.push(plainImport(source, tree, statement.text));
      continue;
    }
    const module = statement.child('module_name')!.text;
    const names = statement.childrenAs('name').map(({ text }) => text);
    const there = importedNames(tree).filter((imported) => imported.module === module);
    const missing = names.filter((name) => !there.some(({ local }) => local === name));
    const taken = missing.find((name) => bound.has(name));
    if (taken) return { taken };
    splices.push(...addImports(source, tree, module, missing, tree.end));
  }
  return splices;
}

export const isImport = ({ type }: SyntaxNode) =>
  /^(import|import_from|future_import)_statement$/.test(type);

function plainImport(source: string, tree: SyntaxNode, text: string): Splice {
  const newline = newlineOf(source);
  const imports = tree.parts.filter(isImport);
  const earlier = imports.filter(
    ({ type, text: other }) => type === 'import_statement' && other < text,
  );
  const above = earlier.at(-1);
  if (above) return { at: lineEnd(source, above.end), insert: newline + text };
  // Those from __future__ have to stay in front of all others.
  const below = imports.find(({ type }) => type !== 'future_import_statement');
  if (below) return { at: lineStart(source, below.start), insert: text + newline };
  const future = imports.at(-1);
  if (future) return { at: lineEnd(source, future.end), insert: newline + newline + text };
  const [first] = tree.parts;
  if (first && isDocstring(first)) {
    return { at: lineEnd(source, first.end), insert: newline + newline + text };
  }
  return { at: lineStart(source, first?.start ?? 0), insert: text + newline + newline };
}

/** The names that statements at the top of a module bind. */
function boundNames(tree: SyntaxNode): Set<string> {
  const names = new Set(importedNames(tree).map(({ local }) => local));
  for (const part of tree.walk()) {
    if (part.type === 'assignment') names.add(part.child('left')!.text);
    if (/^(class|function)_definition$/.test(part.type)) names.add(part.child('name')!.text);
    if (part.type === 'import_statement') {
      for (const name of part.childrenAs('name')) names.add(name.child('alias')?.text ?? name.text);
    }
  }
  return names;
}
