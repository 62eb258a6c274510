import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdirpSync, outputFileSync, removeSync } from 'fs-extra';
import { planNewProject } from '../../src/plan/new-project';

let root: string;

beforeEach(() => {
  root = join(mkdtempSync(join(tmpdir(), 'create-django-skeleton-plan-')), 'myproj');
});

afterEach(() => removeSync(join(root, '..')));

const files = ['manage.py', 'README.md', '.gitignore', 'blog/views.py', 'blog/urls.py'].map(
  (path) => ({ path, content: '', brief: '' }),
);

function plan() {
  const { operations, kept, blockers } = planNewProject(root, files);
  return { created: operations.map(({ path }) => path), kept, blockers };
}

test('a folder that does not exist is made', () => {
  expect(plan()).toEqual({ created: files.map(({ path }) => path), kept: [], blockers: [] });
});

test('what stands beside the project stays, and so do your own README and .gitignore', () => {
  for (const name of ['.git/config', '.vscode/x.json', 'LICENSE', 'README.md', '.gitignore']) {
    outputFileSync(join(root, name), 'yours');
  }
  expect(plan()).toEqual({
    created: ['manage.py', 'blog/views.py', 'blog/urls.py'],
    kept: ['README.md', '.gitignore'],
    blockers: [],
  });
});

test('everything that is in the way is named', () => {
  outputFileSync(join(root, 'manage.py'), 'yours');
  mkdirpSync(join(root, 'blog'));
  expect(plan()).toEqual({
    created: [],
    kept: [],
    blockers: ['manage.py exists already', 'blog exists already'],
  });
});

test('Blog is in the way of blog, because some file systems do not tell them apart', () => {
  mkdirpSync(join(root, 'Blog'));
  expect(plan().blockers).toEqual(['Blog exists already']);
});

test('a readme.md is your README', () => {
  outputFileSync(join(root, 'readme.md'), 'yours');
  expect(plan().kept).toEqual(['readme.md']);
});

test('a file cannot become the folder', () => {
  outputFileSync(root, 'yours');
  expect(plan().blockers).toEqual([`${root} cannot become a folder: a file is in its place.`]);
});

test('a link that leads nowhere cannot become the folder', () => {
  symlinkSync(join(root, '../nowhere'), root);
  expect(plan().blockers).toEqual([`${root} is a link that leads nowhere.`]);
});
