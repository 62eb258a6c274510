/** Errors of addresses and of links. */
import { append, attempt, type Recipe, remove, settings, swap, view, write } from './recipe';

const check = { manage: ['check'] } as const;
const list = 'blog/templates/blog/post_list.html';
const detail = 'blog/templates/blog/post_detail.html';

export const urls: readonly Recipe[] = [
  {
    what: 'a misspelled name in {% url %}',
    means: 'no-reverse-match',
    at: [detail, 'post_lst'],
    edits: [swap(detail, 'blog:post_list', 'blog:post_lst')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'a misspelled name in reverse()',
    means: 'no-reverse-match',
    at: ['blog/models.py', 'post_detial'],
    edits: [swap('blog/models.py', 'blog:post_detail', 'blog:post_detial')],
    run: { path: '/blog/' },
  },
  {
    what: 'a misspelled name in redirect()',
    means: 'no-reverse-match',
    at: ['blog/views.py', 'post_lists'],
    edits: view('from django.shortcuts import redirect', 'return redirect("blog:post_lists")'),
    run: attempt,
  },
  {
    what: 'a name without its namespace',
    means: 'no-reverse-match',
    at: [detail, "url 'post_list'"],
    edits: [swap(detail, 'blog:post_list', 'post_list')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'a link without the number that its route needs',
    means: 'reverse-arguments',
    at: [list, "url 'blog:post_detail'"],
    edits: [swap(list, '{{ post.get_absolute_url }}', "{% url 'blog:post_detail' %}")],
    run: { path: '/blog/' },
  },
  {
    what: 'a link with an empty value',
    means: 'reverse-arguments',
    at: [list, "url 'blog:post_detail'"],
    edits: [swap(list, '{{ post.get_absolute_url }}', "{% url 'blog:post_detail' pots.pk %}")],
    run: { path: '/blog/' },
  },
  {
    what: 'an urls.py without app_name',
    means: 'namespace-missing',
    at: ['blog/urls.py', 'urlpatterns = ['],
    edits: [swap('blog/urls.py', 'app_name = "blog"\n', '')],
    run: { path: '/' },
  },
  {
    what: 'a misspelled namespace',
    means: 'namespace-missing',
    at: [detail, 'blgo:post_list'],
    edits: [swap(detail, 'blog:post_list', 'blgo:post_list')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'include() with a namespace, and no app_name',
    means: 'include-without-app-name',
    at: ['blog/urls.py', 'urlpatterns = ['],
    edits: [
      swap('blog/urls.py', 'app_name = "blog"\n', ''),
      swap('mysite/urls.py', 'include("blog.urls")', 'include("blog.urls", namespace="blog")'),
    ],
    run: check,
  },
  {
    what: 'a misspelled urlpatterns',
    means: 'urlconf-without-patterns',
    at: ['blog/urls.py', 'urlpattern = ['],
    edits: [swap('blog/urls.py', 'urlpatterns', 'urlpattern')],
    run: check,
  },
  {
    what: 'reverse() at the top of a class',
    means: 'reverse-too-early',
    at: ['blog/views.py', 'success_url'],
    edits: [
      append(
        'blog/views.py',
        '\n\nfrom django.urls import reverse\n\n\nclass New:\n    success_url = reverse("blog:post_list")\n',
      ),
    ],
    run: check,
  },
  {
    what: 'a view that is a text',
    means: 'urls-view-not-callable',
    at: ['blog/urls.py', '"blog.views.post_list"'],
    edits: [swap('blog/urls.py', 'views.post_list', '"blog.views.post_list"')],
    run: check,
  },
  {
    what: 'a class without as_view()',
    means: 'view-class-without-as-view',
    at: ['blog/urls.py', 'views.PostList'],
    edits: [
      swap('blog/urls.py', 'views.post_list', 'views.PostList'),
      append(
        'blog/views.py',
        '\nfrom django.views import View\n\n\nclass PostList(View):\n    pass\n',
      ),
    ],
    run: { path: '/blog/' },
  },
  {
    what: 'a class without as_view(), as check tells it',
    means: 'urls-view-not-callable',
    at: ['blog/urls.py', 'views.PostList'],
    edits: [
      swap('blog/urls.py', 'views.post_list', 'views.PostList'),
      append(
        'blog/views.py',
        '\nfrom django.views import View\n\n\nclass PostList(View):\n    pass\n',
      ),
    ],
    run: check,
  },
  {
    what: 'a converter that does not exist',
    means: 'urls-route-wrong',
    at: ['blog/urls.py', '<integer:pk>'],
    edits: [swap('blog/urls.py', '<int:pk>', '<integer:pk>')],
    run: check,
  },
  {
    what: 'a route that begins with a slash',
    means: 'urls-slash',
    at: ['blog/urls.py', '"/new/"'],
    edits: [swap('blog/urls.py', '"<int:pk>/"', '"/new/"')],
    run: check,
  },
  {
    what: 'a namespace that is there twice',
    means: 'urls-namespace-twice',
    at: ['mysite/urls.py', '"news/"'],
    edits: [
      swap(
        'mysite/urls.py',
        '    path("admin/',
        '    path("news/", include("blog.urls")),\n    path("admin/',
      ),
    ],
    run: check,
  },
  {
    what: 'a mistyped address',
    means: 'page-not-found',
    at: ['mysite/urls.py', '"blog/"'],
    run: { path: '/blgo/' },
  },
  {
    what: 'an address below an include that fits nothing there',
    means: 'page-not-found',
    at: ['blog/urls.py', '"<int:pk>/"'],
    run: { path: '/blog/first/' },
  },
  {
    what: 'no ROOT_URLCONF',
    means: 'root-urlconf',
    at: [settings],
    edits: [swap(settings, 'ROOT_URLCONF = "mysite.urls"\n', '')],
    run: { path: '/' },
  },
  {
    what: 'an object that is not there',
    means: 'object-not-found',
    at: ['blog/views.py', 'get_object_or_404(Post'],
    run: { path: '/blog/999/' },
  },
  {
    what: 'no page for logging in',
    means: 'login-url-missing',
    at: ['mysite/urls.py', 'urlpatterns = ['],
    run: { path: '/accounts/login/' },
  },
  {
    what: 'a form that is sent to an address without its slash',
    means: 'append-slash-post',
    at: ['mysite/urls.py', '"blog/"'],
    run: { path: '/blog', post: { title: 'New' } },
  },
  {
    what: 'an urls.py that was never written',
    means: 'own-module-missing',
    at: ['mysite/urls.py', 'include("blog.urls")'],
    edits: [remove('blog/urls.py')],
    run: check,
  },
  {
    what: 'a WebSocket at a server that knows none',
    means: 'websocket-not-found',
    at: [settings, 'INSTALLED_APPS ='],
    run: { path: '/ws/chat/' },
  },
  {
    what: 'an uploaded file without a route',
    means: 'media-not-found',
    at: ['mysite/urls.py', 'urlpatterns = ['],
    edits: [swap('mysite/urls.py', 'urlpatterns += static(', '# urlpatterns += static(')],
    run: { path: '/media/blog/a.png' },
  },
  {
    what: 'a static file that is not there',
    means: 'static-not-found',
    at: ['templates/base.html', 'css/sit.css'],
    edits: [swap('templates/base.html', 'css/site.css', 'css/sit.css')],
    run: { path: '/static/css/sit.css' },
  },
  {
    what: 'a folder for static files that is not there',
    means: 'static-dir-missing',
    at: [settings, 'STATICFILES_DIRS'],
    edits: [swap(settings, 'BASE_DIR / "static"]', 'BASE_DIR / "assets"]')],
    run: check,
  },
  {
    what: 'originals in the folder for copies',
    means: 'static-root-missing',
    at: [settings, 'STATICFILES_DIRS'],
    edits: [swap(settings, 'BASE_DIR / "static"]', 'BASE_DIR / "staticfiles"]')],
    run: check,
  },
  {
    what: 'collectstatic without STATIC_ROOT',
    means: 'static-root-missing',
    at: [settings, 'STATIC_URL'],
    edits: [swap(settings, 'STATIC_ROOT = BASE_DIR / "staticfiles"\n', '')],
    run: { manage: ['collectstatic', '--noinput'] },
  },
  {
    what: 'a static file that was not collected',
    means: 'static-manifest-missing',
    at: ['templates/base.html', 'favicon.svg'],
    edits: [
      append(
        settings,
        '\nSTORAGES = {\n    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},\n    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},\n}\n',
      ),
    ],
    run: {
      path: '/',
      headers: { 'wsgi.url_scheme': 'https' },
      env: {
        DJANGO_DEBUG: 'false',
        DJANGO_SECRET_KEY: 'x',
        DJANGO_ALLOWED_HOSTS: '127.0.0.1',
      },
    },
  },
  {
    what: 'a file outside of the folder for uploads',
    means: 'suspicious-file-operation',
    at: ['blog/views.py', 'default_storage.open'],
    edits: view(
      'from django.core.files.storage import default_storage',
      'default_storage.open("/etc/hosts")',
    ),
    run: attempt,
  },
  {
    what: 'the address of a file that is not there',
    means: 'file-field-empty',
    at: [list, 'post.attachment.url'],
    edits: [swap(list, '{{ post.body|truncatewords:30 }}', '{{ post.attachment.url }}')],
    run: { path: '/blog/' },
  },
  {
    what: 'a name that was never used before',
    means: 'disallowed-host',
    at: [settings, 'ALLOWED_HOSTS ='],
    run: { path: '/', host: 'example.com' },
  },
  {
    what: 'a file of template tags that cannot be imported',
    means: 'module-not-found',
    at: ['blog/templatetags/blog_extras.py', 'import nothing_here'],
    edits: [
      write('blog/templatetags/__init__.py', ''),
      write('blog/templatetags/blog_extras.py', 'import nothing_here\n'),
    ],
    run: { path: '/' },
  },
];
