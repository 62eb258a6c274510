import { insertElement } from './sequence';
import type { Splice } from './splice';
import { SyntaxNode } from './syntax';
import { lineEnd, lineStart, newlineOf } from './text';

/** A name that a module binds by import, at its top level: on every path, for the whole module. */
export interface ImportedName {
  /** What the module calls it. */
  local: string;
  /** Where it comes from: `django.urls`. */
  module: string;
  /** Its name there: `path`. */
  name: string;
  statement: SyntaxNode;
}

/** What `from … import …` binds at the top level of a module, in source order. */
export function importedNames(tree: SyntaxNode): ImportedName[] {
  return tree.parts
    .filter((statement) => statement.type === 'import_from_statement')
    .flatMap((statement) => {
      const module = statement.child('module_name')!.text;
      return statement.childrenAs('name').map((imported) => {
        const aliased = imported.type === 'aliased_import';
        const name = aliased ? imported.child('name')!.text : imported.text;
        const local = aliased ? imported.child('alias')!.text : imported.text;
        return { local, module, name, statement };
      });
    });
}

/**
 * Imports names from a module: into the statement that imports from it already, where there is one
 * in front of `before`; else as a statement of its own, below the imports of the same package.
 */
export function addImports(
  source: string,
  tree: SyntaxNode,
  module: string,
  names: readonly string[],
  before: number,
): Splice[] {
  if (names.length === 0) return [];
  const sorted = [...names].sort();
  const existing = tree.parts.find(
    (statement) =>
      statement.type === 'import_from_statement' &&
      statement.child('module_name')!.text === module &&
      statement.childrenAs('name').length > 0 &&
      statement.end <= before,
  );
  if (existing) return sorted.flatMap((name) => addName(source, existing, name));

  const text = `from ${module} import ${sorted.join(', ')}`;
  const newline = newlineOf(source);
  const imports = tree.parts.filter(
    (statement) => /import(_from)?_statement$/.test(statement.type) && statement.end <= before,
  );
  const family = module.split('.')[0]!;
  const related = imports.filter(
    (statement) => statement.child('module_name')?.text.split('.')[0] === family,
  );
  const above = related.at(-1) ?? imports.at(-1);
  if (above) return [{ at: lineEnd(source, above.end), insert: newline + text }];

  const [first] = tree.parts;
  if (first && isDocstring(first)) {
    return [{ at: lineEnd(source, first.end), insert: newline + newline + text }];
  }
  const at = lineStart(source, first?.start ?? 0);
  return [{ at, insert: text + newline + newline }];
}

/** Keeps the names sorted where they are. */
function addName(source: string, statement: SyntaxNode, name: string): Splice[] {
  const names = statement.childrenAs('name');
  const texts = names.map((imported) => imported.text.toLowerCase());
  const isSorted = texts.every((text, index) => index === 0 || texts[index - 1]! <= text);
  const later = isSorted ? texts.findIndex((text) => text > name.toLowerCase()) : -1;
  const position = later < 0 ? names.length : later;

  const open = statement.children.findIndex((child) => child.type === '(');
  if (open >= 0) {
    const inside = statement.children.slice(open);
    const brackets = new SyntaxNode(
      source,
      'names',
      undefined,
      0,
      0,
      1,
      true,
      false,
      statement,
      inside,
    );
    return insertElement(source, brackets, position, name);
  }
  return position < names.length
    ? [{ at: names[position]!.start, insert: `${name}, ` }]
    : [{ at: names.at(-1)!.end, insert: `, ${name}` }];
}

function isDocstring(statement: SyntaxNode): boolean {
  return statement.type === 'expression_statement' && statement.parts[0]?.type === 'string';
}
