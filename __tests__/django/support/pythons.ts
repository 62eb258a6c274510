/** Finds the Pythons of this machine: on the PATH, and in pyenv's folder. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isAtLeast, type PythonVersion } from '../../../src/django';

export interface FoundPython {
  path: string;
  version: PythonVersion;
}

/** Newer ones may lack wheels of what the tests install, and Django does not claim to run on them. */
const newest: PythonVersion = [3, 14];

let found: FoundPython[] | undefined;

/** @returns every Python that can make virtual environments, oldest first, one for each version */
export function pythons(): FoundPython[] {
  found ??= uniqueVersions([...candidates()].flatMap(ask)).sort(
    (a, b) => a.version[0] - b.version[0] || a.version[1] - b.version[1],
  );
  return found;
}

/** @returns the Pythons from `oldest` on, oldest first */
export function pythonsFrom(oldest: PythonVersion): FoundPython[] {
  return pythons().filter(
    ({ version }) => isAtLeast(version, oldest) && isAtLeast(newest, version),
  );
}

function* candidates(): Generator<string> {
  yield 'python3';
  yield 'python';
  for (const minor of [14, 13, 12, 11, 10, 9, 8]) yield `python3.${minor}`;
  const pyenv = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  for (const name of entriesOf(pyenv)) yield join(pyenv, name, 'bin', 'python');
}

/** SQLite and ensurepip are parts of Python that some systems leave out. */
function ask(program: string): FoundPython[] {
  const question =
    'import sys, sqlite3, venv, ensurepip; print(getattr(sys, "_base_executable", sys.executable)); print("%d %d" % sys.version_info[:2])';
  const { status, stdout } = spawnSync(program, ['-c', question], { encoding: 'utf8' });
  if (status !== 0) return [];
  const [path, numbers] = stdout.trim().split(/\r?\n/);
  const [major, minor] = numbers!.split(' ').map(Number);
  return [{ path: path!, version: [major!, minor!] }];
}

function uniqueVersions(pythons: readonly FoundPython[]): FoundPython[] {
  return [...new Map(pythons.map((python) => [python.version.join('.'), python])).values()];
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
