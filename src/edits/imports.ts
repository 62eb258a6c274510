import { type IsOwn, isImport } from '../python/import-order';
import { addImport, addImports, importedNames } from '../python/imports';
import { parse } from '../python/parser';
import { bareCode } from '../python/same-code';
import { splice } from '../python/splice';
import type { SyntaxNode } from '../python/syntax';

/**
 * Plans the imports that a piece of code needs: `import os`, `from pathlib import Path`. What is
 * imported already is not imported again.
 *
 * @param before where the code goes: what is imported further below does not help it
 * @returns the text with the imports, all of them in front of `before`; or the name that means
 * something else in this module
 */
export function withImports(
  source: string,
  statements: readonly SyntaxNode[],
  before: number,
  isOwn: IsOwn,
): { text: string } | { taken: string } {
  const behind = source.length - before;
  let text = source;
  for (const statement of statements) {
    const tree = parse(text);
    const end = text.length - behind;
    const code = bareCode(statement);
    const bound = boundNames(tree, code);
    if (tree.parts.some((there) => isImport(there) && there.end <= end && bareCode(there) === code))
      continue;
    if (statement.type === 'import_statement') {
      const name = statement.text.split(/[\s.]+/)[1]!;
      if (bound.has(name)) return { taken: name };
      text = splice(text, [addImport(text, tree, statement.text, end, isOwn)]);
      continue;
    }
    const module = statement.child('module_name')!.text;
    const names = statement.childrenAs('name').map((name) => name.text);
    const there = importedNames(tree).filter((imported) => imported.module === module);
    const missing = names.filter(
      (name) => !there.some((one) => one.local === name && one.statement.end <= end),
    );
    const taken = missing.find(
      (name) => bound.has(name) && !there.some((one) => one.local === name),
    );
    if (taken) return { taken };
    text = splice(text, addImports(text, tree, module, missing, end, isOwn));
  }
  return { text };
}

/** The names that statements at the top of a module bind, but for one import. */
function boundNames(tree: SyntaxNode, except: string): Set<string> {
  const names = new Set(importedNames(tree).map(({ local }) => local));
  for (const part of tree.walk()) {
    if (part.type === 'assignment') names.add(part.child('left')!.text);
    if (/^(class|function)_definition$/.test(part.type)) names.add(part.child('name')!.text);
    if (part.type === 'import_statement' && bareCode(part) !== except) {
      for (const name of part.childrenAs('name')) names.add(name.child('alias')?.text ?? name.text);
    }
  }
  return names;
}
