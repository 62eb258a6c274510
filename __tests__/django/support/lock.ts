/** Makes something once, though several processes want it at the same time. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * @param lock a file that stands there while one process works
 * @param work what only one process may do at a time
 */
export function oneAtATime<Result>(lock: string, work: () => Result): Result {
  mkdirSync(dirname(lock), { recursive: true });
  while (!acquire(lock)) sleep(200);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function acquire(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (ownerIsGone(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** A test run that was killed leaves its lock behind. */
function ownerIsGone(lock: string): boolean {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    // Empty: the owner has made the file and is about to write its number.
    if (!owner) return false;
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
