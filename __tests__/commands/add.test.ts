/** `add` in small projects: where it writes, where it does not, and what it says. */
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { moveSync, outputFileSync } from 'fs-extra';
import { levelOf } from '../../src/explain/noted-text';
import { MANAGE } from '../project/example';
import { contents, newFiles, root, run, startproject, textOf, URLS, write } from './project';

/** What startproject writes, as far as features touch it. */
const SETTINGS = `from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = 'django-insecure-abc'

# SECURITY WARNING: don't run with debug turned on in production!
DEBUG = True

ALLOWED_HOSTS = []

INSTALLED_APPS = ['django.contrib.staticfiles']

MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.middleware.common.CommonMiddleware',
]

ROOT_URLCONF = 'mysite.urls'

DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.sqlite3',
        'NAME': BASE_DIR / 'db.sqlite3',
    }
}
`;

const project = (changes: Parameters<typeof startproject>[0] = {}) =>
  write(startproject({ 'mysite/settings.py': SETTINGS, ...changes }));

const add = (...args: string[]) => run(['add', ...args, '--yes']);

test('one feature: its files, its lines, and why', () => {
  project();
  const before = contents();
  const { status, stdout } = add('health', '--comments', 'none');
  expect(status).toBe(0);
  expect(newFiles(before)).toEqual(['mysite/health.py', 'mysite/test_health.py']);
  expect(textOf('mysite/urls.py')).toContain("path('health/', include('mysite.health')),");
  expect(textOf('mysite/settings.py')).toBe(
    `${SETTINGS}\nSECURE_REDIRECT_EXEMPT = [r"^health/$"]\n`,
  );
  expect(stdout).toContain('The page that machines ask whether the site works.');
  expect(stdout).toContain('To take it back:  create-django-skeleton undo');
});

test('several are one change, and undo takes all of it back', () => {
  project();
  const before = contents();
  expect(add('gunicorn', 'postgres').status).toBe(0);
  expect(run(['undo', '--yes']).status).toBe(0);
  expect(contents()).toEqual(before);
});

test('names may stand with commas, as with --with', () => {
  project();
  const { stdout } = run(['add', 'health,whitenoise', '--json']);
  const { features, next } = JSON.parse(stdout);
  expect(features).toEqual(['health', 'production', 'whitenoise']);
  expect(next).toEqual([
    'Add to requirements.txt what else your project imports',
    'python -m pip install -r requirements.txt',
    'python manage.py collectstatic',
  ]);
});

test('CRLF, tabs and a byte order mark stay', () => {
  const settings = `\uFEFF${SETTINGS.replaceAll('\n', '\r\n')}`;
  project({ 'mysite/settings.py': settings, 'mysite/urls.py': URLS.replaceAll('\n', '\r\n') });
  expect(add('health', 'whitenoise').status).toBe(0);
  for (const path of ['mysite/settings.py', 'mysite/urls.py']) {
    expect(textOf(path).replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  }
  expect(textOf('mysite/settings.py')).toMatch(/^\uFEFFimport os\r\n/);
});

test('a file that is reached through a link is changed where it lies', () => {
  project({ 'mysite/settings.py': null, 'shared/settings.py': SETTINGS });
  symlinkSync('../shared/settings.py', join(root(), 'mysite/settings.py'));
  expect(add('health').status).toBe(0);
  expect(textOf('shared/settings.py')).toContain('SECURE_REDIRECT_EXEMPT');
});

describe('how much the new lines explain', () => {
  const long = `# | The first line of a note that goes on and on.\n# | Here.\n`;
  const ours = 'DEBUG = bool(os.environ.get("DJANGO_DEBUG"))';

  test.each<[string, Parameters<typeof startproject>[0], string[], string]>([
    ['all, where there are no notes', {}, [], 'full'],
    ['as much as the notes that are there', { 'shop/a.py': '# | One line.\n' }, [], 'brief'],
    ['what most files say', { 'a.py': '# | One.\n', 'b.py': long, 'c.py': long }, [], 'full'],
    [
      'nothing, where this program has made the project without notes',
      { 'mysite/settings.py': `import os\n${SETTINGS}`.replace('DEBUG = True', ours) },
      [],
      'none',
    ],
    ['what the flag says', { 'a.py': '# | One line.\n' }, ['--comments', 'full'], 'full'],
  ])('%s', (_, changes, flags, level) => {
    project(changes);
    expect(add('health', ...flags).status).toBe(0);
    const path = 'mysite/health.py';
    expect(levelOf({ path, text: textOf(path) }) ?? 'none').toBe(level);
  });
});

describe('where packages are listed', () => {
  test('in pyproject.toml, where there is no requirements.txt', () => {
    project({
      'pyproject.toml': '[project]\nname = "x"\ndependencies = [\n    "django~=6.0.0",\n]\n',
    });
    const { stdout } = run(['add', 'postgres', '--comments', 'none', '--json']);
    expect(textOf('pyproject.toml')).toContain(
      '    "django~=6.0.0",\n    "psycopg[binary]~=3.2",\n]',
    );
    expect(JSON.parse(stdout).django).toBe('6.0');
    expect(JSON.parse(stdout).next[0]).toBe('python -m pip install .');
  });

  test('where Poetry lists them, only the user does; then the rest is done', () => {
    const poetry = '[tool.poetry.dependencies]\ndjango = "^5.2"\n';
    project({ 'pyproject.toml': poetry });
    const before = contents();
    const { status, stderr } = add('postgres');
    expect(status).toBe(3);
    expect(stderr).toMatch(/In pyproject\.toml, write:\n\n {6}psycopg\[binary\]~=3\.2/);
    expect(contents()).toEqual(before);

    outputFileSync(join(root(), 'pyproject.toml'), `${poetry}psycopg = "^3.2"\n`);
    expect(add('postgres').status).toBe(0);
    expect(textOf('mysite/settings.py')).toContain('POSTGRES_DB');
  });

  test('not where another list is, or another package that does the same', () => {
    project({ 'requirements.prod.txt': 'django==5.2\npsycopg2-binary==2.9\n' });
    expect(add('postgres').status).toBe(0);
    expect(newFiles({})).not.toContain('requirements.txt');
  });

  test('above manage.py, where the repository has its list there', () => {
    project({ 'pyproject.toml': '[project]\ndependencies = ["django~=6.0.0"]\n', 'uv.lock': '' });
    moveSync(join(root(), 'manage.py'), join(root(), 'src/manage.py'));
    moveSync(join(root(), 'mysite'), join(root(), 'src/mysite'));
    mkdirSync(join(root(), '.git'));
    const { stdout } = run(['add', 'postgres', '--json'], { cwd: 'src' });
    expect(JSON.parse(stdout).next).toContain('uv sync');
    expect(textOf('pyproject.toml')).toContain('psycopg');
    expect(textOf('.gitignore')).toContain('.env');
  });

  test('not where the list takes in one that has it', () => {
    const list = '-r requirements/live.txt\n';
    project({ 'requirements.txt': list, 'requirements/live.txt': 'Django~=6.0.0\npsycopg\n' });
    expect(add('postgres').status).toBe(0);
    expect(textOf('requirements.txt')).toBe(list);
  });

  test('in UTF-16, as PowerShell writes it, the list stays as it is', () => {
    const list = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
    project();
    const file = join(root(), 'requirements.txt');
    outputFileSync(file, list('Django==5.2\r\n'));
    const before = contents();
    const { status, stderr } = add('postgres');
    expect([status, stderr]).toEqual([3, expect.stringMatching(/Save it as UTF-8/)]);
    expect(contents()).toEqual(before);

    outputFileSync(file, list('Django==5.2\r\npsycopg==3.2\r\n'));
    const { stdout } = run(['add', 'postgres', '--json']);
    expect(JSON.parse(stdout).django).toBe('5.2');
  });
});

test('what a user has pasted is there; what is missing is added', () => {
  project({ 'mysite/settings.py': SETTINGS.replace("'db.sqlite3'", "'my.sqlite3'") });
  const { status, stderr } = add('postgres');
  expect(status).toBe(3);
  const [, block] = /settings\.py, write:\n\n([\s\S]*?)\n\n(?:Write| {2}Your)/.exec(stderr)!;
  const settings = textOf('mysite/settings.py');
  outputFileSync(
    join(root(), 'mysite/settings.py'),
    `import os\n${settings}\n${block!.replace(/^ {6}/gm, '')}\n`,
  );
  expect(add('postgres').status).toBe(0);
  expect(textOf('requirements.txt')).toContain('psycopg');
  expect(add('postgres').stdout).toMatch(/^Nothing to do: postgres is there already/);
});

describe('what the project has of its own stays', () => {
  const env = `import os\n${SETTINGS.replace('DEBUG = True', "DEBUG = os.environ.get('LIVE') is None")}`;

  test('variables by other names are not listed under ours', () => {
    project({ 'mysite/settings.py': env, '.env.example': 'LIVE=\n' });
    expect(add('gunicorn', '--comments', 'none').status).toBe(0);
    expect(textOf('.env.example')).toBe('LIVE=\nGUNICORN_BIND=127.0.0.1:8000\nWEB_CONCURRENCY=2\n');
  });

  test('hosts of the internet, and a key that comes from elsewhere', () => {
    const own = `SECRET_KEY = os.environ['KEY']\nALLOWED_HOSTS = ['example.org']\n`;
    project({
      'mysite/settings.py': `import os\n${SETTINGS}`
        .replace(/SECRET_KEY = .*\n/, '')
        .replace('ALLOWED_HOSTS = []\n', own),
    });
    expect(add('env-file', '--comments', 'none').status).toBe(0);
    expect(textOf('mysite/settings.py')).toContain(own);
    expect(textOf('.env.example')).toBe('DJANGO_DEBUG=false\n');
  });

  test('a key without the mark of startproject works on in development', () => {
    project({ 'mysite/settings.py': SETTINGS.replace('django-insecure-abc', 'x$y') });
    expect(add('production').status).toBe(0);
    expect(textOf('mysite/settings.py')).toContain(
      'if DEBUG and not SECRET_KEY:\n    SECRET_KEY = "x$y"\n',
    );
  });

  test('a page that says whether the site works', () => {
    project({ 'mysite/urls.py': URLS.replace(']', "    path('health', admin.site.urls[0]),\n]") });
    expect(add('health').stdout).toMatch(/^Nothing to do/);
    expect(add('gunicorn').status).toBe(0);
    expect(textOf('mysite/urls.py')).not.toContain('include');
  });

  test('STORAGES and LOGGING, and a STATIC_ROOT that is worked out', () => {
    const own = "STORAGES = {}\nLOGGING = {}\nSTATIC_ROOT = os.environ.get('FILES')\n";
    project({ 'mysite/settings.py': `import os\n${SETTINGS}${own}` });
    const { stdout } = add('whitenoise', 'web-server', '--comments', 'none');
    expect(stdout).toContain('Where STATIC_ROOT is not staticfiles, change it in');
    const settings = textOf('mysite/settings.py');
    expect(settings).toContain('    CSRF_COOKIE_SECURE = True\n\nWHITENOISE_AUTOREFRESH');
    expect(settings).not.toMatch(/(STORAGES|LOGGING) = \{\n/);
  });

  test('a server with its own settings, and what Git leaves out', () => {
    project({ 'gunicorn.conf.py': 'workers = 2\n', '.gitignore': 'staticfiles\n' });
    expect(add('gunicorn').stdout).toMatch(/^Nothing to do/);
    expect(add('web-server').status).toBe(0);
    expect(textOf('.gitignore')).toBe('staticfiles\n');
  });

  test('MEDIA_URL, where MEDIA_ROOT is missing', () => {
    project({ 'mysite/settings.py': `${SETTINGS}\nMEDIA_URL = '/images/'\n` });
    expect(add('web-server').status).toBe(0);
    expect(textOf('mysite/settings.py')).toContain('MEDIA_ROOT = BASE_DIR / "media"');
    expect(textOf('mysite/settings.py')).not.toContain('MEDIA_URL = "media/"');
  });

  test('a connection to the server; but not one in a comment', () => {
    const engine = "'ENGINE': 'django.db.backends.postgresql'";
    project({ 'mysite/settings.py': `${SETTINGS}DATABASES['other'] = {${engine}}\n` });
    const before = contents();
    expect(add('postgres').stdout).toMatch(/^Nothing to do/);
    expect(contents()).toEqual(before);

    project({ 'mysite/settings.py': `${SETTINGS}# ${engine}\n`, 'requirements.txt': null });
    expect(add('mysql').status).toBe(0);
  });
});

describe('several settings modules that read one', () => {
  const modules = {
    'mysite/settings.py': null,
    'mysite/settings/__init__.py': '',
    'mysite/settings/base.py': SETTINGS.replace('DEBUG = True\n', ''),
    'mysite/settings/dev.py': 'from .base import *\n\nDEBUG = True\n',
    'mysite/settings/heroku.py': 'from .base import *\n\nDEBUG = False\n',
    'manage.py': MANAGE.replace('mysite.settings', 'mysite.settings.dev'),
  };

  test('what one alone would get is refused, and put where all read it', () => {
    project(modules);
    const before = contents();
    const { status, stderr } = add('csp');
    expect(status).toBe(3);
    expect(stderr).toContain(
      'mysite/settings/heroku.py does not read mysite/settings/dev.py. Put it where both read it: --settings mysite.settings.base',
    );
    expect(contents()).toEqual(before);
    expect(add('csp', '--settings', 'mysite.settings.base').status).toBe(0);
    expect(textOf('mysite/settings/base.py')).toContain('SECURE_CSP = {');
  });

  test('one of them has the settings for production', () => {
    project(modules);
    expect(add('env-file', 'production').stdout).toMatch(/^Nothing to do/);
  });
});

describe('nothing is written', () => {
  test.each<[string, Parameters<typeof startproject>[0], string[], number, RegExp]>([
    [
      'of settings that are of their own',
      { 'mysite/settings.py': `${SETTINGS}SECURE_REDIRECT_EXEMPT = []\n` },
      ['health'],
      3,
      /a SECURE_REDIRECT_EXEMPT of their own/,
    ],
    [
      'of a DEBUG that somebody has changed, who has settings for production then',
      { 'mysite/settings.py': SETTINGS.replace('DEBUG = True', 'DEBUG = 1 == 1 and True') },
      ['health', 'whitenoise'],
      0,
      /.*/,
    ],
    [
      'where the middleware has another place',
      {
        'mysite/settings.py': SETTINGS.replace(
          "    'django.middleware.security.SecurityMiddleware',\n",
          '',
        ),
      },
      ['whitenoise'],
      3,
      /no django\.middleware\.security\.SecurityMiddleware on every path/,
    ],
    [
      'where a server starts with other settings',
      {
        'mysite/wsgi.py':
          "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.production')\n",
        'mysite/production.py': 'INSTALLED_APPS = []\n',
      },
      ['health'],
      3,
      /--settings MODULE/,
    ],
    [
      'where a file is in the way',
      { 'mysite/health.py': 'mine\n' },
      ['health', 'env-file'],
      1,
      /mysite\/health\.py exists already/,
    ],
    [
      'where the settings have a syntax error',
      { 'mysite/settings.py': `${SETTINGS}if True\n` },
      ['health'],
      1,
      /^Error: mysite\/settings\.py, line 27: it has a syntax error\.\n\nNothing was written\. Mend it/,
    ],
    [
      'where the urls have one',
      { 'mysite/urls.py': URLS.replace('path(', 'path((') },
      ['health'],
      1,
      /^Error: mysite\/urls\.py, line 5: it has a syntax error\.\n\nNothing was written\. Mend it/,
    ],
    [
      'where the address is taken',
      { 'mysite/urls.py': URLS.replace(']', "    path('health/', admin.site.urls),\n]") },
      ['health'],
      1,
      /health\//,
    ],
    ['for a feature that does not exist', {}, ['postgre'], 2, /Did you mean postgres\?/],
    ['without a feature', {}, [], 2, /The features are:/],
    [
      'for an old Django',
      { 'requirements.txt': 'Django==4.2\n' },
      ['health'],
      1,
      /this project has 4\.2/,
    ],
    [
      'where all that is known is an old Django that has made it',
      {
        'mysite/settings.py': `"""\nGenerated by 'django-admin startproject' using Django 5.1.1.\n"""\n${SETTINGS}`,
      },
      ['health'],
      1,
      /settings\.py was made by 5\.1, and no file says .*\n\n.*Django~=5\.2\.0 in requirements/,
    ],
    [
      'outside of a project',
      { 'manage.py': null, 'mysite/settings.py': null },
      ['health'],
      1,
      /no Django project/,
    ],
  ])('%s', (_, changes, args, code, message) => {
    project(changes);
    const before = contents();
    const { status, stderr, stdout } = add(...args);
    expect([status, stderr + stdout]).toEqual([code, expect.stringMatching(message)]);
    if (code !== 0) expect(contents()).toEqual(before);
  });

  test.each([
    ['mysite/settings.py', /You may not read .*mysite\/settings\.py/],
    ['mysite/urls.py', /You may not read .*mysite\/urls\.py/],
    ['mysite', /you may not look into .*\/mysite\./],
  ])('where %s is closed to the user', (path, message) => {
    const target = join(project(), path);
    chmodSync(target, 0o000);
    const { status, stderr } = run(['add', 'health', '--yes'], { ordinary: true });
    chmodSync(target, 0o755);
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
  });

  test('with a file that may not be written', () => {
    if (process.getuid?.() === 0) return;
    project();
    chmodSync(join(root(), 'mysite/settings.py'), 0o444);
    const before = contents();
    expect(add('health').status).toBe(1);
    expect(contents()).toEqual(before);
  });
});
