/** What add-app makes, under real Django: in a project by Django itself, and in one of ours. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DjangoVersion, describeEachDjango, pythonWith } from './support/environments';
import { readFiles } from './support/files';
import {
  createProject,
  manage,
  type Result,
  type RunOptions,
  run,
  runProgram,
  temporaryFolder,
} from './support/program';

jest.setTimeout(300_000);

/** Prints the status of a page, asked for as a browser would: ALLOWED_HOSTS has no testserver. */
const GET = (path: string) =>
  `from django.test import Client; print(Client(SERVER_NAME="localhost").get("${path}").status_code)`;

interface Made {
  root: string;
  /** How add-app is called, and the address that its pages begin with. */
  args: string[];
  address: string;
}

const projects: [title: string, make: (version: DjangoVersion) => Made][] = [
  ['startproject', (version) => ({ root: startproject(version), ...as('shop') })],
  ['startproject, --path', (version) => ({ root: startproject(version), ...as('shop', 'a/b') })],
  ['startproject, --path /', (version) => ({ root: startproject(version), ...as('shop', '/') })],
  [
    'one of ours',
    (version) => ({ ...createProject('myproj', '--django', version), ...as('shop') }),
  ],
  [
    'one of ours without an app',
    (version) => ({ ...createProject('myproj', '--no-app', '--django', version), ...as('shop') }),
  ],
];

describeEachDjango('add-app for', (version) => {
  describe.each(projects)('in a project by %s', (title, make) => {
    // The templates of an app extend base.html, which a project by Django itself does not have.
    // What asks for a page of the app there needs an app that does without, or brings its own.
    const asksForPages = title.startsWith('startproject') ? 'without a base.html' : 'as it is';
    let made: Made;
    let before: Map<string, string>;
    let env: RunOptions['env'];

    beforeAll(() => {
      made = make(version);
      before = readFiles(made.root);
      env = { XDG_STATE_HOME: join(temporaryFolder(), 'state') };
      succeed(runProgram(['add-app', ...made.args, '--yes'], { cwd: made.root, env }));
    });

    test('Django has nothing against it', () => {
      succeed(manage(made.root, version, 'check', '--fail-level', 'WARNING'));
    });

    test('the migration is the one that makemigrations would write', () => {
      succeed(manage(made.root, version, 'makemigrations', '--check', '--dry-run'));
    });

    test('it migrates', () => {
      succeed(manage(made.root, version, 'migrate', '--verbosity', '0'));
    });

    test(`its own tests pass, ${asksForPages}`, () => {
      const { stderr } = succeed(manage(made.root, version, 'test', 'shop'));
      expect(stderr).toMatch(/Ran [1-9]\d* tests?/);
    });

    test(`its page answers, ${asksForPages}`, () => {
      succeed(manage(made.root, version, 'migrate', '--verbosity', '0'));
      const { stdout } = succeed(manage(made.root, version, 'shell', '-c', GET(made.address)));
      expect(stdout.trim().split('\n').at(-1)).toBe('200');
    });

    test('a second run finds nothing to do', () => {
      const after = readFiles(made.root);
      const { stdout } = succeed(
        runProgram(['add-app', ...made.args, '--yes'], { cwd: made.root, env }),
      );
      expect(stdout).toMatch(/^Nothing to do/);
      expect(readFiles(made.root)).toEqual(after);
    });

    // Python has put __pycache__ into the folders of the app by now.
    test('undo takes it back, byte for byte', () => {
      succeed(runProgram(['undo', '--yes'], { cwd: made.root, env }));
      expect(readFiles(made.root)).toEqual(before);
      expect(existsSync(join(made.root, 'shop'))).toBe(false);
      succeed(manage(made.root, version, 'check', '--fail-level', 'WARNING'));
    });
  });
});

/** `django-admin startproject mysite .` @returns its folder */
function startproject(version: DjangoVersion): string {
  const cwd = temporaryFolder();
  succeed(run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', '.'], { cwd }));
  return cwd;
}

function as(name: string, path?: string): Pick<Made, 'args' | 'address'> {
  if (path === undefined) return { args: [name], address: `/${name}/` };
  return { args: [name, '--path', path], address: path === '/' ? '/' : `/${path}/` };
}

function succeed(result: Result): Result {
  const { status, stdout, stderr } = result;
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
  return result;
}
