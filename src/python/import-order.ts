/**
 * The order of imports that isort and Ruff ask for: sections with a blank line between them, in each
 * `import x` above `from x import y`, both by the alphabet.
 *
 * Sources: https://docs.astral.sh/ruff/settings/#lintisort and the defaults of isort 5
 */
import { standardLibrary } from '../names/reserved';
import type { SyntaxNode } from './syntax';

/** Whether a package is part of the project. */
export type IsOwn = (name: string) => boolean;

export const isImport = ({ type }: SyntaxNode): boolean =>
  /^(import|import_from|future_import)_statement$/.test(type);

/** The number of the section that a statement belongs to. */
export function sectionOf(statement: SyntaxNode, isOwn: IsOwn): number {
  if (statement.type === 'future_import_statement') return 0;
  if (moduleOf(statement).startsWith('.')) return 4;
  const first = packageOf(statement);
  if (standardLibrary.has(first)) return 1;
  return isOwn(first) ? 3 : 2;
}

/** What the statements of a section are sorted by. */
export type ImportKey = (statement: SyntaxNode) => string;

const usualKey: ImportKey = (statement) =>
  [isFrom(statement) ? 1 : 0, ...moduleAndMember(statement)].join('\n');

/** `force-sort-within-sections` */
const mixedKey: ImportKey = (statement) => moduleAndMember(statement).join('\n');

/** The key by which statements are sorted; undefined where they are not. */
export const keyOf = (statements: readonly SyntaxNode[]): ImportKey | undefined =>
  [usualKey, mixedKey].find((key) => isSorted(statements.map(key)));

/** What the names behind `import` are sorted by: constants, classes, then everything else. */
export type NameKey = (name: string) => string;

const usualName: NameKey = (name) => {
  const type = /^[A-Z][A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2;
  return `${type} ${name.toLowerCase()}`;
};

/** The key by which names are sorted; undefined where they are not. */
export const nameKeyOf = (names: readonly string[]): NameKey | undefined =>
  [usualName, (name: string) => name.toLowerCase()].find((key) => isSorted(names.map(key)));

export const sortedNames = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => (usualName(a) < usualName(b) ? -1 : 1));

/** `django`, of `from django.urls import path` */
export const packageOf = (statement: SyntaxNode): string => moduleOf(statement).split('.')[0]!;

const isFrom = ({ type }: SyntaxNode) => type !== 'import_statement';

const moduleOf = (statement: SyntaxNode): string =>
  (statement.child('module_name') ?? original(statement)).text;

function moduleAndMember(statement: SyntaxNode): [string, string] {
  const module = moduleOf(statement).toLowerCase();
  return [module, isFrom(statement) ? usualName(original(statement).text) : ''];
}

/** The first name behind `import`, without what `as` makes of it. */
function original(statement: SyntaxNode): SyntaxNode {
  const first = statement.child('name') ?? statement;
  return first.child('name') ?? first;
}

const isSorted = (keys: readonly string[]): boolean =>
  keys.every((key, index) => index === 0 || keys[index - 1]! <= key);
