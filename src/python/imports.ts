import { commentsAbove, isNote } from './comments-above';
import {
  type IsOwn,
  isImport,
  keyOf,
  nameKeyOf,
  packageOf,
  sectionOf,
  sortedNames,
} from './import-order';
import { parse } from './parser';
import { isDocstring } from './same-code';
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
 * in front of `before`; else as a statement of its own, see `addImport`.
 */
export function addImports(
  source: string,
  tree: SyntaxNode,
  module: string,
  names: readonly string[],
  before: number,
  isOwn: IsOwn = () => false,
): Splice[] {
  if (names.length === 0) return [];
  const sorted = sortedNames(names);
  const existing = tree.parts.find(
    (statement) =>
      statement.type === 'import_from_statement' &&
      statement.child('module_name')!.text === module &&
      statement.childrenAs('name').some(({ type }) => type !== 'aliased_import') &&
      statement.end <= before,
  );
  if (existing) return sorted.flatMap((name) => addName(source, existing, name));
  const text = `from ${module} import ${sorted.join(', ')}`;
  return [addImport(source, tree, text, before, isOwn)];
}

/**
 * Adds an import statement in front of `before`, where isort and Ruff would have it. The statements
 * that are there stay where they are, also where they are not sorted.
 */
export function addImport(
  source: string,
  tree: SyntaxNode,
  text: string,
  before: number,
  isOwn: IsOwn = () => false,
): Splice {
  const newline = newlineOf(source);
  const added = parse(text).parts[0]!;
  const section = sectionOf(added, isOwn);
  const there = firstImports(tree, before);
  const sections = new Map(there.map((statement) => [statement, sectionOf(statement, isOwn)]));
  const blank = isLoose(source, there, sections) ? newline : '';

  const same = there.filter((statement) => sections.get(statement) === section);
  if (same.length > 0) {
    const key = keyOf(same);
    const related = same.filter((statement) => packageOf(statement) === packageOf(added));
    const above = key
      ? same.filter((statement) => key(statement) <= key(added)).at(-1)
      : (related.at(-1) ?? same.at(-1));
    if (above) return { at: lineEnd(source, above.end), insert: newline + text };
    return { at: commentsAbove(source, tree, same[0]!, isNote), insert: text + newline };
  }
  const above = there.filter((statement) => sections.get(statement)! < section).at(-1);
  if (above) return { at: lineEnd(source, above.end), insert: newline + blank + text };
  const [below] = there;
  if (below) {
    // A comment in the first line is about the file.
    const block = commentsAbove(source, tree, below, () => true);
    const at = block === lineStart(source, 0) ? lineStart(source, below.start) : block;
    return { at, insert: text + newline + blank };
  }
  const [first] = tree.parts;
  if (first && isDocstring(first)) {
    const at = lineEnd(source, first.end);
    const gap = /^\s*(\n\s*\n|$)/.test(source.slice(at)) ? '' : newline;
    return { at, insert: newline + newline + text + gap };
  }
  const at = first ? commentsAbove(source, tree, first, isNote) : lineStart(source, 0);
  return { at, insert: text + newline + newline };
}

/** The imports that stand together at the start of a module; later ones have their reasons. */
function firstImports(tree: SyntaxNode, before: number): SyntaxNode[] {
  const from = tree.parts.findIndex(isImport);
  const rest = from < 0 ? [] : tree.parts.slice(from);
  const end = rest.findIndex((statement) => !isImport(statement) || statement.end > before);
  return end < 0 ? rest : rest.slice(0, end);
}

/** Whether blank lines stand between the sections, as they should. */
function isLoose(
  source: string,
  statements: readonly SyntaxNode[],
  sections: ReadonlyMap<SyntaxNode, number>,
): boolean {
  return statements.every((statement, index) => {
    const next = statements[index + 1];
    if (!next || sections.get(next) === sections.get(statement)) return true;
    return /\n\s*\n/.test(source.slice(statement.end, next.start));
  });
}

/** Keeps the names sorted where they are. */
function addName(source: string, statement: SyntaxNode, name: string): Splice[] {
  const names = statement.childrenAs('name');
  const key = nameKeyOf(names.map(({ text }) => text));
  const later = key ? names.findIndex(({ text }) => key(text) > key(name)) : -1;
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
