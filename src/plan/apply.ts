/**
 * Carries out a plan: all of it or nothing. The only file that writes into a project.
 *
 * Everything is written to a staging folder first, on the same disk as its target, and then moved
 * into place by renaming. A new folder is one rename, which the system does at once or not at all.
 * Where several renames are needed, a journal in the staging folder lets the next run finish what
 * a crash cut off.
 */
import { linkSync, readdirSync, renameSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import {
  existsSync,
  mkdirSync,
  outputFileSync,
  readJsonSync,
  removeSync,
  writeFileSync,
} from 'fs-extra';
import { UserError } from '../errors';
import type { FileOperation, Plan } from './plan';

const stagingPrefix = '.create-django-skeleton-';
const journalName = 'journal.json';

/** One rename: from the staging folder to its place. Both paths are relative to the base. */
interface Move {
  staged: string;
  target: string;
}

/**
 * @param root the folder of the plan's paths; it need not exist yet
 * @throws UserError where the plan has blockers, or the disk refuses; then nothing is changed
 */
export function apply(root: string, plan: Plan): void {
  if (plan.blockers.length > 0) throw new UserError(plan.blockers.join('\n'));
  const base = nearestFolder(root);
  const prefix = relative(base, root).split(sep).filter(Boolean).join('/');
  const staging = join(base, `${stagingPrefix}${process.pid}`);

  try {
    mkdirSync(staging);
    const paths = plan.operations.map((operation) => stage(staging, prefix, operation));
    const moves = topmostNew(base, paths).map((target) => ({
      staged: join(relative(base, staging), target),
      target,
    }));
    if (moves.length > 1) writeJournal(staging, moves);
    moveAll(base, moves);
  } catch (error) {
    throw explained(error, base);
  } finally {
    removeSync(staging);
  }
}

/**
 * Completes or clears what a killed run left in `base`.
 *
 * @returns the files and folders that were put in place now
 */
export function finishEarlierRuns(base: string): string[] {
  const leftovers = readdirSync(base).filter(
    (name) =>
      name.startsWith(stagingPrefix) && !isRunning(Number(name.slice(stagingPrefix.length))),
  );
  return leftovers.flatMap((name) => {
    const staging = join(base, name);
    const moves = readJournal(staging);
    // A run that had placed nothing yet is forgotten; one that had begun is finished.
    const begun = moves.some((move) => isPlaced(base, move));
    const missing = moves.filter((move) => begun && !existsSync(join(base, move.target)));
    moveAll(base, missing);
    removeSync(staging);
    return missing.map(({ target }) => target);
  });
}

function isPlaced(base: string, { staged, target }: Move): boolean {
  const from = statSync(join(base, staged), { throwIfNoEntry: false });
  const to = statSync(join(base, target), { throwIfNoEntry: false });
  return from === undefined || (to !== undefined && from.ino === to.ino && from.dev === to.dev);
}

function stage(staging: string, prefix: string, operation: FileOperation): string {
  if (operation.kind !== 'create')
    throw new Error(`Cannot ${operation.kind} ${operation.path} yet`);
  const path = prefix ? `${prefix}/${operation.path}` : operation.path;
  outputFileSync(join(staging, path), operation.after, { mode: operation.mode ?? 0o666 });
  return path;
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

/** Renames everything into place, or takes back what was renamed. */
function moveAll(base: string, moves: readonly Move[]): void {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      moveWithoutOverwriting(join(base, move.staged), join(base, move.target));
      done.push(move);
    }
  } catch (error) {
    for (const { staged, target } of done.reverse()) {
      renameSync(join(base, target), join(base, staged));
    }
    throw error;
  }
}

/** A rename would replace a file that somebody else made in the meantime; a link does not. */
function moveWithoutOverwriting(from: string, to: string): void {
  if (statSync(from).isDirectory()) {
    renameSync(from, to);
    return;
  }
  try {
    linkSync(from, to);
    unlinkSync(from);
  } catch (error) {
    // Some file systems (FAT, network drives) have no links.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(to)) throw error;
    renameSync(from, to);
  }
}

/** A journal appears whole or not at all, and only when everything is staged. */
function writeJournal(staging: string, moves: readonly Move[]): void {
  const draft = join(staging, `${journalName}.draft`);
  writeFileSync(draft, JSON.stringify(moves));
  renameSync(draft, join(staging, journalName));
}

function readJournal(staging: string): Move[] {
  const journal = join(staging, journalName);
  return existsSync(journal) ? (readJsonSync(journal) as Move[]) : [];
}

/** @returns `path`, or the nearest folder above it that exists */
export function nearestFolder(path: string): string {
  return existsSync(path) ? path : nearestFolder(dirname(path));
}

/** This run's own number was another run's before, if it stands on a leftover. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Says in the user's words what the disk refused. */
function explained(error: unknown, base: string): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  const nothing = 'Nothing was created.';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new UserError(
        `The folder ${base} does not let you write. ${nothing}`,
        'Choose another folder, or change the rights of this one.',
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new UserError(
        `The disk of ${base} is full. ${nothing}`,
        'Make some room, then run the same command again.',
      );
    case 'ENAMETOOLONG':
      return new UserError(
        `The path ${path ?? base} is too long for this disk. ${nothing}`,
        'Choose a shorter name, or a folder nearer to the top.',
      );
    case 'EEXIST':
    case 'ENOTEMPTY':
    case 'ENOTDIR':
      return new UserError(
        `${path ?? base} came into being meanwhile. ${nothing}`,
        'Look at what is there, then run the same command again.',
      );
    default:
      return error;
  }
}
