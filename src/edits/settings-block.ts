import type { Names } from '../python/evaluate';
import { type IsOwn, isImport } from '../python/import-order';
import { parse } from '../python/parser';
import { bareCode } from '../python/same-code';
import type { SyntaxNode } from '../python/syntax';
import { lineAt, newlineOf } from '../python/text';
import type { Edit } from './edit';
import { withImports } from './imports';
import { isStock, type Stock } from './stock';

/**
 * Plans to put settings at the end of a settings module, where nothing comes after them.
 *
 * The block reads like a small module: imports that it begins with go to the imports of the file.
 * It is refused where it would change a setting of the project (unless that is as Django or this
 * program wrote it: `stock`), or use a name that the project does not have.
 *
 * @param names what the settings module holds after it ran
 * @param isOwn tells the packages of the project, for the order of the imports
 */
export function addSettings(
  source: string,
  block: string,
  names: Names,
  stock: Readonly<Record<string, Stock>> = {},
  isOwn: IsOwn = () => false,
): Edit {
  const tree = parse(source);
  const added = parse(block);
  const refuse = (why: string): Edit => ({ byHand: block.trim(), why });

  const own = added.parts.filter((statement) => !isImport(statement));
  const there = new Map(tree.parts.map((statement) => [bareCode(statement), statement]));
  const present = own.map((statement) => there.get(bareCode(statement)));
  if (present[0] && present.every(Boolean)) return { already: true, line: present[0].line };

  const assigned = assignedNames(added);
  const changes = [...assigned].find(
    (name) => names.has(name) && !(stock[name] && isStock(tree, name, stock[name])),
  );
  if (changes) return refuse(`Your settings have a ${changes} of their own.`);
  const unknown = usedNames(added).find((name) => !names.has(name) && !assigned.has(name));
  if (unknown) return refuse(`Your settings have no ${unknown}, which these lines need.`);
  if (/\bBASE_DIR \//.test(block) && !isPath(tree)) {
    return refuse('BASE_DIR in your settings is not made with pathlib.Path.');
  }
  const body = source.replace(/\s+$/, '');
  const imported = withImports(body, added.parts.filter(isImport), body.length, isOwn);
  if ('taken' in imported) {
    return refuse(`In this file \`${imported.taken}\` is not the module of that name.`);
  }

  const newline = newlineOf(source);
  const text = withoutImports(block, added).replaceAll('\n', newline);
  const above = imported.text.replace(/\s+$/, '');
  const changed = (above ? above + newline + newline : '') + text + newline;
  return {
    changed,
    line: lineAt(changed, changed.length - text.length - newline.length),
    snippet: withoutImports(block, added),
    rule: 'the end of the settings: what stands there counts last',
  };
}

function withoutImports(block: string, tree: SyntaxNode): string {
  const last = tree.parts.filter(isImport).at(-1);
  return (last ? block.slice(last.end) : block).trim();
}

/** The names of settings that a block gives a value to, also inside an `if`. */
function assignedNames(tree: SyntaxNode): Set<string> {
  const names = new Set<string>();
  for (const part of tree.walk()) {
    if (!/assignment$/.test(part.type)) continue;
    const name = /^\w+/.exec(part.child('left')!.text)?.[0];
    if (name && part.child('left')!.type !== 'attribute') names.add(name);
  }
  return names;
}

/** The names of settings that a block reads: those in capital letters. */
function usedNames(tree: SyntaxNode): string[] {
  return [...tree.walk()]
    .filter(({ type, role, text }) => {
      return type === 'identifier' && role !== 'attribute' && /^[A-Z][A-Z0-9_]*$/.test(text);
    })
    .map(({ text }) => text);
}

function isPath(tree: SyntaxNode): boolean {
  const assignment = [...tree.walk()].find(
    (part) => part.type === 'assignment' && part.child('left')!.text === 'BASE_DIR',
  );
  // Where another module defines it, that one has not been looked at.
  return assignment !== undefined && /\bPath\(/.test(assignment.text);
}
