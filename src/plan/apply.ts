/**
 * Carries out a plan: all of it or nothing. The only file that writes into a project.
 *
 * Everything is written to a staging folder first, on the same disk as its target, and then moved
 * into place by renaming. A new folder is one rename, which the system does at once or not at all.
 * Where several renames are needed, a journal in the staging folder lets the next run finish what
 * a crash cut off.
 */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { UserError } from '../errors';
import { explained } from './disk-errors';
import { type FileOperation, type Plan, sameContent } from './plan';
import {
  clearStaging,
  type Move,
  moveAll,
  othersAtWork,
  stagingFolder,
  writeJournal,
} from './staging';

/**
 * @param root the folder of the plan's paths; it need not exist yet
 * @param beforeMoves is called when all is prepared, and nobody else is at work there
 * @throws UserError where the plan has blockers, or the disk refuses; then nothing is changed
 */
export function apply(root: string, plan: Plan, beforeMoves = () => {}): void {
  if (plan.blockers.length > 0) throw new UserError(plan.blockers.join('\n'));
  const base = nearestFolder(root);
  const staging = stagingFolder(base);
  try {
    for (const operation of plan.operations) checkDisk(root, operation);
    mkdirSync(staging);
    beAlone(base, plan);
    // Another run may have ended since the first look.
    for (const operation of plan.operations) checkDisk(root, operation);
    const moves = stage({ base, root, staging }, plan.operations);
    if (moves.length > 1) writeJournal(staging, moves);
    beforeMoves();
    moveAll(base, moves);
  } catch (error) {
    throw explained(error, base);
  } finally {
    clear(staging);
  }
}

/**
 * Two runs that change the same files must not overlap: each would write what it read before the
 * other. Staging folders tell them of each other; where both are there, neither goes on.
 */
function beAlone(base: string, { operations }: Plan): void {
  const isShared = operations.some(({ kind }) => kind !== 'create');
  if (!isShared || othersAtWork(base).length === 0) return;
  throw new UserError(
    'Another run is changing this project right now. Nothing was written.',
    'Run the same command again.',
  );
}

/** What cannot be cleared now, the next run clears. */
function clear(staging: string): void {
  try {
    clearStaging(staging);
  } catch {
    // The folder does not let us; why has been said already.
  }
}

/** The disk must still be what the plan was made for. */
function checkDisk(root: string, operation: FileOperation): void {
  if (operation.kind === 'create') return; // Moving into place refuses what exists.
  const file = join(root, operation.path);
  accessSync(file, constants.W_OK);
  const before = operation.before;
  if (!sameContent(readFileSync(file, typeof before === 'string' ? 'utf8' : null), before)) {
    throw new UserError(
      `${operation.path} has been changed meanwhile. Nothing was written.`,
      'Run the same command again.',
    );
  }
}

interface Place {
  /** The folder that exists and holds the staging folder. */
  base: string;
  /** The folder of the plan's paths: the base, or one below it that does not exist yet. */
  root: string;
  staging: string;
}

/** Writes the new contents to the staging folder. @returns the moves that put them in place */
function stage({ base, root, staging }: Place, operations: readonly FileOperation[]): Move[] {
  const folder = relative(base, root).split(sep).filter(Boolean);
  const pathOf = (operation: FileOperation) => [...folder, operation.path].join('/');
  const staged = (path: string) => `${basename(staging)}/${path}`;
  const written = operations.filter((operation) => operation.kind !== 'remove');
  const folders = new Set(written.map((operation) => dirname(pathOf(operation))));
  for (const name of folders) mkdirSync(join(staging, name), { recursive: true });
  for (const operation of written) {
    const mode = operation.kind === 'create' ? (operation.mode ?? 0o666) : undefined;
    const file = join(staging, pathOf(operation));
    writeFileSync(file, operation.after, { mode });
    if (operation.kind === 'modify') chmodSync(file, statSync(join(root, operation.path)).mode);
  }

  const pathsOf = (kind: FileOperation['kind']) =>
    operations.filter((operation) => operation.kind === kind).map(pathOf);
  // New files first: a project that does not name them yet works without them.
  return [
    ...topmostNew(base, pathsOf('create')).map((path) => move('place', path)),
    ...pathsOf('modify').map((path) => move('replace', path)),
    ...pathsOf('remove').map((path) => move('remove', path)),
  ];

  function move(kind: Move['kind'], target: string): Move {
    return { kind, staged: staged(target), target };
  }
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
  return isFolder(path) ? path : nearestFolder(dirname(path));
}

/** What cannot be looked at (its rights, a link to itself) is no folder to write to. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
