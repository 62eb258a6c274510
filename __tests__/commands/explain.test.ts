import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, startproject, write } from './project';

const bin = join(__dirname, '../../bin/create-django-skeleton.js');

/** A folder in which there is no project. */
const nowhere = mkdtempSync(join(tmpdir(), 'explain-'));

function explain(words: readonly string[], cwd = nowhere) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'explain', ...words], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a name is answered with its explanation', () => {
  const { status, stdout } = explain(['wsgi.py']);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^wsgi\.py +file\n/);
  expect(stdout).toContain('https://docs.djangoproject.com/en/6.1/');
  expect(stdout).toContain('See also');
});

test('several words are one question', () => {
  expect(explain(['foreign', 'key']).stdout).toMatch(/^models\.ForeignKey /);
});

test('a misspelling is answered, and what was understood comes first', () => {
  expect(explain(['setting.py']).stdout).toMatch(/^Understood as the file settings\.py\.\n/);
});

test('an unknown topic: the nearest five, and exit code 1', () => {
  const { status, stdout, stderr } = explain(['qqqqzzzz']);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^Error: There is no explanation of "qqqqzzzz"\.\n/);
  expect(stderr.split('\n').filter((line) => /^ {2}\S/.test(line)).length).toBe(6);
});

describe('--json', () => {
  test('an answer', () => {
    const { status, stdout } = explain(['DEBUG', '--json', '--django', '5.2']);
    expect(status).toBe(0);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ understood: 'the setting DEBUG', places: [] });
    expect(answer.explanations).toMatchObject([
      {
        id: 'settings/DEBUG',
        kind: 'settings',
        title: 'DEBUG',
        brief: expect.any(String),
        body: expect.stringContaining('500.html'),
        docs: 'https://docs.djangoproject.com/en/5.2/ref/settings/#debug',
      },
    ]);
  });

  test('an unknown topic', () => {
    const { status, stdout } = explain(['qqqqzzzz', '--json']);
    expect(status).toBe(1);
    const answer = JSON.parse(stdout);
    expect(answer.explanations).toHaveLength(5);
    expect(answer.places).toEqual([]);
    expect(answer.error.message).toContain('qqqqzzzz');
  });

  test('lists', () => {
    const { kinds } = JSON.parse(explain(['--list', '--json']).stdout);
    expect(kinds).toContainEqual({ kind: 'files', count: expect.any(Number) });
    const { explanations } = JSON.parse(explain(['--list', 'files', '--json']).stdout);
    expect(explanations).toContainEqual({
      id: 'files/wsgi',
      title: 'wsgi.py',
      brief: expect.any(String),
    });
  });
});

test('--list names the kinds, --list KIND all of one', () => {
  expect(explain(['--list']).stdout).toMatch(/^ {2}settings +\d+ /m);
  expect(explain(['--list', 'settings']).stdout).toMatch(/^ {2}DEBUG +/m);
  const wrong = explain(['--list', 'nothing']);
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toContain('There is no kind nothing.');
});

test('--width', () => {
  const { stdout } = explain(['wsgi.py', '--width', '40']);
  const text = stdout.split('\n').filter((line) => !/^ {2}/.test(line));
  expect(Math.max(...text.map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(explain(['wsgi.py', '--width', 'wide'])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--width cannot be wide.'),
  });
});

describe('in a project', () => {
  const settings = "INSTALLED_APPS = []\nLANGUAGE_CODE = 'de'\n";

  test('a setting comes with its value and its place', () => {
    write(startproject({ 'mysite/settings.py': settings }));
    const { stdout } = explain(['LANGUAGE_CODE'], join(root(), 'mysite'));
    expect(stdout).toContain('It is `"de"`.');
    expect(stdout).toContain('  settings.py:2  Sets it.');
    const answer = JSON.parse(explain(['LANGUAGE_CODE', '--json'], root()).stdout);
    expect(answer.places).toEqual([{ path: 'mysite/settings.py', line: 2, why: 'Sets it.' }]);
  });

  test("the project's Django decides, and --django overrules it", () => {
    write(startproject({ 'requirements.txt': 'Django~=5.2.0\n' }));
    expect(explain(['MAILERS'], root()).stdout).toContain('Only Django 6.1 and newer, not 5.2');
    expect(explain(['MAILERS', '--django', '6.1'], root()).stdout).not.toContain('Only Django');
    expect(explain(['DEBUG'], root()).stdout).toContain('/en/5.2/ref/settings/');
  });
});

test('outside of a project nothing is read but the catalog', () => {
  const empty = mkdtempSync(join(tmpdir(), 'create-django-skeleton-empty-'));
  expect(explain(['LANGUAGE_CODE'], empty).stdout).not.toContain('In this project');
});

test('a folder of the project, for people and for programs', () => {
  write(startproject());
  expect(explain(['mysite/'], root()).stdout).toMatch(/This folder holds the project together/);
  const { understood, places } = JSON.parse(explain(['mysite', '--json'], root()).stdout);
  expect(understood).toBe('the folder mysite/, the package of the project');
  expect(places[1]).toMatchObject({ path: 'mysite/settings.py', line: null });
  expect(explain(['.'], root()).stdout).toMatch(/^The project project at a glance/);
});
