/**
 * Carries out a plan: all of it or nothing. The only file that writes into a project.
 *
 * Everything is written to a staging folder first, on the same disk as its target, and then moved
 * into place by renaming. A new folder is one rename, which the system does at once or not at all.
 * Where several renames are needed, a journal in the staging folder lets the next run finish what
 * a crash cut off.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { UserError } from '../errors';
import { explained } from './disk-errors';
import type { FileOperation, Plan } from './plan';
import { moveAll, stagingFolder, writeJournal } from './staging';

/**
 * @param root the folder of the plan's paths; it need not exist yet
 * @throws UserError where the plan has blockers, or the disk refuses; then nothing is changed
 */
export function apply(root: string, plan: Plan): void {
  if (plan.blockers.length > 0) throw new UserError(plan.blockers.join('\n'));
  const base = nearestFolder(root);
  const staging = stagingFolder(base);
  try {
    const paths = stage(staging, relative(base, root), plan.operations);
    const moves = topmostNew(base, paths).map((target) => ({
      staged: join(relative(base, staging), target),
      target,
    }));
    if (moves.length > 1) writeJournal(staging, moves);
    moveAll(base, moves);
  } catch (error) {
    throw explained(error, base);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** @returns the paths of the new files, relative to the base */
function stage(staging: string, folder: string, operations: readonly FileOperation[]): string[] {
  const prefix = folder ? `${folder.split(sep).join('/')}/` : '';
  const folders = new Set(operations.map(({ path }) => dirname(prefix + path)));
  for (const name of folders) mkdirSync(join(staging, name), { recursive: true });

  return operations.map((operation) => {
    if (operation.kind !== 'create') throw new Error(`Cannot ${operation.kind} a file yet`);
    const path = prefix + operation.path;
    writeFileSync(join(staging, path), operation.after, { mode: operation.mode ?? 0o666 });
    return path;
  });
}

/** The highest files and folders that do not exist yet: `myproj`, or `manage.py` and `blog`. */
function topmostNew(base: string, paths: readonly string[]): string[] {
  const targets = paths.map((path) => {
    const parts = path.split('/');
    const depth = parts.findIndex(
      (_, index) => !existsSync(join(base, ...parts.slice(0, index + 1))),
    );
    return parts.slice(0, depth < 0 ? parts.length : depth + 1).join('/');
  });
  return [...new Set(targets)];
}

/** @returns `path`, or the nearest folder above it that exists */
export function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}
