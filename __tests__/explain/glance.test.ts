import { join } from 'node:path';
import { glance } from '../../src/explain/glance';
import { openProject } from '../../src/project/project';
import { open, withSettings } from '../project/example';

const generated = join(__dirname, '../golden/full');

it('a generated project at a glance', async () => {
  const project = await openProject(generated);
  const { here, places } = glance({ project, folder: generated }, 60);
  expect(here).toContain(`- **Settings:** \`mysite/settings.py\`, chosen by \`manage.py\`
- **Django:** 6.1.0, says \`requirements.txt\`
- **Database:** SQLite, in the file \`db.sqlite3\``);
  expect(here).toContain('- **blog:** 1 model: `Post`');
  expect(here).toContain(
    `    blog/                   the app blog
      admin.py              shows Post
      apps.py               introduces the app to Django
      models.py             1 model: Post
      tests.py              8 tests
      urls.py               2 routes below /blog/
      views.py              2 views
`.replace(/^ {4}/gm, ''),
  );
  expect(here).toContain(`/blog/7/
│
├ mysite/wsgi.py
│   a web server, or runserver, calls it
├ mysite/settings.py:64
│   7 middleware, from the first to the last
├ mysite/urls.py:23
│   the address begins as this line says
├ blog/urls.py:25
│   fits the rest, and calls post_detail
├ blog/views.py:41
│   the view post_detail()
├ blog/models.py:14
│   Post: rows of the table blog_post
`);
  expect(places.map(({ path, line }) => `${path}:${line}`)).toEqual([
    'mysite/wsgi.py:null',
    'mysite/settings.py:64',
    'mysite/urls.py:23',
    'blog/urls.py:25',
    'blog/views.py:41',
    'blog/models.py:14',
    'blog/templates/blog/post_detail.html:null',
    'templates/base.html:null',
  ]);
});

it.each([40, 60, 80, 100])('drawings fit %i columns', async (width) => {
  const project = await openProject(generated);
  const drawings = glance({ project, folder: generated }, width).here!.split('```text\n').slice(1);
  const lines = drawings.flatMap((drawing) => drawing.split('\n```')[0]!.split('\n'));
  const names = /[\w/.-]{30,}/;
  const tooLong = lines.filter((line) => line.length > width - 4 && !names.test(line));
  expect(tooLong).toEqual([]);
});

it('where little is known it says so', async () => {
  const empty = await open({
    'manage.py': 'from django.core.management import execute_from_command_line\n',
  });
  const { here } = glance({ project: empty, folder: '/project' }, 60);
  expect(here).toMatch(/^The settings are not known. manage.py names no settings module/);
  const bare = await open(withSettings('INSTALLED_APPS = []\nDATABASES = load()\n'));
  expect(glance({ project: bare, folder: '/project' }, 60).here).toMatch(
    /only the running project knows[\s\S]*not known: the settings do not name ROOT_URLCONF/,
  );
});
