/** What `--install` and `--git` do, for real, and what they say where that fails. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestDjangoFor, oldestPython } from '../../src/django';
import { describeUnlessMissing, uv } from './support/environments';
import { readFiles } from './support/files';
import { createProject, type Result, run, runProgram, temporaryFolder } from './support/program';
import { type FoundPython, pythons, pythonsFrom } from './support/pythons';

const usable = pythonsFrom(oldestPython);
const python = usable.at(-1);
const tooOldFor6 = pythons().filter(({ version: [major, minor] }) => major === 3 && minor < 12);

describeUnlessMissing(python ? undefined : 'Python 3.10 or newer', '--install', () => {
  test('makes a project that is ready to run, with pip', () => {
    const cwd = temporaryFolder();
    const result = runProgram(['myproj', '--install', '--yes', '--python', python!.path], {
      cwd,
      env: { PATH: temporaryFolder(), VIRTUAL_ENV: undefined },
    });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const root = join(cwd, 'myproj');
    expect(existsSync(join(root, 'db.sqlite3'))).toBe(true);
    expectComplete(root, newestDjangoFor(python!.version)!);

    // The next steps that it prints are those that work.
    const [, enter, activate, start] =
      /\n +(cd .*)\n +(source .*)\n +(python manage.py runserver)\n/.exec(result.stdout)!;
    const check = start!.replace('runserver', 'check');
    const commands = `set -e\n${enter}\n${activate}\n${check}\npython manage.py migrate --check`;
    expect(run('bash', ['-c', commands], { cwd })).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('no issues'),
    });
  });

  test('uses uv where it is there, and reports each step to a program', () => {
    const cwd = temporaryFolder();
    const result = runProgram(['myproj', '--install', '--python', python!.path, '--json'], {
      cwd,
      env: { PATH: folderWith('uv', uv()), VIRTUAL_ENV: undefined },
    });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const { steps } = JSON.parse(result.stdout) as { steps: { name: string; seconds: number }[] };
    expect(steps.map(({ name }) => name)).toEqual(['environment', 'install', 'migrate']);
    for (const { seconds } of steps) expect(seconds).toBeGreaterThan(0);

    const root = join(cwd, 'myproj');
    expect(readFileSync(join(root, '.venv/pyvenv.cfg'), 'utf8')).toContain('uv = ');
    expect(existsSync(join(root, 'db.sqlite3'))).toBe(true);
    const check = run(join(root, '.venv/bin/python'), ['manage.py', 'check'], { cwd: root });
    expect(check).toMatchObject({ status: 0 });
  });

  test.each(named(usable))('takes the newest Django that %s can run', (_, { path, version }) => {
    const args = ['myproj', '--install', '--python', path, '--dry-run', '--json'];
    const { stdout } = runProgram(args, { cwd: temporaryFolder() });
    expect(JSON.parse(stdout)).toMatchObject({ django: version[1] < 12 ? '5.2' : '6.1' });
  });

  test('finds the Python of the active virtual environment first', () => {
    const cwd = temporaryFolder();
    const active = join(cwd, 'active');
    run(python!.path, ['-m', 'venv', '--without-pip', active]);
    const result = runProgram(['myproj', '--install', '--yes'], {
      cwd,
      env: {
        ...withoutPackages(),
        PATH: folderWith('python3', usable[0]!.path),
        VIRTUAL_ENV: active,
      },
    });
    // Installing fails here, but by then the environment has been made.
    expect(result.status).toBe(1);
    expect(readFileSync(join(cwd, 'myproj/.venv/pyvenv.cfg'), 'utf8')).toContain(
      python!.version.join('.'),
    );
  });

  describe('where pip cannot reach the packages', () => {
    let cwd: string;
    let result: Result;

    beforeAll(() => {
      cwd = temporaryFolder();
      result = runProgram(['myproj', '--install', '--yes', '--python', python!.path], {
        cwd,
        env: { ...withoutPackages(), PATH: temporaryFolder() },
      });
    });

    test('ends with 1, and shows the command and what it printed', () => {
      expect(result.status).toBe(1);
      expect(result.stderr).toContain('pip install');
      expect(result.stderr).toMatch(/No matching distribution|Could not find a version/);
      expect(result.stderr).not.toMatch(/\n +at .*\.js:\d/);
    });

    test('leaves the complete project', () => {
      expectComplete(join(cwd, 'myproj'), newestDjangoFor(python!.version)!);
    });

    test('names the commands to go on with, and they work', () => {
      const [, commands] = /To go on from here:\n((?: {2}.*\n)+)/.exec(`${result.stderr}\n`)!;
      expect(commands).toMatch(/cd .*myproj\n.*pip install.*\n.*manage\.py migrate/);
      expect(run('bash', ['-c', `set -e\n${commands}`], { cwd })).toMatchObject({ status: 0 });
      expect(existsSync(join(cwd, 'myproj/db.sqlite3'))).toBe(true);
    });
  });
});

// Not every machine has such an old Python, and none needs one for these tests.
if (tooOldFor6.length > 0) {
  test.each(named(tooOldFor6).slice(-2))('--install says that %s is too old', (_, tooOld) => {
    const cwd = temporaryFolder();
    const args = ['myproj', '--install', '--yes', '--python', tooOld.path, '--django', '6.1'];
    const { status, stderr } = runProgram(args, { cwd });
    expect(status).toBe(1);
    expect(stderr).toContain('Django 6.1 needs Python 3.12');
    expect(stderr).toContain(`is Python ${tooOld.version.join('.')}.`);
    expect(stderr).toContain('https://www.python.org/downloads/');
    expect(stderr).toContain('The project is complete');
    expectComplete(join(cwd, 'myproj'), '6.1');
    expect(existsSync(join(cwd, 'myproj/.venv'))).toBe(false);
  });
}

test('--install without any Python says how to get one, and leaves the project', () => {
  const cwd = temporaryFolder();
  const { status, stderr } = runProgram(['myproj', '--install', '--yes'], {
    cwd,
    env: { PATH: temporaryFolder(), VIRTUAL_ENV: undefined },
  });
  expect(status).toBe(1);
  expect(stderr).toContain('There is no Python on this machine.');
  expect(stderr).toContain('https://www.python.org/downloads/');
  expect(stderr).toContain('cd myproj');
  expectComplete(join(cwd, 'myproj'));
});

test('--python with something else than a Python creates nothing', () => {
  const cwd = temporaryFolder();
  const { status, stderr } = runProgram(['myproj', '--yes', '--python', process.execPath], { cwd });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: expect.stringContaining('does not start a Python'),
  });
  expect(existsSync(join(cwd, 'myproj'))).toBe(false);
});

const hasGit = run('sh', ['-c', 'command -v git']).status === 0;

describeUnlessMissing(hasGit ? undefined : 'git', '--git', () => {
  test('makes one commit with exactly the generated files', () => {
    const cwd = temporaryFolder();
    const result = runProgram(['myproj', '--git', '--yes'], { cwd, env: gitAs('Ada') });
    expect(result).toMatchObject({ status: 0, stderr: '' });

    const root = join(cwd, 'myproj');
    expect(git(root, 'log', '--format=%an %s')).toBe('Ada Start the project\n');
    expect(git(root, 'ls-files', '-z').split('\0').filter(Boolean).sort()).toEqual(
      [...readFiles(root).keys()].sort(),
    );
    expect(git(root, 'status', '--porcelain')).toBe('');
  });

  test('leaves files alone that were there before', () => {
    const root = join(temporaryFolder(), 'myproj');
    mkdirSync(root);
    writeFileSync(join(root, 'notes.txt'), 'mine\n');
    const result = runProgram(['.', '--git', '--yes'], { cwd: root, env: gitAs('Ada') });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(git(root, 'status', '--porcelain')).toBe('?? notes.txt\n');
  });

  test('makes no repository inside another one, and says so', () => {
    const cwd = temporaryFolder();
    git(cwd, 'init', '--quiet');
    const result = runProgram(['myproj', '--git', '--yes'], { cwd, env: gitAs('Ada') });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout).toContain('the folder is in a git repository already');
    expect(existsSync(join(cwd, 'myproj/.git'))).toBe(false);
    expectComplete(join(cwd, 'myproj'));
  });

  test('says how to go on where git does not know who commits', () => {
    const cwd = temporaryFolder();
    const { status, stderr } = runProgram(['myproj', '--git', '--yes'], { cwd, env: gitAs() });
    expect(status).toBe(1);
    expect(stderr).toContain('git config --global user.name');
    expectComplete(join(cwd, 'myproj'));

    const [, commands] = /To go on from here:\n((?: {2}.*\n)+)/.exec(`${stderr}\n`)!;
    const goOn = run('bash', ['-c', `set -e\n${commands}`], { cwd, env: gitAs('Ada') });
    expect(goOn).toMatchObject({ status: 0 });
    expect(git(join(cwd, 'myproj'), 'log', '--format=%s')).toBe('Start the project\n');
  });

  test('that fails names the steps of --install too', () => {
    const result = runProgram(
      ['myproj', '--git', '--yes', ...(python ? ['--python', python.path] : ['--install'])],
      { cwd: temporaryFolder(), env: gitAs() },
    );
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/To go on from here:.*git commit.*manage\.py migrate/s);
  });
});

function named(all: readonly FoundPython[]): [string, FoundPython][] {
  return all.map((python) => [`Python ${python.version.join('.')}`, python]);
}

/** Every file of a project is there, as without `--install` and `--git`. */
function expectComplete(root: string, django = '6.1'): void {
  const expected = createProject('myproj', '--django', django);
  const files = readFiles(root);
  expect([...files.keys()]).toEqual([...readFiles(expected.root).keys()]);
  expect(files.get('requirements.txt')).toContain(`Django~=${django}.0`);
}

/** @returns a folder for the PATH that has this one program */
function folderWith(name: string, program: string): string {
  const folder = temporaryFolder();
  symlinkSync(program, join(folder, name));
  return folder;
}

/** Settings for pip under which it finds nothing: nobody listens on that port. */
function withoutPackages(): NodeJS.ProcessEnv {
  return {
    PIP_INDEX_URL: 'http://127.0.0.1:9/',
    PIP_EXTRA_INDEX_URL: undefined,
    PIP_FIND_LINKS: undefined,
    PIP_NO_INDEX: undefined,
    PIP_CONFIG_FILE: '/dev/null',
    PIP_RETRIES: '0',
    VIRTUAL_ENV: undefined,
  };
}

/** Settings for git: the user's own stay out of the tests. Without a name, git makes no commit. */
function gitAs(name?: string): NodeJS.ProcessEnv {
  const config = join(temporaryFolder(), 'gitconfig');
  const user = name ? `name = ${name}\n  email = ada@example.com` : 'useConfigOnly = true';
  writeFileSync(config, `[user]\n  ${user}\n`);
  return {
    GIT_CONFIG_GLOBAL: config,
    GIT_CONFIG_NOSYSTEM: '1',
    ...Object.fromEntries(
      Object.keys(process.env)
        .filter((key) => /^GIT_(AUTHOR|COMMITTER|DIR|WORK_TREE|INDEX)|^EMAIL$/.test(key))
        .map((key) => [key, undefined]),
    ),
  };
}

function git(cwd: string, ...args: string[]): string {
  const result = run('git', args, { cwd, env: gitAs('Ada') });
  expect(result).toMatchObject({ status: 0 });
  return result.stdout;
}
