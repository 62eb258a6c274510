/** What `explain FOLDER` says of a generated project, and of hand-written ones. */
import { join } from 'node:path';
import type { Answer } from '../../src/explain/answer';
import { explainFolder } from '../../src/explain/folder';
import { openProject } from '../../src/project/project';
import { open, type Tree, withSettings } from '../project/example';

const generated = join(__dirname, '../golden/full');

async function folder(path: string): Promise<Answer> {
  const project = await openProject(generated);
  return explainFolder({ project, folder: generated }, `${generated}/${path}`);
}

async function folderOf(tree: Tree, path: string): Promise<Answer> {
  const project = await open(tree);
  return explainFolder({ project, folder: project.root }, `${project.root}/${path}`);
}

const facts = ({ here = '' }: Answer) => here.replace('## In this project\n', '');

const places = (answer: Answer) => answer.places.map(({ path, why }) => `${path} ${why}`);

describe('a folder of a generated project', () => {
  it('that is an app', async () => {
    const answer = await folder('blog');
    expect(answer.understood).toBe('the folder blog/, the app blog');
    expect(answer.explanations.map(({ id }) => id)).toEqual(['concepts/project-and-app']);
    expect(facts(answer)).toMatch(
      /^This folder is an app: `blog` in `INSTALLED_APPS` \(`mysite\/settings\.py:\d+`\) installs it\. It has 1 model: `Post`\. `mysite\/urls\.py:\d+` includes `blog\/urls\.py` under `\/blog\/`, with the namespace `blog`\.$/,
    );
    expect(places(answer)).toEqual([
      expect.stringMatching(/^blog\/__init__\.py Marks this folder as a Python package/),
      'blog/admin.py Shows Post.',
      'blog/apps.py Introduces the app to Django.',
      'blog/models.py 1 model: Post.',
      'blog/tests.py 8 tests.',
      'blog/urls.py 2 routes below /blog/.',
      'blog/views.py 2 views.',
      'blog/migrations/ 1 migration.',
      'blog/static/ 1 file.',
      'blog/templates/ 2 files.',
    ]);
    expect(answer.places[3]).toMatchObject({ line: null, explanation: 'files/models' });
    expect(answer.places[7]).toMatchObject({ explanation: 'files/migrations-folder' });
  });

  it('that holds the project together', async () => {
    const answer = await folder('mysite');
    expect(answer.understood).toBe('the folder mysite/, the package of the project');
    expect(facts(answer)).toBe(
      'This folder holds the project together and is no app: it has the settings, `mysite/settings.py`, which `manage.py` names. Every address begins in `mysite/urls.py`.',
    );
    expect(places(answer)).toContain('mysite/wsgi.py The door for a web server.');
  });

  it('with migrations', async () => {
    const answer = await folder('blog/migrations');
    expect(answer.explanations.map(({ id }) => id)).toEqual(['files/migrations-folder']);
    expect(facts(answer)).toBe(
      '1 migration of the app `blog`; the last is `0001_initial`. `python manage.py showmigrations blog` tells which of them the database has.',
    );
  });

  it.each([
    [
      'templates',
      'files/templates-folder',
      'Django looks for templates here, because `TEMPLATES` names it. It holds 4 templates.',
      'templates/base.html The frame of all pages.',
    ],
    [
      'blog/templates/blog',
      'files/templates-folder',
      'Django looks for templates here, because it belongs to the installed app `blog`. Their names begin with `blog/`. It holds 2 templates.',
      'blog/templates/blog/post_list.html The page that lists all entries.',
    ],
    [
      'static',
      'files/static-folder',
      'Django looks for static files here, because `STATICFILES_DIRS` names it. It holds 2 static files.',
      'static/css/site.css The look of every page, in plain CSS without a framework.',
    ],
  ])('with what pages are made of: %s', async (path, id, said, place) => {
    const answer = await folder(path);
    expect(answer.explanations.map((explanation) => explanation.id)).toEqual([id]);
    expect(facts(answer)).toBe(said);
    expect(places(answer)).toContain(place);
  });
});

describe('other folders', () => {
  const tree = withSettings("ROOT_URLCONF = 'mysite.urls'\nINSTALLED_APPS = ['shop']\n", {
    'shop/__init__.py': '',
    'shop/apps.py': '',
    'shop/models.py': 'from tools.money import Money\n',
    'idle/__init__.py': '',
    'idle/apps.py':
      "from django.apps import AppConfig\n\n\nclass IdleConfig(AppConfig):\n    name = 'idle'\n",
    'idle/migrations/__init__.py': '',
    'tools/__init__.py': '',
    'tools/money.py': 'class Money:\n    pass\n',
    'notes/a.txt': '',
    'env/pyvenv.cfg': '',
  });

  it.each([
    ['shop', /^This folder is an app: .* installs it\. It has no models\.$/],
    ['idle', /^`INSTALLED_APPS` does not name the app `idle` yet .*, so Django ignores it\.$/],
    ['tools', /^Python imports it as `tools`\. `shop\/models\.py` imports from it\.$/],
    ['notes', /^It holds 1 file\. Django does not look for a folder of this name by itself\.$/],
    ['env', /^It is the virtual environment/],
  ])('%s', async (path, said) => expect(facts(await folderOf(tree, path))).toMatch(said));

  it('with more files than fit a screen', async () => {
    const files = Array.from({ length: 50 }, (_, at) => [`notes/${at}.txt`, 'a']);
    const answer = await folderOf({ ...tree, ...Object.fromEntries(files) }, 'notes');
    expect(answer.places).toHaveLength(40);
    expect(facts(answer)).toContain('11 more are in it than these:');
  });
});
