import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chmodSync, mkdirpSync, outputFileSync, outputJsonSync, removeSync } from 'fs-extra';
import { apply } from '../../src/plan/apply';
import type { FileOperation, Plan } from '../../src/plan/plan';
import { finishEarlierRuns } from '../../src/plan/recover';
import { leftovers } from '../../src/plan/staging';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-django-skeleton-apply-'));
});

afterEach(() => removeSync(folder));

function planOf(...operations: FileOperation[]): Plan {
  return { operations, kept: [], blockers: [], byHand: [], next: [] };
}

/** Every file below a folder, with its text. */
function texts(of = folder): Record<string, string> {
  return Object.fromEntries(
    readdirSync(of, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(of.length + 1).replaceAll('\\', '/'), readFileSync(file, 'utf8')]),
  );
}

const views: FileOperation = { kind: 'create', path: 'blog/views.py', after: 'views' };
const settings: FileOperation = {
  kind: 'modify',
  path: 'settings.py',
  before: 'old',
  after: 'new',
};

test('makes folders and files', () => {
  const manage: FileOperation = { kind: 'create', path: 'manage.py', after: 'run', mode: 0o755 };
  apply(join(folder, 'sites/myproj'), planOf(manage, views));
  expect(texts()).toEqual({
    'sites/myproj/manage.py': 'run',
    'sites/myproj/blog/views.py': 'views',
  });
  expect(statSync(join(folder, 'sites/myproj/manage.py')).mode & 0o111).not.toBe(0);
});

test('changes a file, and keeps its rights', () => {
  outputFileSync(join(folder, 'settings.py'), 'old');
  chmodSync(join(folder, 'settings.py'), 0o640);
  apply(folder, planOf(views, settings));
  expect(texts()).toEqual({ 'settings.py': 'new', 'blog/views.py': 'views' });
  expect(statSync(join(folder, 'settings.py')).mode & 0o777).toBe(0o640);
});

test('removes files, and the folders that they leave empty', () => {
  outputFileSync(join(folder, 'blog/views.py'), 'views');
  apply(folder, planOf({ kind: 'remove', path: 'blog/views.py', before: 'views' }));
  expect(readdirSync(folder)).toEqual([]);
});

test('writes nothing where a file is no longer what the plan was made for', () => {
  outputFileSync(join(folder, 'settings.py'), 'edited');
  expect(() => apply(folder, planOf(views, settings))).toThrow(/settings.py has been changed/);
  expect(texts()).toEqual({ 'settings.py': 'edited' });
});

test('takes everything back where one file cannot be put in place', () => {
  outputFileSync(join(folder, 'settings.py'), 'old');
  outputFileSync(join(folder, 'z.py'), 'yours');
  const z: FileOperation = { kind: 'create', path: 'z.py', after: 'ours' };
  expect(() => apply(folder, planOf(views, z, settings))).toThrow(/Nothing was created/);
  expect(texts()).toEqual({ 'settings.py': 'old', 'z.py': 'yours' });
  expect(readdirSync(folder).sort()).toEqual(['settings.py', 'z.py']);
});

test('refuses a plan with blockers', () => {
  expect(() => apply(folder, { ...planOf(views), blockers: ['blog exists'] })).toThrow(
    /blog exists/,
  );
  expect(readdirSync(folder)).toEqual([]);
});

describe('after a run that was killed', () => {
  /** No process has this number: it is above the highest one that systems give. */
  const killed = '.create-django-skeleton-999999999';
  const move = (kind: string, target: string) => ({ kind, staged: `${killed}/${target}`, target });

  function finish(): string[] {
    return finishEarlierRuns(folder, leftovers(folder));
  }

  test('before the journal, everything is forgotten', () => {
    outputFileSync(join(folder, killed, 'manage.py'), 'run');
    expect(finish()).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('before the first move, everything is forgotten', () => {
    outputFileSync(join(folder, killed, 'manage.py'), 'run');
    outputFileSync(join(folder, killed, 'settings.py'), 'new');
    outputFileSync(join(folder, 'settings.py'), 'old');
    outputJsonSync(join(folder, killed, 'journal.json'), [
      move('place', 'manage.py'),
      move('replace', 'settings.py'),
    ]);
    expect(finish()).toEqual([]);
    expect(texts()).toEqual({ 'settings.py': 'old' });
  });

  test('between two moves, the rest is done', () => {
    outputFileSync(join(folder, 'manage.py'), 'run');
    outputFileSync(join(folder, 'old.py'), 'old');
    outputFileSync(join(folder, 'settings.py'), 'old');
    outputFileSync(join(folder, killed, 'settings.py'), 'new');
    outputJsonSync(join(folder, killed, 'journal.json'), [
      move('place', 'manage.py'),
      move('replace', 'settings.py'),
      move('remove', 'old.py'),
    ]);
    expect(finish()).toEqual(['settings.py', 'old.py']);
    expect(texts()).toEqual({ 'manage.py': 'run', 'settings.py': 'new' });
  });

  test('the folder of a run that goes on is left alone', () => {
    mkdirpSync(join(folder, `.create-django-skeleton-${process.ppid}`));
    expect(leftovers(folder)).toEqual([]);
  });
});
