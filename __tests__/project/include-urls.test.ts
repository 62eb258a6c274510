import { include, includes, leavesUrls, textOf, withSettings, withUrls } from './example';

const DJANGO = 'from django.urls import include, path\n\n';
const ROUTE = "path('blog/', include('blog.urls'))";

describe('a list of routes', () => {
  it('gets the route as its last line', () =>
    includes(
      `${DJANGO}urlpatterns = [\n    path('admin/', admin.site.urls),\n]\n`,
      `${DJANGO}urlpatterns = [\n    path('admin/', admin.site.urls),\n    ${ROUTE},\n]\n`,
    ));

  it('keeps the habit of no trailing comma', () =>
    includes(
      `${DJANGO}urlpatterns = [\n    path('a/', view)  # a\n]\n`,
      `${DJANGO}urlpatterns = [\n    path('a/', view),  # a\n    ${ROUTE}\n]\n`,
    ));

  it('keeps CRLF and tabs', () =>
    includes(
      "from django.urls import include, path\r\nurlpatterns = [\r\n\tpath('a/', view),\r\n]",
      `from django.urls import include, path\r\nurlpatterns = [\r\n\tpath('a/', view),\r\n\t${ROUTE},\r\n]`,
    ));

  it('may be added to static()', () =>
    includes(
      `${DJANGO}urlpatterns = [\n    path('a/', view),\n] + static(settings.MEDIA_URL, document_root=x)\n`,
      `${DJANGO}urlpatterns = [\n    path('a/', view),\n    ${ROUTE},\n] + static(settings.MEDIA_URL, document_root=x)\n`,
    ));

  it('may be empty at first and filled later', () =>
    includes(
      `${DJANGO}urlpatterns = []\nurlpatterns += [\n    path('a/', view),\n]\n`,
      `${DJANGO}urlpatterns = []\nurlpatterns += [\n    path('a/', view),\n    ${ROUTE},\n]\n`,
    ));

  it('may have more under a condition', () =>
    includes(
      `${DJANGO}urlpatterns = [path('a/', view)]\nif settings.DEBUG:\n    urlpatterns = [path('d/', x), path('e/', x)] + urlpatterns\n`,
      `${DJANGO}urlpatterns = [path('a/', view), ${ROUTE}]\nif settings.DEBUG:\n    urlpatterns = [path('d/', x), path('e/', x)] + urlpatterns\n`,
    ));

  it('may be wrapped later: the route goes inside', () =>
    includes(
      `${DJANGO}patterns = [path('a/', view), path('b/', view)]\nurlpatterns = [\n    path(settings.BASE_PATH, include(patterns)),\n]\n`,
      `${DJANGO}patterns = [path('a/', view), path('b/', view), ${ROUTE}]\nurlpatterns = [\n    path(settings.BASE_PATH, include(patterns)),\n]\n`,
    ));

  it('may be wrapped on some paths: the route goes inside', () =>
    includes(
      `${DJANGO}urlpatterns = [path('a/', view)]\nif settings.BASE:\n    urlpatterns = [path(settings.BASE, include(urlpatterns))]\n`,
      `${DJANGO}urlpatterns = [path('a/', view), ${ROUTE}]\nif settings.BASE:\n    urlpatterns = [path(settings.BASE, include(urlpatterns))]\n`,
    ));

  it('is not one of those that are included behind an address', () =>
    includes(
      `${DJANGO}api = [path('a/', view), path('b/', view)]\nurlpatterns = [path('api/', include(api))]\n`,
      `${DJANGO}api = [path('a/', view), path('b/', view)]\nurlpatterns = [path('api/', include(api)), ${ROUTE}]\n`,
    ));

  it('is the real one, whatever comments and docstrings show', () =>
    includes(
      `"""\nurlpatterns = [\n    path('blog/', include('blog.urls'))\n]\nfrom django.urls import include\n"""\n${DJANGO}# urlpatterns = []\nurlpatterns = [path('a/', view)]\n`,
      `"""\nurlpatterns = [\n    path('blog/', include('blog.urls'))\n]\nfrom django.urls import include\n"""\n${DJANGO}# urlpatterns = []\nurlpatterns = [path('a/', view), ${ROUTE}]\n`,
    ));
});

describe('lists of another file', () => {
  const www = { 'mysite/www.py': `${DJANGO}urlpatterns = [path('a/', view), path('b/', view)]\n` };

  it('are left alone where the root urls can grow themselves', () =>
    includes(
      `${DJANGO}from .www import urlpatterns\nurlpatterns += [path('c/', view)]\n`,
      `${DJANGO}from .www import urlpatterns\nurlpatterns += [path('c/', view), ${ROUTE}]\n`,
      www,
    ));

  it('are edited where the root urls only hand them on', async () => {
    const outcome = await include(withUrls('from .www import urlpatterns\n', www));
    expect(outcome).toMatchObject({ outcome: 'change', file: '/project/mysite/www.py' });
  });
});

describe('imports', () => {
  const after = (imports: string) => `${imports}\nurlpatterns = [path('a/', view), ${ROUTE}]\n`;
  const before = (imports: string) => `${imports}\nurlpatterns = [path('a/', view)]\n`;

  it('include joins path, in order', () =>
    includes(
      before('from django.urls import path'),
      after('from django.urls import include, path'),
    ));

  it('include joins names in brackets', () =>
    includes(
      before('from django.urls import (\n    path,\n    re_path,\n)'),
      after('from django.urls import (\n    include,\n    path,\n    re_path,\n)'),
    ));

  it('a comment behind the import stays there', () =>
    includes(
      before('from django.urls import path  # noqa'),
      after('from django.urls import include, path  # noqa'),
    ));

  it('path and include may come from different modules', () =>
    includes(
      before('from django.conf.urls import include\nfrom django.urls import path'),
      after('from django.conf.urls import include\nfrom django.urls import path'),
    ));

  it('a new import goes below the others of Django', () =>
    includes(
      'import os\nfrom django.contrib import admin\nfrom blog import x\n\nurlpatterns = []\n',
      `import os\nfrom django.contrib import admin\nfrom django.urls import include, path\nfrom blog import x\n\nurlpatterns = [${ROUTE}]\n`,
    ));

  it('a new import goes below the docstring', () =>
    includes(
      '"""Urls."""\nurlpatterns = []\n',
      `"""Urls."""\n\nfrom django.urls import include, path\n\nurlpatterns = [${ROUTE}]\n`,
    ));

  it('names that are imported under a condition do not count', () =>
    leavesUrls(
      `from django.urls import path\nurlpatterns = [path('a/', view)]\nif settings.DEBUG:\n    from django.urls import include\n`,
      /include, path\nurlpatterns|^by hand/,
    ));

  it('other names for them are used', () =>
    includes(
      "from django.urls import include as inc, path as p\nurlpatterns = [p('a/', view)]\n",
      "from django.urls import include as inc, path as p\nurlpatterns = [p('a/', view), p('blog/', inc('blog.urls'))]\n",
    ));

  it('re_path as url is used', () =>
    includes(
      "from django.urls import include, re_path as url\nurlpatterns = [url(r'^a/', view)]\n",
      "from django.urls import include, re_path as url\nurlpatterns = [url(r'^a/', view), url(r'^blog/', include('blog.urls'))]\n",
    ));

  it('a path of another package is left alone', () =>
    leavesUrls(
      "from dmr.routing import path\nfrom django.urls import include\nurlpatterns = [path('a/', view)]\n",
      /^by hand: In this file `path` is dmr.routing.path/,
    ));

  it('a variable called include is left alone', () =>
    leavesUrls(
      "from django.urls import path\ninclude = 3\nurlpatterns = [path('a/', view)]\n",
      /^by hand: In this file `include` is something else/,
    ));
});

describe('Django before 2.0', () => {
  it('keeps url()', () =>
    includes(
      "from django.conf.urls import url\nurlpatterns = [\n    url(r'^a/', view),\n]\n",
      "from django.conf.urls import include, url\nurlpatterns = [\n    url(r'^a/', view),\n    url(r'^blog/', include('blog.urls')),\n]\n",
    ));

  const statement = "\n\nurlpatterns += [\n    url(r'^blog/', include('blog.urls')),\n]";

  it('adds no list to a tuple', () =>
    leavesUrls(
      "from django.conf.urls import include, url\nurlpatterns = ()\nif X:\n    urlpatterns = (url(r'^a/', view),)\n",
      /^by hand: No place/,
    ));

  it('adds a list to patterns() that a tuple was added to', () =>
    includes(
      "from django.conf.urls import include, patterns, url\nurlpatterns = patterns('', url(r'^a/', view))\nif X:\n    urlpatterns += (url(r'^b/', view),)",
      `from django.conf.urls import include, patterns, url\nurlpatterns = patterns('', url(r'^a/', view))\nif X:\n    urlpatterns += (url(r'^b/', view),)${statement}`,
    ));

  it('never inserts inside patterns()', () =>
    includes(
      "from django.conf.urls import include, patterns, url\nurlpatterns = patterns('',\n    url(r'^a/', view),\n)",
      `from django.conf.urls import include, patterns, url\nurlpatterns = patterns('',\n    url(r'^a/', view),\n)${statement}`,
    ));

  it('knows what the star import brings', () =>
    includes(
      "from django.conf.urls.defaults import *\nurlpatterns = patterns('', (r'^a/', view))\n",
      `from django.conf.urls.defaults import *\nurlpatterns = patterns('', (r'^a/', view))${statement}\n`,
    ));

  it('imports url from where patterns comes from', () =>
    includes(
      "from django.conf.urls.defaults import include, patterns\nurlpatterns = patterns('', (r'^a/', view))\n",
      `from django.conf.urls.defaults import include, patterns, url\nurlpatterns = patterns('', (r'^a/', view))${statement}\n`,
    ));

  it('goes before the statement with the catch-all', () =>
    includes(
      "from django.conf.urls import include, patterns, url\nurlpatterns = patterns('', (r'^a/', view))\nurlpatterns += patterns('', (r'^(?P<slug>[a-z-]+)/$', view))\n",
      `from django.conf.urls import include, patterns, url\nurlpatterns = patterns('', (r'^a/', view))${statement}\nurlpatterns += patterns('', (r'^(?P<slug>[a-z-]+)/$', view))\n`,
    ));

  it('is known from requirements.txt', () =>
    includes(
      'urlpatterns = []\n',
      "from django.conf.urls import include, url\n\nurlpatterns = [url(r'^blog/', include('blog.urls'))]\n",
      { 'requirements.txt': 'Django==1.11.29\n' },
    ));
});

describe('a catch-all', () => {
  const list = (...routes: string[]) =>
    `${DJANGO}urlpatterns = [\n${routes.map((route) => `    ${route}\n`).join('')}]\n`;

  const beats = (catchAll: string, more = {}) =>
    includes(
      list("path('a/', view),", catchAll),
      list("path('a/', view),", `${ROUTE},`, catchAll),
      more,
    );

  it('of a slug is beaten', () => beats("path('<slug:slug>/', view),"));
  it('of a path is beaten', () => beats("path('<path:rest>', view),"));
  it('of a regular expression is beaten', () => beats("re_path(r'^.*$', view),"));
  it('without an anchor is beaten', () => beats("re_path('', view),"));
  it('of Wagtail is beaten', () => beats("path('', include('wagtail.urls')),"));
  it('of two levels is beaten', () => beats("path('<str:user>/<str:page>/', view),"));

  it('inside an included file is beaten', () =>
    beats("path('', include('pages.urls')),", {
      'pages/urls.py': "from django.urls import path\nurlpatterns = [path('<slug:slug>/', view)]\n",
    }));

  it('inside a package that cannot be read may be one', () =>
    beats("path('', include('somebody.urls')),"));

  it('keeps the comment block above it', () =>
    includes(
      list(
        "path('a/', view),",
        '# everything else',
        '# (keep it here)',
        "path('<slug:slug>/', view),",
      ),
      list(
        "path('a/', view),",
        `${ROUTE},`,
        '# everything else',
        '# (keep it here)',
        "path('<slug:slug>/', view),",
      ),
    ));

  it('is none if it stops elsewhere', () =>
    includes(
      list("path('<int:year>/', view),", "re_path(r'^[0-9]+/', view),", "path('', view),"),
      list(
        "path('<int:year>/', view),",
        "re_path(r'^[0-9]+/', view),",
        "path('', view),",
        `${ROUTE},`,
      ),
    ));

  it('behind a prefix is none', () =>
    includes(
      list("path('docs/<path:rest>', view),"),
      list("path('docs/<path:rest>', view),", `${ROUTE},`),
    ));

  it('in a list of its own, later, is passed', () =>
    includes(
      `${DJANGO}urlpatterns = [path('a/', view), path('b/', view)]\nurlpatterns += [path('<slug:s>/', view)]\n`,
      `${DJANGO}urlpatterns = [path('a/', view), path('b/', view), ${ROUTE}]\nurlpatterns += [path('<slug:s>/', view)]\n`,
    ));

  it('that cannot be beaten means by hand', () =>
    leavesUrls(
      `${DJANGO}from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path('<path:all>', view), prefix_default_language=False)\n`,
      /^by hand: mysite\/urls.py, line 4, answers blog\/ first/,
    ));

  it('that may be in front of every place means to ask', () =>
    leavesUrls(
      `${DJANGO}urlpatterns = somewhere()\nurlpatterns += [path('a/', view)]\n`,
      /^ask: A route in front of it may answer blog\/|^by hand/,
    ));
});

describe('i18n_patterns', () => {
  it('stays as it is; the route goes into a statement of its own', () =>
    includes(
      `${DJANGO}from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path('a/', view))`,
      `${DJANGO}from django.conf.urls.i18n import i18n_patterns\nurlpatterns = i18n_patterns(path('a/', view))\n\nurlpatterns += [\n    ${ROUTE},\n]`,
    ));

  it('may be one of two branches', () =>
    includes(
      `${DJANGO}from django.conf.urls.i18n import i18n_patterns\nif X:\n    urlpatterns = i18n_patterns(path('a/', view))\nelse:\n    urlpatterns = [path('a/', view)]\nurlpatterns += [path('b/', view)]\n`,
      `${DJANGO}from django.conf.urls.i18n import i18n_patterns\nif X:\n    urlpatterns = i18n_patterns(path('a/', view))\nelse:\n    urlpatterns = [path('a/', view)]\nurlpatterns += [path('b/', view), ${ROUTE}]\n`,
    ));
});

describe('ROOT_URLCONF', () => {
  const urls = `${DJANGO}urlpatterns = []\n`;
  const named = (line: string, more = {}) =>
    include(withSettings(`INSTALLED_APPS = []\nimport os\nNAME = 'mysite'\n${line}\n`, more));

  it('may be put together', async () => {
    for (const line of [
      "ROOT_URLCONF = '%s.urls' % NAME",
      "ROOT_URLCONF = '{}.urls'.format(NAME)",
      "ROOT_URLCONF = f'{NAME}.urls'",
      "ROOT_URLCONF = NAME + '.urls'",
      "ROOT_URLCONF = os.path.basename(os.path.dirname(__file__)) + '.urls'",
    ]) {
      expect(await named(line, { 'mysite/urls.py': urls })).toMatchObject({
        outcome: 'change',
        file: '/project/mysite/urls.py',
      });
    }
  });

  it('may be a module inside a package', async () => {
    const outcome = await named("ROOT_URLCONF = 'mysite.urls.www'", {
      'mysite/urls/__init__.py': '',
      'mysite/urls/www.py': urls,
    });
    expect(outcome).toMatchObject({ file: '/project/mysite/urls/www.py' });
  });

  it('may be a package', async () => {
    const outcome = await named("ROOT_URLCONF = 'mysite.urls'", {
      'mysite/urls/__init__.py': urls,
    });
    expect(outcome).toMatchObject({ file: '/project/mysite/urls/__init__.py' });
  });

  it('may depend on a condition: by hand', async () => {
    const outcome = await named("ROOT_URLCONF = 'a.urls' if X else 'b.urls'");
    expect(textOf(outcome)).toMatch(/ROOT_URLCONF may be a.urls or b.urls/);
  });

  it('may be of another package: by hand', async () => {
    expect(textOf(await named("ROOT_URLCONF = 'cms.urls'"))).toMatch(/is not in the project/);
  });

  it('may be computed: by hand', async () => {
    expect(textOf(await named('ROOT_URLCONF = find()'))).toMatch(/computed when the program runs/);
  });

  it('may be absent: by hand', async () => {
    expect(textOf(await named(''))).toMatch(/do not name ROOT_URLCONF/);
  });
});

describe('nothing is edited', () => {
  it('where the urls are included already, whatever the prefix', () =>
    leavesUrls(`${DJANGO}urlpatterns = [path('news/', include('blog.urls'))]\n`, /^already$/));

  it('where they are included with a namespace', () =>
    leavesUrls(
      `${DJANGO}urlpatterns = [path('blog/', include(('blog.urls', 'blog')))]\n`,
      /^already$/,
    ));

  it('where another route has the address', () =>
    leavesUrls(
      `${DJANGO}urlpatterns = [\n    path('blog/archive/', view),\n]\n`,
      /^taken: Another route has the address blog\/ already: mysite\/urls.py, line 4/,
    ));

  it.each([
    ["re_path(r'^blog', view)"],
    ["path('b<slug:rest>/', view)"],
    ["path('', include('pages.urls'))"],
    ["path('', include([path('blog/', view)]))"],
  ])('where %s has the address on purpose', (route) =>
    leavesUrls(
      `from django.urls import include, path, re_path\nurlpatterns = [\n    ${route},\n]\n`,
      /^taken: Another route has the address/,
      { 'pages/urls.py': "from django.urls import path\nurlpatterns = [path('blog/', view)]\n" },
    ),
  );

  it('where the file has a syntax error', () =>
    leavesUrls(
      `${DJANGO}urlpatterns = [\n    path('a/' view),\n]\n`,
      /^by hand: mysite\/urls.py, line \d/,
    ));

  it('where there is no urlpatterns', () =>
    leavesUrls('# urlpatterns = []\n', /^by hand: mysite\/urls.py has no urlpatterns/));

  it('where urlpatterns are computed', () =>
    leavesUrls('urlpatterns = find_routes()\n', /^by hand/));

  it('gives lines to paste that are right where the names mean something else', async () => {
    const dmr = "from dmr.routing import path\nurlpatterns = [path('a/', view)]\n";
    expect(await include(withUrls(dmr))).toMatchObject({
      snippet: "import django.urls\n\ndjango.urls.path('blog/', django.urls.include('blog.urls')),",
    });
  });

  it('gives the lines to paste in the style of the file', async () => {
    const old = 'from django.conf.urls import url\nurlpatterns = find_routes(url("^$", view))\n';
    expect(await include(withUrls(old))).toMatchObject({
      snippet: 'from django.conf.urls import include\n\nurl(r"^blog/", include("blog.urls")),',
    });
  });

  it('gives the lines to paste', async () => {
    const outcome = await include(withUrls('urlpatterns = find_routes()\n'));
    expect(outcome).toMatchObject({
      outcome: 'by hand',
      snippet: `from django.urls import include, path\n\n${ROUTE},`,
      where: 'mysite/urls.py',
    });
  });
});

it.each([
  [`${DJANGO}urlpatterns = [path('a/', view)]\n`],
  ["from django.conf.urls import patterns\nurlpatterns = patterns('', (r'^a/', view))"],
])('changes nothing the second time: %j', async (before) => {
  const first = await include(withUrls(before));
  expect(first.outcome).toBe('change');
  expect(textOf(await include(withUrls(textOf(first))))).toBe('already');
});
