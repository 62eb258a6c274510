/** Constructs as they stand in the projects of other people, and the notes that are true there. */
import { recognise } from '../../src/explain/recognise';
import { nowhere, type Surroundings } from '../../src/explain/surroundings';
import { surroundingsOf } from '../../src/explain/surroundings-of';
import { inMemory } from '../../src/project/files';
import { openProject } from '../../src/project/project';
import { loadParser } from '../../src/python/parser';
import { MANAGE } from '../project/example';

beforeAll(loadParser);

/** What is found, as `name: note`. */
function found(path: string, text: string, around: Surroundings = nowhere): string[] {
  return recognise({ path, text }, around).map(({ name, note }) => `${name}: ${note}`);
}

const shop = (changes: Partial<Surroundings> = {}): Surroundings => {
  const app = {
    label: 'shop',
    module: 'shop',
    folder: 'shop',
    prefix: 'shop/',
    includedBy: 'mysite/urls.py',
  };
  return {
    ...nowhere,
    appOf: (path) => (path.startsWith('shop/') ? app : undefined),
    ...changes,
  };
};

describe('settings', () => {
  test.each([
    ['DEBUG = True', 'settings/DEBUG'],
    ['DEBUG = env.bool("DEBUG")', 'settings/DEBUG-environment'],
    ["SECRET_KEY = 'django-insecure-x'", 'settings/SECRET_KEY-text'],
    ['SECRET_KEY = os.environ["KEY"]', 'settings/SECRET_KEY-environment'],
    ['ALLOWED_HOSTS = []', 'settings/ALLOWED_HOSTS-empty'],
    ['ALLOWED_HOSTS = ["*"]', 'settings/ALLOWED_HOSTS-all'],
    ['ALLOWED_HOSTS = ["example.com"]', 'settings/ALLOWED_HOSTS'],
    ['USE_TZ = False', 'settings/USE_TZ-off'],
    [
      'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql"}}',
      'settings/DATABASES-server',
    ],
    ['DATABASES = {"default": env.db()}', 'settings/DATABASES'],
    ["MEDIA_URL = 'https://cdn.test/'", 'settings/MEDIA_URL'],
    [
      'EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"',
      'settings/EMAIL_BACKEND-smtp',
    ],
    ['SECURE_SSL_REDIRECT = env("SSL")', 'settings/SECURE_SSL_REDIRECT'],
  ])('%s', (line, note) => {
    const around = { ...nowhere, django: '5.2' };
    const [, setting] = found('mysite/settings.py', `${line}\n`, around);
    expect(setting).toBe(`${line.split(' ')[0]}: ${note}`);
  });

  test('that only some versions have are explained only there', () => {
    const line = 'DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n';
    const inVersion = (django: string) => found('settings.py', line, { ...nowhere, django })[1];
    expect(inVersion('5.2')).toBe('DEFAULT_AUTO_FIELD: settings/DEFAULT_AUTO_FIELD-big');
    expect(inVersion('6.1')).toBe('DEFAULT_AUTO_FIELD: settings/DEFAULT_AUTO_FIELD');
  });

  test('in a class of django-configurations, in an if, and their entries', () => {
    const text = `class Base(Configuration):
    DEBUG = False
    DJANGO_APPS = [
        "django.contrib.auth",
        "other",
    ]
    INSTALLED_APPS = DJANGO_APPS
    if TEST:
        pass
`;
    expect(found('settings.py', text)).toEqual([
      'settings: files/settings-part',
      'DEBUG: settings/DEBUG',
      'django.contrib.auth: contrib/auth',
      'INSTALLED_APPS: settings/INSTALLED_APPS',
    ]);
  });

  test('are no names in other files', () => {
    expect(found('shop/constants.py', 'DEBUG = True\n')).toEqual([]);
    expect(found('shop/models.py', 'DEBUG = True\n')).toEqual([]);
  });
});

test('urls', () => {
  const text = `from django.conf.urls import url
from django.urls import include, path, re_path
app_name = 'shop'
urlpatterns = [
    path('', Home.as_view()),
    path('about/', views.about, name='about'),
    path('<slug:name>/', views.detail),
    re_path(r'^(?P<year>[0-9]{4})/$', views.year),
    url(r'^old$', views.old),
    path('api/', include(router.urls)),
    other_path('x/', views.x),
]
handler404 = 'shop.views.missing'
`;
  expect(found('shop/urls.py', text, shop())).toEqual([
    'urls.py: files/app-urls-prefix',
    'app_name: urls/app_name-names',
    'urlpatterns: urls/app-urlpatterns',
    '/: urls/list',
    'about/: urls/path',
    '<slug:name>/: urls/converter-slug',
    '^(?P<year>[0-9]{4})/$: urls/regex-named',
    '^old$: urls/regex',
    'api/: urls/include',
    'handler404: urls/handler',
  ]);
});

describe('models', () => {
  const fieldOf = (line: string) => {
    const head =
      'from django.contrib.postgres.fields import ArrayField\nfrom django.db import models\n';
    const text = `${head}class A(models.Model):\n    x = ${line}\n`;
    return found('shop/models.py', text)
      .filter((each) => each.startsWith('A.x'))
      .map((each) => each.slice(5));
  };

  test.each([
    ['models.CharField(max_length=20)', ['models/CharField-length']],
    ['models.CharField(max_length=LONG)', ['models/CharField']],
    ['models.CharField(max_length=1, choices=KINDS)', ['models/choices']],
    ['models.CharField(max_length=1, choices=[("a", "A")])', ['models/choices-pairs']],
    ['models.TextField(null=True, blank=True)', ['models/TextField']],
    ['models.BooleanField()', ['models/BooleanField']],
    ['models.BooleanField(null=True)', ['models/BooleanField-null']],
    ['models.DateField(auto_now_add=True)', ['models/DateField-auto_now_add']],
    ['models.FileField(upload_to=folder_of)', ['models/FileField']],
    ['models.FileField(upload_to="%Y/")', ['models/FileField']],
    ['models.JSONField()', ['models/JSONField']],
    ['models.ForeignKey("B", models.CASCADE)', ['models/ForeignKey-column']],
    ['models.ForeignKey("B", models.CASCADE, db_column="b")', ['models/ForeignKey']],
    ['models.SlugField(allow_unicode=True)', []],
    ['models.IntegerField(editable=False)', []],
    ['ArrayField(models.IntegerField())', []],
    ['forms.CharField(max_length=20)', []],
    ['MyField()', []],
  ])('%s', (line, notes) => expect(fieldOf(line)).toEqual(notes));

  test('with tables, the first at length and the others in a line', () => {
    const text = `from django.db import models
class Base(models.Model):
    class Meta:
        abstract = True
class Order(Base):
    number = models.IntegerField(primary_key=True)
class Item(models.Model):
    class Meta:
        db_table = "items"
class Old(Order):
    class Meta:
        proxy = True
class Mixin:
    number = models.IntegerField()
class Kind(models.TextChoices):
    A = "a"
`;
    const classes = recognise({ path: 'shop/models.py', text }, shop())
      .filter(({ name }) => /^(Base|Order|Item|Old|Mixin|Kind)$/.test(name))
      .map(({ name, note, facts }) => [name, note, facts.table]);
    expect(classes).toEqual([
      ['Base', 'models/abstract', undefined],
      ['Order', 'models/Model-table', 'shop_order'],
      ['Item', 'models/Model-next', 'items'],
      ['Kind', 'models/choices-class', undefined],
    ]);
  });

  test('order', () => {
    const orderOf = (ordering: string) => {
      const text = `from django.db import models
class A(models.Model):
    day = models.DateField()
    top = models.BooleanField()
    class Meta:
        ordering = ${ordering}
`;
      return found('shop/models.py', text).at(-1);
    };
    expect(orderOf('["-day"]')).toBe('ordering: models/ordering-newest');
    expect(orderOf('("-top", "-day")')).toBe('ordering: models/ordering-flag');
    expect(orderOf('["day"]')).toBe('ordering: models/ordering');
    expect(orderOf('["-other__day"]')).toBe('ordering: models/ordering');
  });
});

test('the admin', () => {
  const text = `from django.contrib import admin
class LineInline(admin.TabularInline):
    model = Line
class OrderAdmin(admin.ModelAdmin):
    list_display = ["a"]
    list_display_links = None
    search_fields = ["=number"]
    actions = None
    @admin.action(description="Pay")
    def pay(self, request, queryset):
        pass
    def get_queryset(self, request):
        pass
admin.site.register(Order, OrderAdmin)
`;
  expect(found('shop/admin.py', text)).toEqual([
    'LineInline: admin/inline',
    'OrderAdmin: admin/ModelAdmin',
    'list_display: admin/list_display',
    'search_fields: admin/search_fields',
    'pay: admin/action',
    'get_queryset: admin/get_queryset',
    'Order: admin/site-register-class',
  ]);
});

test('views', () => {
  const text = `from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.generic import ListView
@login_required
def edit(request):
    newest = Post.objects.order_by("-day")[:5]
    first = Post.objects.filter(a=1).first()
    if request.method == "POST":
        pass
    return render(request, "a.html")
def _helper(request):
    return render(request, "a.html")
def check(request):
    return True
class PostList(ListView):
    pass
`;
  expect(found('shop/views.py', text)).toEqual([
    'edit: views/function',
    'login_required: views/login_required',
    'newest: views/queryset',
    'POST: views/post',
    'render: views/return',
    'PostList: views/ListView',
  ]);
});

test('tests', () => {
  const text = `from django.test import TestCase, TransactionTestCase
class PageTests(TestCase):
    def setUp(self):
        pass
    def test_page(self):
        self.client.get("/")
    def test_sum(self):
        self.assertEqual(1 + 1, 2)
class MoneyTests(TransactionTestCase):
    pass
`;
  expect(found('shop/tests.py', text)).toEqual([
    'PageTests: tests/integration',
    'setUp: tests/setUp',
    'test_page: tests/client-request',
    'test_sum: tests/method',
    'MoneyTests: tests/TransactionTestCase',
  ]);
});

test('a migration', () => {
  const text = `from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.AddField("Order", "paid", models.BooleanField(default=False)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
`;
  expect(found('shop/migrations/0002_paid.py', text, shop())).toEqual([
    '0002_paid.py: files/migration',
    'Migration: migrations/Migration',
    'dependencies: migrations/dependencies-previous',
    'operations: migrations/operations-sql',
    'AddField: migrations/AddField',
    'RunPython: migrations/RunPython',
  ]);
});

test('forms, signals, middleware, consumers, commands, tags', () => {
  const text = `from channels.generic.websocket import WebsocketConsumer
from django import forms, template
from django.core.management.base import BaseCommand
from django.dispatch import receiver
register = template.Library()
class OrderForm(forms.ModelForm):
    class Meta:
        model = Order
    def clean_number(self):
        pass
@receiver(post_save, sender=Order)
def saved(sender, **kwargs):
    pass
class Timer:
    def __init__(self, get_response):
        pass
    def __call__(self, request):
        pass
class Chat(WebsocketConsumer):
    def connect(self):
        pass
class Command(BaseCommand):
    help = "Pays."
    def handle(self, *args, **options):
        pass
@register.filter
def times(value, count):
    pass
`;
  expect(found('shop/all.py', text)).toEqual([
    'register: templates/Library',
    'OrderForm: forms/ModelForm',
    'OrderForm.Meta: forms/Meta',
    'OrderForm.clean_number: forms/clean-field',
    'saved: models/receiver',
    'Timer: views/middleware-class',
    '__call__: views/middleware-call',
    'Chat: consumers/Consumer',
    'connect: consumers/connect',
    'Command: manage/Command',
    'help: manage/help',
    'handle: manage/handle',
    'times: templates/own-filter',
  ]);
});

describe('a template', () => {
  const path = 'shop/templates/shop/page.html';

  test('is explained where a line more is not seen', () => {
    const text = `{% extends parent %}
{% load i18n %}
{% block content %}
  <form method="post">{% csrf_token %}</form>
  {% for a in b %}
    <p>{{ a }}</p>
  {% endfor %}
  <pre>
{% include "a.html" %}
  </pre>
{% blocktranslate %}
<b>{{ name }}</b>
{% endblocktranslate %}
  Words with {% url "home" %} in them.
{% endblock %}
`;
    expect(found(path, text)).toEqual([
      'extends: templates/extends',
      'load: templates/load',
      'content: templates/block-fill',
      'csrf_token: templates/csrf_token',
      'for: templates/for',
      'variable: templates/variable',
    ]);
  });

  test('is none outside of the folders of templates, and none of Jinja', () => {
    expect(found('docs/page.html', '{% extends "a.html" %}\n')).toEqual([]);
    expect(found('shop/jinja2/templates/page.html', '{% extends "a.html" %}\n')).toEqual([]);
  });
});

test('.gitignore, .editorconfig and requirements.txt', () => {
  expect(found('.gitignore', 'env/\n\n*.sqlite3\n')).toEqual([
    '.gitignore: files/gitignore',
    'env/: gitignore/virtual-environment',
    '*.sqlite3: gitignore/data',
  ]);
  expect(found('.editorconfig', '[*]\nindent_size = 4\n')).toEqual([
    '.editorconfig: files/editorconfig',
    '[*]: editorconfig/every-file',
  ]);
  expect(found('requirements.txt', 'django-filter==24.1\nDjango>=5.2\n')).toEqual([
    'requirements.txt: files/requirements',
    'Django: requirements/django',
  ]);
});

test('facts come from the project: labels, addresses, who includes whom, names of patterns', async () => {
  const project = await openProject('/p', {
    files: inMemory(
      Object.fromEntries(
        Object.entries({
          'manage.py': MANAGE,
          'requirements.txt': 'Django==5.2.1\n',
          'mysite/__init__.py': '',
          'mysite/settings.py':
            "ROOT_URLCONF = 'mysite.urls'\nINSTALLED_APPS = ['apps.shop.apps.ShopConfig', 'daphne']\n",
          'mysite/urls.py': `from django.contrib import admin
from django.urls import include, path
urlpatterns = [path('office/', admin.site.urls), path('api/', include('mysite.api'))]
`,
          'mysite/api.py': `from django.urls import include, path
urlpatterns = [path('shop/', include('apps.shop.urls'))]
`,
          'apps/__init__.py': '',
          'apps/shop/__init__.py': '',
          'apps/shop/apps.py': `from django.apps import AppConfig
class ShopConfig(AppConfig):
    name = 'apps.shop'
    label = 'store'
`,
          'apps/shop/urls.py': `from django.urls import path
from . import views
urlpatterns = [path('', views.order_list, name='orders')]
`,
          'loose/models.py': '',
        }).map(([path, text]) => [`/p/${path}`, text]),
      ),
    ),
  });
  const around = surroundingsOf(project);
  const app = around.appOf('apps/shop/templates/store/a.html')!;
  expect({ ...app }).toMatchObject({
    label: 'store',
    module: 'apps.shop',
    folder: 'apps/shop',
    prefix: 'api/shop/',
    includedBy: 'mysite/api.py',
  });
  expect(around.patternOf(app, 'order_list')).toBe('orders');
  expect(around.ownApp('apps.shop.apps.ShopConfig')).toBe(app);
  expect(around.appOf('loose/models.py')?.label).toBe('loose');
  expect(around).toMatchObject({
    django: '5.2',
    rootUrls: 'mysite/urls.py',
    admin: 'office/',
    runsAsgi: true,
    servesMedia: false,
  });
});
