/** The inverse of a plan that was applied. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type FileContent, type FileOperation, type Plan, sameContent } from './plan';

/**
 * @param root the folder of the operations' paths
 * @param operations what was done
 * @param made the folders that it made, where that is known
 * @returns the plan that takes it back; its blockers name every file that was edited since
 */
export function planUndo(
  root: string,
  operations: readonly FileOperation[],
  made?: readonly string[],
): Plan {
  const blockers = [
    ...operations.flatMap((operation) => whyNot(root, operation) ?? []),
    ...newFiles(root, operations, made).map((path) => `${path} is new since then`),
  ];
  return { operations: operations.map(inverse), kept: [], blockers, byHand: [], next: [] };
}

function inverse(operation: FileOperation): FileOperation {
  switch (operation.kind) {
    case 'create':
      return { kind: 'remove', path: operation.path, before: operation.after };
    case 'modify':
      return { ...operation, before: operation.after, after: operation.before };
    case 'remove':
      return { kind: 'create', path: operation.path, after: operation.before };
  }
}

function whyNot(root: string, operation: FileOperation): string | undefined {
  const { path } = operation;
  const exists = existsSync(join(root, path));
  if (operation.kind === 'remove') return exists ? `${path} exists again` : undefined;
  if (!exists) return `${path} is gone`;
  return isSame(root, path, operation.after) ? undefined : `${path} has been edited since then`;
}

function isSame(root: string, path: string, content: FileContent): boolean {
  return sameContent(readFileSync(join(root, path)), Buffer.from(content as Uint8Array));
}

/** Files that the user has put into a folder that the plan made: it cannot go without them. */
function newFiles(
  root: string,
  operations: readonly FileOperation[],
  made?: readonly string[],
): string[] {
  const created = new Set(
    operations.filter(({ kind }) => kind === 'create').map(({ path }) => path),
  );
  const homes = new Set([...created].map((path) => dirname(path)).filter((path) => path !== '.'));
  const folders = new Set(made ?? [...homes, ...foldersBetween(homes)]);
  return [...folders].flatMap((folder) => {
    if (!existsSync(join(root, folder))) return [];
    return readdirSync(join(root, folder), { withFileTypes: true })
      .map((entry) => ({ entry, path: `${folder}/${entry.name}` }))
      .filter(({ entry, path }) =>
        entry.isDirectory()
          ? entry.name !== '__pycache__' && !holds(folders, path)
          : !created.has(path),
      )
      .map(({ path }) => path);
  });
}

/** `shop/templates`, where `shop` and `shop/templates/shop` got files: it was made with them. */
function foldersBetween(folders: ReadonlySet<string>): string[] {
  const above = (folder: string): string[] =>
    folder === '.' ? [] : [folder, ...above(dirname(folder))];
  const isBelow = (folder: string) => above(dirname(folder)).some((outer) => folders.has(outer));
  return [...folders].flatMap((folder) => above(dirname(folder)).filter(isBelow));
}

function holds(folders: ReadonlySet<string>, path: string): boolean {
  return [...folders].some((folder) => folder === path || folder.startsWith(`${path}/`));
}
