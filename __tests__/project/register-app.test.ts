import { leavesSettings, MANAGE, open, register, registers, textOf, withSettings } from './example';

describe('a list literal', () => {
  it('gets the app as its last line', () =>
    registers(
      "INSTALLED_APPS = [\n    'django.contrib.admin',\n    'shop',\n]\n",
      "INSTALLED_APPS = [\n    'django.contrib.admin',\n    'shop',\n    'blog',\n]\n",
    ));

  it('keeps the habit of no trailing comma, and the comment at the end of the line', () =>
    registers(
      "INSTALLED_APPS = [\n    'a',\n    'shop'  # ours\n]\n",
      "INSTALLED_APPS = [\n    'a',\n    'shop',  # ours\n    'blog'\n]\n",
    ));

  it('stays on one line', () =>
    registers("INSTALLED_APPS = ['a', 'b']\n", "INSTALLED_APPS = ['a', 'b', 'blog']\n"));

  it('stays on one line with its trailing comma', () =>
    registers("INSTALLED_APPS = ['a', 'b',]\n", "INSTALLED_APPS = ['a', 'b', 'blog',]\n"));

  it('may be empty', () => registers('INSTALLED_APPS = []\n', "INSTALLED_APPS = ['blog']\n"));

  it('may hold nothing but comments', () =>
    registers('INSTALLED_APPS = [\n  # apps\n]\n', "INSTALLED_APPS = [\n  # apps\n  'blog',\n]\n"));

  it('takes over double quotes', () =>
    registers('INSTALLED_APPS = ["a"]\n', 'INSTALLED_APPS = ["a", "blog"]\n'));

  it('takes over tabs', () =>
    registers("INSTALLED_APPS = [\n\t'a',\n]\n", "INSTALLED_APPS = [\n\t'a',\n\t'blog',\n]\n"));

  it('keeps CRLF', () =>
    registers(
      "INSTALLED_APPS = [\r\n    'a'\r\n]\r\n",
      "INSTALLED_APPS = [\r\n    'a',\r\n    'blog'\r\n]\r\n",
    ));

  it('keeps a byte order mark and a missing final newline', () =>
    registers(
      "\uFEFFINSTALLED_APPS = [\n    'a',\n]",
      "\uFEFFINSTALLED_APPS = [\n    'a',\n    'blog',\n]",
    ));

  it('keeps a bracket that stands behind the last element', () =>
    registers(
      "INSTALLED_APPS = ['a',\n                  'b']\n",
      "INSTALLED_APPS = ['a',\n                  'b',\n                  'blog']\n",
    ));

  it('keeps apps that are commented out, and brackets in comments and calls', () =>
    registers(
      "# INSTALLED_APPS = ['old']\nINSTALLED_APPS = [\n    'a',  # [see] (docs)\n    name('x]'),\n    # 'debug_toolbar',\n]\n",
      "# INSTALLED_APPS = ['old']\nINSTALLED_APPS = [\n    'a',  # [see] (docs)\n    name('x]'),\n    # 'debug_toolbar',\n    'blog',\n]\n",
    ));

  it('may have starred and conditional elements', () =>
    registers(
      "INSTALLED_APPS = [\n    *(['x'] if DEBUG else []),\n    'a',\n]\n",
      "INSTALLED_APPS = [\n    *(['x'] if DEBUG else []),\n    'a',\n    'blog',\n]\n",
    ));
});

describe('a tuple literal', () => {
  it('gets the app', () =>
    registers(
      "INSTALLED_APPS = (\n    'a',\n)\n",
      "INSTALLED_APPS = (\n    'a',\n    'blog',\n)\n",
    ));

  it('stays a tuple when it was empty', () =>
    registers('INSTALLED_APPS = ()\n', "INSTALLED_APPS = ('blog',)\n"));

  it('may stand in Python 2', () =>
    registers(
      "try:\n    import x\nexcept ImportError, e:\n    print 'no x'\nINSTALLED_APPS = (\n    'a',\n)\n",
      "try:\n    import x\nexcept ImportError, e:\n    print 'no x'\nINSTALLED_APPS = (\n    'a',\n    'blog',\n)\n",
    ));
});

describe('of several lists', () => {
  it('LOCAL_APPS is for the project itself', () =>
    registers(
      "DJANGO_APPS = ['x', 'y']\nLOCAL_APPS = ['a']\nINSTALLED_APPS = DJANGO_APPS + LOCAL_APPS\n",
      "DJANGO_APPS = ['x', 'y']\nLOCAL_APPS = ['a', 'blog']\nINSTALLED_APPS = DJANGO_APPS + LOCAL_APPS\n",
    ));

  it('the one with apps of the project comes before longer ones', () =>
    registers(
      "A = ['x', 'y', 'z']\nB = ['shop']\nINSTALLED_APPS = A + B\n",
      "A = ['x', 'y', 'z']\nB = ['shop', 'blog']\nINSTALLED_APPS = A + B\n",
      { 'shop/__init__.py': '', 'shop/models.py': '' },
    ));

  it('DJANGO_APPS and THIRD_PARTY_APPS are for others', () =>
    registers(
      "DJANGO_APPS = ['x', 'y']\nTHIRD_PARTY_APPS = ['z', 'q']\nREST = ['a']\nINSTALLED_APPS = DJANGO_APPS + THIRD_PARTY_APPS + REST\n",
      "DJANGO_APPS = ['x', 'y']\nTHIRD_PARTY_APPS = ['z', 'q']\nREST = ['a', 'blog']\nINSTALLED_APPS = DJANGO_APPS + THIRD_PARTY_APPS + REST\n",
    ));

  it('one that is spread into another counts', () =>
    registers(
      "PROJECT_APPS = ['a']\nINSTALLED_APPS = ['x', *PROJECT_APPS]\n",
      "PROJECT_APPS = ['a', 'blog']\nINSTALLED_APPS = ['x', *PROJECT_APPS]\n",
    ));

  it('one under a condition does not count', () =>
    registers(
      "INSTALLED_APPS = ['a']\nif DEBUG:\n    INSTALLED_APPS += ['x', 'y', 'z']\n",
      "INSTALLED_APPS = ['a', 'blog']\nif DEBUG:\n    INSTALLED_APPS += ['x', 'y', 'z']\n",
    ));

  it('one in a try does not count', () =>
    registers(
      "INSTALLED_APPS = ['a']\ntry:\n    import x\n    INSTALLED_APPS += ['x', 'y']\nexcept ImportError:\n    pass\n",
      "INSTALLED_APPS = ['a', 'blog']\ntry:\n    import x\n    INSTALLED_APPS += ['x', 'y']\nexcept ImportError:\n    pass\n",
    ));

  it('one that is used twice does not count', () =>
    registers(
      "A = ['a', 'c']\nB = ['b']\nINSTALLED_APPS = A + B + A\n",
      "A = ['a', 'c']\nB = ['b', 'blog']\nINSTALLED_APPS = A + B + A\n",
    ));

  it('one that is thrown away does not count', () =>
    registers(
      "INSTALLED_APPS = ['old', 'older']\nINSTALLED_APPS = ['a']\n",
      "INSTALLED_APPS = ['old', 'older']\nINSTALLED_APPS = ['a', 'blog']\n",
    ));

  it('an empty first assignment is not the place', () =>
    registers(
      "INSTALLED_APPS = []\nINSTALLED_APPS += ['a']\nINSTALLED_APPS.append('x')\n",
      "INSTALLED_APPS = []\nINSTALLED_APPS += ['a', 'blog']\nINSTALLED_APPS.append('x')\n",
    ));

  it('a list without its repetitions still counts', () =>
    registers(
      "INSTALLED_APPS = ['a']\nINSTALLED_APPS = list(dict.fromkeys(INSTALLED_APPS))\n",
      "INSTALLED_APPS = ['a', 'blog']\nINSTALLED_APPS = list(dict.fromkeys(INSTALLED_APPS))\n",
    ));

  it('a filter that throws out one name keeps a new one', () =>
    registers(
      "ALL = ['a']\nINSTALLED_APPS = [app for app in ALL if app != 'x']\n",
      "ALL = ['a', 'blog']\nINSTALLED_APPS = [app for app in ALL if app != 'x']\n",
    ));
});

describe('the place in the list', () => {
  const shop = { 'shop/__init__.py': '', 'shop/models.py': '' };

  it('is behind the last own app where a comment is about the order', () =>
    registers(
      "INSTALLED_APPS = [\n    'shop',\n    # must come after everything else\n    'cleanup',\n]\n",
      "INSTALLED_APPS = [\n    'shop',\n    'blog',\n    # must come after everything else\n    'cleanup',\n]\n",
      shop,
    ));

  it('is before the entry that has to stay last', () =>
    registers(
      "INSTALLED_APPS = [\n    'a',\n    # keep this last\n    'cleanup',\n]\n",
      "INSTALLED_APPS = [\n    'a',\n    'blog',\n    # keep this last\n    'cleanup',\n]\n",
    ));

  it('is the end where comments are about something else', () =>
    registers(
      "INSTALLED_APPS = [\n    'shop',\n    # payments\n    'stripe',\n]\n",
      "INSTALLED_APPS = [\n    'shop',\n    # payments\n    'stripe',\n    'blog',\n]\n",
      shop,
    ));

  it('is told', async () => {
    const outcome = await register(
      withSettings("LOCAL_APPS = ['a']\nINSTALLED_APPS = LOCAL_APPS\n"),
    );
    expect(outcome).toMatchObject({ outcome: 'change', rule: 'the end of LOCAL_APPS', line: 1 });
  });
});

describe('settings over several modules', () => {
  const manage = MANAGE.replace('mysite.settings', 'config.settings.local');
  const base = "INSTALLED_APPS = [\n    'a',\n]\n";

  it('are followed through star imports', async () => {
    const outcome = await register({
      'manage.py': manage,
      'config/settings/local.py': "from .base import *\nINSTALLED_APPS += ['debug_toolbar']\n",
      'config/settings/base.py': base,
    });
    expect(outcome).toMatchObject({ file: '/project/config/settings/base.py' });
    expect(textOf(outcome)).toContain("    'blog',\n]");
  });

  it('the list that other settings build on comes before a longer one', async () => {
    const outcome = await register({
      'manage.py': manage,
      'config/settings/local.py': "from .base import *\nINSTALLED_APPS += ['x', 'y', 'z']\n",
      'config/settings/base.py': base,
    });
    expect(outcome).toMatchObject({ file: '/project/config/settings/base.py' });
  });

  it('are followed through names that are imported one by one', async () => {
    const outcome = await register({
      'manage.py': manage,
      'config/settings/local.py': 'from config.apps import APPS\nINSTALLED_APPS = APPS\n',
      'config/apps.py': "APPS = ['a']\n",
    });
    expect(textOf(outcome)).toBe("APPS = ['a', 'blog']\n");
  });

  it('may have a local override that is not there', async () => {
    const outcome = await register({
      'manage.py': manage,
      'config/settings/local.py': `${base}try:\n    from .secret import *\nexcept ImportError:\n    pass\n`,
    });
    expect(outcome.outcome).toBe('change');
  });

  it('may have a local override that replaces the list', async () => {
    const outcome = await register({
      'manage.py': manage,
      'config/settings/local.py': `${base}try:\n    from .secret import *\nexcept ImportError:\n    pass\n`,
      'config/settings/secret.py': "INSTALLED_APPS = ['z']\n",
    });
    expect(outcome).toMatchObject({ file: '/project/config/settings/secret.py' });
  });

  it('may be put together by django-split-settings', async () => {
    const outcome = await register({
      'manage.py': MANAGE,
      'mysite/settings/__init__.py':
        "from split_settings.tools import include, optional\ninclude('parts/*.py', optional('local.py'))\n",
      'mysite/settings/parts/apps.py': "INSTALLED_APPS = ['a']\n",
    });
    expect(textOf(outcome)).toBe("INSTALLED_APPS = ['a', 'blog']\n");
  });

  it('ask where the list counts for one of the possible settings only', async () => {
    const outcome = await register({
      'manage.py': `import os, sys
if 'fast' in sys.argv:
    os.environ['DJANGO_SETTINGS_MODULE'] = 'one'
else:
    os.environ['DJANGO_SETTINGS_MODULE'] = 'two'
`,
      'one.py': "INSTALLED_APPS = ['a']\n",
      'two.py': "INSTALLED_APPS = ['a']\n",
    });
    expect(outcome).toMatchObject({ outcome: 'ask', file: '/project/one.py' });
  });
});

describe('classes (django-configurations)', () => {
  const manage = `import os
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')
os.environ.setdefault('DJANGO_CONFIGURATION', 'Dev')
from configurations.management import execute_from_command_line
`;
  const settings = (list: string) => `from configurations import Configuration

class Base(Configuration):
    INSTALLED_APPS = [
        'a',${list}
    ]

class Dev(Base):
    DEBUG = True
`;

  it('an inherited attribute is edited with its indent', async () => {
    const tree = { 'manage.py': manage, 'mysite/settings.py': settings('') };
    expect(textOf(await register(tree))).toBe(settings("\n        'blog',"));
  });

  it('an attribute that builds on its base class is followed', async () => {
    const own =
      "class Base:\n    APPS = ['a']\n\nclass Dev(Base):\n    INSTALLED_APPS = Base.APPS + ['x', 'y']\n";
    const outcome = await register({ 'manage.py': manage, 'mysite/settings.py': own });
    expect(textOf(outcome)).toContain("Base.APPS + ['x', 'y', 'blog']");
  });

  it('a value that the environment may replace is followed', async () => {
    const source = `from configurations import Configuration, values


class Base(Configuration):
    ROOT_URLCONF = values.Value('mysite.urls')
    INSTALLED_APPS = values.ListValue(
        [
            'django.contrib.admin',
            'shop',
        ]
    )


class Dev(Base):
    INSTALLED_APPS = values.ListValue(Base.INSTALLED_APPS.default + ['tools'])
`;
    const manage = `import os
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')
os.environ.setdefault('DJANGO_CONFIGURATION', 'Dev')
`;
    const more = { 'manage.py': manage, 'shop/__init__.py': '' };
    await registers(source, source.replace("'shop',", "'shop',\n            'blog',"), more);
  });

  it('a property is not edited', async () => {
    const own = "class Dev:\n    @property\n    def INSTALLED_APPS(self):\n        return ['a']\n";
    const outcome = await register({ 'manage.py': manage, 'mysite/settings.py': own });
    expect(textOf(outcome)).toMatch(/^by hand: INSTALLED_APPS .* is computed/);
  });
});

describe('nothing is edited', () => {
  it('where the app is there', () => leavesSettings("INSTALLED_APPS = ['blog']\n", /^already$/));

  it('where the app is there with its AppConfig', () =>
    leavesSettings("INSTALLED_APPS = ['a', 'blog.apps.BlogConfig']\n", /^already$/));

  it('where another app has the label', () =>
    leavesSettings(
      "INSTALLED_APPS = [\n    'puput',\n    'other.blog',\n]\n",
      /^taken: The label blog belongs to other.blog already: mysite\/settings.py, line 3/,
    ));

  it('where the app is there on some paths', () =>
    leavesSettings(
      "INSTALLED_APPS = ['a']\nif DEBUG:\n    INSTALLED_APPS += ['blog']\n",
      /^by hand: blog is installed only on some paths: mysite\/settings.py, line 3/,
    ));

  it('where each branch has a list of its own; both are named', () =>
    leavesSettings(
      "if X:\n    INSTALLED_APPS = ['a']\nelse:\n    INSTALLED_APPS = ['b']\n",
      /^by hand: No list counts on every path.*line 2 and .*line 4/,
    ));

  it('where the list is computed', () =>
    leavesSettings('INSTALLED_APPS = find_apps()\n', /^by hand: INSTALLED_APPS .* is computed/));

  it('where an unknown function gets the list', () =>
    leavesSettings("INSTALLED_APPS = pick(['a'])\n", /^by hand: It depends on a condition/));

  it('where a filter may throw the app out', () =>
    leavesSettings(
      "ALL = ['a']\nINSTALLED_APPS = [app for app in ALL if wanted(app)]\n",
      /^by hand: It depends on a condition/,
    ));

  it('where a filter throws this very app out', () =>
    leavesSettings(
      "ALL = ['a']\nINSTALLED_APPS = [app for app in ALL if app not in ('blog', 'x')]\n",
      /^by hand: No place/,
    ));

  it('where a filter looks into the name of the app', () =>
    leavesSettings(
      "ALL = ['a']\nINSTALLED_APPS = [app for app in ALL if 'b' not in app]\n",
      /^by hand: It depends on a condition/,
    ));

  it('where only a slice of the list is used', () =>
    leavesSettings("ALL = ['a']\nINSTALLED_APPS = ALL[:1]\n", /^by hand/));

  it('where the file has a syntax error; its line is told', () =>
    leavesSettings(
      "INSTALLED_APPS = [\n    'a',\n",
      /^by hand: mysite\/settings.py, line 1: it has a syntax error/,
    ));

  it('where the file is not UTF-8; its line is told', async () => {
    const latin1 = Buffer.from("# one\n# caf\xe9\nINSTALLED_APPS = ['a']\n", 'latin1');
    expect(textOf(await register(withSettings(latin1)))).toMatch(/line 2: it is not UTF-8/);
  });

  it('where the file says that it is written in something else', async () => {
    const latin1 = Buffer.from("# coding: latin-1\n# caf\xe9\nINSTALLED_APPS = ['a']\n", 'latin1');
    expect(textOf(await register(withSettings(latin1)))).toMatch(/written in latin-1/);
  });

  it('where a comment or a text has the only INSTALLED_APPS', () =>
    leavesSettings('"""INSTALLED_APPS = [\'a\']"""\n# INSTALLED_APPS = []\n', /^by hand/));
});

describe('somebody is asked', () => {
  it('where the project has several tenants', () =>
    leavesSettings(
      "SHARED_APPS = ['a', 'b']\nTENANT_APPS = ['c']\nINSTALLED_APPS = SHARED_APPS + [app for app in TENANT_APPS if app not in SHARED_APPS]\n",
      /^ask: This project has several tenants/,
    ));

  it('where there is no manage.py', async () => {
    const outcome = await register({ 'mysite/settings.py': "INSTALLED_APPS = ['a']\n" });
    expect(textOf(outcome)).toMatch(/^ask: There is no manage.py; mysite\/settings.py is the only/);
  });

  it('where the settings module is not there', async () => {
    const outcome = await register({
      'manage.py': MANAGE,
      'conf/base.py': "INSTALLED_APPS = ['a']\n",
    });
    expect(textOf(outcome)).toMatch(
      /^ask: The settings module mysite.settings is not in the project/,
    );
  });

  it('but not where the settings are chosen', async () => {
    const project = await open(
      { 'conf/base.py': "INSTALLED_APPS = ['a']\n" },
      { settings: 'conf.base' },
    );
    expect(project.guess).toBeUndefined();
  });
});

it('warns where wsgi.py starts with other settings', async () => {
  const outcome = await register(
    withSettings("INSTALLED_APPS = ['a']\n", {
      'mysite/wsgi.py':
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.live')\n",
      'mysite/live.py': "INSTALLED_APPS = ['other']\n",
      'mysite/asgi.py':
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.more')\n",
      'mysite/more.py': 'from .settings import *\n',
    }),
  );
  expect(outcome).toMatchObject({
    warnings: ['mysite/wsgi.py starts with mysite.live, which does not read mysite/settings.py.'],
  });
});

it('changes nothing the second time', async () => {
  const before = "A = ['a']\nINSTALLED_APPS = A + ['b']\n";
  const first = await register(withSettings(before));
  expect(textOf(await register(withSettings(textOf(first))))).toBe('already');
});

it('registers an app inside a package', async () => {
  const outcome = await register(withSettings("INSTALLED_APPS = ['apps.shop']\n"), 'apps.blog');
  expect(textOf(outcome)).toBe("INSTALLED_APPS = ['apps.shop', 'apps.blog']\n");
});
