/**
 * Remembers the last plan that was applied to a project, so that it can be undone.
 *
 * It is kept in the user's state folder, never inside the project.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/
 */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { existsSync, outputJsonSync, readJsonSync, removeSync } from 'fs-extra';
import { UserError } from '../errors';
import type { FileContent, FileOperation } from './plan';

export interface Remembered {
  /** What was done, in the user's words: `add-app shop`. */
  title: string;
  operations: FileOperation[];
}

/** @param root the folder of the operations' paths */
export function remember(root: string, { title, operations }: Remembered): void {
  try {
    outputJsonSync(fileFor(root), { root, title, operations: operations.map(packed) });
  } catch (error) {
    throw new UserError(
      `The change is complete, but undo will not know it: ${(error as Error).message}`,
    );
  }
}

/** @returns the last plan for `root`, or undefined where there is none */
export function recall(root: string): Remembered | undefined {
  const file = fileFor(root);
  if (!existsSync(file)) return undefined;
  const { title, operations } = readJsonSync(file) as { title: string; operations: Packed[] };
  return { title, operations: operations.map(unpacked) };
}

export function forget(root: string): void {
  removeSync(fileFor(root));
}

function fileFor(root: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 32);
  return join(stateFolder(), 'create-django-skeleton', `${name}.json`);
}

function stateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return XDG_STATE_HOME || join(homedir(), '.local', 'state');
}

type Packed = Record<string, unknown>;

/** JSON has no bytes: they are kept as base64 in an object of their own. */
function packed(operation: FileOperation): Packed {
  return Object.fromEntries(
    Object.entries(operation).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value,
    ]),
  );
}

function unpacked(operation: Packed): FileOperation {
  const content = (value: unknown): FileContent | unknown =>
    typeof value === 'object' && value !== null && 'base64' in value
      ? Buffer.from(String(value.base64), 'base64')
      : value;
  return Object.fromEntries(
    Object.entries(operation).map(([name, value]) => [name, content(value)]),
  ) as unknown as FileOperation;
}
