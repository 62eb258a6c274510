import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra';
import { levelOf } from '../../src/explain/noted-text';
import { MANAGE } from '../project/example';
import {
  addApp,
  contents,
  expectDone,
  expectRefused,
  newFiles,
  root,
  run,
  SETTINGS,
  SETTINGS_WITH_SHOP,
  startproject,
  stateFolder,
  textOf,
  URLS,
  URLS_WITH_SHOP,
  write,
} from './project';

describe('where the app goes, and how it is wired', () => {
  test('a project like that of startproject', () => {
    write(startproject());
    const before = contents();
    const stdout = expectDone(addApp('shop', '--yes'));

    expect(newFiles(before)).toEqual([
      'shop/__init__.py',
      'shop/admin.py',
      'shop/apps.py',
      'shop/migrations/0001_initial.py',
      'shop/migrations/__init__.py',
      'shop/models.py',
      'shop/static/shop/shop.css',
      'shop/templates/shop/base.html',
      'shop/templates/shop/shop_item_detail.html',
      'shop/templates/shop/shop_item_list.html',
      'shop/tests.py',
      'shop/urls.py',
      'shop/views.py',
    ]);
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
    expect(textOf('mysite/urls.py')).toBe(URLS_WITH_SHOP);
    expect(textOf('manage.py')).toBe(MANAGE);
    expect(stdout).toContain('The app shop goes beside manage.py, into shop/.');
    expect(stdout).toMatch(/change +mysite\/settings.py:6\n +\+ 'shop',\n +Django loads only/);
    expect(stdout).toMatch(
      /change +mysite\/urls.py:6\n +\+ from django.urls import include, path\n +\+ path\('shop\/', include/,
    );
    expect(stdout).toContain('create-django-skeleton undo');
  });

  test('what to do next fits the fields', () => {
    write(startproject());
    const pictures = expectDone(addApp('shop', '--yes', '--fields', 'name photo:image'));
    expect(pictures).toMatch(/pip install Pillow\n.*manage\.py migrate\n.*runserver/);
    expect(expectDone(addApp('forum', '--yes', '--bare'))).not.toContain('migrate\n');
  });

  test('nothing but the project is written, and what undo remembers', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes'));
    const others = Object.keys(contents(join(root(), '..')))
      .filter((path) => !path.startsWith('project'))
      .filter((path) => path.endsWith('.json'));
    expect(others).toEqual([
      expect.stringMatching(/^state\/create-django-skeleton\/[\w%.-]+\.json$/),
    ]);
  });

  test('apps that are kept in apps/, a package', () => {
    write(
      startproject({
        'apps/__init__.py': '',
        'apps/blog/__init__.py': '',
        'apps/blog/models.py': '',
        'mysite/settings.py': SETTINGS.replace(']', "    'apps.blog',\n]"),
      }),
    );
    expect(expectDone(addApp('shop', '--yes'))).toContain(
      'The app apps.shop goes beside apps.blog, into apps/shop/.',
    );
    expect(textOf('mysite/settings.py')).toContain("    'apps.blog',\n    'apps.shop',\n]");
    expect(textOf('mysite/urls.py')).toContain("path('shop/', include('apps.shop.urls')),");
    expect(textOf('apps/shop/apps.py')).toContain("name = 'apps.shop'");
  });

  test('apps that are kept in apps/, a folder on the import path', () => {
    write(
      startproject({
        'apps/blog/__init__.py': '',
        'apps/blog/models.py': '',
        'mysite/settings.py': `import sys\nsys.path.insert(0, 'apps')\n${SETTINGS.replace(']', "    'blog',\n]")}`,
      }),
    );
    expect(expectDone(addApp('shop', '--yes'))).toContain('into apps/shop/.');
    expect(textOf('mysite/settings.py')).toContain("    'blog',\n    'shop',\n]");
    expect(textOf('apps/shop/apps.py')).toContain("name = 'shop'");
  });

  test('a project below src/, from the folder above it', () => {
    const inside = Object.entries(startproject()).map(([path, text]) => [`src/${path}`, text]);
    write({ 'README.md': '# Mine\n', ...Object.fromEntries(inside) });
    expectDone(addApp('shop', '--yes'));
    expect(existsSync(join(root(), 'src/shop/apps.py'))).toBe(true);
    expect(textOf('src/mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
    expect(textOf('src/mysite/urls.py')).toBe(URLS_WITH_SHOP);
  });

  test('manage.py above src/, which holds the code', () => {
    write({
      'manage.py': MANAGE,
      'src/mysite/__init__.py': '',
      'src/mysite/settings.py': SETTINGS.replace(']', "    'blog',\n]"),
      'src/mysite/urls.py': URLS,
      'src/blog/__init__.py': '',
    });
    expectDone(addApp('shop', '--yes'));
    expect(textOf('src/shop/apps.py')).toContain("name = 'shop'");
    expect(textOf('src/mysite/settings.py')).toContain("    'blog',\n    'shop',\n]");
  });

  test('split settings: the list that every one of them builds on', () => {
    const local = "from .base import *\n\nINSTALLED_APPS += ['debug_toolbar']\n";
    write(
      startproject({
        'manage.py': MANAGE.replace('mysite.settings', 'mysite.settings.local'),
        'mysite/settings.py': null,
        'mysite/settings/__init__.py': '',
        'mysite/settings/base.py': SETTINGS,
        'mysite/settings/local.py': local,
        'mysite/settings/production.py': 'from .base import *\n\nDEBUG = False\n',
      }),
    );
    const before = contents();
    expectDone(addApp('shop', '--yes'));
    const { 'mysite/settings/base.py': base, 'mysite/urls.py': urls, ...after } = contents();
    expect(base).toContain(SETTINGS_WITH_SHOP);
    expect(urls).toContain(URLS_WITH_SHOP);
    for (const [path, text] of Object.entries(after)) {
      if (!path.startsWith('shop')) expect(text).toBe(before[path]);
    }
  });

  test('from a folder inside the project', () => {
    write(startproject({ 'docs/deep/index.md': '' }));
    expectDone(run(['add-app', 'shop', '--yes'], { cwd: 'docs/deep' }));
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
    expect(existsSync(join(root(), 'shop/apps.py'))).toBe(true);
  });

  test('both lines in one file', () => {
    const single = `${SETTINGS.replace('mysite.urls', 'mysite.settings')}\n${URLS}`;
    write(startproject({ 'mysite/settings.py': single, 'mysite/urls.py': null }));
    expectDone(addApp('shop', '--yes'));
    const both = `${SETTINGS_WITH_SHOP.replace('mysite.urls', 'mysite.settings')}\n${URLS_WITH_SHOP}`;
    expect(textOf('mysite/settings.py')).toBe(both);
  });

  test('the old `url()` where the project has it', () => {
    const old = URLS.replace('django.urls import path', 'django.conf.urls import url').replace(
      "path('admin/'",
      "url(r'^admin/'",
    );
    write(startproject({ 'mysite/urls.py': old, 'requirements.txt': 'Django==3.2\n' }));
    expectDone(addApp('shop', '--yes'));
    expect(textOf('mysite/urls.py')).toContain("url(r'^shop/', include('shop.urls')),");
    expect(textOf('mysite/urls.py')).toContain('from django.conf.urls import include, url');
  });
});

describe('a project of Django 1', () => {
  const oldUrls = 'from django.conf.urls import include, url\n\nurlpatterns = []\n';

  test('gets a plain app, as its startapp makes it', () => {
    write(startproject({ 'requirements.txt': 'Django==1.8.19\n', 'mysite/urls.py': oldUrls }));
    const before = contents();
    const stdout = expectDone(addApp('shop', '--yes'));

    expect(stdout).toContain('Django 1.8 (requirements.txt says 1.8.19): a plain app');
    expect(textOf('mysite/urls.py')).toContain("url(r'^shop/', include('shop.urls'))");
    expect(newFiles(before)).toContain('shop/apps.py');
    expect(newFiles(before)).toContain('shop/migrations/__init__.py');
    expect(newFiles(before)).not.toContain('shop/migrations/0001_initial.py');
    expect(textOf('shop/urls.py')).toBe("app_name = 'shop'\n\nurlpatterns = []\n");
  });

  test.each([
    ['Django 1.6', 'Django==1.6.11\n'],
    ['an unknown one with url()', ''],
  ])('%s gets no files that came with Django 1.7', (_, requirements) => {
    write(startproject({ 'requirements.txt': requirements, 'mysite/urls.py': oldUrls }));
    const before = contents();
    expectDone(addApp('shop', '--yes'));

    expect(newFiles(before)).toEqual([
      'shop/__init__.py',
      'shop/admin.py',
      'shop/models.py',
      'shop/tests.py',
      'shop/urls.py',
      'shop/views.py',
    ]);
  });

  test('gets no model', () => {
    write(startproject({ 'requirements.txt': 'Django==1.11.29\n', 'mysite/urls.py': oldUrls }));
    const refusal = expectRefused(['add-app', 'shop', '--yes', '--fields', 'name:char']);
    expect(refusal).toContain('before 2.0 (requirements.txt says 1.11.29)');
    expect(refusal).toContain('without a model');
  });
});

describe('flags', () => {
  test('--dir says where', () => {
    write(startproject({ 'features/__init__.py': '' }));
    expectDone(addApp('shop', '--yes', '--dir', 'features'));
    expect(textOf('features/shop/apps.py')).toContain("name = 'features.shop'");
    expect(textOf('mysite/settings.py')).toContain("'features.shop',");
    expect(textOf('mysite/urls.py')).toContain("include('features.shop.urls')");
  });

  test('--dir with a folder that is not there yet', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes', '--dir', 'features'));
    expect(textOf('mysite/settings.py')).toContain("'features.shop',");
    expect(existsSync(join(root(), 'features/shop/apps.py'))).toBe(true);
  });

  test('--dir with the folder of manage.py', () => {
    write(startproject());
    expectDone(run(['add-app', 'shop', '--yes', '--dir', '..'], { cwd: 'mysite' }));
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
  });

  test.each([
    ['/', "path('', include('shop.urls')),"],
    ['/shop', "path('shop/', include('shop.urls')),"],
    ['store', "path('store/', include('shop.urls')),"],
    ['/a/b/', "path('a/b/', include('shop.urls')),"],
  ])('--path %s', (path, route) => {
    write(startproject());
    expectDone(addApp('shop', '--yes', '--path', path));
    expect(textOf('mysite/urls.py')).toContain(`    ${route}\n]`);
  });

  test('--settings says which settings', () => {
    write(startproject({ 'mysite/other.py': SETTINGS }));
    expectDone(addApp('shop', '--yes', '--settings', 'mysite.other'));
    expect(textOf('mysite/other.py')).toBe(SETTINGS_WITH_SHOP);
    expect(textOf('mysite/settings.py')).toBe(SETTINGS);
  });

  test('--settings with a module that is not there', () => {
    write(startproject());
    expect(expectRefused(['add-app', 'shop', '--yes', '--settings', 'mysite.nothing'])).toMatch(
      /mysite\.nothing/,
    );
  });

  test('--urls says which file, from the folder that one is in', () => {
    write(startproject({ 'mysite/api.py': URLS }));
    expectDone(run(['add-app', 'shop', '--yes', '--urls', 'api.py'], { cwd: 'mysite' }));
    expect(textOf('mysite/api.py')).toBe(URLS_WITH_SHOP);
    expect(textOf('mysite/urls.py')).toBe(URLS);
  });

  test('--urls with a file that is not there', () => {
    write(startproject());
    expect(expectRefused(['add-app', 'shop', '--yes', '--urls', 'api.py'], 3)).toMatch(
      /api\.py does not exist/,
    );
  });

  test('--no-urls leaves the urls alone', () => {
    write(startproject());
    const stdout = expectDone(addApp('shop', '--yes', '--no-urls'));
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
    expect(textOf('mysite/urls.py')).toBe(URLS);
    expect(stdout).not.toContain('mysite/urls.py:');
  });

  test('--no-urls once more says nothing to do', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes', '--no-urls'));
    expect(expectDone(addApp('shop', '--yes', '--no-urls'))).toMatch(/^Nothing to do/);
    expect(textOf('mysite/urls.py')).toBe(URLS);
  });

  test('--model names the model', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes', '--model', 'Product'));
    expect(textOf('shop/models.py')).toContain('class Product(');
  });

  test('--dry-run writes nothing', () => {
    write(startproject());
    const before = contents();
    const stdout = expectDone(addApp('shop', '--dry-run'));
    expect(stdout).toMatch(/create +shop\/apps.py/);
    expect(stdout).toContain('Nothing was written.');
    expect(contents()).toEqual(before);
    expect(existsSync(stateFolder())).toBe(false);
  });

  test('the notes are as brief as those that are there', () => {
    write(startproject({ 'mysite/views.py': '# | One line.\n' }));
    const stdout = expectDone(addApp('shop', '--yes'));
    expect(stdout).toContain('Notes: brief (the level of the notes that are there).');
    const path = 'shop/models.py';
    expect(levelOf({ path, text: textOf(path) })).toBe('brief');
  });

  // Without comments, some files are empty: a patch has to say so in its own way.
  test.each(['full', 'none'])('--diff is a patch that git applies: --comments %s', (comments) => {
    write(startproject());
    const copy = join(root(), '../copy');
    cpSync(root(), copy, { recursive: true });
    const before = contents();
    const patch = expectDone(addApp('shop', '--diff', '--comments', comments));
    expect(contents()).toEqual(before);

    expectDone(addApp('shop', '--yes', '--comments', comments));
    const applied = spawnSync('git', ['apply'], { cwd: copy, input: patch, encoding: 'utf8' });
    expect(applied).toMatchObject({ status: 0, stderr: '' });
    expect(contents(copy)).toEqual(contents());
  });

  test('--diff ends with the blank lines of a file', () => {
    write(startproject({ 'mysite/urls.py': `${URLS}\n\n` }));
    const copy = join(root(), '../copy');
    cpSync(root(), copy, { recursive: true });
    const patch = expectDone(addApp('shop', '--diff'));
    expectDone(addApp('shop', '--yes'));
    const applied = spawnSync('git', ['apply'], { cwd: copy, input: patch, encoding: 'utf8' });
    expect(applied).toMatchObject({ status: 0 });
    expect(contents(copy)).toEqual(contents());
  });

  test('--diff of files without a newline at their end, with CRLF and a BOM', () => {
    const settings = `\uFEFF${SETTINGS.replaceAll('\n', '\r\n')}`;
    write(startproject({ 'mysite/settings.py': settings, 'mysite/urls.py': URLS.trimEnd() }));
    const copy = join(root(), '../copy');
    cpSync(root(), copy, { recursive: true });
    const patch = JSON.parse(expectDone(addApp('shop', '--diff', '--json'))).diff;
    expectDone(addApp('shop', '--yes'));
    const applied = spawnSync('git', ['apply'], { cwd: copy, input: patch, encoding: 'utf8' });
    expect(applied).toMatchObject({ status: 0 });
    expect(contents(copy)).toEqual(contents());
  });

  test('a name that cannot be used', () => {
    write(startproject());
    expect(expectRefused(['add-app', 'class', '--yes'], 2)).toContain('class');
    expect(expectRefused(['add-app', '--yes'], 2)).toContain('The name of the app is missing.');
  });
});

describe('--json prints one object', () => {
  test('for a run that wrote', () => {
    write(startproject());
    const report = JSON.parse(expectDone(addApp('shop', '--json')));
    expect(report).toMatchObject({
      command: 'add-app',
      root: root(),
      app: 'shop',
      model: 'ShopItem',
      dryRun: false,
      edits: [
        { path: 'mysite/settings.py', line: 6, text: "'shop'," },
        { path: 'mysite/urls.py', line: 6, text: "path('shop/', include('shop.urls'))," },
      ],
    });
    expect(report.files).toContainEqual({ status: 'create', path: 'shop/apps.py' });
    expect(report.files).toContainEqual({ status: 'change', path: 'mysite/urls.py' });
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
  });

  test('for a dry run', () => {
    write(startproject());
    const before = contents();
    expect(JSON.parse(expectDone(addApp('shop', '--json', '--dry-run')))).toMatchObject({
      dryRun: true,
    });
    expect(contents()).toEqual(before);
  });

  test('where there is nothing to do', () => {
    write(startproject());
    expectDone(addApp('shop', '--json'));
    expect(JSON.parse(expectDone(addApp('shop', '--json')))).toMatchObject({
      command: 'add-app',
      files: [],
      already: [expect.stringContaining('mysite/settings.py, line 6'), expect.any(String)],
    });
  });

  test.each([
    ['a name that cannot be used', ['class'], 2],
    ['no name', [], 2],
    ['an unknown flag', ['shop', '--nonsense'], 2],
    ['an edit by hand', ['shop', '--urls', 'nothing.py'], 3],
  ])('for %s', (_, args, status) => {
    write(startproject());
    const before = contents();
    const result = addApp(...args, '--json');
    expect(result).toMatchObject({ status, stderr: '' });
    expect(JSON.parse(result.stdout)).toEqual({
      error: { message: expect.any(String), hint: expect.any(String) },
    });
    expect(contents()).toEqual(before);
  });
});

describe('a second run', () => {
  test('says that there is nothing to do, where, and changes nothing', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes'));
    const before = contents();
    const stdout = expectDone(addApp('shop', '--yes'));
    expect(stdout).toBe(
      [
        'Nothing to do: the app "shop" is there.',
        '  shop is in INSTALLED_APPS: mysite/settings.py, line 6',
        '  shop.urls is included: mysite/urls.py, line 6',
        '',
      ].join('\n'),
    );
    expect(contents()).toEqual(before);
  });

  test('for a second app goes behind the first', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes'));
    expectDone(addApp('forum', '--yes'));
    expect(textOf('mysite/settings.py')).toContain("    'shop',\n    'forum',\n]");
    expect(textOf('mysite/urls.py')).toContain("include('forum.urls')),\n]");
  });
});

describe('what is in the way', () => {
  test('a folder of that name', () => {
    write(startproject({ 'shop/notes.txt': 'mine' }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toContain(
      'The folder shop exists already.',
    );
  });

  test('a file of that name', () => {
    write(startproject({ shop: 'mine' }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toMatch(/shop exists already/);
  });

  test('a module of that name, which the new folder would hide', () => {
    write(startproject({ 'shop.py': 'PRICE = 1\n' }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toMatch(/shop\.py exists already/);
  });

  test('the package of the settings', () => {
    write(startproject());
    expect(expectRefused(['add-app', 'mysite', '--yes'])).toContain(
      'The folder mysite exists already.',
    );
  });

  test('an empty folder is not', () => {
    write(startproject());
    mkdirSync(join(root(), 'shop'));
    expectDone(addApp('shop', '--yes'));
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
  });

  test.each([
    [
      'by its AppConfig',
      "'shop.apps.ShopConfig'",
      { 'shop/apps.py': "class ShopConfig:\n    name = 'shop'\n" },
    ],
    ['from elsewhere', "'vendor.shop'", {}],
    [
      'with that label',
      "'store'",
      {
        'store/__init__.py': '',
        'store/apps.py': "class StoreConfig:\n    name = 'store'\n    label = 'shop'\n",
      },
    ],
  ])('an app that is installed already, %s', (_, entry, files) => {
    const settings = SETTINGS.replace(']', `    ${entry},\n]`);
    write(startproject({ 'mysite/settings.py': settings, ...files }));
    const stderr = expectRefused(['add-app', 'shop', '--yes']);
    expect(stderr).toMatch(/shop/);
    expect(stderr).not.toContain('write:');
  });

  test('a file that may not be written', () => {
    write(startproject());
    chmodSync(root(), 0o777);
    chmodSync(join(root(), 'mysite/settings.py'), 0o444);
    const stderr = expectRefused(['add-app', 'shop', '--yes'], 1, { ordinary: true });
    expect(stderr).toContain('mysite/settings.py');
  });

  test('a folder that may not be written', () => {
    write(startproject());
    for (const file of ['settings.py', 'urls.py']) chmodSync(join(root(), 'mysite', file), 0o666);
    chmodSync(root(), 0o555);
    const stderr = expectRefused(['add-app', 'shop', '--yes'], 1, { ordinary: true });
    chmodSync(root(), 0o755);
    expect(stderr).toContain(`The folder ${root()} does not let you write.`);
  });

  test('a folder that may not be read', () => {
    write(startproject());
    chmodSync(join(root(), 'mysite'), 0o000);
    const stderr = run(['add-app', 'shop', '--yes'], { ordinary: true }).stderr;
    chmodSync(join(root(), 'mysite'), 0o755);
    expect(stderr).toContain(`you may not look into ${root()}/mysite`);
  });

  test('no project', () => {
    write({ 'README.md': '# Mine\n' });
    expect(expectRefused(['add-app', 'shop', '--yes'])).toContain('There is no Django project');
  });
});

describe('a place that is plausible but not proven', () => {
  // The settings module that manage.py names is not there, but there is one that looks right.
  const guess = () =>
    startproject({ 'mysite/settings.py': null, 'mysite/production.py': SETTINGS });

  test('is refused without a terminal, and named', () => {
    write(guess());
    const stderr = expectRefused(['add-app', 'shop', '--yes']);
    expect(stderr).toMatch(/mysite\/production\.py, line 6/);
    expect(stderr).toContain('--settings');
  });

  test('is shown by --dry-run', () => {
    write(guess());
    expect(expectDone(addApp('shop', '--dry-run'))).toContain('mysite/production.py:6');
  });

  test('is taken where --settings says so', () => {
    write(guess());
    expectDone(addApp('shop', '--yes', '--settings', 'mysite.production'));
    expect(textOf('mysite/production.py')).toBe(SETTINGS_WITH_SHOP);
    expect(textOf('mysite/urls.py')).toBe(URLS_WITH_SHOP);
  });

  const uncertain = `from django.urls import path
from tools import routes, page

urlpatterns = routes()
urlpatterns += [
    path('about/', page),
]
`;

  test('among the routes is taken where --urls says so', () => {
    write(startproject({ 'mysite/urls.py': uncertain }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toMatch(/mysite\/urls\.py, line \d/);
    expectDone(addApp('shop', '--yes', '--urls', 'mysite/urls.py'));
    expect(textOf('mysite/urls.py')).toContain("path('shop/', include('shop.urls'))");
  });

  test('in one of two lists is taken where --settings says so', () => {
    const tenants = SETTINGS.replace('INSTALLED_APPS', 'SHARED_APPS').concat(
      "TENANT_APPS = ['store']\n",
      'INSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]\n',
    );
    write(startproject({ 'mysite/settings.py': tenants }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toMatch(
      /settings\.py, line \d+: {2}'shop',\n.*several tenants.*\n\n.*urls\.py, line 6: {2}path\(.*--settings mysite\.settings\n/s,
    );
    expectDone(addApp('shop', '--yes', '--settings', 'mysite.settings'));
    expect(textOf('mysite/settings.py').match(/'shop',/g)).toHaveLength(1);
  });

  test('is refused for the urls, and taken where --urls says so', () => {
    write(startproject({ 'mysite/settings.py': SETTINGS.replace('mysite.urls', 'site.urls') }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toMatch(/mysite\/urls\.py, line 6/);
    expectDone(addApp('shop', '--yes', '--urls', 'mysite/urls.py'));
    expect(textOf('mysite/urls.py')).toBe(URLS_WITH_SHOP);
  });
});

describe('what only the user can do', () => {
  test('INSTALLED_APPS that is computed', () => {
    const computed = SETTINGS.replace(/INSTALLED_APPS = \[.*\]/s, 'INSTALLED_APPS = find_apps()');
    write(startproject({ 'mysite/settings.py': `from tools import find_apps\n${computed}` }));
    const stderr = expectRefused(['add-app', 'shop', '--yes'], 3);
    expect(stderr).toMatch(/In .*settings.*, write:\n\n {6}'shop',\n/);
    expect(stderr).toMatch(/In mysite\/urls\.py, line 6 .*, write:\n\n {6}from .+\n\n {6}path\(/);
    expect(stderr).toContain('add-app shop --no-settings');

    expectDone(addApp('shop', '--yes', '--no-settings'));
    expect(textOf('mysite/urls.py')).toBe(URLS_WITH_SHOP);
    expect(textOf('mysite/settings.py')).not.toContain('shop');
  });

  test('urlpatterns that are computed: the settings stay as they are', () => {
    write(
      startproject({ 'mysite/urls.py': 'from tools import routes\n\nurlpatterns = routes()\n' }),
    );
    const stderr = expectRefused(['add-app', 'shop', '--yes'], 3);
    expect(stderr).toContain(
      [
        '  In mysite/urls.py, write:',
        '',
        '      from django.urls import include, path',
        '',
        "      path('shop/', include('shop.urls')),",
        '',
      ].join('\n'),
    );
    expect(stderr).toMatch(/In mysite\/settings\.py, line 6 .*, write:\n\n {6}'shop',\n/);
    expect(stderr).toContain('add-app shop --no-urls');
  });

  test('an address that another route has', () => {
    const taken = URLS.replace(']', "    path('shop/', include('store.urls')),\n]").replace(
      'import path',
      'import include, path',
    );
    write(startproject({ 'mysite/urls.py': taken }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toContain(
      'Another route has the address shop/ already: mysite/urls.py, line 6.',
    );
  });

  test('is left out with --no-urls', () => {
    write(
      startproject({ 'mysite/urls.py': 'from tools import routes\n\nurlpatterns = routes()\n' }),
    );
    expectDone(addApp('shop', '--yes', '--no-urls'));
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
  });
});

describe('files that cannot be read', () => {
  test('settings with a syntax error', () => {
    write(startproject({ 'mysite/settings.py': `${SETTINGS}DEBUG = = True\n` }));
    expect(expectRefused(['add-app', 'shop', '--yes'])).toContain(
      'mysite/settings.py, line 7: it has a syntax error',
    );
  });

  test('urls with a syntax error', () => {
    write(startproject({ 'mysite/urls.py': URLS.replace('path(', 'path((') }));
    const stderr = expectRefused(['add-app', 'shop', '--yes']);
    expect(stderr).toContain('mysite/urls.py, line 5: it has a syntax error');
    expect(stderr).not.toContain('write:');
    expectDone(addApp('shop', '--yes', '--no-urls'));
  });

  test('settings that a star import brings in, with a syntax error', () => {
    write(
      startproject({
        'mysite/settings.py': 'from .base import *\n',
        'mysite/base.py': `${SETTINGS}if True\n`,
      }),
    );
    expect(expectRefused(['add-app', 'shop', '--yes'])).toContain('mysite/base.py, line 7');
  });

  test('settings that are not UTF-8', () => {
    const latin1 = Buffer.from(`${SETTINGS}# caf\xe9\n`, 'latin1');
    write(startproject({ 'mysite/settings.py': latin1 }));
    expect(expectRefused(['add-app', 'shop', '--yes'], 3)).toContain(
      'mysite/settings.py, line 7: it is not UTF-8',
    );
  });

  test('settings that name another encoding', () => {
    const latin1 = Buffer.from(`# -*- coding: latin-1 -*-\n# caf\xe9\n${SETTINGS}`, 'latin1');
    write(startproject({ 'mysite/settings.py': latin1 }));
    expect(expectRefused(['add-app', 'shop', '--yes'], 3)).toContain(
      'mysite/settings.py, line 1: it is written in latin-1',
    );
  });
});

describe('bytes that stay as they are', () => {
  test.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['a BOM and CRLF', (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`],
    ['tabs', (text: string) => text.replaceAll('    ', '\t')],
    ['no newline at the end', (text: string) => text.trimEnd()],
    ['double quotes', (text: string) => text.replaceAll("'", '"')],
    ['letters of other languages', (text: string) => `# Grüße, 世界 🐍\n${text}`],
  ])('%s', (_, style) => {
    write(startproject({ 'mysite/settings.py': style(SETTINGS), 'mysite/urls.py': style(URLS) }));
    expectDone(addApp('shop', '--yes'));
    expect(textOf('mysite/settings.py')).toBe(style(SETTINGS_WITH_SHOP));
    expect(textOf('mysite/urls.py')).toBe(style(URLS_WITH_SHOP));
  });

  test('the rights of the files', () => {
    write(startproject());
    chmodSync(join(root(), 'mysite/settings.py'), 0o640);
    expectDone(addApp('shop', '--yes'));
    expect(contents()['mysite/settings.py']).toMatch(/^640 /);
  });

  test('a settings file that is a link stays one', () => {
    outputFileSync(join(root(), '../shared.py'), SETTINGS);
    write(startproject({ 'mysite/settings.py': null }));
    symlinkSync('../../shared.py', join(root(), 'mysite/settings.py'));
    expectDone(addApp('shop', '--yes'));
    expect(lstatSync(join(root(), 'mysite/settings.py')).isSymbolicLink()).toBe(true);
    expect(textOf('mysite/settings.py')).toBe(SETTINGS_WITH_SHOP);
  });
});
