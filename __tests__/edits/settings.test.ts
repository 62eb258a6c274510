/** Edits of one settings file: text in, text out. More is left alone than is changed. */
import { addEntry } from '../../src/edits/dict-entry';
import type { Edit } from '../../src/edits/edit';
import { replaceModule } from '../../src/edits/module';
import { replaceSetting } from '../../src/edits/replace-setting';
import { addSettings } from '../../src/edits/settings-block';
import { inMemory } from '../../src/project/files';
import { Modules } from '../../src/project/modules';
import { loadParser } from '../../src/python/parser';

beforeAll(loadParser);

/** The new text; 'already'; or why only a person can do it. */
function told(edit: Edit): string {
  if ('already' in edit) return 'already';
  return 'changed' in edit ? edit.changed : `by hand: ${edit.why}`;
}

describe('replaceSetting', () => {
  const debug = 'import os\n\nDEBUG = bool(os.environ.get("DEBUG"))\n';
  const replace = (source: string) =>
    told(replaceSetting(source, 'DEBUG', ['DEBUG = True'], debug));

  test.each([
    ['DEBUG = True\n', 'import os\n\nDEBUG = bool(os.environ.get("DEBUG"))\n'],
    ['import os\nDEBUG = True\n', 'import os\nDEBUG = bool(os.environ.get("DEBUG"))\n'],
    ['import sys\nDEBUG = True', 'import os\nimport sys\nDEBUG = bool(os.environ.get("DEBUG"))'],
    ['import abc\nDEBUG = True', 'import abc\nimport os\nDEBUG = bool(os.environ.get("DEBUG"))'],
    [
      'from a import b\r\n\r\n# Mine\r\nDEBUG = True  # for me\r\n',
      'import os\r\n\r\nfrom a import b\r\n\r\n# Mine\r\nDEBUG = bool(os.environ.get("DEBUG"))  # for me\r\n',
    ],
    [
      '"""Doc."""\n\nfrom __future__ import a\nDEBUG   =   True\n',
      '"""Doc."""\n\nfrom __future__ import a\n\nimport os\nDEBUG = bool(os.environ.get("DEBUG"))\n',
    ],
    [
      'DEBUG = True\nimport os\n',
      'import os\n\nDEBUG = bool(os.environ.get("DEBUG"))\nimport os\n',
    ],
    [
      'import os\n# | Old.\n# | note\nDEBUG = True\n',
      'import os\nDEBUG = bool(os.environ.get("DEBUG"))\n',
    ],
  ])('changes %j', (before, after) => expect(replace(before)).toBe(after));

  test.each([
    ['', /^by hand: DEBUG does not get its value in one place/],
    ['DEBUG = False\n', /^by hand: DEBUG is not as Django wrote it \(line 1\)/],
    ['DEBUG = env("DEBUG")\n', /not as Django wrote it/],
    ['DEBUG = True\nDEBUG = True\n', /one place/],
    ['if X:\n    DEBUG = True\n', /one place/],
    ['DEBUG = True\nif X:\n    DEBUG = False\n', /one place/],
    ['class Base:\n    DEBUG = True\n', /one place/],
    ['DEBUG = TEMPLATE_DEBUG = True\n', /not as Django wrote it/],
    ['"""\nDEBUG = True\n"""\n', /one place/],
    ['# DEBUG = True\n', /one place/],
    ['DEBUG: bool = True\n', /not as Django wrote it/],
    ['DEBUG = True; X = 1\n', /Line 1 holds more than DEBUG/],
    ['X = 1; DEBUG = True\n', /Line 1 holds more than DEBUG/],
    ['os = 1\nDEBUG = True\n', /`os` is not the module/],
    ['import pathlib as os\nDEBUG = True\n', /`os` is not the module/],
    ["import os\nDEBUG = bool(os.environ.get('DEBUG'))\n", /^already$/],
    ['import os\nDEBUG = bool(\n    os.environ.get("DEBUG"),\n)\n', /^already$/],
  ])('leaves %j', (source, why) => expect(replace(source)).toMatch(why));

  test('a pattern stands for a part that differs', () => {
    const key = (source: string) =>
      told(replaceSetting(source, 'KEY', [/^KEY = "django-insecure-/], 'KEY = 1'));
    expect(key("KEY = 'django-insecure-abc'\n")).toBe('KEY = 1\n');
    expect(key("KEY = 'abc'\n")).toMatch(/not as Django wrote it/);
  });
});

describe('addSettings', () => {
  const block =
    'import os\n\n# | Note.\nif os.environ.get("CDN"):\n    CDN_URL = os.environ["CDN"]\n';
  const body = '# | Note.\nif os.environ.get("CDN"):\n    CDN_URL = os.environ["CDN"]\n';
  const add = (source: string, text = block, stock = {}) =>
    told(addSettings(source, text, namesIn(source), stock));

  test.each([
    ['', `import os\n\n${body}`.replace('import os\n\n', 'import os\n\n')],
    ['import os\n', `import os\n\n${body}`],
    ['import os\nX = 1', `import os\nX = 1\n\n${body}`],
    ['import os\r\nX = 1\r\n', `import os\nX = 1\n\n${body}`.replaceAll('\n', '\r\n')],
    ['import os\nif X:\n    Y = 1\n\n\n', `import os\nif X:\n    Y = 1\n\n${body}`],
  ])('changes %j', (before, after) => expect(add(before)).toBe(after));

  test('what it changes may be stock', () => {
    const stock = { DB: ['DB = {"a": 1}'] };
    expect(add("DB = {'a': 1,}\n", 'DB["b"] = 2\n', stock)).toBe(
      'DB = {\'a\': 1,}\n\nDB["b"] = 2\n',
    );
    expect(add('DB = {"a": 2}\n', 'DB["b"] = 2\n', stock)).toMatch(/a DB of their own/);
    expect(add('DB = {"a": 1}\nDB["c"] = 3\n', 'DB["b"] = 2\n', stock)).toMatch(/of their own/);
    expect(add('DB = {"a": 1}\nDB.update(c=3)\n', 'DB["b"] = 2\n', stock)).toMatch(/of their own/);
  });

  test.each([
    ['CDN_URL = 1\n', block, /Your settings have a CDN_URL of their own/],
    ['if X:\n    CDN_URL = 1\n', block, /of their own/],
    ['from elsewhere import CDN_URL\n', block, /of their own/],
    ['', 'A = DEBUG\n', /Your settings have no DEBUG/],
    ['', 'if not DEBUG:\n    A = 1\n', /Your settings have no DEBUG/],
    ['BASE_DIR = os.path.dirname(__file__)\n', 'A = BASE_DIR / "a"\n', /not made with pathlib/],
    ['from base import BASE_DIR\n', 'A = BASE_DIR / "a"\n', /not made with pathlib/],
    ['os = None\n', block, /`os` is not the module/],
    [`import os\n${body}`, block, /^already$/],
    [body.replaceAll('"', "'"), block, /^already$/],
    [
      `import os\nif os.environ.get("CDN"):\n    CDN_URL = os.environ["CDN"]  # mine\n`,
      block,
      /^already$/,
    ],
  ])('leaves %j', (source, text, why) => expect(add(source, text)).toMatch(why));
});

describe('addEntry', () => {
  const add = (source: string) => told(addEntry(source, 'CACHES', 'sessions', '{"TIMEOUT": 1}'));

  test.each([
    ['CACHES = {}\n', 'CACHES = {"sessions": {"TIMEOUT": 1}}\n'],
    ['CACHES = {"a": 1}\n', 'CACHES = {"a": 1, "sessions": {"TIMEOUT": 1}}\n'],
    ['CACHES = {\n    "a": 1\n}\n', 'CACHES = {\n    "a": 1,\n    "sessions": {"TIMEOUT": 1}\n}\n'],
    [
      'CACHES = {\n\t"a": 1,  # b\n}\n',
      'CACHES = {\n\t"a": 1,  # b\n\t"sessions": {"TIMEOUT": 1},\n}\n',
    ],
  ])('changes %j', (before, after) => expect(add(before)).toBe(after));

  test.each([
    ['', /one place/],
    ['CACHES = dict()\n', /not written as \{/],
    ['CACHES = env("CACHES")\n', /not written as \{/],
    ['CACHES = {}\nCACHES["x"] = 1\n', /one place/],
    ['CACHES = {}\nif X:\n    CACHES = {}\n', /one place/],
    ['CACHES = {"sessions": {"TIMEOUT": 2}}\n', /has a "sessions" of its own \(line 1\)/],
    ['CACHES = {**base}\n', /only when it runs/],
    ['CACHES = {NAME: 1}\n', /only when it runs/],
    ["CACHES = {'sessions': {'TIMEOUT': 1,}}\n", /^already$/],
  ])('leaves %j', (source, why) => expect(add(source)).toMatch(why));
});

describe('replaceModule', () => {
  const stock = 'import os\n\nos.environ.setdefault("A", "b")\n\napplication = get()\n';
  const ours = 'import os\n\napplication = other()\n';
  const replace = (source: string) => told(replaceModule(source, [stock], ours));

  test.each([
    [stock],
    [`"""Doc."""\n# | Note.\n${stock.replaceAll('"', "'")}`],
    [stock.replaceAll('\n', '\r\n')],
  ])('changes %j', (source) => expect(replace(source)).toBe(ours));

  test.each([
    [`${stock}print(1)\n`, /not as Django made it/],
    [stock.replace('get()', 'wrap(get())'), /not as Django made it/],
    ['', /not as Django made it/],
    ['import (\n', /syntax error/],
    [`# Mine.\n${ours}`, /^already$/],
  ])('leaves %j', (source, why) => expect(replace(source)).toMatch(why));
});

/** What a settings module of this text holds. */
function namesIn(source: string) {
  const modules = new Modules(inMemory({ '/p/settings.py': source }), ['/p']);
  return modules.run('/p/settings.py', 'settings')!.names;
}
