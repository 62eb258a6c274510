/** Which Python, uv and git this machine has. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isAtLeast, oldestPython, type PythonVersion } from './django';

export interface Python {
  /** The program and its first arguments: `['python3']`, `['py', '-3']`. */
  command: readonly string[];
  /** Its own path, as Python tells it. */
  path: string;
  version: PythonVersion;
  /** `3.13.0` */
  fullVersion: string;
}

const isWindows = process.platform === 'win32';

/**
 * Looks for a Python: the active virtual environment, `python3`, `python`, `py -3` on Windows, and
 * where these are too old, one that carries its version in its name (`python3.13`).
 *
 * @param oldest the oldest version that will do
 * @returns the first that is new enough; else the first there is, or undefined
 */
export function findPython(oldest: PythonVersion = oldestPython): Python | undefined {
  let tooOld: Python | undefined;
  for (const command of candidates()) {
    const python = askPython(command);
    if (python && isAtLeast(python.version, oldest)) return python;
    tooOld ??= python;
  }
  return tooOld;
}

/** @returns what the program at `path` says of itself, or undefined where it is no Python */
export function askPython(command: readonly string[]): Python | undefined {
  const [program, ...first] = command;
  const question = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';
  const answer = spawnSync(program!, [...first, '-c', question], {
    encoding: 'utf8',
    timeout: 20_000,
    windowsHide: true,
  });
  const [path, fullVersion] = answer.status === 0 ? answer.stdout.trim().split(/\r?\n/) : [];
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(fullVersion ?? '') ?? [];
  if (!path || !fullVersion || !major || !minor) return undefined;
  return { command, path, version: [Number(major), Number(minor)], fullVersion };
}

/** @returns whether `program --version` runs */
export function has(program: 'git' | 'uv'): boolean {
  return spawnSync(program, ['--version'], { windowsHide: true }).status === 0;
}

/** The folder that `python -m venv` makes for programs. */
export function binFolder(environment: string): string {
  return join(environment, isWindows ? 'Scripts' : 'bin');
}

/** How one gets a newer Python on this system. */
export function howToGetPython(version: string): string {
  switch (process.platform) {
    case 'win32':
      return `Get Python ${version} or newer from https://www.python.org/downloads/, or:  winget install Python.Python.3.13`;
    case 'darwin':
      return `Get Python ${version} or newer from https://www.python.org/downloads/, or:  brew install python`;
    default:
      return `Get Python ${version} or newer from your package manager (Debian, Ubuntu:  sudo apt install python3 python3-venv),\nfrom https://www.python.org/downloads/, or with uv:  uv python install 3.13`;
  }
}

function* candidates(): Generator<readonly string[]> {
  const active = process.env.VIRTUAL_ENV;
  if (active) yield [join(binFolder(active), isWindows ? 'python.exe' : 'python')];
  yield ['python3'];
  yield ['python'];
  if (isWindows) yield ['py', '-3'];
  for (const minor of [14, 13, 12, 11, 10]) yield [`python3.${minor}`];
}
