/** Annotates many files: in this thread, or in several where there is much to read. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Annotated, annotate } from '../explain/annotate';
import type { CommentLevel } from '../explain/comments';
import { languageOf } from '../explain/languages';
import { surroundingsOf } from '../explain/surroundings-of';
import type { Project } from '../project/project';

export type Result = { path: string } & Annotated;

/** @param told is called after each file; where it returns a promise, that is awaited */
export async function annotateFiles(
  project: Project,
  level: CommentLevel,
  files: readonly string[],
  told: (result: Result) => void | Promise<void>,
): Promise<void> {
  const around = surroundingsOf(project);
  for (const path of files) {
    await told({ path, ...annotateOne(path) });
  }

  function annotateOne(path: string): Annotated {
    if (!languageOf(path)) return { why: `notes do not go into ${kindOf(path)}` };
    const bytes = bytesOf(path);
    if (!bytes) return { why: 'you may not read it' };
    const inside = relative(project.root, path).split(sep).join('/');
    const result = annotate(inside, bytes, level, around);
    const changes = 'after' in result && result.before !== result.after;
    return changes && !isWritable(path) ? { why: 'it is read-only' } : result;
  }
}

/** What one of several threads does. */
export interface Share {
  /** Where the project is found from. */
  folder: string;
  level: CommentLevel;
  targets: readonly string[];
}

/** The same in several threads; the results come in any order. */
export async function annotateInThreads(
  { root }: Project,
  level: CommentLevel,
  files: readonly string[],
  told: (result: Result) => void,
): Promise<void> {
  const count = Math.min(availableParallelism(), mostThreads);
  const shares = Array.from({ length: count }, (_, index) =>
    files.filter((_file, at) => at % count === index),
  );
  await Promise.all(
    shares.map(
      (targets) =>
        new Promise<void>((resolve, reject) => {
          const share: Share = { folder: root, level, targets };
          const worker = new Worker(workerFile, { workerData: share });
          worker.on('message', told);
          worker.on('error', reject);
          worker.on('exit', () => resolve());
        }),
    ),
  );
}

const workerFile = join(__dirname, 'annotate-worker.js');
const mostThreads = 4;

/** A thread takes as long to start as a hundred files take to read. */
const worthThreads = 1_000_000;

export function isWorthThreads(files: readonly string[]): boolean {
  if (availableParallelism() < 2 || !existsSync(workerFile)) return false;
  let size = 0;
  for (const file of files) {
    size += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > worthThreads) return true;
  }
  return false;
}

export function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function kindOf(path: string): string {
  const extension = /\.\w+$/.exec(basename(path))?.[0];
  return extension ? `${extension} files` : 'such files';
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
