/**
 * The same errors in the forms in which people paste them: what a terminal, a mail, a forum, a
 * browser or another machine makes of a message.
 */
import { join } from 'node:path';
import { readCatalog } from '../../src/explain/catalog';
import { decodeWith } from '../../src/explain/errors/decode';
import { open, type Tree } from '../project/example';

const catalog = [...readCatalog(join(__dirname, '../../explanations')).values()].filter(
  ({ kind }) => kind === 'errors' || kind === 'checks',
);

const project: Tree = {
  'manage.py': `import os
import sys


def main():
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)


if __name__ == '__main__':
    main()
`,
  'mysite/settings.py': `ROOT_URLCONF = 'mysite.urls'
INSTALLED_APPS = [
    'django.contrib.auth',
    'blog',
]
ALLOWED_HOSTS = []
`,
  'mysite/urls.py': `from django.urls import include, path

urlpatterns = [
    path('blog/', include('blog.urls')),
]
`,
  'blog/__init__.py': '',
  'blog/urls.py': `from django.urls import path

from . import views

app_name = 'blog'
urlpatterns = [
    path('', views.post_list, name='post_list'),
    path('<int:pk>/', views.post_detail, name='post_detail'),
]
`,
  'blog/models.py': `from django.contrib.auth.models import User
from django.db import models


class Post(models.Model):
    title = models.CharField(max_length=200)
    author = models.ForeignKey(User, on_delete=models.CASCADE)
    editor = models.ForeignKey(User, on_delete=models.CASCADE)
`,
  'blog/views.py': `from django.shortcuts import render

from .models import Post


def post_list(request):
    posts = Post.objects.filter(titel='a')
    return render(request, 'blog/post_lst.html', {'posts': posts})


def post_detail(request, pk):
    return render(request, 'blog/post_detail.html')
`,
  'blog/templates/blog/post_list.html': `<h1>Posts</h1>
<a href="{% url 'blog:post_lst' %}">All</a>
`,
};

interface Example {
  text: string;
  means: string;
  at: readonly [path: string, line: number | null];
}

const fieldError = `Internal Server Error: /blog/
Traceback (most recent call last):
  File "/home/ana/mysite/.venv/lib/python3.13/site-packages/django/core/handlers/exception.py", line 55, in inner
    response = get_response(request)
  File "/home/ana/mysite/blog/views.py", line 7, in post_list
    posts = Post.objects.filter(titel='a')
            ~~~~~~~~~~~~~~~~~~~~~^^^^^^^^^
  File "/home/ana/mysite/.venv/lib/python3.13/site-packages/django/db/models/sql/query.py", line 1835, in names_to_path
    raise FieldError(
    ...<2 lines>...
    )
django.core.exceptions.FieldError: Cannot resolve keyword 'titel' into field. Choices are: author, author_id, id, title`;

const noTable = `Traceback (most recent call last):
  File "/home/ana/mysite/.venv/lib/python3.12/site-packages/django/db/backends/sqlite3/base.py", line 360, in execute
    return super().execute(query, params)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
sqlite3.OperationalError: no such table: blog_post

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "/home/ana/mysite/blog/views.py", line 8, in post_list
    return render(request, 'blog/post_lst.html', {'posts': posts})
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/home/ana/mysite/.venv/lib/python3.12/site-packages/django/db/backends/sqlite3/base.py", line 360, in execute
    return super().execute(query, params)
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
django.db.utils.OperationalError: no such table: blog_post`;

const noTemplate = `TemplateDoesNotExist at /blog/
blog/post_lst.html
Request Method:	GET
Request URL:	http://127.0.0.1:8000/blog/
Django Version:	5.2.1
Exception Type:	TemplateDoesNotExist
Exception Value:	
blog/post_lst.html
Exception Location:	/home/ana/mysite/.venv/lib/python3.12/site-packages/django/template/loader.py, line 19, in get_template
Raised during:	blog.views.post_list
Python Executable:	/home/ana/mysite/.venv/bin/python
Template-loader postmortem
Django tried loading these templates, in this order:

Using engine django:

    django.template.loaders.app_directories.Loader: /home/ana/mysite/blog/templates/blog/post_lst.html (Source does not exist)

Traceback Switch to copy-and-paste view
/home/ana/mysite/.venv/lib/python3.12/site-packages/django/core/handlers/exception.py, line 55, in inner
                response = get_response(request)
                                ^^^^^^^^^^^^^^^^^^^^^ …
Local vars
/home/ana/mysite/blog/views.py, line 8, in post_list
    return render(request, 'blog/post_lst.html', {'posts': posts})
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ …
Local vars`;

const noReverse = `NoReverseMatch at /blog/
Reverse for 'post_lst' not found. 'post_lst' is not a valid view function or pattern name.

Request Method: GET
Request URL: http://127.0.0.1:8000/blog/
Django Version: 6.0.1

Error during template rendering

In template /home/ana/mysite/blog/templates/blog/post_list.html, error at line 2
Reverse for 'post_lst' not found. 'post_lst' is not a valid view function or pattern name.`;

const clash = `SystemCheckError: System check identified some issues:

ERRORS:
blog.Post.author: (fields.E304) Reverse accessor 'User.post_set' for 'blog.Post.author' clashes with reverse accessor for 'blog.Post.editor'.
	HINT: Add or change a related_name argument to the definition for 'blog.Post.author' or 'blog.Post.editor'.
blog.Post.editor: (fields.E304) Reverse accessor 'User.post_set' for 'blog.Post.editor' clashes with reverse accessor for 'blog.Post.author'.
	HINT: Add or change a related_name argument to the definition for 'blog.Post.editor' or 'blog.Post.author'.

System check identified 2 issues (0 silenced).`;

const notFound = `Page not found (404)
Request Method:	GET
Request URL:	http://127.0.0.1:8000/blgo/

Using the URLconf defined in mysite.urls, Django tried these URL patterns, in this order:

    blog/

The current path, blgo/, didn’t match any of these.

You’re seeing this error because you have DEBUG = True in your Django settings file. Change that to False, and Django will display a standard 404 page.`;

const examples: Record<string, Example> = {
  'a query': { text: fieldError, means: 'field-error-keyword', at: ['blog/views.py', 7] },
  'a chain': { text: noTable, means: 'no-such-table', at: ['blog/models.py', 5] },
  'a page about a template': {
    text: noTemplate,
    means: 'template-does-not-exist',
    at: ['blog/views.py', 8],
  },
  'a page about a link': {
    text: noReverse,
    means: 'no-reverse-match',
    at: ['blog/templates/blog/post_list.html', 2],
  },
  'a check': { text: clash, means: 'reverse-accessor-clash', at: ['blog/models.py', 7] },
  'a page that is not there': {
    text: notFound,
    means: 'page-not-found',
    at: ['mysite/urls.py', 4],
  },
};

const lines = (text: string) => text.split('\n');

/** A terminal of that width breaks lines where they are full. */
const brokenAt = (width: number) => (text: string) =>
  lines(text)
    .flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? [''])
    .join('\n');

const forms: Record<string, (text: string) => string> = {
  'as it is': (text) => text,
  'in colours': (text) =>
    lines(text)
      .map(
        (line, index) =>
          `\x1b[${31 + (index % 6)};1m${line.slice(0, 9)}\x1b[0m${line.slice(9)}\x1b[K`,
      )
      .join('\n'),
  'with the line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'with the paths of Windows': (text) =>
    text
      .replaceAll('/home/ana/mysite/.venv/lib/python3.13/', 'C:\\Users\\Ana\\mysite\\.venv\\Lib\\')
      .replaceAll('/home/ana/mysite/.venv/lib/python3.12/', 'C:\\Users\\Ana\\mysite\\.venv\\Lib\\')
      .replace(/\/home\/ana\/mysite[\w./-]*/g, (path) =>
        path.replace('/home/ana', 'C:\\Users\\Ana').replaceAll('/', '\\'),
      ),
  'from a container': (text) =>
    text
      .replaceAll('/home/ana/mysite/.venv/lib/python3', '/usr/local/lib/python3')
      .replaceAll('/home/ana/mysite', '/app'),
  'as the log of docker compose': (text) =>
    lines(text)
      .map((line) => `web-1  | ${line}`)
      .join('\n'),
  'quoted in a mail': (text) =>
    lines(text)
      .map((line) => `> ${line}`)
      .join('\n'),
  'in a fence of Markdown': (text) => `It says:\n\n\`\`\`text\n${text}\n\`\`\`\n`,
  indented: (text) =>
    lines(text)
      .map((line) => `    ${line}`)
      .join('\n'),
  'with curly quotes': (text) =>
    text
      .replace(/'(\w[^'\n]*)'/g, '‘$1’')
      .replace(/"([^"\n]*)"/g, (whole, inside: string) =>
        inside.includes('/') ? whole : `“${inside}”`,
      ),
  'broken at 100 columns': brokenAt(100),
  'broken at 72 columns': brokenAt(72),
  'behind a command': (text) =>
    `(.venv) ana@laptop:~/mysite$ python manage.py runserver\n${text}\n(.venv) ana@laptop:~/mysite$ `,
};

const cases = Object.entries(examples).flatMap(([what, example]) =>
  Object.entries(forms).map(
    ([form, change]) => [what, form, change(example.text), example] as const,
  ),
);

test('there are more than sixty', () => expect(cases.length).toBeGreaterThan(60));

test.each(cases)('%s, %s', async (_what, _form, text, { means, at }) => {
  const answer = decodeWith(catalog, text, await open(project));
  expect(answer?.explanations.map(({ id }) => id)).toContain(`errors/${means}`);
  expect(answer?.explanations[0]?.id).toBe(`errors/${means}`);
  const [place] = answer?.places ?? [];
  expect([place?.path, place?.line]).toEqual(at);
});

describe('half of it', () => {
  it.each([
    ['the last line', lines(fieldError).at(-1)!, 'field-error-keyword'],
    ['the last three lines', lines(noTable).slice(-3).join('\n'), 'no-such-table'],
    [
      'the beginning of the page',
      lines(noTemplate).slice(0, 2).join('\n'),
      'template-does-not-exist',
    ],
    ['the end of the page', lines(notFound).slice(-3).join('\n'), 'page-not-found'],
    [
      'a message without its exception',
      "Cannot resolve keyword 'x' into field.",
      'field-error-keyword',
    ],
    ['one check of several', lines(clash)[3]!, 'reverse-accessor-clash'],
    [
      'a check without its hint and cut off',
      lines(clash)[3]!.slice(0, 90),
      'reverse-accessor-clash',
    ],
  ])('%s', (_, text, means) => {
    const answer = decodeWith(catalog, text, undefined);
    expect(answer?.explanations[0]?.id).toBe(`errors/${means}`);
  });
});

test('a line that has moved since is found by its code', async () => {
  const text = fieldError.replace('line 7, in post_list', 'line 3, in post_list');
  const answer = decodeWith(catalog, text, await open(project));
  expect(answer?.places[0]).toMatchObject({ path: 'blog/views.py', line: 7 });
});

test('all messages of a check are told, in their order', () => {
  const text = `System check identified some issues:

WARNINGS:
?: (urls.W005) URL namespace 'blog' isn't unique. You may not be able to reverse all URLs in this namespace
blog.Post: (models.W042) Auto-created primary key used when not defining a primary key type, by default 'django.db.models.AutoField'.
	HINT: Configure the DEFAULT_AUTO_FIELD setting or the BlogConfig.default_auto_field attribute to point to a subclass of AutoField, e.g. 'django.db.models.BigAutoField'.
?: (shop.W001) Something of a package`;
  const ids = decodeWith(catalog, text, undefined)?.explanations.map(({ id }) => id);
  expect(ids).toEqual(['errors/urls-namespace-twice', 'errors/auto-field-warning', 'checks/other']);
});

test('an unknown exception: the last line of the project, and what Python means by it', async () => {
  const text = `Traceback (most recent call last):
  File "/srv/app/blog/views.py", line 12, in post_detail
    return render(request, 'blog/post_detail.html')
  File "/usr/lib/python3/dist-packages/weird/thing.py", line 3, in go
    raise WeirdProblem("it is Tuesday")
weird.thing.WeirdProblem: it is Tuesday`;
  const answer = decodeWith(catalog, text, await open(project));
  expect(answer?.explanations[0]?.id).toBe('errors/python-exception');
  expect(answer?.places[0]).toMatchObject({ path: 'blog/views.py', line: 12 });
});

test('a traceback of another project names no place in this one', async () => {
  const text = `Traceback (most recent call last):
  File "/home/bo/other/shop/cart.py", line 3, in total
    return sum(x)
TypeError: 'int' object is not iterable`;
  expect(decodeWith(catalog, text, await open(project))?.places).toEqual([]);
});

test.each([
  [
    'a log of two megabytes',
    '[24/Nov/2026 10:11:12] "GET /blog/ HTTP/1.1" 200 2345\n'.repeat(40_000),
  ],
  ['a line without an end', 'a b c '.repeat(170_000)],
  ['quotes', `'"`.repeat(100_000)],
  ['frames that are none', 'File "'.repeat(50_000)],
  ['tags', `<html>${'<div>'.repeat(100_000)}`],
])('%s is read in a moment, and the error at its end is seen', (_, text) => {
  const start = performance.now();
  const answer = decodeWith(catalog, `${text}\nno such table: blog_post\n`, undefined);
  expect(answer?.explanations[0]?.id).toBe('errors/no-such-table');
  expect(performance.now() - start).toBeLessThan(2000);
});
