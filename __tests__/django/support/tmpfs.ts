/** Small disks in memory. Mounting one needs the rights of root. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun } from './environments';
import { temporaryFolder } from './program';

/** @returns what is missing on this machine to mount a disk, or undefined where nothing is */
export function missingMount(): string | undefined {
  const folder = temporaryFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]);
  if (status === 0) mustRun('umount', [folder]);
  return status === 0 ? undefined : 'the right to mount a disk (root)';
}

/**
 * Runs `body` with the folder of a new disk.
 *
 * @param limits options of tmpfs, such as `size=64k` or `nr_inodes=20`
 */
export async function withDisk<Result>(
  limits: string,
  body: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  mustRun('mount', ['-t', 'tmpfs', '-o', limits, 'tmpfs', folder]);
  try {
    return await body(folder);
  } finally {
    mustRun('umount', [folder]);
    rmdirSync(folder);
  }
}

export function makeReadOnly(folder: string): void {
  mustRun('mount', ['-o', 'remount,ro', folder]);
}
