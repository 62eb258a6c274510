/**
 * The staging folder, and the moves between it and the project.
 *
 * Where several moves are needed, a journal lets the next run finish what a crash cut off.
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const prefix = '.create-django-skeleton-';
export const journalName = 'journal.json';

/**
 * One step of a plan on the disk; both paths are relative to the base.
 *
 * `place` moves a new file or folder to its target, where nothing is. `replace` moves a file over
 * another, which it keeps a copy of. `remove` moves a file away.
 */
export interface Move {
  kind: 'place' | 'replace' | 'remove';
  staged: string;
  target: string;
}

/** The path of this run's staging folder in `base`. */
export function stagingFolder(base: string): string {
  return join(base, `${prefix}${process.pid}`);
}

/** @returns the names of the staging folders in `base` whose runs have ended without clearing them */
export function leftovers(base: string): string[] {
  return namesIn(base).filter((name) => name.startsWith(prefix) && !isInUse(base, name));
}

/** @returns the names of the staging folders in `base` whose runs go on, but for this run's */
export function othersAtWork(base: string): string[] {
  return namesIn(base).filter((name) => name.startsWith(prefix) && isInUse(base, name));
}

/** None where the folder cannot be read: nothing of ours can be in it then. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Makes all moves, or takes back those that were made. */
export function moveAll(base: string, moves: readonly Move[]): void {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      make(base, move);
      done.push(move);
    }
  } catch (error) {
    for (const move of done.reverse()) takeBack(base, move);
    throw error;
  }
}

function make(base: string, { kind, staged, target }: Move): void {
  const from = join(base, staged);
  const to = join(base, target);
  switch (kind) {
    case 'place':
      mkdirSync(dirname(to), { recursive: true });
      moveWithoutOverwriting(from, to);
      break;
    case 'replace':
      copyFileSync(to, backupOf(from));
      renameSync(from, to);
      break;
    case 'remove':
      mkdirSync(dirname(from), { recursive: true });
      renameSync(to, from);
      removeEmptyFolders(base, dirname(to));
      break;
  }
}

function takeBack(base: string, { kind, staged, target }: Move): void {
  const from = join(base, staged);
  const to = join(base, target);
  mkdirSync(dirname(to), { recursive: true });
  switch (kind) {
    case 'place':
      renameSync(to, from);
      break;
    case 'replace':
      // The new text goes back to where it was staged: then the move counts as not made.
      copyFileSync(to, from);
      renameSync(backupOf(from), to);
      break;
    case 'remove':
      renameSync(from, to);
      break;
  }
}

const backupOf = (staged: string): string => `${staged}.before`;

/** Folders that a removed file leaves empty go too, but for what Python keeps in them. */
export function removeEmptyFolders(base: string, folder: string): void {
  if (folder === base) return;
  if (existsSync(folder)) {
    const isEmpty = readdirSync(folder).every((name) => name === '__pycache__');
    if (!isEmpty) return;
    rmSync(folder, { recursive: true });
  }
  removeEmptyFolders(base, dirname(folder));
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

/**
 * Removes a staging folder, the journal first: without it, nobody takes what is missing in a
 * half-removed folder for moves that were made.
 */
export function clearStaging(staging: string): void {
  rmSync(join(staging, journalName), { force: true });
  rmSync(staging, { recursive: true, force: true });
}

/** Whether the run that made a staging folder goes on. The folder's name ends in its number. */
function isInUse(base: string, name: string): boolean {
  const pid = Number(name.slice(prefix.length));
  // This run has not made its folder yet: one of that name is of an earlier run.
  if (pid === process.pid || !isRunning(pid)) return false;
  const made = statSync(join(base, name)).mtimeMs;
  return startOf(pid) <= made + 1000;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process was started, in milliseconds since 1970, where the system tells; else 0.
 *
 * Numbers are used again: a process that is younger than the folder did not make it.
 * Source: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function startOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    const ticksSinceBoot = Number(fields[19]);
    const secondsSinceBoot = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    return Date.now() - secondsSinceBoot * 1000 + ticksSinceBoot * 10;
  } catch {
    return 0;
  }
}
