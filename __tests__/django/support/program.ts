/** Runs the built program, and manage.py of what it made. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DjangoVersion, pythonWith } from './environments';

export const bin = join(__dirname, '../../../bin/create-django-skeleton.js');

export interface RunOptions {
  cwd?: string;
  /** Changes to the environment of the tests; undefined removes a variable. */
  env?: NodeJS.ProcessEnv;
  input?: string;
}

export interface Result {
  status: number | null;
  stdout: string;
  stderr: string;
}

const temporaryFolders: string[] = [];

afterAll(() => {
  for (const folder of temporaryFolders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** @returns a new, empty folder that is removed after the tests of this file */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'create-django-skeleton-test-')));
  temporaryFolders.push(folder);
  return folder;
}

/** Runs `create-django-skeleton` with these arguments, as a user would without a terminal. */
export function runProgram(args: readonly string[], options: RunOptions = {}): Result {
  return run(process.execPath, [bin, ...args], options);
}

export interface Job {
  args: readonly string[];
  cwd: string;
  /** Changes to the environment of the tests. */
  env?: Record<string, string>;
}

/** Runs the program many times in one process, one after the other: it starts only once. */
export function runPrograms(jobs: readonly Job[]): Result[] {
  const script = join(__dirname, 'run-many.cjs');
  const { status, stdout, stderr } = run(process.execPath, [script], {
    input: JSON.stringify(jobs),
  });
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout);
}

/** Creates a project with `--yes` in a folder of its own. */
export function createProject(name: string, ...flags: string[]): { root: string } {
  const cwd = temporaryFolder();
  const { status, stdout, stderr } = runProgram([name, '--yes', ...flags], { cwd });
  if (status !== 0) throw new Error(`Creating ${name} ${flags.join(' ')} failed:\n${stderr}`);
  if (stderr !== '') throw new Error(`Creating ${name} complained:\n${stderr}${stdout}`);
  return { root: join(cwd, name) };
}

/** Runs `python manage.py …` in the project at `root`, with that version of Django. */
export function manage(root: string, version: DjangoVersion, ...args: string[]): Result {
  return run(pythonWith(version), ['manage.py', ...args], { cwd: root });
}

/** Runs any program to its end. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, env, input = '' }: RunOptions = {},
): Result {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  return { status, stdout, stderr };
}
