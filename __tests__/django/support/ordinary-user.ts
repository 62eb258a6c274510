/** Root may write everywhere. So where the tests run as root, these run the program as nobody. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StartOptions } from './kill';
import { bin, temporaryFolder } from './program';

const nobody = { uid: 65534, gid: 65534 };

/** @returns how to start the program as a user without special rights */
export function asOrdinaryUser(): Omit<StartOptions, 'cwd'> {
  if (process.getuid?.() !== 0) return {};
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  return { ...nobody, program: copyOfProgram(folder), node: readableNode(folder) };
}

/** The checkout may lie in a folder that only root can read. */
function copyOfProgram(folder: string): string {
  const checkout = join(dirname(bin), '..');
  for (const name of ['bin', 'dist']) {
    cpSync(join(checkout, name), join(folder, name), { recursive: true });
  }
  return join(folder, 'bin', 'create-django-skeleton.js');
}

/** So may Node.js itself. */
function readableNode(folder: string): string {
  if (spawnSync(process.execPath, ['--version'], nobody).status === 0) return process.execPath;
  const copy = join(folder, 'node');
  copyFileSync(process.execPath, copy);
  chmodSync(copy, 0o755);
  return copy;
}
