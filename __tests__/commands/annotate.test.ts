import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contents,
  expectDone,
  expectRefused,
  type RunOptions,
  root,
  run,
  startproject,
  stateFolder,
  textOf,
  undo,
  write,
} from './project';

const annotate = (args: readonly string[] = [], options?: RunOptions) =>
  run(['annotate', ...args], options);

const json = (...args: string[]) => JSON.parse(annotate([...args, '--json']).stdout);

const MODELS = `from django.db import models


class Order(models.Model):
    number = models.CharField(max_length=20)
`;

const SHOP = {
  'mysite/settings.py': "ROOT_URLCONF = 'mysite.urls'\n\nINSTALLED_APPS = [\n    'shop',\n]\n",
  'shop/__init__.py': '',
  'shop/models.py': MODELS,
};

test('notes go in, change their level, go out, and come back by undo', () => {
  write(startproject(SHOP));
  const before = contents();

  expect(expectDone(annotate())).toMatch(/Notes at the level full \(there are no notes yet\): /);
  const full = contents();
  expect(textOf('shop/models.py')).toContain('# | column `id`, which numbers the rows');
  expect(textOf('shop/models.py')).toContain('a row of `shop_order`');
  expect(expectDone(annotate())).toContain('Nothing to do');

  expectDone(annotate(['--comments', 'brief']));
  expect(textOf('shop/models.py')).toContain(
    '# | One object is one row of the table `shop_order`; Django adds `id`.\nclass Order',
  );
  expect(expectDone(annotate())).toContain('the level of the notes that are there');

  expectDone(annotate(['--comments', 'none']));
  expect(contents()).toEqual(before);
  expectDone(annotate(['--comments', 'full']));
  expect(contents()).toEqual(full);
  expectDone(undo());
  expect(contents()).toEqual(before);
});

test('an old note is renewed, a comment of the user stays', () => {
  write(startproject(SHOP));
  expectDone(annotate());
  const now = textOf('shop/models.py');
  const old = now.replace(/^(?:# \|.*\n)+class/m, '# | Words of an older version.\n# mine\nclass');
  writeFileSync(join(root(), 'shop/models.py'), old);
  expectDone(annotate());
  expect(textOf('shop/models.py')).toBe(now.replace(/^((?:# \|.*\n)+)class/m, '# mine\n$1class'));
});

describe('--check', () => {
  test('ends with 1 where something would change, with 0 where not; it writes nothing', () => {
    write(startproject(SHOP));
    const before = contents();
    expect(annotate(['--check']).status).toBe(1);
    expect(annotate(['--check', '--comments', 'none']).status).toBe(0);
    expect(contents()).toEqual(before);
    expectDone(annotate());
    expect(annotate(['--check']).status).toBe(0);
  });
});

describe('files that are left alone', () => {
  test('are named with the reason, and everything else is annotated', () => {
    write(
      startproject({
        ...SHOP,
        'shop/broken.py': 'x = 1\ndef (:\n',
        'shop/latin.py': Buffer.from('# caf\u00e9\n', 'latin1'),
        'shop/cookie.py': '# coding: koi8-r\nx = 1\n',
      }),
    );
    symlinkSync('models.py', join(root(), 'shop/linked.py'));
    const said = expectDone(annotate());
    expect(said).toMatch(/shop\/broken\.py:2 +it has a syntax error/);
    expect(said).toMatch(/shop\/latin\.py:1 +it is not UTF-8/);
    expect(said).toMatch(/shop\/cookie\.py:1 +it is written in koi8-r; only UTF-8 is edited/);
    expect(said).toMatch(/shop\/linked\.py +it is a link/);
    expect(textOf('shop/broken.py')).toBe('x = 1\ndef (:\n');
    expect(textOf('shop/models.py')).toContain('# | ');
  });

  test('are those that are read-only, too', () => {
    write(startproject(SHOP));
    chmodSync(join(root(), 'shop/models.py'), 0o444);
    for (const folder of ['.', 'shop', 'mysite']) chmodSync(join(root(), folder), 0o777);
    for (const file of [
      'manage.py',
      'mysite/settings.py',
      'mysite/urls.py',
      'mysite/__init__.py',
      'shop/__init__.py',
    ])
      chmodSync(join(root(), file), 0o666);
    const said = expectDone(annotate([], { ordinary: true }));
    expect(said).toMatch(/shop\/models\.py +it is read-only/);
    expect(textOf('shop/models.py')).toBe(MODELS);
    expect(textOf('mysite/settings.py')).toContain('# | ');
  });
});

test('where undo cannot know of the change, it says so, and not that all is well', () => {
  write(startproject(SHOP));
  writeFileSync(stateFolder(), '');
  const { status, stdout, stderr } = annotate();
  expect(status).toBe(1);
  expect(stdout).not.toContain('Done');
  expect(stderr).toMatch(/^Error: The change is complete, but undo will not know it: .*\n$/);
});

test('only the files of the project itself are annotated', () => {
  const foreign = [
    '.venv/lib/python3.13/site-packages/other/models.py',
    'env/pyvenv.cfg',
    'env/models.py',
    'node_modules/other/models.py',
    'ignored/models.py',
    'vendor/models.py',
    'shop/__pycache__/models.py',
  ];
  write(
    startproject({
      ...SHOP,
      '.gitignore': 'ignored/\n*_local.py\n',
      'shop/models_local.py': MODELS,
      'shop/README.md': '# Shop\n',
      ...Object.fromEntries(foreign.map((path) => [path, MODELS])),
    }),
  );
  const paths = json().files.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(expect.arrayContaining(['.gitignore', 'manage.py', 'shop/models.py']));
  expect(
    paths.filter((path: string) => foreign.includes(path) || /local|README/.test(path)),
  ).toEqual([]);
});

describe('named files and folders', () => {
  test('are the only ones', () => {
    write(startproject({ ...SHOP, 'shop/views.py': 'def a(request):\n    pass\n' }));
    expect(json('shop/models.py', '--dry-run').files).toEqual([
      { status: 'change', path: 'shop/models.py', notes: 3 },
    ]);
    expect(json('mysite', '--dry-run').files.map(({ path }: { path: string }) => path)).toEqual([
      'mysite/__init__.py',
      'mysite/settings.py',
      'mysite/urls.py',
    ]);
  });

  test('may be named from within the project', () => {
    write(startproject(SHOP));
    expectDone(annotate(['models.py'], { cwd: 'shop' }));
    expect(textOf('shop/models.py')).toContain('`shop_order`');
    expect(textOf('mysite/settings.py')).toBe(SHOP['mysite/settings.py']);
  });

  test('that do not exist are refused', () => {
    write(startproject(SHOP));
    expect(expectRefused(['annotate', 'nowhere.py'], 2)).toContain('no file or folder nowhere.py');
  });

  test('into which no notes go are named', () => {
    write(startproject({ ...SHOP, 'README.md': '# Hello\n' }));
    expect(json('README.md').left).toEqual([
      { path: 'README.md', why: 'notes do not go into .md files' },
    ]);
  });
});

test('outside of a project it says so', () => {
  write({ 'a.py': 'x = 1\n' });
  expect(expectRefused(['annotate'])).toContain('This is no Django project');
});

test('the report for programs says what would be done, and the difference', () => {
  write(startproject(SHOP));
  const before = contents();
  const report = json('--diff', '--comments', 'brief');
  expect(report).toMatchObject({
    command: 'annotate',
    root: root(),
    level: 'brief',
    dryRun: true,
    left: [],
  });
  expect(report.diff).toContain('+# | Names the file where Django begins to look up an address.');
  expect(contents()).toEqual(before);
});

test('bytes stay as they are: CRLF, tabs, a byte order mark, no final newline', () => {
  const odd =
    '\uFEFFfrom django.db import models\r\n\r\n\r\nclass Order(models.Model):\r\n\tnumber = models.CharField(max_length=20)';
  write(startproject({ ...SHOP, 'shop/models.py': odd }));
  const before = contents();
  expectDone(annotate());
  const noted = textOf('shop/models.py');
  expect(noted).toMatch(/^\uFEFF# \| /);
  expect(noted).toMatch(/\r\n\t# \| .*\r\n\tnumber/);
  expect(noted).not.toMatch(/[^\r]\n/);
  expectDone(annotate(['--comments', 'none']));
  expect(contents()).toEqual(before);
});

test('add-app gives its lines notes where the others have some', () => {
  write(startproject());
  expectDone(annotate(['--comments', 'brief']));
  expectDone(run(['add-app', 'shop', '--comments', 'brief']));
  expect(textOf('mysite/settings.py')).not.toContain('# | Your own app');
  expectDone(annotate(['--comments', 'full']));
  expectDone(run(['add-app', 'library', '--yes']));
  expect(textOf('mysite/urls.py')).toMatch(/# \| Addresses that begin with `shop\/`/);
  expect(annotate(['--check']).status).toBe(0);
});
