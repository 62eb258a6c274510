import { settingHere } from '../../src/explain/setting-here';
import { open, type Tree, withSettings } from '../project/example';

async function here(tree: Tree, name: string, fallback?: string) {
  const answer = settingHere(await open(tree), name, fallback, '/project');
  return {
    text: answer.here,
    places: answer.places.map(({ path, line, why }) => `${path}:${line} ${why}`),
  };
}

const apps = "INSTALLED_APPS = ['django.contrib.admin']\n";

test('a value that is written down', async () => {
  const { text, places } = await here(
    withSettings(`${apps}TIME_ZONE = 'UTC'\n`),
    'TIME_ZONE',
    "'America/Chicago'",
  );
  expect(text).toContain('It is `"UTC"`.');
  expect(text).toContain("Without it, Django's default would apply: `'America/Chicago'`.");
  expect(places).toEqual(['mysite/settings.py:2 Sets it.']);
});

test('a value that is not set', async () => {
  const { text, places } = await here(withSettings(apps), 'APPEND_SLASH', 'True');
  expect(text).toContain(
    "`mysite/settings.py` does not set it, so Django's default applies: `True`.",
  );
  expect(places).toEqual([]);
});

test('a chain of settings modules: the place that decides comes first', async () => {
  const tree = withSettings('from .base import *\nDEBUG = True\n', {
    'mysite/base.py': `${apps}DEBUG = False\n`,
  });
  const { text, places } = await here(tree, 'DEBUG');
  expect(text).toContain('It is `True`.');
  expect(places).toEqual(['mysite/settings.py:2 Sets it.', 'mysite/base.py:2 Sets it earlier.']);
});

test('a list that several places build up', async () => {
  const tree = withSettings("from .base import *\nINSTALLED_APPS += ['blog']\n", {
    'mysite/base.py': apps,
  });
  const { text, places } = await here(tree, 'INSTALLED_APPS');
  expect(text).toContain('INSTALLED_APPS = [\n    "django.contrib.admin",\n    "blog",\n]');
  expect(places).toEqual([
    'mysite/settings.py:2 Changes it last.',
    'mysite/base.py:1 Sets it earlier.',
  ]);
});

test('what only a run tells is shown as it is written', async () => {
  const source = "import os\nDEBUG = os.environ.get('DEBUG') == '1'\n";
  const { text } = await here(withSettings(apps + source), 'DEBUG');
  expect(text).toContain("```python\nDEBUG = os.environ.get('DEBUG') == '1'\n```");
});

test('both ways of a condition', async () => {
  const source = "import sys\nif sys.argv:\n    X = 'a'\nelse:\n    X = 'b'\n";
  const { text, places } = await here(withSettings(apps + source), 'X');
  expect(text).toContain("X = 'a'");
  expect(text).toContain("X = 'b'");
  expect(places).toEqual(['mysite/settings.py:4 Sets it.', 'mysite/settings.py:6 Sets it.']);
});

test('secrets are not shown', async () => {
  const source =
    "SECRET_KEY = 'hush'\nDATABASES = {\n    'default': {'ENGINE': 'x', 'PASSWORD': 'hush'},\n}\n";
  const tree = withSettings(apps + source);
  expect((await here(tree, 'SECRET_KEY')).text).not.toContain('hush');
  const databases = (await here(tree, 'DATABASES')).text;
  expect(databases).not.toContain('hush');
  expect(databases).toContain("'ENGINE': 'x'");
});
