/** What the program asks on a terminal, and what the answers lead to. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { featureList } from '../../src/generated/feature-list';
import { describeUnlessMissing } from './support/environments';
import { contentsOf } from './support/kill';
import { bin, run, runProgram, temporaryFolder } from './support/program';
import {
  ctrlC,
  down,
  enter,
  escapeKey,
  missingTerminal,
  onTerminal,
  type Typed,
} from './support/terminal';

jest.setTimeout(120_000);

const questions = {
  name: 'Name of the project',
  app: 'Name of the first app',
  features: 'Features (none is fine)',
  install: 'Install Django now',
  git: 'Make a git repository',
} as const;

type Question = keyof typeof questions;

const all = Object.keys(questions) as Question[];

const noFeatures: Typed = [questions.features, enter];
const noInstall: Typed = [questions.install, 'n'];
const noGit: Typed = [questions.git, 'n'];

describeUnlessMissing(missingTerminal(), 'On a terminal', () => {
  test('answers make the project, and the command that needs no questions is shown', () => {
    const cwd = temporaryFolder();
    const { status, text } = onTerminal([], cwd, {
      answers: [
        [questions.name, `shop-site${enter}`],
        [questions.app, `shop${enter}`],
        noFeatures,
        noInstall,
        noGit,
      ],
    });
    expect(status).toBe(0);
    expect(text).toContain(
      'To skip the questions next time:  npx create-django-skeleton shop-site --app shop --no-with --no-install --no-git',
    );
    expect(readdirSync(join(cwd, 'shop-site'))).toEqual(
      expect.arrayContaining(['manage.py', 'shop', 'shop_site']),
    );
  });

  test('Enter takes the defaults', () => {
    const cwd = temporaryFolder();
    const { status } = onTerminal([], cwd, {
      answers: [[questions.name, enter], [questions.app, enter], noFeatures, noInstall, noGit],
    });
    expect(status).toBe(0);
    expect(existsSync(join(cwd, 'mysite', 'blog'))).toBe(true);
  });

  test('a name that cannot be used is refused at once, and can be mended', () => {
    const cwd = temporaryFolder();
    const backspace = '\x7f';
    const { status, text } = onTerminal([], cwd, {
      answers: [
        [questions.name, `class${enter}`],
        ['is a word of the Python language', `${backspace.repeat(5)}school${enter}`],
        [questions.app, `school${enter}`],
        ['an app needs a name of its own', `s${enter}`],
        noFeatures,
        noInstall,
        noGit,
      ],
    });
    expect(status).toBe(0);
    expect(text).toContain('npx create-django-skeleton school --app schools');
  });

  describe('flags leave out questions', () => {
    test.each<[string[], Question[]]>([
      [[], all],
      [['myproj'], ['app', 'features', 'install', 'git']],
      [
        ['--app', 'shop'],
        ['name', 'features', 'install', 'git'],
      ],
      [['--no-app'], ['name', 'features', 'install', 'git']],
      [['--no-install'], ['name', 'app', 'features', 'git']],
      [['--no-git'], ['name', 'app', 'features', 'install']],
      [
        ['myproj', '--no-app', '--no-install'],
        ['features', 'git'],
      ],
      [
        ['myproj', '--comments', 'none', '--django', '5.2'],
        ['app', 'features', 'install', 'git'],
      ],
      [['myproj', '--no-app', '--no-install', '--no-git'], ['features']],
      [['myproj', '--no-app', '--with', 'health', '--no-install', '--no-git'], []],
      [['myproj', '--no-app', '--no-with', '--no-install', '--no-git'], []],
      [['myproj', '--yes'], []],
      [['myproj', '--json'], []],
    ])('%j asks for %j', (flags, expected) => {
      const typed: Record<Question, string> = {
        name: enter,
        app: enter,
        features: enter,
        install: 'n',
        git: 'n',
      };
      const { status, text } = onTerminal(flags, temporaryFolder(), {
        answers: expected.map((question) => [questions[question], typed[question]]),
      });
      expect(status).toBe(0);
      expect(all.filter((question) => text.includes(questions[question]))).toEqual(expected);
      expect(text.includes('To skip the questions')).toBe(
        !flags.includes('--yes') && !flags.includes('--json'),
      );
    });

    test('a repository is not asked for within another one', () => {
      const cwd = temporaryFolder();
      run('git', ['init', '--quiet'], { cwd });
      const { text } = onTerminal(['myproj', '--no-app', '--no-install'], cwd, {
        answers: [noFeatures],
      });
      expect(text).not.toContain(questions.git);
      expect(text).toContain('--no-git');
    });
  });

  const offered = featureList.filter(({ inNewProjects }) => !inNewProjects).map(({ id }) => id);

  describe('the command for next time makes the same project', () => {
    test.each<[string, string[], Typed[]]>([
      [
        'the defaults',
        [],
        [[questions.name, enter], [questions.app, enter], noFeatures, noInstall, noGit],
      ],
      ['no app', ['myproj'], [[questions.app, `\b-${enter}`], noFeatures, noInstall, noGit]],
      [
        'flags that were given',
        ['sites/my-proj', '--comments', 'brief', '--django', '5.2', '--model', 'Gadget'],
        [[questions.app, `things${enter}`], noFeatures, noInstall, noGit],
      ],
      ['a repository', ['myproj', '--no-app', '--no-install'], [noFeatures, [questions.git, 'y']]],
      [
        'features, and what they ask',
        ['myproj', '--no-app', '--no-install', '--no-git'],
        [
          [questions.features, `${down.repeat(offered.indexOf('gunicorn'))} ${enter}`],
          ['Folder of the project', `/x${enter}`],
        ],
      ],
      [
        'a folder of templates with a name that shells read',
        ['myproj', '--template', "my $HOME's `templates`", '--no-git'],
        [[questions.app, enter], noFeatures, noInstall],
      ],
    ])('%s', (_, flags, answers) => {
      const [asked, told] = [temporaryFolder(), temporaryFolder()];
      for (const folder of [asked, told]) writeTemplates(join(folder, "my $HOME's `templates`"));
      const { status, text } = onTerminal(flags, asked, { answers, env: gitIdentity });
      expect(status).toBe(0);

      const command = /next time: {2}npx create-django-skeleton (.*)/.exec(text)?.[1];
      const again = run('sh', ['-c', `"$NODE" "$BIN" ${command}`], {
        cwd: told,
        env: { ...gitIdentity, NODE: process.execPath, BIN: bin },
      });
      expect(again).toMatchObject({ status: 0, stderr: '' });
      expect(withoutRepository(told)).toEqual(withoutRepository(asked));
    });
  });

  describe('Ctrl-C and Escape leave nothing', () => {
    const defaults: Typed[] = all.map((question) => [questions[question], enter]);
    const cases = all.flatMap((question, index) =>
      [['Ctrl-C', ctrlC] as const, ['Escape', escapeKey] as const].map(([key, typed]) => ({
        question,
        index,
        key,
        typed,
      })),
    );

    test.each(cases)('$key at the question for $question', ({ question, index, typed }) => {
      const cwd = temporaryFolder();
      const { status, text } = onTerminal([], cwd, {
        answers: [...defaults.slice(0, index), [questions[question], typed]],
      });
      expect(status).toBe(130);
      expect(text).toMatch(/Stopped\.\n$/);
      expect(readdirSync(cwd)).toEqual([]);
    });
  });

  describe('Ctrl-C during the installation', () => {
    test.each([
      ['at once', 'Making .venv', 0, false],
      ['with half of an environment', 'Making .venv', 1, false],
      ['with the environment', 'Installing Django', 0, true],
    ])('%s keeps the project complete', (_, step, seconds, hasEnvironment) => {
      const cwd = temporaryFolder();
      const flags = ['myproj', '--no-app', '--no-with', '--no-git', '--django', '5.2'];
      const { status, text } = onTerminal([...flags, '--install'], cwd, {
        answers: [[step, ctrlC, seconds]],
      });
      expect(status).toBe(130);
      expect(text).toContain('Stopped.');

      const plain = temporaryFolder();
      runProgram([...flags, '--yes'], { cwd: plain });
      const { '.venv/': environment, ...contents } = contentsOf(join(cwd, 'myproj'));
      expect(environment !== undefined).toBe(hasEnvironment);
      expect(contents).toMatchObject(contentsOf(join(plain, 'myproj')));
      expect(existsSync(join(cwd, 'myproj', 'db.sqlite3'))).toBe(false);
      expect(processesIn(cwd)).toEqual([]);
    });
  });
});

/** Whoever makes a commit has a name. */
const gitIdentity = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

function writeTemplates(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, 'hello.txt.ejs'), 'This is <%= project.title %>.\n');
}

/** The inside of .git holds times; that it is there counts. */
function withoutRepository(folder: string) {
  const entries = Object.entries(contentsOf(folder));
  return Object.fromEntries(entries.filter(([path]) => !/\.git\/./.test(path)));
}

/** @returns the processes that still run in a folder below `folder`; only Linux tells */
function processesIn(folder: string): string[] {
  if (process.platform !== 'linux') return [];
  const { stdout } = run('sh', ['-c', 'ls -l /proc/[0-9]*/cwd 2>/dev/null']);
  return stdout.split('\n').filter((line) => line.includes(` -> ${folder}`));
}
