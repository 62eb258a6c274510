import { allRoutes, type FlatRoute, urlsFiles } from '../../src/project/routes';
import { open, type Tree, withUrls } from './example';

const VIEWS = `from django.views.generic import ListView
def index(request): pass
@login_required
def detail(request, pk): pass
class PostList(ListView): pass
`;

const HEAD = `from django.urls import include, path, re_path
from django.contrib import admin
from blog import views
from blog.views import index, PostList
`;

async function routes(urls: string, more: Tree = {}): Promise<readonly FlatRoute[]> {
  const blog = { 'blog/__init__.py': '', 'blog/views.py': VIEWS };
  return allRoutes(await open(withUrls(HEAD + urls, { ...blog, ...more })));
}

const shown = ({ address, fullName, view, dynamic, certain }: FlatRoute) =>
  [certain ? '' : '?', address, fullName, view?.name, dynamic && `(${dynamic})`]
    .filter(Boolean)
    .join(' ');

const show = async (urls: string, more: Tree = {}) => (await routes(urls, more)).map(shown);

describe('a route', () => {
  it.each([
    ["path('', index, name='home')", '/ home blog.views.index'],
    ["path('posts/', views.index)", '/posts/ blog.views.index'],
    ["path('posts/', PostList.as_view())", '/posts/ blog.views.PostList'],
    ["path('posts/', login_required(views.index))", '/posts/ blog.views.index'],
    ["path('posts/', cache_page(60)(views.index))", '/posts/ blog.views.index'],
    ["path(route='posts/', view=index, name='list')", '/posts/ list blog.views.index'],
    [
      "re_path(r'^posts/(?P<pk>[0-9]+)/$', views.detail)",
      '/posts/(?P<pk>[0-9]+)/ blog.views.detail',
    ],
    ["path('t/', TemplateView.as_view())", '/t/ TemplateView'],
    ["path('x/', lambda request: None)", '/x/ lambda request: None'],
    ["path('x/', choose())", '/x/ choose()'],
    ['path(PREFIX, index)', '/… blog.views.index'],
    ["path('admin/', admin.site.urls)", '/admin/… (admin.site.urls)'],
    ["path('api/', include('rest_framework.urls'))", '/api/… (rest_framework.urls)'],
    ["path('api/', include(make()))", '/api/… (include(make()))'],
    ['helper()', '/… (helper())'],
    ['*more()', '/… (*more())'],
  ])('%s', async (route, expected) =>
    expect(await show(`urlpatterns = [${route}]\n`)).toEqual([expected]),
  );

  it('knows where its view is, and where it is itself', async () => {
    const [route] = await routes("urlpatterns = [\n    path('p/<int:pk>/', views.detail),\n]\n");
    const { definition, kind } = route!.view!;
    expect([definition!.module.file, definition!.node.line, kind]).toEqual([
      '/project/blog/views.py',
      4,
      'function',
    ]);
    expect([route!.file, route!.line]).toEqual(['/project/mysite/urls.py', 6]);
  });

  it('keeps what as_view() is given and what is wrapped around', async () => {
    const [route] = await routes(
      "urlpatterns = [path('', staff_only(PostList.as_view(paginate_by=5)))]\n",
    );
    expect([...route!.view!.options]).toEqual([['paginate_by', '5']]);
    expect(route!.view!.wrappers).toEqual(['staff_only']);
  });

  it('may name its view as a text, in an old project', async () => {
    const urls = `from django.conf.urls import patterns, url
urlpatterns = patterns('blog.views', url(r'^$', 'index', name='home'), (r'^d/$', 'detail'))
`;
    const blog = { 'blog/__init__.py': '', 'blog/views.py': VIEWS };
    expect(allRoutes(await open(withUrls(urls, blog))).map(shown)).toEqual([
      '/ home blog.views.index',
      '/d/ blog.views.detail',
    ]);
  });
});

describe('includes', () => {
  const blogUrls = `from django.urls import path
from . import views
app_name = 'blog'
urlpatterns = [path('<int:pk>/', views.detail, name='detail')]
`;

  it.each([
    ["include('blog.urls')", '/blog/<int:pk>/ blog:detail blog.views.detail'],
    ["include('blog.urls', namespace='b')", '/blog/<int:pk>/ b:detail blog.views.detail'],
    ["include(('blog.urls', 'x'))", '/blog/<int:pk>/ x:detail blog.views.detail'],
    ["include(('blog.urls', 'x'), namespace='y')", '/blog/<int:pk>/ y:detail blog.views.detail'],
    ['include(blog.urls)', '/blog/<int:pk>/ blog:detail blog.views.detail'],
    ["include([path('a/', index, name='a')])", '/blog/a/ a blog.views.index'],
    ["include(([path('a/', index, name='a')], 'n'))", '/blog/a/ n:a blog.views.index'],
    ["include(('blog.more.extra', 'n'))", '/blog/… (blog.more.extra)'],
    ['include(extra)', '/blog/e/ blog.views.index'],
  ])('%s', async (include, expected) => {
    const urls = `import blog.urls\nfrom blog.lists import extra\nurlpatterns = [path('blog/', ${include})]\n`;
    const lists =
      "from django.urls import path\nfrom . import views\nextra = [path('e/', views.index)]\n";
    expect(await show(urls, { 'blog/urls.py': blogUrls, 'blog/lists.py': lists })).toEqual([
      expected,
    ]);
  });

  it('nest, and are told', async () => {
    const urls = "urlpatterns = [path('a/', include('blog.outer', namespace='o'))]\n";
    const outer = `from django.urls import include, path
app_name = 'outer'
urlpatterns = [path('b/', include('blog.urls'))]
`;
    const [route] = await routes(urls, { 'blog/outer.py': outer, 'blog/urls.py': blogUrls });
    expect(shown(route!)).toBe('/a/b/<int:pk>/ o:blog:detail blog.views.detail');
    expect(route!.through.map(({ file, line }) => `${file}:${line}`)).toEqual([
      '/project/mysite/urls.py:5',
      '/project/blog/outer.py:3',
    ]);
  });

  it('that lead round in a circle end', async () => {
    const urls = "urlpatterns = [path('a/', include('mysite.urls'))]\n";
    expect(await show(urls)).toHaveLength(1);
  });

  it('say under which address each urls file is', async () => {
    const blog = { 'blog/__init__.py': '', 'blog/views.py': VIEWS, 'blog/urls.py': blogUrls };
    const project = await open(
      withUrls(`${HEAD}urlpatterns = [path('blog/', include('blog.urls'))]\n`, blog),
    );
    expect(urlsFiles(project).map(({ module, address }) => `${module} ${address}`)).toEqual([
      'mysite.urls /',
      'blog.urls /blog/',
    ]);
  });
});

it('routes behind a condition are not certain', async () => {
  const urls =
    "urlpatterns = [path('', index)]\nif DEBUG:\n    urlpatterns += [path('d/', index)]\n";
  expect(await show(urls)).toEqual(['/ blog.views.index', '? /d/ blog.views.index']);
});

it('languages and uploaded files have addresses of their own', async () => {
  const urls = `from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
urlpatterns = i18n_patterns(path('', index)) + static('/media/', document_root='x')
`;
  expect(await show(urls)).toEqual([
    '/<language>/ blog.views.index',
    '? /media/<path> django.views.static.serve',
  ]);
});

it('routers give one entry for each viewset', async () => {
  const urls = `from rest_framework.routers import DefaultRouter
router = DefaultRouter()
router.register('posts', PostList, basename='post')
urlpatterns = [path('api/', include(router.urls))]
`;
  expect(await show(urls)).toEqual([
    '/api/posts/… post-* blog.views.PostList (router.urls)',
    '/api/… (router.urls)',
  ]);
});

it('urlpatterns that nobody can read stay one dynamic entry', async () => {
  expect(await show('urlpatterns = build()\n')).toEqual(['/… (urlpatterns of mysite.urls)']);
});
