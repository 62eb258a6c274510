/**
 * The staging folder, and the moves out of it.
 *
 * Where several moves are needed, a journal lets the next run finish what a crash cut off.
 */
import {
  existsSync,
  linkSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const prefix = '.create-django-skeleton-';
export const journalName = 'journal.json';

/** One rename: from the staging folder to its place. Both paths are relative to the base. */
export interface Move {
  staged: string;
  target: string;
}

/** The path of this run's staging folder in `base`. */
export function stagingFolder(base: string): string {
  return join(base, `${prefix}${process.pid}`);
}

/** @returns the names of the staging folders in `base` whose runs have ended without clearing them */
export function leftovers(base: string): string[] {
  return readdirSync(base).filter(
    (name) => name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length))),
  );
}

/** Renames everything into place, or takes back what was renamed. */
export function moveAll(base: string, moves: readonly Move[]): void {
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
export function writeJournal(staging: string, moves: readonly Move[]): void {
  const draft = join(staging, `${journalName}.draft`);
  writeFileSync(draft, JSON.stringify(moves));
  renameSync(draft, join(staging, journalName));
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
