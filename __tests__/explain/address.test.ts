import { explainAddress } from '../../src/explain/address';
import { open, withUrls } from '../project/example';

const project = withUrls(
  `from django.contrib import admin
from django.urls import include, path, re_path
urlpatterns = [
    path('admin/', admin.site.urls),
    path('blog/', include('blog.urls')),
    re_path(r'^archive/(?P<year>[0-9]{4})/$', 'blog.views.post'),
]
`,
  {
    'blog/urls.py': `from django.urls import path
from . import views
urlpatterns = [path('', views.posts), path('<int:pk>/', views.post)]
`,
    'blog/views.py': 'def posts(request):\n    pass\n\ndef post(request, pk):\n    pass\n',
  },
);

async function explained(address: string) {
  const reader = { project: await open(project), folder: '/project' };
  const { here, places, explanations } = explainAddress(reader, address, 80);
  return {
    here,
    places: places.map(({ path, line }) => (line ? `${path}:${line}` : path)),
    ids: explanations.map(({ id }) => id),
  };
}

test.each([
  ['/blog/', 'posts'],
  ['/blog/7/', 'post'],
  ['http://127.0.0.1:8000/blog/7/?page=2', 'post'],
])('%s leads to the view %s', async (address, view) => {
  const { here, places } = await explained(address);
  expect(here).toContain(`the view ${view}()`);
  expect(places).toContain('mysite/urls.py:5');
  expect(places).toContain(view === 'post' ? 'blog/views.py:4' : 'blog/views.py:1');
});

test('routes of other packages answer all that begins as they do', async () => {
  const { here, places } = await explained('/admin/auth/user/');
  expect(here).toContain('`admin.site.urls` answers it.');
  expect(places).toEqual(['mysite/urls.py:4']);
});

test('an address that no route fits', async () => {
  expect(await explained('/blog/seven/')).toMatchObject({
    here: expect.stringContaining('No route that is written down fits `/blog/seven/`.'),
    ids: ['errors/page-not-found'],
  });
});

test('a slash that is missing', async () => {
  expect((await explained('/blog/7')).here).toContain('`/blog/7/` has one (`blog/urls.py:3`)');
});
