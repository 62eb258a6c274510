/**
 * The generated projects under real Django: every version, every level of comments, with and
 * without an app, and with names that are odd but legal.
 */
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commentLevels } from '../../src/explain/comments';
import { type DjangoVersion, describeEachDjango, pythonWith, tools } from './support/environments';
import { readFiles } from './support/files';
import {
  createProject,
  manage,
  type Result,
  run,
  runProgram,
  temporaryFolder,
} from './support/program';

const newest: DjangoVersion = '6.1';

/** Command lines, as one would type them. */
const everyLevel = commentLevels.flatMap((level) => [
  `myproj --comments ${level}`,
  `myproj --comments ${level} --no-app`,
]);

const oddNames = [
  'my-proj --app my_app',
  'x --app y --model Z',
  'a_project_with_a_longer_name --app an_app_with_a_longish_name --model ModelWithALongName',
  'myproj --model Category',
  'myproj --model Person',
  'myproj --model Sheep',
  'myproj --model HTTPServer2',
  'myproj --app shop --model Class',
  'myproj --app shop --model List',
  'myproj --app shop --model Import',
  'myproj --app shop --model Post2',
  'core --app app',
  'app --app core',
  'myproj --app shop',
  'myproj --app news',
  'myproj --app users',
];

const production = {
  DJANGO_DEBUG: 'false',
  DJANGO_SECRET_KEY: 'k7!pz3q@w9x$e5r#t1y^u8i&o2a*s6d(f4g)h0jlmnbvcz-QWERTY',
  DJANGO_ALLOWED_HOSTS: 'example.com, www.example.com',
};

describeEachDjango('a project for', (version) => {
  const odd = version === newest ? oddNames : [];
  let folder: string;
  let projects: Map<string, Project>;

  beforeAll(() => {
    folder = temporaryFolder();
    projects = new Map(
      [...everyLevel, ...odd].map((line, index) => [
        line,
        create(line, join(folder, String(index)), version),
      ]),
    );
  });

  describe.each(everyLevel)('%s', (line) => {
    const django = (...args: string[]) => manage(projects.get(line)!.root, version, ...args);

    test('passes the system checks', () => {
      expectSuccess(django('check', '--fail-level', 'WARNING'));
    });

    test('is ready for production, as far as Django can tell', () => {
      const { root } = projects.get(line)!;
      const result = run(
        pythonWith(version),
        ['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'],
        { cwd: root, env: production },
      );
      expectSuccess(result);
      expect(result.stdout).toContain('no issues (0 silenced)');
    });

    test('migrates', () => {
      expectSuccess(django('migrate', '--verbosity', '0'));
    });
  });

  describe.each([...everyLevel, ...odd])('%s', (line) => {
    test('has all its migrations', () => {
      const { root } = projects.get(line)!;
      expectSuccess(manage(root, version, 'makemigrations', '--check', '--dry-run'));
    });

    test('passes its own tests, without a warning of something that will go', () => {
      const { root, app } = projects.get(line)!;
      const warnings = ['error::DeprecationWarning', 'error::PendingDeprecationWarning'];
      const options = warnings.flatMap((warning) => ['-W', warning]);
      const result = run(pythonWith(version), [...options, 'manage.py', 'test'], { cwd: root });
      expectSuccess(result);
      expect(result.stderr).toMatch(app ? /Ran ([89]|\d\d) tests/ : /Ran 0 tests/);
    });

    test('has text files as they should be', () => {
      for (const [path, text] of readFiles(projects.get(line)!.root)) {
        expect({ path, faults: faultsOf(text) }).toEqual({ path, faults: [] });
      }
    });
  });

  test('the migration is what makemigrations writes', () => {
    for (const [line, { root, app }] of projects) {
      if (!app) continue;
      const ours = readFileSync(join(root, app, 'migrations/0001_initial.py'), 'utf8');
      const ownText = ours.replace(/^ *# (\||ruff:).*\n/gm, '').trimStart();
      expect({ line, text: format(ownText) }).toEqual({
        line,
        text: format(migrationByDjango(root, app, version)),
      });
    }
  });

  test('ruff has nothing against the Python', () => {
    const check = ['check', '--output-format=concise'];
    for (const args of [check, ['format', '--check']]) {
      for (const isolated of [[], ['--isolated']]) {
        expectSuccess(
          run(tools().ruff, [...args, '--no-cache', ...isolated, '.'], { cwd: folder }),
        );
      }
    }
  });

  test('djlint has nothing against the templates', () => {
    expectSuccess(run(tools().djlint, ['--lint', '--profile=django', '.'], { cwd: folder }));
  });

  test('every page is valid HTML', () => {
    const script = join(__dirname, 'support/pages.py');
    const pages: Record<string, string> = {};
    for (const [line, { root, package: name, app, model }] of projects) {
      const names = app ? [name, app, model!] : [name];
      const result = run(pythonWith(version), [script, ...names], { cwd: root });
      expectSuccess(result);
      const rendered = JSON.parse(result.stdout) as Record<string, string>;
      expect(Object.keys(rendered)).toHaveLength(app ? 8 : 3);
      for (const [url, html] of Object.entries(rendered)) pages[`${line} ${url}`] = html;
    }
    const result = run(tools().python, [join(__dirname, 'support/parse_html.py')], {
      input: JSON.stringify(pages),
    });
    expectSuccess(result);
    expect(JSON.parse(result.stdout)).toEqual({});
  });
});

test('the default is what --django, --app, --model and --comments say by default', () => {
  const { root } = createProject('myproj');
  const spelledOut = createProject(
    'myproj',
    ...['--django', newest, '--app', 'blog', '--model', 'Post', '--comments', 'full'],
  );
  expect(withoutKey(readFiles(root))).toEqual(withoutKey(readFiles(spelledOut.root)));
});

interface Project {
  root: string;
  package: string;
  app: string | null;
  model: string | null;
}

function create(commandLine: string, cwd: string, version: DjangoVersion): Project {
  mkdirSync(cwd);
  const args = [...commandLine.split(' '), '--django', version, '--yes', '--json'];
  const result = runProgram(args, { cwd });
  expectSuccess(result);
  return JSON.parse(result.stdout) as Project;
}

function expectSuccess({ status, stdout, stderr }: Result): void {
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
}

/** @returns the text of the first migration that Django itself writes for that app */
function migrationByDjango(root: string, app: string, version: DjangoVersion): string {
  const copy = join(temporaryFolder(), 'copy');
  cpSync(root, copy, { recursive: true });
  const file = join(copy, app, 'migrations/0001_initial.py');
  rmSync(file);
  rmSync(join(copy, app, 'migrations/__pycache__'), { recursive: true, force: true });
  expectSuccess(manage(copy, version, 'makemigrations', app, '--no-header', '--verbosity', '0'));
  return readFileSync(file, 'utf8');
}

/** Formats as ruff does, whether a last comma asks for a line of its own or not. */
function format(source: string): string {
  const config = 'format.skip-magic-trailing-comma = true';
  const result = run(tools().ruff, ['format', '--isolated', '--config', config, '-'], {
    input: source,
  });
  expectSuccess(result);
  return result.stdout;
}

/** What must not be in a generated text file. */
function faultsOf(text: string): string[] {
  const faults: [string, boolean][] = [
    ['carriage return', text.includes('\r')],
    ['space at the end of a line', /[ \t]$/m.test(text)],
    ['tab', text.includes('\t')],
    ['no newline at the end, or several', text !== '' && !/[^\n]\n$/.test(text)],
    ['blank line at the beginning', text.startsWith('\n')],
    ['part of a template', /<%|%>/.test(text)],
    ['placeholder', /\{(project|app|model|variable|table|prefix)\}/.test(text)],
    ['value that was not there', /\bundefined\b|\[object |\bNaN\b/.test(text)],
    ['draft', /\bDRAFT\b|\bTODO\b/.test(text)],
  ];
  return faults.flatMap(([name, found]) => (found ? [name] : []));
}

function withoutKey(files: Map<string, string>): Map<string, string> {
  const hide = (text: string) => text.replace(/"django-insecure-[^"]*"/, '"…"');
  return new Map([...files].map(([path, text]) => [path, hide(text)]));
}
