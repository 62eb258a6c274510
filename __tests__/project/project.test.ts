import { installedApps } from '../../src/project/apps';
import { appsFolder, defaultAutoField, quoteStyle } from '../../src/project/conventions';
import { djangoVersion } from '../../src/project/django-version';
import { inMemory } from '../../src/project/files';
import { findManage } from '../../src/project/manage';
import { MANAGE, open, type Tree, withSettings } from './example';

const files = (tree: Tree) =>
  inMemory(
    Object.fromEntries(Object.entries(tree).map(([file, text]) => [`/project/${file}`, text])),
  );

describe('manage.py', () => {
  it.each([
    ['/project', ['/project/manage.py']],
    ['/project/shop/templates', ['/project/manage.py']],
  ])('is found from %s', (folder, expected) => {
    const tree = { 'manage.py': MANAGE, 'shop/templates/shop/a.html': '' };
    expect(findManage(files(tree), folder)).toEqual(expected);
  });

  it('is found below', () =>
    expect(findManage(files({ 'src/manage.py': MANAGE }), '/project')).toEqual([
      '/project/src/manage.py',
    ]));

  it('the nearest one counts', () =>
    expect(
      findManage(files({ 'a/manage.py': MANAGE, 'b/c/manage.py': MANAGE }), '/project'),
    ).toEqual(['/project/a/manage.py']));

  it('several beside each other are all told', async () => {
    const tree = { 'a/manage.py': MANAGE, 'b/manage.py': MANAGE };
    expect(findManage(files(tree), '/project')).toHaveLength(2);
    expect((await open(tree)).lost).toBe('There are several manage.py: a/manage.py, b/manage.py.');
  });

  it('is something else in views/manage.py, in a library, or in an environment', () => {
    const tree = {
      'views/manage.py': 'def manage(request): ...\n',
      'node_modules/x/manage.py': MANAGE,
      'env/pyvenv.cfg': '',
      'env/bin/manage.py': MANAGE,
    };
    expect(findManage(files(tree), '/project')).toEqual([]);
  });
});

describe('the settings module', () => {
  const settings = "INSTALLED_APPS = ['a']\n";
  const modulesFor = async (manage: string, more: Tree = {}) => {
    const project = await open({
      'manage.py': manage,
      'one/settings.py': settings,
      'two/settings.py': settings,
      ...more,
    });
    return project.settings.map(({ module }) => module);
  };

  it.each([
    ["import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'one.settings')\n"],
    ["import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'one.settings'\n"],
    ["from os import environ\nenviron.setdefault('DJANGO_SETTINGS_MODULE', 'one.settings')\n"],
    [
      "import os\nNAME = 'one'\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', NAME + '.settings')\n",
    ],
    ["import os\nx = os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'one.settings')\n"],
    [
      'from django.core.management import execute_manager\nfrom one import settings\nexecute_manager(settings)\n',
    ],
  ])('of %j', async (manage) => expect(await modulesFor(manage)).toEqual(['one.settings']));

  it('may be chosen by a function of another file', async () => {
    const manage = '# DJANGO_SETTINGS_MODULE\nfrom one.run import main\nmain()\n';
    const run =
      "import os\ndef main():\n    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'one.settings')\n";
    expect(await modulesFor(manage, { 'one/run.py': run })).toEqual(['one.settings']);
  });

  it('may depend on a condition; the one for tests comes last', async () => {
    const manage = `import os, sys
name = 'one.tests.settings' if 'test' in sys.argv else 'two.settings'
os.environ.setdefault('DJANGO_SETTINGS_MODULE', name)
`;
    const found = await modulesFor(manage, { 'one/tests/settings.py': settings });
    expect(found).toEqual(['two.settings', 'one.tests.settings']);
  });

  it('is not guessed where several files may be it', async () => {
    const project = await open({ 'one/settings.py': settings, 'two/settings.py': settings });
    expect(project.settings).toEqual([]);
    expect(project.lost).toMatch(/several files define INSTALLED_APPS: one\/settings.py, two\//);
  });
});

describe('import roots', () => {
  const importsShop = async (tree: Tree) => {
    const project = await open(tree);
    return project.modules.find('shop.models')?.replace('/project/', '');
  };
  const settings = 'INSTALLED_APPS = []\n';

  it.each([
    ['beside manage.py', '', 'shop/models.py'],
    ['in src/', '', 'src/shop/models.py'],
    ['in apps/', '', 'apps/shop/models.py'],
    [
      'by sys.path.insert in the settings',
      "import os, sys\nBASE = os.path.dirname(os.path.dirname(__file__))\nsys.path.insert(0, os.path.join(BASE, 'mine'))\n",
      'mine/shop/models.py',
    ],
    [
      'by sys.path.append and pathlib',
      "import sys\nfrom pathlib import Path\nsys.path.append(str(Path(__file__).resolve().parent.parent / 'mine'))\n",
      'mine/shop/models.py',
    ],
  ])('%s', async (_, more, file) => {
    expect(await importsShop(withSettings(more + settings, { [file]: '' }))).toBe(file);
  });

  it('in manage.py', async () => {
    const manage = MANAGE.replace('def main():', "def main():\n    sys.path.append('mine')");
    const tree = { 'manage.py': manage, 'mysite/settings.py': settings, 'mine/shop/models.py': '' };
    expect(await importsShop(tree)).toBe('mine/shop/models.py');
  });
});

it('installed apps have labels, and know whether they are own', async () => {
  const project = await open(
    withSettings(
      `INSTALLED_APPS = ['django.contrib.admin', 'shop', 'apps.news.apps.NewsConfig', 'wiki']
if DEBUG:
    INSTALLED_APPS += ['debug_toolbar']
`,
      {
        'shop/models.py': '',
        'apps/news/apps.py':
          "from django.apps import AppConfig\nclass NewsConfig(AppConfig):\n    name = 'apps.news'\n    label = 'press'\n",
        'wiki/apps.py':
          "from django.apps import AppConfig\nclass WikiConfig(AppConfig):\n    name = 'wiki'\n    label = 'handbook'\n",
      },
    ),
  );
  const apps = installedApps(project.modules, project.settings[0]!);
  expect(apps.map(({ module, label, own, certain }) => [module, label, own, certain])).toEqual([
    ['django.contrib.admin', 'admin', false, true],
    ['shop', 'shop', true, true],
    ['apps.news', 'press', true, true],
    ['wiki', 'handbook', true, true],
    ['debug_toolbar', 'debug_toolbar', false, false],
  ]);
});

describe('conventions', () => {
  const folderOf = async (apps: string[], tree: Tree, more = '') => {
    const list = `${more}INSTALLED_APPS = [${apps.map((app) => `"${app}"`).join(', ')}]\n`;
    const { folder, package: name } = appsFolder(await open(withSettings(list, tree)));
    return [folder, name];
  };

  it('apps are kept beside manage.py', async () => {
    expect(await folderOf(['shop'], { 'shop/models.py': '' })).toEqual(['/project', '']);
    expect(await folderOf([], {})).toEqual(['/project', '']);
    expect(await folderOf(['mysite'], {})).toEqual(['/project', '']);
  });

  it('apps are kept in a package', async () => {
    const tree = {
      'apps/__init__.py': '',
      'apps/a/models.py': '',
      'apps/b/models.py': '',
      'c/x.py': '',
    };
    expect(await folderOf(['apps.a', 'c', 'apps.b.apps.BConfig'], tree)).toEqual([
      '/project/apps',
      'apps',
    ]);
  });

  it('apps are kept in a folder that imports start from', async () => {
    expect(await folderOf(['a'], { 'src/a/models.py': '' })).toEqual(['/project/src', '']);
  });

  it('apps are not kept beside an installed library whose example the project is', async () => {
    const tree = {
      'setup.py': '',
      'silk/models.py': '',
      'example/manage.py':
        "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site.settings')\n",
      'example/site/settings.py': "INSTALLED_APPS = ['silk', 'shop']\n",
      'example/shop/models.py': '',
    };
    expect(appsFolder(await open(tree))).toMatchObject({ folder: '/project/example', package: '' });
  });

  it('quotes and DEFAULT_AUTO_FIELD are read from the settings', async () => {
    const project = await open(
      withSettings(
        'INSTALLED_APPS = ["a"]\nDEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n',
      ),
    );
    expect(quoteStyle(project)).toBe('"');
    expect(defaultAutoField(project)).toEqual({
      value: 'django.db.models.BigAutoField',
      place: { file: '/project/mysite/settings.py', line: 2 },
    });
    expect(defaultAutoField(await open(withSettings('INSTALLED_APPS = []\n')))).toBeUndefined();
  });
});

describe("Django's version", () => {
  it.each([
    ['requirements.txt', 'asgiref==3.8\nDjango==5.2.1\n', '5.2.1'],
    ['requirements.txt', 'django-cors-headers==4.0\ndjango~=4.2\n', '4.2'],
    ['requirements/base.txt', 'django>=5.0,<6\n', '5.0'],
    ['requirements-dev.txt', 'django[argon2]==5.1\n', '5.1'],
    [
      'pyproject.toml',
      '[project]\ndependencies = ["djangorestframework>=3", "django>=5.2"]\n',
      '5.2',
    ],
    [
      'pyproject.toml',
      '[tool.poetry.dependencies]\npython = "^3.12"\ndjango = "^4.2.1"\n',
      '4.2.1',
    ],
    ['Pipfile', '[packages]\ndjango = "==3.2"\n', '3.2'],
    ['Pipfile.lock', '{"default": {"django": {"hashes": [], "version": "==5.0.6"}}}', '5.0.6'],
    ['uv.lock', '[[package]]\nname = "django"\nversion = "6.0.1"\n', '6.0.1'],
    ['poetry.lock', '[[package]]\nname = "Django"\nversion = "4.2.11"\n', '4.2.11'],
    ['setup.py', "install_requires=['django>=3.2']", '3.2'],
    ['requirements.txt', 'django-extensions==3.2\n', undefined],
    ['requirements.txt', 'django\n', undefined],
    ['requirements.txt', '# django==1.8\n', undefined],
  ])('in %s: %j', (file, text, version) => {
    expect(djangoVersion(files({ [file]: text }), '/project')?.version).toBe(version);
  });

  it('is what the environment of the project has, before what it asks for', () => {
    const tree = {
      'requirements.txt': 'django>=4\n',
      '.venv/pyvenv.cfg': '',
      '.venv/lib/python3.12/site-packages/django-5.2.3.dist-info/METADATA': '',
    };
    expect(djangoVersion(files(tree), '/project')?.version).toBe('5.2.3');
  });
});
