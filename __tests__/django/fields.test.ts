/**
 * Apps with other fields than the example, on real Django: each line below is one app, and all of
 * them stand in one project, so that Django starts only a few times.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra';
import { newestDjango } from '../../src/django';
import { fieldKinds } from '../../src/fields/kinds';
import { onDeleteChoices } from '../../src/fields/options';
import { type RenderedFile, renderApp } from '../../src/render/render';
import { type AppOptions, appVariables, djangoVariables } from '../../src/render/variables';
import { combinations, pictures } from '../fields/combinations';
import {
  type DjangoVersion,
  describeEachDjango,
  describeUnlessMissing,
  missingFor,
  pythonWith,
  tools,
} from './support/environments';
import { type Result, run, temporaryFolder } from './support/program';

/** The apps that others above lead to: where their migration is, and what an object needs. */
const related: AppOptions['related'] = {
  'app0.Thing0': { migration: '0001_initial', values: (own) => `title="${own}"` },
  'app2.Thing2': { migration: '0001_initial', values: (own) => `title="${own}", slug="${own}"` },
  'app33.Thing33': {
    migration: '0001_initial',
    values: (own) => `title="${own}", author=get_user_model().objects.create_user("${own}")`,
  },
};

test('every kind and every option is tried', () => {
  const all = [...combinations, ...pictures].join(' ');
  const missing = fieldKinds.filter(({ name }) => !new RegExp(`:${name}\\b`).test(all));
  expect(missing.map(({ name }) => name)).toEqual([]);
  for (const choice of onDeleteChoices.slice(1)) expect(all).toContain(`on_delete=${choice}`);
});

describeEachDjango('apps with fields for', (version) => {
  let root: string;
  const python = (...args: string[]) => run(pythonWith(version), args, { cwd: root });
  const manage = (...args: string[]) => python('manage.py', ...args);

  beforeAll(() => {
    root = startProject(version, [...combinations]);
  });

  test('pass the system checks', () => {
    expectSuccess(manage('check', '--fail-level', 'WARNING'));
  });

  test('have all their migrations, which run', () => {
    expectSuccess(manage('makemigrations', '--check', '--dry-run'));
    expectSuccess(manage('migrate', '--verbosity', '0'));
  });

  test('pass their own tests, and show their pages', () => {
    // Django 5.2 warns of its own URLField: its forms will take addresses without a scheme for https.
    const warnings = version === '5.2' ? [] : ['-W', 'error::DeprecationWarning'];
    const result = python(...warnings, 'manage.py', 'test');
    expectSuccess(result);
    expect(result.stderr).toMatch(/Ran \d{3} tests/);
  });

  test('are clean Python', () => {
    for (const args of [
      ['check', '--output-format=concise'],
      ['format', '--check', '--diff'],
    ]) {
      expectSuccess(
        run(tools().ruff, [...args, '--no-cache', '--exclude=mysite,manage.py'], { cwd: root }),
      );
    }
  });

  test('have the migrations that makemigrations writes', () => {
    const files = combinations.map((_, index) =>
      join(root, `app${index}`, 'migrations/0001_initial.py'),
    );
    const ours = files.map((file) => readFileSync(file, 'utf8'));
    for (const file of files) rmSync(file);
    expectSuccess(manage('makemigrations', '--no-header', '--verbosity', '0'));
    expectSuccess(run(tools().ruff, ['format', '--no-cache', '--quiet', ...files], { cwd: root }));
    for (const [index, file] of files.entries()) {
      const fields = combinations[index];
      expect({ fields, text: withoutNotes(ours[index]!) }).toEqual({
        fields,
        text: readFileSync(file, 'utf8'),
      });
    }
  });
});

describeUnlessMissing(missingFor(newestDjango), 'apps with pictures', () => {
  test('pass the system checks and their own tests', () => {
    const root = startProject(newestDjango, pictures);
    const python = pythonWith(newestDjango, 'Pillow');
    expectSuccess(run(python, ['manage.py', 'makemigrations', '--check'], { cwd: root }));
    const result = run(python, ['manage.py', 'test'], { cwd: root });
    expectSuccess(result);
    expect(result.stderr).toMatch(/Ran 1\d tests/);
    expect(existsSync(join(root, 'app0/new.gif'))).toBe(false);
  });
});

function startProject(version: DjangoVersion, fields: readonly string[]): string {
  const root = temporaryFolder();
  expectSuccess(run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', root]));
  const request = requestFor(version);
  for (const [index, text] of fields.entries()) {
    const options = { fields: text, hasBase: false, related };
    write(root, renderApp(appVariables(`app${index}`, `Thing${index}`, options), request));
  }
  write(root, renderApp(appVariables('bare', 'Thing'), { ...request, bare: true }));
  const names = [...fields.map((_, index) => `app${index}`), 'bare'];
  const settings = join(root, 'mysite/settings.py');
  writeFileSync(
    settings,
    `${readFileSync(settings, 'utf8')}
INSTALLED_APPS += ${JSON.stringify(names)}
# Only to be faster.
DATABASES["default"]["NAME"] = ":memory:"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]\n`,
  );
  const routes = names.map((name) => `path("${name}/", include("${name}.urls"))`);
  writeFileSync(
    join(root, 'mysite/urls.py'),
    `from django.contrib import admin
from django.urls import include, path
urlpatterns = [path("admin/", admin.site.urls), ${routes.join(', ')}]\n`,
  );
  return root;
}

function requestFor(version: DjangoVersion) {
  return {
    project: { package: 'mysite', title: 'mysite', secretKey: '' },
    apps: [],
    django: djangoVariables(version),
    comments: version === '6.0' ? ('full' as const) : ('none' as const),
  };
}

function write(root: string, files: readonly RenderedFile[]): void {
  for (const { path, content } of files) outputFileSync(join(root, path), content);
}

function expectSuccess({ status, stdout, stderr }: Result): void {
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
}

/** Takes away the notes, and the line for Ruff. */
function withoutNotes(migration: string): string {
  return migration.replace(/^ *# (\||ruff:).*\n/gm, '').trimStart();
}
