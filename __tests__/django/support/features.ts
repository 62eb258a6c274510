/** What every feature has to pass, alone and with others, on a new project and on one that exists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../../../src/generated/features';
import {
  type DjangoVersion,
  describeEachDjango,
  djangoVersions,
  pythonWith,
  pythonWithFeatures,
  tools,
} from './environments';
import { readFiles } from './files';
import { createProject, type Result, run, runProgram, temporaryFolder } from './program';

export const production = {
  DJANGO_DEBUG: 'false',
  DJANGO_SECRET_KEY: 'k7!pz3q@w9x$e5r#t1y^u8i&o2a*s6d(f4g)h0jlmnbvcz-QWERTY',
  DJANGO_ALLOWED_HOSTS: 'example.com, www.example.com',
};

/** A project with features, to try more than what all features have in common. */
export interface Grown {
  root: string;
  version: DjangoVersion;
  /** A Python that has Django and the packages of all features. */
  python: string;
}

interface Options {
  /** How many tests of its own the features bring, at least. */
  tests: number;
  /** Flags that answer what the features ask. */
  flags?: readonly string[];
  /** Variables that production needs beside the usual ones. */
  env?: NodeJS.ProcessEnv;
  /** More tests, on the new project. */
  more?: (project: () => Grown) => void;
}

/**
 * The tests of features that are put into one project: into a new one for each version of Django,
 * into one that exists for one of them. Which one differs, so that all have their turn.
 */
export function describeFeatures(ids: readonly string[], options: Options): void {
  describeEachDjango(`${ids.join(', ')} for`, (version) => {
    describe('in a new project', () => testNew(ids, version, options));
    if (version === turnOf(ids)) {
      describe('in a project by startproject', () => testAdded(ids, version, options));
    }
  });
}

function turnOf(ids: readonly string[]): DjangoVersion {
  const index = features.findIndex(({ feature }) => feature.id === ids.at(-1));
  return djangoVersions[(index + ids.length) % djangoVersions.length]!;
}

function testNew(ids: readonly string[], version: DjangoVersion, options: Options): void {
  const { flags = [], tests, env, more } = options;
  let root: string;
  let files: Map<string, string>;
  let python: string;
  const create = (level: string) =>
    createProject(
      'myproj',
      ...['--with', ids.join(','), '--django', version, '--comments', level, ...flags],
    ).root;

  beforeAll(() => {
    root = create('full');
    files = readFiles(root);
    python = pythonWithFeatures(version);
  }, 300_000);

  test('Django has nothing against it, and its tests pass', () => {
    const { stderr } = check(python, root, 'myproj.settings');
    expect(Number(/Ran (\d+) tests/.exec(stderr)?.[1])).toBeGreaterThanOrEqual(tests + 8);
  });

  test('it is ready for production', () => {
    checkProduction(python, root, 'myproj.settings', env);
  });

  test('ruff has nothing against the Python', () => {
    ruff(root, 'check', '.');
    ruff(root, 'format', '--check', '.');
  });

  test('without its notes it is what --comments none makes', () => {
    const none = withoutKeys(readFiles(create('none')));
    for (const [path, text] of withoutKeys(files)) {
      if (path === 'README.md') continue;
      expect({ path, text: withoutNotes(text) }).toEqual({ path, text: none.get(path) });
    }
  });

  test('its text files are as they should be, and hold no secret', () => {
    for (const [path, text] of files) {
      expect({ path, faults: faultsOf(text) }).toEqual({ path, faults: [] });
    }
    expect(readFileSync(join(root, '.gitignore'), 'utf8')).toMatch(/^\.env$/m);
    expect(existsSync(join(root, '.env'))).toBe(false);
  });

  test('the README names every file and every variable', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const named = new Set([...readme.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name));
    const paths = [...files.keys()].filter((path) => path !== 'README.md');
    expect(paths.filter((path) => !named.has(path))).toEqual([]);
  });

  more?.(() => ({ root, version, python }));
}

function testAdded(ids: readonly string[], version: DjangoVersion, options: Options): void {
  const { flags = [], tests, env } = options;
  let root: string;
  let before: Map<string, string>;
  let python: string;
  const state = { XDG_STATE_HOME: join(temporaryFolder(), 'state') };
  const add = (...more: string[]) =>
    succeed(runProgram(['add', ...ids, ...flags, '--yes', ...more], { cwd: root, env: state }));

  beforeAll(() => {
    root = startproject(version);
    python = pythonWithFeatures(version);
    before = readFiles(root);
  }, 300_000);

  test('--dry-run and --diff write nothing', () => {
    add('--dry-run');
    const { stdout } = add('--diff', '--json');
    expect(readFiles(root)).toEqual(before);
    const { edits, diff } = JSON.parse(stdout) as { edits: { why: string }[]; diff: string };
    expect(edits.filter(({ why }) => why === '')).toEqual([]);
    expect(diff).toContain('+++ b/');
  });

  test('Django has nothing against it, and its tests pass', () => {
    add();
    const { stderr } = check(python, root, 'mysite.settings');
    const run = Number(/Ran (\d+) tests?/.exec(stderr)?.[1]);
    expect(run).toBeGreaterThanOrEqual(tests);
  });

  test('it is ready for production', () => {
    // A feature that is about something else leaves the settings as startproject has made them.
    const settings = readFileSync(join(root, 'mysite/settings.py'), 'utf8');
    if (settings.includes('DJANGO_DEBUG')) {
      checkProduction(python, root, 'mysite.settings', env);
    }
    ruff(root, 'check', '.');
  });

  test('a second run finds it there', () => {
    const after = readFiles(root);
    expect(add().stdout).toMatch(/^Nothing to do/);
    expect(readFiles(root)).toEqual(after);
  });

  test('undo takes it back, byte for byte', () => {
    succeed(runProgram(['undo', '--yes'], { cwd: root, env: state }));
    expect(readFiles(root)).toEqual(before);
  });
}

/** `django-admin startproject mysite .` @returns its folder */
export function startproject(version: DjangoVersion): string {
  const cwd = temporaryFolder();
  succeed(run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', '.'], { cwd }));
  return cwd;
}

const checks = join(__dirname, 'feature_checks.py');

export function check(python: string, root: string, settings: string): Result {
  const warnings = ['-W', 'error::DeprecationWarning', '-W', 'error::PendingDeprecationWarning'];
  return succeed(run(python, [...warnings, checks, settings, 'development'], { cwd: root }));
}

export function checkProduction(
  python: string,
  root: string,
  settings: string,
  env: NodeJS.ProcessEnv = {},
): Result {
  const options = { cwd: root, env: { ...production, ...env } };
  return succeed(run(python, [checks, settings, 'production'], options));
}

export function ruff(root: string, command: string, ...args: string[]): void {
  succeed(run(tools().ruff, [command, '--no-cache', '--isolated', ...args], { cwd: root }));
}

export function succeed(result: Result): Result {
  const { status, stdout, stderr } = result;
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
  return result;
}

/** Takes the notes away as a person would: lines whose comment begins with a bar. */
function withoutNotes(text: string): string {
  const lines = text.split('\n');
  const isNote = (line: string) => /^\s*(#|\/\*|\/\/|<!--|\{#) \|( |$)/.test(line);
  // Behind the note on a file stands a blank line of ours.
  const first = lines.findIndex((line) => !isNote(line) && !line.startsWith('#!'));
  if (isNote(lines[first - 1] ?? '') && lines[first] === '') lines.splice(first, 1);
  return lines.filter((line) => !isNote(line)).join('\n');
}

function faultsOf(text: string): string[] {
  const faults: [string, boolean][] = [
    ['carriage return', text.includes('\r')],
    ['space at the end of a line', /[ \t]$/m.test(text)],
    ['no newline at the end, or several', text !== '' && !/[^\n]\n$/.test(text)],
    ['part of a template', /<%|%>/.test(text)],
    ['placeholder', /\{(project|app|model|variable|table|prefix)\}/.test(text)],
    ['value that was not there', /\bundefined\b|\[object |\bNaN\b/.test(text)],
  ];
  return faults.flatMap(([name, found]) => (found ? [name] : []));
}

function withoutKeys(files: Map<string, string>): Map<string, string> {
  const hide = (text: string) => text.replace(/"django-insecure-[^"]*"/, '"…"');
  return new Map([...files].map(([path, text]) => [path, hide(text)]));
}
