/** The plan for a new project: every file is new, or nothing is written. */
import { lstatSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RenderedFile } from '../render/render';
import { explained } from './disk-errors';
import type { Plan } from './plan';

/** Files that often stand in a folder before the project does. The user's own are kept. */
const mayStay = new Set(['readme.md', '.gitignore', '.editorconfig']);

/**
 * @param root the project's folder; it may exist, as long as nothing in it is in the way
 * @param files what the project is made of, with paths relative to `root`
 */
export function planNewProject(root: string, files: readonly RenderedFile[]): Plan {
  const existing = entriesOf(root);
  if (typeof existing === 'string') return blocked([existing]);

  // Some file systems do not tell `Blog` from `blog`, so no comparison here does.
  const present = new Map(existing.map((name) => [name.toLowerCase(), name]));
  const top = (path: string) => path.split('/')[0]!.toLowerCase();
  const inTheWay = new Set(files.map(({ path }) => top(path)).filter((name) => present.has(name)));
  const collisions = [...inTheWay].filter((name) => !mayStay.has(name));
  if (collisions.length > 0) {
    return blocked(collisions.map((name) => `${present.get(name)} exists already`));
  }
  return {
    operations: files
      .filter(({ path }) => !inTheWay.has(top(path)))
      .map(({ path, content, mode }) => ({ kind: 'create', path, after: content, mode })),
    kept: [...inTheWay].map((name) => present.get(name)!),
    blockers: [],
    byHand: [],
    next: [],
  };
}

/** The names in a folder, none where it does not exist, or a sentence where it cannot be one. */
function entriesOf(root: string): string[] | string {
  try {
    return readdirSync(root);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const link = code === 'ENOENT' || code === 'ELOOP' ? deadLink(root) : undefined;
    if (link) return `${link} is a link that leads nowhere.`;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') return `${root} cannot become a folder: a file is in its place.`;
    if (code === 'EACCES') return `${root} cannot be read: its rights do not allow it.`;
    throw explained(error, root);
  }
}

/** @returns the nearest thing on the way to `path` that exists, where that is a link */
function deadLink(path: string): string | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found) return found.isSymbolicLink() ? path : undefined;
  return deadLink(dirname(path));
}

function blocked(blockers: string[]): Plan {
  return { operations: [], kept: [], blockers, byHand: [], next: [] };
}
