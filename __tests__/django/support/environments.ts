/**
 * Virtual environments for the tests, made once and kept in `.cache/`, which git ignores.
 *
 * To get newer releases of Django or of the tools, remove `.cache/`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DjangoVersion,
  djangoVersions,
  oldestPython,
  oldestPythonFor,
} from '../../../src/django';
import { binFolder } from '../../../src/environment';
import { features } from '../../../src/generated/features';
import { oneAtATime } from './lock';
import { type FoundPython, pythonsFrom } from './pythons';

export { type DjangoVersion, djangoVersions };

export const cache = join(__dirname, '../../../.cache');

/** @returns the path of a Python that has the newest patch release of that Django, and packages */
export function pythonWith(version: DjangoVersion, ...packages: string[]): string {
  const name = ['django', version, ...packages].join('-').toLowerCase();
  const requirements = [`Django~=${version}.0`, ...packages];
  return pythonOf(makeEnvironment(name, () => pythonFor(version), requirements));
}

/** @returns the same, with everything that features ask for */
export function pythonWithFeatures(version: DjangoVersion): string {
  const packages = features.flatMap(({ feature }) => feature.packages ?? []);
  const wanted = packages.map(({ name, versions }) =>
    typeof versions === 'string' ? name + versions : name + versions[version],
  );
  const requirements = [`Django~=${version}.0`, ...new Set(wanted)];
  const environment = `django-${version}-features`;
  return pythonOf(makeEnvironment(environment, () => pythonFor(version), requirements));
}

/** @returns the folder of an environment with that Django, made by a certain Python */
export function environmentOf(python: FoundPython, version: DjangoVersion): string {
  const name = `django-${version}-on-${python.version.join('.')}`;
  return makeEnvironment(name, () => python, [`Django~=${version}.0`]);
}

/** @returns what is missing on this machine to run that Django, or undefined where nothing is */
export function missingFor(version: DjangoVersion): string | undefined {
  if (existsSync(readyFile(folderOf(`django-${version}`)))) return undefined;
  if (pythonFor(version)) return undefined;
  return `Python ${oldestPythonFor(version).join('.')} or newer for Django ${version}`;
}

export interface Tools {
  ruff: string;
  djlint: string;
  /** A Python that has html5lib. */
  python: string;
}

/** The programs that look at the generated files. */
export function tools(): Tools {
  const environment = makeEnvironment('tools', newestPython, ['ruff', 'djlint', 'html5lib']);
  const bin = binFolder(environment);
  return { ruff: join(bin, 'ruff'), djlint: join(bin, 'djlint'), python: pythonOf(environment) };
}

/** @returns the path of uv */
export function uv(): string {
  return join(binFolder(makeEnvironment('uv', newestPython, ['uv'])), 'uv');
}

/**
 * `describe` for tests that need something of the machine. Where that is missing they are skipped,
 * and their title says why; under CI they fail instead.
 *
 * @param missing what is missing, or undefined where nothing is
 */
export function describeUnlessMissing(
  missing: string | undefined,
  title: string,
  body: () => void,
): void {
  if (missing === undefined) describe(title, body);
  else if (process.env.CI === 'true') test(`${title}: needs ${missing}`, () => fail(missing));
  else describe.skip(`${title} (skipped: needs ${missing})`, body);
}

/** The tests of `body` for each version of Django. */
export function describeEachDjango(title: string, body: (version: DjangoVersion) => void): void {
  for (const version of djangoVersions) {
    describeUnlessMissing(missingFor(version), `${title} Django ${version}`, () => body(version));
  }
}

/** Django 5.2 runs on the oldest Python there is, the others on the newest: both ends are tried. */
function pythonFor(version: DjangoVersion): FoundPython | undefined {
  const usable = pythonsFrom(oldestPythonFor(version));
  return version === '5.2' ? usable.at(0) : usable.at(-1);
}

function newestPython(): FoundPython | undefined {
  return pythonsFrom(oldestPython).at(-1);
}

function makeEnvironment(
  name: string,
  choosePython: () => FoundPython | undefined,
  requirements: readonly string[],
): string {
  const folder = folderOf(name);
  const wanted = requirements.join('\n');
  const isReady = () =>
    existsSync(readyFile(folder)) && readFileSync(readyFile(folder), 'utf8') === wanted;
  if (isReady()) return folder;

  oneAtATime(`${folder}.lock`, () => {
    if (isReady()) return;
    const python = choosePython();
    if (!python) throw new Error(`No Python here can make the environment "${name}".`);
    rmSync(folder, { recursive: true, force: true });
    mustRun(python.path, ['-m', 'venv', folder]);
    mustRun(pythonOf(folder), [
      ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
      ...requirements,
    ]);
    writeFileSync(readyFile(folder), wanted);
  });
  return folder;
}

/** @throws Error with the program's output where it fails */
export function mustRun(program: string, parameters: readonly string[], cwd?: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status === 0) return stdout;
  throw new Error(`${program} ${parameters.join(' ')}\n${error ?? ''}${stdout}${stderr}`);
}

function folderOf(name: string): string {
  return join(cache, 'environments', name);
}

/** Stands in a finished environment and says what is in it. */
function readyFile(folder: string): string {
  return join(folder, 'ready.txt');
}

function pythonOf(folder: string): string {
  return join(binFolder(folder), 'python');
}

function fail(missing: string): never {
  throw new Error(`This machine lacks ${missing}. Install it, or unset CI to skip these tests.`);
}
