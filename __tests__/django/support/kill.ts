/** Stops the program in the middle of its work, and compares what it left behind. */
import { spawn } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { bin } from './program';

export interface Outcome {
  status: number | null;
  /** The signal that ended the program, if one did. */
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  /** From the start of the process to its end. */
  milliseconds: number;
}

export interface StartOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
  /** Runs the program as this user and group. */
  uid?: number;
  gid?: number;
  /** Another copy of the program, and of Node.js. */
  program?: string;
  node?: string;
}

export interface Started {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  end: Promise<Outcome>;
}

/** Starts the program and does not wait for it. */
export function start(args: readonly string[], options: StartOptions): Started {
  const { program = bin, node = process.execPath, env, ...rest } = options;
  const started = performance.now();
  const child = spawn(node, [program, ...args], {
    ...rest,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  return {
    pid: child.pid!,
    kill: (signal) => child.kill(signal),
    end: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) =>
        resolve({ status, signal, stdout, stderr, milliseconds: performance.now() - started }),
      );
    }),
  };
}

export function runToEnd(args: readonly string[], options: StartOptions): Promise<Outcome> {
  return start(args, options).end;
}

/** Runs the program and kills it after a while, if it is not done by then. */
export async function killAfter(
  milliseconds: number,
  args: readonly string[],
  options: StartOptions,
): Promise<Outcome> {
  const running = start(args, options);
  const timer = setTimeout(() => running.kill('SIGKILL'), milliseconds);
  const outcome = await running.end;
  clearTimeout(timer);
  return outcome;
}

/** The variables that make the program stop just before its n-th change of the disk. */
export function stopAtChange(n: number, signal: NodeJS.Signals): NodeJS.ProcessEnv {
  return {
    NODE_OPTIONS: `--require=${JSON.stringify(join(__dirname, 'stop-at-change.cjs'))}`,
    STOP_AT_CHANGE: String(n),
    STOP_WITH: signal,
  };
}

/** What stands in a folder: path → its rights and text, without the secret key. */
export type Contents = Record<string, string>;

/** @returns what stands in `folder`, or nothing where there is no such folder */
export function contentsOf(folder: string): Contents {
  const contents: Contents = {};
  const read = (path: string) => {
    const entry = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (!entry) return;
    const rights = (entry.mode & 0o777).toString(8);
    if (entry.isSymbolicLink()) {
      contents[path] = `link to ${readlinkSync(join(folder, path))}`;
    } else if (entry.isDirectory()) {
      if (path) contents[`${path}/`] = rights;
      for (const name of readdirSync(join(folder, path)).sort()) read(join(path, name));
    } else {
      const text = readFileSync(join(folder, path), 'utf8');
      contents[path] = `${rights} ${text.replace(/django-insecure-[^"]+/, 'django-insecure-…')}`;
    }
  };
  read('');
  return contents;
}

/** @returns the half-made folders that a stopped run leaves beside its target */
export function leftovers(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('.create-django-skeleton-'));
}
