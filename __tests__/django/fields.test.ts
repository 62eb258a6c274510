/**
 * Apps with other fields than the example, on real Django: each line below is one app, and all of
 * them stand in one project, so that Django starts only a few times.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra';
import { fieldKinds } from '../../src/fields/kinds';
import { onDeleteChoices } from '../../src/fields/options';
import { type RenderedFile, renderApp } from '../../src/render/render';
import { type AppOptions, appVariables, djangoVariables } from '../../src/render/variables';
import { type DjangoVersion, describeEachDjango, pythonWith, tools } from './support/environments';
import { type Result, run, temporaryFolder } from './support/program';

const combinations = [
  'title',
  'title:char(80) body:text',
  'title:char(max_length=255, unique) slug:slug(unique)',
  'name:char? note:text?',
  'name:char?(unique)',
  'code:char(3)',
  'body:text',
  'slug:slug',
  'slug:slug?(80)',
  'contact:email website:url',
  'website:url?(400) name:char',
  'contact:email(80, unique)',
  'status:char(choices=draft|in_review|published, default=draft) title',
  'grade:int(choices=1|2|3) level:smallint(default=2)',
  'status:char(20, choices=draft|published, unique)',
  'count:int size:bigint(unique) level:smallint',
  'stock:posint bytes:posbigint? rank:possmallint(default=1, help_text="The best is 1.")',
  'price:decimal name:char',
  'price:decimal(8,2, default=9.90) share:decimal(2,2) total:decimal?(max_digits=12, decimal_places=0)',
  'weight:float(unique) height:float?(default=1.5)',
  'done:bool known:bool? public:bool(default=true) title',
  'is_pinned:bool title:char published:date',
  'day:date(unique) start:time(unique) length:duration(unique)',
  'published:date?(default=today) seen:datetime? at:time? took:duration?',
  'begins:datetime ends:datetime(default=now, help_text="Now, unless you say so.")',
  'title created:created',
  'updated:updated title',
  'uuid:uuid token:uuid? key:uuid(unique)',
  'data:json tags:json(default=list) more:json? name:char(default=nobody)',
  'content:binary more:binary?(64)',
  'document:file picture:file?(upload_to=pictures/)',
  'title:char theme:filepath other:filepath?(recursive)',
  'address:ip last:ip?(unique) first:ip(default=127.0.0.1)',
  'author:fk(auth.User) title',
  'owner:one(auth.User) bio:text',
  'author:fk(auth.User) editor:fk?(user, on_delete=set_null, related_name=edited_things) title',
  'group:fk(auth.Group, on_delete=protect) kind:fk?(contenttypes.ContentType, on_delete=restrict)',
  'parent:fk?(self, related_name=children) title:char(help_text="What it is called, in a few words.")',
  'friends:many?(self) groups:many(auth.Group) readers:many?(auth.User, related_name=reads) name',
  'first:fk(app0.Thing0) twin:one(app2.Thing2, on_delete=do_nothing) all:many(app33.Thing33)',
  'number:auto title',
  'number:bigauto',
  'id:smallauto name:char',
  'title subtitle:char? summary:text body:text? contact:email slug:slug',
  'a_rather_long_name_for_one_single_field:char another_rather_long_name_for_a_field:char? slug:slug',
] as const;

const appNames = combinations.map((_, index) => `app${index}`);

const pictures = ['photo:image title', 'photo:image?(upload_to=photos/)'];

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
    const result = python('-W', 'error::DeprecationWarning', 'manage.py', 'test');
    expectSuccess(result);
    expect(result.stderr).toMatch(/Ran \d{3} tests/);
  });

  test('are clean Python', () => {
    for (const args of [['check', '--output-format=concise'], ['format', '--check', '--diff']]) {
      expectSuccess(run(tools().ruff, [...args, '--no-cache', ...appNames], { cwd: root }));
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
      expect({ fields, text: withoutRuff(ours[index]!) }).toEqual({
        fields,
        text: readFileSync(file, 'utf8'),
      });
    }
  });
});

function startProject(version: DjangoVersion, fields: readonly string[]): string {
  const root = temporaryFolder();
  expectSuccess(run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', root]));
  const names = appNames.slice(0, fields.length);
  for (const [index, name] of names.entries()) {
    const options = { fields: fields[index]!, hasBase: false, related };
    write(root, renderApp(appVariables(name, `Thing${index}`, options), requestFor(version)));
  }
  const settings = join(root, 'mysite/settings.py');
  writeFileSync(
    settings,
    `${readFileSync(settings, 'utf8')}\nINSTALLED_APPS += ${JSON.stringify(names)}\n`,
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
    comments: 'none' as const,
  };
}

function write(root: string, files: readonly RenderedFile[]): void {
  for (const { path, content } of files) outputFileSync(join(root, path), content);
}

function expectSuccess({ status, stdout, stderr }: Result): void {
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
}

function withoutRuff(migration: string): string {
  return migration.replace(/^# ruff: .*\n\n?/m, '');
}
