/**
 * Remembers the last plan that was applied to a project, so that it can be undone.
 *
 * It is kept in the user's state folder, never inside the project.
 * Source: https://specifications.freedesktop.org/basedir-spec/latest/
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { UserError } from '../errors';
import { type FileContent, type FileOperation, sameContent } from './plan';

export interface Remembered {
  /** What was done, in the user's words: `add-app shop`. */
  title: string;
  operations: FileOperation[];
  /** The folders that the plan made, as far as that is known; those it found are the user's. */
  folders?: readonly string[];
}

/** On the disk, with the plan that was the last one before: this one may never be carried out. */
interface Kept {
  title: string;
  operations: Packed[];
  folders?: readonly string[];
  earlier?: Kept;
}

/**
 * Is called before the plan is carried out, so that a run that is killed meanwhile can be undone.
 *
 * @param root the folder of the operations' paths
 * @returns what to tell the user afterwards, where it could not be kept
 */
export function remember(root: string, { title, operations }: Remembered): UserError | undefined {
  try {
    const last = lastDone(root, readKept(root));
    const earlier = last && {
      title: last.title,
      operations: last.operations,
      folders: last.folders,
    };
    const folders = newFolders(root, operations);
    // It appears whole or not at all.
    const draft = `${fileFor(root)}.${process.pid}`;
    mkdirSync(dirname(draft), { recursive: true });
    writeFileSync(
      draft,
      JSON.stringify({ root, title, operations: operations.map(packed), folders, earlier }),
    );
    renameSync(draft, fileFor(root));
    return undefined;
  } catch (error) {
    return new UserError(
      `The change is complete, but undo will not know it: ${(error as Error).message}`,
    );
  }
}

/** @returns the last plan that was carried out for `root`, or undefined where there is none */
export function recall(root: string): Remembered | undefined {
  const kept = lastDone(root, readKept(root));
  if (!kept) return undefined;
  const { title, operations, folders } = kept;
  return { title, operations: operations.map(unpacked), ...(folders && { folders }) };
}

/** The folder itself and those above it for which a plan is kept, carried out or not. */
export function rememberedAbove(folder: string): string[] {
  const above = folder === dirname(folder) ? [] : rememberedAbove(dirname(folder));
  return existsSync(fileFor(folder)) ? [folder, ...above] : above;
}

/** The folders of new files that are not there yet. */
function newFolders(root: string, operations: readonly FileOperation[]): string[] {
  const above = (folder: string): string[] =>
    folder === '.' ? [] : [folder, ...above(dirname(folder))];
  const created = operations.filter(({ kind }) => kind === 'create');
  const folders = new Set(created.flatMap(({ path }) => above(dirname(path))));
  return [...folders].filter((folder) => !existsSync(join(root, folder)));
}

function readKept(root: string): Kept | undefined {
  const file = fileFor(root);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : undefined;
}

function lastDone(root: string, kept: Kept | undefined): Kept | undefined {
  if (!kept) return undefined;
  const isOpen = kept.operations.map(unpacked).every((operation) => isUndone(root, operation));
  return isOpen ? lastDone(root, kept.earlier) : kept;
}

/** Whether nothing is to be seen of an operation. */
function isUndone(root: string, operation: FileOperation): boolean {
  const file = join(root, operation.path);
  if (operation.kind === 'create') return !existsSync(file);
  return existsSync(file) && sameContent(readFileSync(file), Buffer.from(operation.before));
}

export function forget(root: string): void {
  rmSync(fileFor(root), { force: true });
}

function fileFor(root: string): string {
  const name = encodeURIComponent(root);
  const short = name.length <= longestName ? name : digest(root);
  return join(stateFolder(), 'create-django-skeleton', `${short}.json`);
}

/** File systems allow 255 bytes, and a draft has a number behind it. */
const longestName = 230;

/** Loading `node:crypto` takes longer than all else here, so only long paths do. */
function digest(text: string): string {
  const { createHash } = require('node:crypto') as typeof import('node:crypto');
  return createHash('sha256').update(text).digest('hex');
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
