/** The program on a terminal, with somebody who answers its questions. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { oldestPython } from '../../../src/django';
import { bin } from './program';
import { pythonsFrom } from './pythons';

export const enter = '\r';
export const down = '\x1b[B';
export const escapeKey = '\x1b';
export const ctrlC = '\x03';

/** A text that is waited for, and what is typed then, at once or after some seconds. */
export type Typed = readonly [text: string, typed: string, seconds?: number];

export interface Session {
  /** Everything that came to the terminal. */
  output: string;
  /** The same without colours and movements of the cursor. */
  text: string;
  /** Negative: the number of the signal that ended the program. */
  status: number;
}

/** @returns what is missing on this machine for a terminal, or undefined where nothing is */
export function missingTerminal(): string | undefined {
  if (process.platform === 'win32') return 'the terminals of Linux or macOS';
  return pythonsFrom(oldestPython).length > 0 ? undefined : `Python ${oldestPython.join('.')}`;
}

interface Options {
  answers?: readonly Typed[];
  /** Changes to the environment of the tests; undefined removes a variable. */
  env?: NodeJS.ProcessEnv;
  /** The width of the terminal; 0 where it does not tell. */
  columns?: number;
  /** Another command than the program. */
  command?: readonly string[];
}

/** @throws Error where a text never came */
export function onTerminal(
  args: readonly string[],
  cwd: string,
  {
    answers = [],
    env = {},
    columns = 100,
    command = [process.execPath, bin, ...args],
  }: Options = {},
): Session {
  const { stdout, stderr } = spawnSync(
    pythonsFrom(oldestPython).at(-1)!.path,
    [join(__dirname, 'terminal.py')],
    {
      input: JSON.stringify({ command, cwd, columns, answers }),
      env: { ...process.env, TERM: 'xterm-256color', NO_COLOR: undefined, ...env },
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    },
  );
  if (stdout === '') throw new Error(stderr);
  const { output, status, missed } = JSON.parse(stdout) as {
    output: string;
    status: number;
    missed: string | null;
  };
  if (missed !== null) throw new Error(`“${missed}” was never shown:\n${output.slice(0, 10_000)}`);
  return { output, text: stripVTControlCharacters(output).replaceAll('\r\n', '\n'), status };
}
