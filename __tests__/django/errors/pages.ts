/** Errors of views, templates, forms and logins. */
import { append, attempt, type Recipe, settings, swap, view, viewAs, write } from './recipe';

const list = 'blog/templates/blog/post_list.html';
const detail = 'blog/templates/blog/post_detail.html';
const views = 'blog/views.py';

const inList = (text: string) => swap(list, '{{ post.body|truncatewords:30 }}', text);

const form = (lines: string) =>
  write('blog/forms.py', `from django import forms\nfrom .models import Post\n\n\n${lines}`);

export const pages: readonly Recipe[] = [
  {
    what: 'a view without return',
    means: 'view-returned-none',
    at: [views, 'render(request, "blog/post_list.html"'],
    edits: [
      swap(
        views,
        'return render(request, "blog/post_list.html"',
        'render(request, "blog/post_list.html"',
      ),
    ],
    run: { path: '/blog/' },
  },
  {
    what: 'a view that returns only sometimes',
    means: 'view-returned-none',
    at: [views, 'def attempt'],
    edits: view('if request.method == "POST":', '    return render(request, "home.html")'),
    run: attempt,
  },
  {
    what: 'a view that returns a text',
    means: 'view-returned-wrong-type',
    at: [views, 'return "Hello"'],
    edits: view('return "Hello"'),
    run: attempt,
  },
  {
    what: 'a view with another parameter than its route',
    means: 'view-arguments',
    at: [views, 'def post_detail(request, id)'],
    edits: [swap(views, 'def post_detail(request, pk)', 'def post_detail(request, id)')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'a view that wants more than its route gives',
    means: 'view-arguments',
    at: [views, 'def attempt'],
    edits: viewAs('def attempt(request, year):', 'pass'),
    run: attempt,
  },
  {
    what: 'a list where the values for the template belong',
    means: 'context-not-a-dict',
    at: [views, '[1, 2]'],
    edits: view('return render(request, "home.html", [1, 2])'),
    run: attempt,
  },
  {
    what: 'render() without the request',
    means: 'render-without-request',
    at: [views, 'render("home.html"'],
    edits: view('return render("home.html", {"a": 1})'),
    run: attempt,
  },
  {
    what: 'a misspelled template',
    means: 'template-does-not-exist',
    at: [views, 'post_lst.html'],
    edits: [swap(views, 'blog/post_list.html', 'blog/post_lst.html')],
    run: { path: '/blog/' },
  },
  {
    what: 'a template folder that is not in DIRS',
    means: 'template-does-not-exist',
    at: [settings, '"DIRS"'],
    edits: [swap(settings, '[BASE_DIR / "templates"]', '[]')],
    run: { path: '/' },
  },
  {
    what: 'a template in the wrong folder',
    means: 'template-does-not-exist',
    at: ['blog/templates/about.html'],
    edits: [
      write('blog/templates/about.html', 'About'),
      ...view('return render(request, "blog/about.html")'),
    ],
    run: attempt,
  },
  {
    what: 'a template of an app that is not installed',
    means: 'template-does-not-exist',
    at: [settings, 'INSTALLED_APPS ='],
    edits: [
      write('shop/__init__.py', ''),
      write('shop/templates/shop/index.html', 'Shop'),
      ...view('return render(request, "shop/index.html")'),
    ],
    run: attempt,
  },
  {
    what: 'extends of a template that is not there',
    means: 'template-does-not-exist',
    at: [list, 'bse.html'],
    edits: [swap(list, 'base.html', 'bse.html')],
    run: { path: '/blog/' },
  },
  {
    what: 'static that is not loaded',
    means: 'template-invalid-block-tag',
    at: [list, "{% static 'blog/blog.css' %}"],
    edits: [swap(list, '{% load static %}\n', '')],
    run: { path: '/blog/' },
  },
  {
    what: 'an end tag for which nothing is open',
    means: 'template-invalid-block-tag',
    at: [list, '{% endif %}oops'],
    edits: [inList('{% endif %}oops')],
    run: { path: '/blog/' },
  },
  {
    what: 'a block without an end',
    means: 'template-unclosed-tag',
    at: [detail, '{% block content %}'],
    edits: [swap(detail, '{% endblock content %}', '')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'a library that does not exist',
    means: 'template-library-missing',
    at: [list, 'blog_extras'],
    edits: [swap(list, '{% load static %}', '{% load static blog_extras %}')],
    run: { path: '/blog/' },
  },
  {
    what: 'brackets in a template',
    means: 'template-cannot-parse',
    at: [list, 'get_absolute_url()'],
    edits: [swap(list, 'post.get_absolute_url', 'post.get_absolute_url()')],
    run: { path: '/blog/' },
  },
  {
    what: 'a filter that does not exist',
    means: 'template-invalid-filter',
    at: [list, 'truncatewrds'],
    edits: [swap(list, 'truncatewords', 'truncatewrds')],
    run: { path: '/blog/' },
  },
  {
    what: 'extends below another tag',
    means: 'template-extends-not-first',
    at: [list, '{% extends'],
    edits: [
      swap(
        list,
        '{% extends "base.html" %}\n{% load static %}',
        '{% load static %}\n{% extends "base.html" %}',
      ),
    ],
    run: { path: '/blog/' },
  },
  {
    what: 'two blocks of one name',
    means: 'template-block-twice',
    at: [detail, '{% block title %}Twice'],
    edits: [append(detail, '\n{% block title %}Twice{% endblock %}\n')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'a for without in',
    means: 'template-for-wrong',
    at: [list, '{% for post posts %}'],
    edits: [swap(list, '{% for post in posts %}', '{% for post posts %}')],
    run: { path: '/blog/' },
  },
  {
    what: 'a loop over one object',
    means: 'template-not-a-list',
    at: [detail, '{% for part in post %}'],
    edits: [swap(detail, '{{ post.body|linebreaks }}', '{% for part in post %}{% endfor %}')],
    run: { path: '/blog/1/' },
  },
  {
    what: 'GET where only POST is allowed',
    means: 'method-not-allowed',
    at: [views, '@require_POST'],
    edits: viewAs(
      'from django.views.decorators.http import require_POST\n\n\n@require_POST\ndef attempt(request):',
      'pass',
    ),
    run: attempt,
  },
  {
    what: 'a ListView without a model',
    means: 'generic-view-incomplete',
    at: [views, 'class PostList'],
    edits: [
      swap('blog/urls.py', 'views.post_list', 'views.PostList.as_view()'),
      append(
        views,
        '\nfrom django.views.generic import ListView\n\n\nclass PostList(ListView):\n    pass\n',
      ),
    ],
    run: { path: '/blog/' },
  },
  {
    what: 'a DetailView whose route has another word',
    means: 'generic-view-incomplete',
    at: ['blog/urls.py', '<int:number>'],
    edits: [
      swap(
        'blog/urls.py',
        '"<int:pk>/", views.post_detail',
        '"<int:number>/", views.PostDetail.as_view()',
      ),
      append(
        views,
        '\nfrom django.views.generic import DetailView\n\n\nclass PostDetail(DetailView):\n    model = Post\n',
      ),
    ],
    run: { path: '/blog/1/' },
  },
  {
    what: 'a value that the form does not send',
    means: 'post-data-missing',
    at: [views, 'request.POST["titel"]'],
    edits: view('request.POST["titel"]'),
    run: { ...attempt, post: { title: 'New' } },
  },
  {
    what: 'a model as JSON',
    means: 'json-not-serializable',
    at: [views, 'JsonResponse({"post"'],
    edits: view(
      'from django.http import JsonResponse',
      'return JsonResponse({"post": Post.objects.first()})',
    ),
    run: attempt,
  },
  {
    what: 'an empty text as JSON',
    means: 'json-invalid',
    at: [views, 'json.loads'],
    edits: view('import json', 'json.loads(request.body)'),
    run: attempt,
  },
  {
    what: 'a form without fields',
    means: 'form-without-model',
    at: ['blog/forms.py', 'class PostForm'],
    edits: [
      form('class PostForm(forms.ModelForm):\n    class Meta:\n        model = Post\n'),
      ...view('from . import forms'),
    ],
    run: attempt,
  },
  {
    what: 'a form with a field that the model does not have',
    means: 'form-unknown-field',
    at: ['blog/forms.py', '"titel"'],
    edits: [
      form(
        'class PostForm(forms.ModelForm):\n    class Meta:\n        model = Post\n        fields = ["titel"]\n',
      ),
      ...view('from . import forms'),
    ],
    run: attempt,
  },
  {
    what: 'a form that was not checked',
    means: 'form-no-cleaned-data',
    at: [views, 'form.cleaned_data'],
    edits: [
      form(
        'class PostForm(forms.ModelForm):\n    class Meta:\n        model = Post\n        fields = ["title"]\n',
      ),
      ...view(
        'from .forms import PostForm',
        'form = PostForm(request.POST)',
        'form.cleaned_data["title"]',
      ),
    ],
    run: attempt,
  },
  {
    what: 'a form without its secret',
    means: 'csrf-failed',
    at: [list, '<form method="post"'],
    edits: [
      swap(
        list,
        '<ul class="entries">',
        '<form method="post" action=""><button>Go</button></form>\n<ul>',
      ),
    ],
    run: { path: '/blog/', post: { title: 'New' }, csrf: 'cookie' },
  },
  {
    what: 'a cookie that is only for https',
    means: 'csrf-cookie-not-set',
    at: [settings, 'CSRF_COOKIE_SECURE = True  #'],
    edits: [
      append(settings, '\nCSRF_COOKIE_SECURE = True  # always\n'),
      swap(settings, '    CSRF_COOKIE_SECURE = True\n\n', ''),
    ],
    run: { path: '/blog/', post: { title: 'New' }, csrf: 'strict' },
  },
  {
    what: 'a form from another address',
    means: 'csrf-origin',
    at: [settings, 'ALLOWED_HOSTS ='],
    run: {
      path: '/blog/',
      post: { title: 'New' },
      csrf: 'strict',
      headers: { HTTP_ORIGIN: 'https://example.com' },
    },
  },
  {
    what: 'no middleware for users',
    means: 'request-user-missing',
    at: [settings, 'MIDDLEWARE ='],
    edits: [
      swap(settings, '    "django.contrib.auth.middleware.AuthenticationMiddleware",\n', ''),
      ...view('request.user'),
    ],
    run: attempt,
  },
  {
    what: 'no middleware for sessions',
    means: 'session-middleware-missing',
    at: [settings, 'AuthenticationMiddleware'],
    edits: [swap(settings, '    "django.contrib.sessions.middleware.SessionMiddleware",\n', '')],
    run: { path: '/' },
  },
  {
    what: 'no middleware for messages, as check tells it',
    means: 'session-middleware-missing',
    at: [settings, 'MIDDLEWARE ='],
    edits: [swap(settings, '    "django.contrib.messages.middleware.MessageMiddleware",\n', '')],
    run: { manage: ['check'] },
  },
  {
    what: 'a visitor who has not logged in',
    means: 'anonymous-user',
    at: [views, 'request.user.email'],
    edits: view('request.user.email'),
    run: attempt,
  },
  {
    what: 'a view called login, which hides the function',
    means: 'login-wrong-call',
    at: [views, 'return login(request, request.user)'],
    edits: [
      swap(
        'blog/urls.py',
        'urlpatterns = [\n',
        'urlpatterns = [\n    path("try/", views.login),\n',
      ),
      append(
        views,
        '\nfrom django.contrib.auth import login\n\n\ndef login(request):\n    return login(request, request.user)\n',
      ),
    ],
    run: attempt,
  },
  {
    what: 'a query in an async view',
    means: 'synchronous-only',
    at: [views, 'Post.objects.count()'],
    edits: viewAs('async def attempt(request):', 'Post.objects.count()'),
    run: attempt,
  },
  {
    what: 'a function that calls itself',
    means: 'recursion',
    at: [views, 'return attempt(request)'],
    edits: view('return attempt(request)'),
    run: attempt,
  },
  {
    what: 'an average over nothing',
    means: 'python-ZeroDivisionError',
    at: [views, '1 / 0'],
    edits: view('1 / 0'),
    run: attempt,
  },
  {
    what: 'an exception that nobody knows',
    means: 'python-exception',
    at: [views, 'raise ShopError'],
    edits: view('class ShopError(Exception):', '    pass', 'raise ShopError("closed on Sundays")'),
    run: attempt,
  },
  {
    what: 'a right that the user does not have',
    means: 'python-PermissionDenied',
    at: [views, 'raise PermissionDenied'],
    edits: view('from django.core.exceptions import PermissionDenied', 'raise PermissionDenied'),
    run: attempt,
  },
  {
    what: 'None instead of an object',
    means: 'python-AttributeError',
    at: [views, '.title'],
    edits: view('Post.objects.filter(pk=99).first().title'),
    run: attempt,
  },
  {
    what: 'a file that is not there',
    means: 'python-FileNotFoundError',
    at: [views, 'open("data.csv")'],
    edits: view('open("data.csv")'),
    run: attempt,
  },
];
