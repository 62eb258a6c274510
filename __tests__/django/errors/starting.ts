/** Errors that come before the first page is shown. */
import { append, attempt, type Recipe, settings, shell, swap, view, write } from './recipe';

const check = { manage: ['check'] } as const;

const install = (entry: string) => swap(settings, '    "blog",\n', `    "blog",\n    ${entry}\n`);

export const starting: readonly Recipe[] = [
  {
    what: 'the wrong Python, which has no Django',
    means: 'no-module-django',
    at: ['requirements.txt', 'Django'],
    run: { python: ['-I', '-S', 'manage.py', 'check'] },
  },
  {
    what: 'manage.py in another folder',
    means: 'cannot-open-manage-py',
    at: ['manage.py'],
    run: { python: ['manage.py', 'check'], cwd: 'blog' },
  },
  { what: 'a misspelled command', means: 'unknown-command', run: { manage: ['migrat'] } },
  {
    what: 'a file of an app that is started by itself',
    means: 'settings-not-configured',
    at: ['blog/models.py', 'class Post'],
    run: { file: 'blog/models.py' },
  },
  {
    what: 'manage.py names settings that are not there',
    means: 'settings-module-missing',
    at: ['manage.py', 'mysite.setings'],
    edits: [swap('manage.py', 'mysite.settings', 'mysite.setings')],
    run: check,
  },
  {
    what: 'a misspelled app in INSTALLED_APPS',
    means: 'app-not-importable',
    at: [settings, '"blgo"'],
    edits: [swap(settings, '"blog"', '"blgo"')],
    run: check,
  },
  {
    what: 'a comma is missing in INSTALLED_APPS',
    means: 'app-not-importable',
    at: [settings, '"django.contrib.staticfiles"'],
    edits: [swap(settings, '"django.contrib.staticfiles",', '"django.contrib.staticfiles"')],
    run: check,
  },
  {
    what: 'a package in INSTALLED_APPS that is not installed',
    means: 'app-not-importable',
    at: [settings, '"rest_framework"'],
    edits: [install('"rest_framework",')],
    run: check,
  },
  {
    what: 'an import of a package that is not installed',
    means: 'module-not-found',
    at: ['blog/views.py', 'import requests'],
    edits: [swap('blog/views.py', 'from django.db', 'import requests\nfrom django.db')],
    run: check,
  },
  {
    what: 'a middleware of a package that is not installed, as runserver tells it',
    means: 'module-not-found',
    at: [settings, 'whitenoise'],
    edits: [
      swap(settings, 'MIDDLEWARE = [', 'MIDDLEWARE = [\n    "whitenoise.middleware.WhiteNoise",'),
    ],
    run: shell(
      'from django.core.servers.basehttp import get_internal_wsgi_application as get; get()',
    ),
  },
  {
    what: 'a middleware that does not exist',
    means: 'dotted-path-wrong',
    at: [settings, 'SecurityMidleware'],
    edits: [swap(settings, 'security.SecurityMiddleware', 'security.SecurityMidleware')],
    run: { path: '/' },
  },
  {
    what: 'include() of a urls module that is not there',
    means: 'own-module-missing',
    at: ['mysite/urls.py', '"blog.url"'],
    edits: [swap('mysite/urls.py', '"blog.urls"', '"blog.url"')],
    run: check,
  },
  {
    what: 'an import of a model that does not exist',
    means: 'cannot-import-name',
    at: ['blog/views.py', 'import Pots'],
    edits: [swap('blog/views.py', 'import Post', 'import Pots')],
    run: check,
  },
  {
    what: 'models that import the views',
    means: 'circular-import',
    at: ['blog/models.py', 'from .views'],
    edits: [
      swap('blog/models.py', 'from django.db', 'from .views import post_list\nfrom django.db'),
    ],
    run: check,
  },
  {
    what: 'an __init__.py that imports models',
    means: 'apps-not-loaded',
    at: ['blog/__init__.py', 'from .models'],
    edits: [write('blog/__init__.py', 'from .models import Post\n')],
    run: check,
  },
  {
    what: 'an app that is not in INSTALLED_APPS',
    means: 'app-label-missing',
    at: [settings, 'INSTALLED_APPS ='],
    edits: [swap(settings, '    "blog",\n', '')],
    run: check,
  },
  {
    what: 'an app that is installed twice',
    means: 'app-label-duplicate',
    at: [settings, '"blog.apps.BlogConfig"'],
    edits: [install('"blog.apps.BlogConfig",')],
    run: check,
  },
  {
    what: 'a configuration class that does not exist',
    means: 'app-config-missing',
    at: [settings, 'blog.apps.BlogConf"'],
    edits: [swap(settings, '"blog"', '"blog.apps.BlogConf"')],
    run: check,
  },
  {
    what: 'a configuration with the wrong name',
    means: 'app-config-missing',
    at: ['blog/apps.py', 'name = "blgo"'],
    edits: [
      swap('blog/apps.py', 'name = "blog"', 'name = "blgo"'),
      swap(settings, '"blog"', '"blog.apps.BlogConfig"'),
    ],
    run: check,
  },
  {
    what: 'no secret key in the environment',
    means: 'secret-key-empty',
    at: [settings, 'SECRET_KEY ='],
    run: {
      path: '/admin/login/',
      headers: { 'wsgi.url_scheme': 'https' },
      env: { DJANGO_DEBUG: 'false', DJANGO_ALLOWED_HOSTS: '127.0.0.1' },
    },
  },
  {
    what: 'a variable of the environment that is not set',
    means: 'environment-variable-missing',
    at: [settings, 'os.environ["SITE_NAME"]'],
    edits: [append(settings, '\nSITE_NAME = os.environ["SITE_NAME"]\n')],
    run: check,
  },
  {
    what: 'runserver without debug and without hosts',
    means: 'allowed-hosts-unset',
    at: [settings, 'ALLOWED_HOSTS ='],
    run: { manage: ['runserver'], env: { DJANGO_DEBUG: 'false', DJANGO_SECRET_KEY: 'x' } },
  },
  {
    what: 'a port that is in use',
    means: 'port-in-use',
    run: {
      python: [
        '-c',
        [
          'import socket, subprocess, sys',
          'listener = socket.create_server(("127.0.0.1", 0))',
          'port = str(listener.getsockname()[1])',
          'subprocess.run([sys.executable, "manage.py", "runserver", "--noreload", port])',
        ].join('\n'),
      ],
    },
  },
  {
    what: 'a comma is missing in urlpatterns',
    means: 'python-SyntaxError',
    at: ['blog/urls.py', 'name="post_list"'],
    edits: [swap('blog/urls.py', 'name="post_list"),', 'name="post_list")')],
    run: check,
  },
  {
    what: 'a body that is not indented',
    means: 'python-IndentationError',
    at: ['blog/views.py', 'query = request'],
    edits: [swap('blog/views.py', '    query = request', 'query = request')],
    run: check,
  },
  {
    what: 'include that is not imported',
    means: 'python-NameError',
    at: ['mysite/urls.py', 'include("blog.urls")'],
    edits: [swap('mysite/urls.py', 'import include, path', 'import path')],
    run: check,
  },
  {
    what: 'a view that does not exist',
    means: 'python-AttributeError',
    at: ['blog/urls.py', 'views.post_lst'],
    edits: [swap('blog/urls.py', 'views.post_list', 'views.post_lst')],
    run: check,
  },
  {
    what: 'a BASE_DIR that is a text',
    means: 'path-is-text',
    at: [settings, 'BASE_DIR ='],
    edits: [swap(settings, 'Path(__file__).resolve().parent.parent', 'os.getcwd()')],
    run: check,
  },
  {
    what: 'hosts in brackets without a comma',
    means: 'setting-must-be-a-list',
    at: [settings, 'ALLOWED_HOSTS = ("'],
    edits: [append(settings, '\nALLOWED_HOSTS = ("localhost")\n')],
    run: check,
  },
  {
    what: 'a log file in a folder that is not there',
    means: 'logging-not-configured',
    at: [settings, 'LOGGING = {"version"'],
    edits: [
      append(
        settings,
        '\nLOGGING = {"version": 1, "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "logs" / "a.log"}}}\n',
      ),
    ],
    run: check,
  },
  {
    what: 'a cache that does not exist',
    means: 'caches-wrong',
    at: [settings, 'cache.backends.locmemory'],
    edits: [
      append(
        settings,
        '\nCACHES = {"default": {"BACKEND": "django.core.cache.backends.locmemory.Cache"}}\n',
      ),
      ...view('from django.core.cache import cache', 'cache.get("a")'),
    ],
    run: attempt,
  },
  {
    what: 'APP_DIRS beside loaders',
    means: 'templates-setting-wrong',
    at: [settings, 'TEMPLATES = ['],
    edits: [
      swap(
        settings,
        '"OPTIONS": {',
        '"OPTIONS": {\n            "loaders": ["django.template.loaders.app_directories.Loader"],',
      ),
    ],
    run: { path: '/' },
  },
  {
    what: 'no kind of id, before Django 6.0',
    means: 'auto-field-warning',
    versions: ['5.2'],
    at: [settings],
    edits: [
      swap(settings, 'DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n', ''),
      swap('blog/apps.py', '    default_auto_field = "django.db.models.BigAutoField"\n', ''),
    ],
    run: check,
  },
];
