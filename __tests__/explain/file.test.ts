/** What `explain FILE` and `explain FILE:LINE` say of a generated project, and of hand-written ones. */
import { join } from 'node:path';
import type { Answer } from '../../src/explain/answer';
import { explainFile, explainLine } from '../../src/explain/file';
import { openProject } from '../../src/project/project';
import { open, type Tree, withSettings } from '../project/example';

const generated = join(__dirname, '../golden/full');

async function file(path: string): Promise<Answer> {
  const project = await openProject(generated);
  return explainFile({ project, folder: generated }, `${generated}/${path}`);
}

async function line(path: string, number: number): Promise<Answer> {
  const project = await openProject(generated);
  return explainLine({ project, folder: generated }, `${generated}/${path}`, number);
}

const notes = ({ here = '' }: Answer) => here.replace('## In this project\n', '');

const places = (answer: Answer) =>
  answer.places.map(({ path, line: at, why }) => `${path}:${at} ${why}`);

describe('a file of a generated project', () => {
  it('with models', async () => {
    const answer = await file('blog/models.py');
    expect(answer.explanations.map(({ id }) => id)).toEqual(['files/models']);
    expect(notes(answer)).toBe('1 model of the app `blog`, with 1 table.');
    expect(answer.places).toEqual([
      {
        path: 'blog/models.py',
        line: 14,
        why: '`Post` becomes the table `blog_post`. Its page is `/blog/<int:pk>/` (`blog/urls.py:25`). The admin shows it (`blog/admin.py:15`). The migration `0001_initial` makes it (`blog/migrations/0001_initial.py:34`).',
        explanation: 'models/Model',
      },
    ]);
  });

  it('with views', async () => {
    expect(places(await file('blog/views.py'))).toEqual([
      'blog/views.py:15 `post_list` is reached by `/blog/` (`blog/urls.py:21`), the route `blog:post_list`. It fills `blog/post_list.html` (`blog/templates/blog/post_list.html`). It works with `Post` (`blog/models.py:14`).',
      'blog/views.py:41 `post_detail` is reached by `/blog/<int:pk>/` (`blog/urls.py:25`), the route `blog:post_detail`. It fills `blog/post_detail.html` (`blog/templates/blog/post_detail.html`). It works with `Post` (`blog/models.py:14`).',
    ]);
  });

  it('with urls', async () => {
    const root = await file('mysite/urls.py');
    expect(root.explanations[0]!.id).toBe('files/project-urls');
    expect(places(root)).toEqual([
      'mysite/urls.py:20 `/` calls `TemplateView`. Its name is `home`.',
      'mysite/urls.py:23 What begins with `/blog/` goes on to `blog/urls.py`.',
      'mysite/urls.py:26 `/admin/…`: only the running project knows the routes of `admin.site.urls`.',
      'mysite/urls.py:32 `/media/<path>` calls `serve`. The route is there under a condition only.',
    ]);
    const app = await file('blog/urls.py');
    expect(app.explanations[0]!.id).toBe('files/app-urls');
    expect(notes(app)).toBe(
      '`mysite/urls.py:23` includes it under `/blog/`, with the namespace `blog`.',
    );
  });

  it.each([
    ['manage.py', 'files/manage', /chooses the settings `mysite.settings`/],
    [
      'mysite/settings.py',
      'files/settings',
      /7 apps installed, 1 of them your own.*SQLite, in the file `db.sqlite3`/,
    ],
    ['mysite/wsgi.py', 'files/wsgi', /`runserver` uses `mysite.wsgi.application`/],
    ['mysite/__init__.py', 'files/project-init', /Python imports this folder as `mysite`/],
    ['blog/__init__.py', 'files/app-init', /This folder is the app `blog`/],
    ['blog/admin.py', 'files/admin', /admin of this project is at `\/admin\/`/],
    ['blog/tests.py', 'files/tests', /8 tests. Run them with `python manage.py test blog.tests`/],
    [
      'blog/migrations/0001_initial.py',
      'files/migration',
      /`blog.0001_initial`.*It is the last one/,
    ],
    ['static/css/site.css', 'files/site-css', /address is `\/static\/css\/site.css`/],
    ['static/favicon.svg', 'concepts/static-files', /`\/static\/favicon.svg`/],
    ['requirements.txt', 'files/requirements', /^$/],
    ['README.md', 'files/readme', /^$/],
  ])('%s', async (path, id, note) => {
    const answer = await file(path);
    expect(answer.explanations.map((explanation) => explanation.id)).toEqual([id]);
    expect(notes(answer)).toMatch(note);
  });
});

describe('a line', () => {
  it.each([
    [14, ['models/Model', 'files/models'], [14]],
    // A comment above a field belongs to the field.
    [15, ['models/CharField', 'models/Model', 'files/models'], [17, 14]],
    [17, ['models/CharField', 'models/Model', 'files/models'], [17, 14]],
    [2, ['files/models'], []],
  ])('models.py:%i', async (number, ids, lines) => {
    const answer = await line('blog/models.py', number);
    expect(answer.explanations.map(({ id }) => id)).toEqual(ids);
    expect(answer.places.map((place) => place.line)).toEqual([...lines, null]);
    expect(answer.isNested).toBe(true);
  });

  it.each([
    ['blog/views.py', 45, ['views/return', 'views/detail', 'files/views']],
    ['blog/urls.py', 25, ['urls/converter', 'urls/app-urlpatterns', 'files/app-urls']],
    [
      'mysite/settings.py',
      66,
      ['middleware/SessionMiddleware', 'settings/MIDDLEWARE', 'files/settings'],
    ],
    ['blog/templates/blog/post_list.html', 20, ['templates/static', 'files/list-html']],
    ['.gitignore', 7, ['gitignore/python', 'files/gitignore']],
  ])('%s:%i is about what is there, then about what is around it', async (path, number, ids) => {
    const { explanations, places: around } = await line(path, number);
    const found = explanations.map(({ id }) => id);
    expect(found[0]).toBe(ids[0]);
    expect(found.at(-1)).toBe(ids.at(-1));
    expect(found).toEqual(expect.arrayContaining(ids));
    expect(around[0]!.explanation).toBe(ids[0]);
  });

  it('has the line of the catalog that is true here', async () => {
    const answer = await line('blog/urls.py', 1);
    const file = answer.explanations.at(-1)!;
    expect(file.brief).toContain('`blog/`');
  });

  it('that is not there is an error', async () => {
    await expect(line('blog/apps.py', 999)).rejects.toThrow(/has \d+ lines; there is no line 999/);
  });
});

describe('notes know the project', () => {
  const SETTINGS = "INSTALLED_APPS = ['blog']\nROOT_URLCONF = 'mysite.urls'\n";
  const of = async (path: string, tree: Tree) => {
    const project = await open(
      withSettings(SETTINGS, {
        'blog/__init__.py': '',
        'mysite/urls.py': 'urlpatterns = []\n',
        ...tree,
      }),
    );
    return explainFile({ project, folder: '/project' }, `/project/${path}`);
  };
  const whys = async (path: string, tree: Tree) =>
    (await of(path, tree)).places.map(({ why }) => why).join('\n');
  const model = (body: string) => `from django.db import models\n${body}`;

  it.each([
    [
      'class Post(models.Model):\n    x = 1',
      /No migration|has no migrations yet: run `python manage.py makemigrations blog`/,
    ],
    [
      'class Post(models.Model):\n    class Meta:\n        abstract = True\nclass A(Post):\n    pass',
      /`Post` has no table/,
    ],
    [
      'class Post(models.Model):\n    class Meta:\n        managed = False',
      /reads the table `blog_post`. Django neither makes nor changes it/,
    ],
    [
      'class Post(models.Model):\n    up = models.ForeignKey("self", models.SET_NULL, null=True)',
      /the column `up_id` of `blog_post` holds its key. When the other row is deleted: this row stays, and the column becomes empty. From the other side: `post.post_set.all\(\)`/,
    ],
    [
      'class Tag(models.Model): pass\nclass Post(models.Model):\n    tags = models.ManyToManyField(Tag)',
      /the table `blog_post_tags` keeps which belong together/,
    ],
  ])('%s', async (body, note) => {
    expect(await whys('blog/models.py', { 'blog/models.py': model(body) })).toMatch(note);
  });

  it('a model outside of the installed apps gets no table', async () => {
    const tree = { 'shop/models.py': model('class Item(models.Model): pass\n') };
    expect(await whys('shop/models.py', tree)).toMatch(/`Item` gets no table: no app in/);
  });

  it('a view without a route', async () => {
    const tree = { 'blog/views.py': 'def lost(request): pass\ndef helper(x): pass\n' };
    expect(await whys('blog/views.py', tree)).toBe(
      'No route that can be read here leads to `lost`.',
    );
  });

  it('urls that nothing includes', async () => {
    const answer = await of('blog/urls.py', { 'blog/urls.py': 'urlpatterns = []\n' });
    expect(notes(answer)).toMatch(/Nothing includes this file yet.*`mysite\/urls.py`/);
  });

  it('any other file has an answer', async () => {
    const tree = {
      'blog/tools.py': 'x = 1\n',
      'blog/views.py': 'from .tools import x\n',
      Procfile: 'web: x\n',
      'blog/broken.py': 'def (:\n',
    };
    expect(notes(await of('blog/tools.py', tree))).toBe(
      'It is the module `blog.tools` of the app `blog`. `blog/views.py` imports it.',
    );
    expect(notes(await of('Procfile', tree))).toMatch(
      /Django does not look for a file of this name/,
    );
    expect(notes(await of('blog/broken.py', tree))).toMatch(/Line 1: it has a syntax error/);
  });
});
