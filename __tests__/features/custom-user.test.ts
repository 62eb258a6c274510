/** When a project can no longer get a user model of its own, as far as its files tell. */
import { inMemory } from '../../src/project/files';
import { openProject } from '../../src/project/project';
import { isOpen, tooLate } from '../../templates/custom-user/too-late';

const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")\n';
const sqlite =
  'from pathlib import Path\nBASE_DIR = Path(__file__).resolve().parent.parent\n' +
  'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}\n';
const server =
  'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "x"}}\n';
const either =
  `import os\n${sqlite}if os.environ.get("DB"):\n` +
  '    DATABASES = {"default": {"ENGINE": "django.db.backends.mysql", "NAME": os.environ["DB"]}}\n';

const open = (files: Record<string, string>, settings = sqlite) =>
  openProject('/site', {
    files: inMemory({
      '/site/manage.py': manage,
      '/site/mysite/settings.py': `INSTALLED_APPS = []\n${settings}`,
      ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`/site/${name}`, text])),
    }),
  });

async function reason(files: Record<string, string>, settings = sqlite, migrated = 'yes') {
  const project = await open(files, settings);
  const facts = {
    isNew: false,
    answers: { migrated },
    project: {} as never,
    features: [],
    added: [],
  };
  return tooLate(project, facts);
}

test.each<[string, Record<string, string>]>([
  ['nothing but settings', {}],
  ['an empty database file, as a server makes one', { 'db.sqlite3': '' }],
  ['get_user_model', { 'blog/models.py': 'from django.contrib.auth import get_user_model\n' }],
  ['AUTH_USER_MODEL', { 'blog/models.py': 'models.ForeignKey(settings.AUTH_USER_MODEL)\n' }],
  ['other names of auth', { 'blog/x.py': 'from django.contrib.auth.models import Group\n' }],
  [
    'other forms of auth',
    { 'blog/x.py': 'from django.contrib.auth.forms import SetPasswordForm\n' },
  ],
  ['a User of its own', { 'blog/x.py': 'from blog.models import User\n' }],
])('%s: not too late', async (_, files) => {
  expect(await reason(files)).toBeUndefined();
});

test.each<[string, Record<string, string>, RegExp]>([
  ['tables', { 'db.sqlite3': 'SQLite format 3' }, /^db\.sqlite3 has been migrated/],
  ['tables elsewhere', { 'data/site.db': 'SQLite format 3' }, /^data\/site\.db has been migrated/],
  [
    'an import',
    {
      'blog/models.py':
        '"""Posts."""\n\nfrom django.contrib.auth.models import (\n    Group,\n    User,\n)\n',
    },
    /blog\/models\.py:3\n/,
  ],
  [
    'an import under another name',
    { 'blog/x.py': 'from django.contrib.auth.models import User as U\n' },
    /blog\/x\.py:1\n/,
  ],
  ['a form', { 'x.py': 'from django.contrib.auth.forms import UserCreationForm\n' }, /x\.py:1\n/],
  ['a name', { 'blog/models.py': 'x = 1\na = models.ForeignKey("auth.User")\n' }, /models\.py:2\n/],
  [
    'a migration',
    { 'blog/migrations/0001_initial.py': "to='auth.user'\n" },
    /0001_initial\.py:1\n/,
  ],
])('%s: too late', async (_, files, expected) => {
  expect(await reason(files)).toMatch(expected);
});

test.each([
  ['a server', server],
  ['a server, once a variable is set', either],
  ['a computed one', 'import x\nDATABASES = {"default": x.config()}\n'],
  ['a file of unknown name', `import os\n${sqlite.replace('"db.sqlite3"', 'os.environ["X"]')}`],
])('%s: only the user knows', async (_, settings) => {
  expect(isOpen(await open({}, settings))).toBe(true);
  expect(await reason({}, settings)).toMatch(/--migrated no$/);
  expect(await reason({}, settings, 'no')).toBeUndefined();
  const others = { 'blog/models.py': 'User = "auth.User"\n' };
  expect(await reason(others, settings, 'no')).toMatch(/blog\/models\.py:1/);
});

test('a known file: the question is not open', async () => {
  expect(isOpen(await open({}))).toBe(false);
});

test('a user model of another name: the project has one', async () => {
  expect(await reason({}, `${sqlite}AUTH_USER_MODEL = "users.Member"\n`)).toMatch(/users\.Member/);
});
