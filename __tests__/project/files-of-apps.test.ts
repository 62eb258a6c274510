/** Facts of admin, templates, static files, migrations, tests, signals and commands. */
import { adminRegistrations } from '../../src/project/admin';
import { creationOf, leafMigrations, migrationsOf } from '../../src/project/migrations';
import { allModels } from '../../src/project/models';
import {
  configsIn,
  managementCommands,
  middlewareOf,
  receiversIn,
  testClassesIn,
} from '../../src/project/parts';
import type { Project } from '../../src/project/project';
import { linksOf, linksTo } from '../../src/project/relations';
import { staticAddress, staticFiles } from '../../src/project/static';
import { templateTags } from '../../src/project/template-tags';
import { allTemplates, findTemplate, readTemplate } from '../../src/project/templates';
import { modelsOfView, templatesOfView, viewsInUse } from '../../src/project/view-facts';
import { open, type Tree, withSettings } from './example';

const SETTINGS = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
INSTALLED_APPS = ['blog', 'shop']
ROOT_URLCONF = 'mysite.urls'
MIDDLEWARE = ['django.middleware.common.CommonMiddleware', 'blog.middleware.timing']
TEMPLATES = [{
    'BACKEND': 'django.template.backends.django.DjangoTemplates',
    'DIRS': [BASE_DIR / 'templates'],
    'APP_DIRS': True,
}]
STATIC_URL = 'static/'
STATICFILES_DIRS = [BASE_DIR / 'static', ('docs', BASE_DIR / 'manual')]
`;

const MODELS = `from django.db import models
class Post(models.Model):
    title = models.CharField(max_length=9)
    related = models.ManyToManyField('self')
class Comment(models.Model):
    post = models.ForeignKey(Post, models.CASCADE, related_name='%(class)s_list')
    pinned = models.OneToOneField('blog.Post', models.CASCADE, related_name='+')
`;

const openWith = (tree: Tree): Promise<Project> =>
  open(
    withSettings(SETTINGS, {
      'blog/__init__.py': '',
      'shop/__init__.py': '',
      'blog/models.py': MODELS,
      'mysite/urls.py': 'urlpatterns = []\n',
      ...tree,
    }),
  );

const inside = (file: string) => file.replace('/project/', '');

describe('the admin', () => {
  it.each([
    ['admin.site.register(Post)', ['Post  3']],
    [
      'admin.site.register([Post, Comment], PostAdmin)',
      ['Post PostAdmin 3', 'Comment PostAdmin 3'],
    ],
    ['for model in [Post]:\n    admin.site.register(model)', ['model  4']],
    ["router.register('posts', Post)", []],
  ])('%s', async (call, expected) => {
    const source = `from django.contrib import admin\nfrom .models import Comment, Post\n${call}\nclass PostAdmin(admin.ModelAdmin): pass\n`;
    const found = adminRegistrations(await openWith({ 'blog/admin.py': source }));
    expect(found.map(({ text, admin, line }) => `${text} ${admin?.name ?? ''} ${line}`)).toEqual(
      expected,
    );
  });

  it('knows the options of a ModelAdmin, also those that it inherits', async () => {
    const source = `from django.contrib import admin
from blog import models
class Base(admin.ModelAdmin):
    list_per_page = 5
    ordering = ['id']
@admin.register(models.Post, models.Comment)
class PostAdmin(Base):
    ordering = ['title']
`;
    const found = adminRegistrations(
      await openWith({
        'blog/admin/__init__.py': 'from .post import *\n',
        'blog/admin/post.py': source,
      }),
    );
    expect(found.map(({ model, line }) => `${model?.label} ${line}`)).toEqual([
      'blog.Post 7',
      'blog.Comment 7',
    ]);
    expect([...found[0]!.options].map(([name, { text }]) => `${name} ${text}`)).toEqual([
      "ordering ['title']",
      'list_per_page 5',
    ]);
  });
});

describe('templates', () => {
  it('come from DIRS first, then from the apps', async () => {
    const project = await openWith({
      'templates/base.html': '',
      'blog/templates/base.html': '',
      'blog/templates/blog/post_list.html': '',
      'shop/templates/shop/item.txt': '',
    });
    expect(allTemplates(project).map(({ name, app }) => `${name} ${app}`)).toEqual([
      'base.html undefined',
      'base.html blog',
      'blog/post_list.html blog',
      'shop/item.txt shop',
    ]);
    expect(inside(findTemplate(project, 'base.html')!.file)).toBe('templates/base.html');
  });

  it('name others, addresses and static files, with their lines', async () => {
    const source = `{% extends "base.html" %}
{# {% include "no.html" %} #}
{% load static %}
{% include 'part.html' with x=1 %}{% include variable %}
{% comment %}{% url 'no' %}{% endcomment %}
{% verbatim %}{% url 'no' %}{% endverbatim %}
<a href="{% url 'blog:list' pk=1 %}">{% static "a.css" %}</a>
`;
    const project = await openWith({ 'templates/a.html': source });
    const read = readTemplate(project, '/project/templates/a.html');
    expect(read).toMatchObject({
      extends: { name: 'base.html', line: 1 },
      includes: [{ name: 'part.html', line: 4 }],
      urls: [{ name: 'blog:list', line: 7 }],
      statics: [{ name: 'a.css', line: 7 }],
      loads: [{ name: 'static', line: 3 }],
    });
  });

  it('a tag never goes over the end of a line', () =>
    expect(templateTags('{% if\n x %}{% now "Y" %}').map(({ name }) => name)).toEqual(['now']));

  it.each([
    ["def view(request):\n    return render(request, 'a.html', {})", ['a.html']],
    [
      "def view(request):\n    name = 'b.html' if x else 'c.html'\n    return render(request, 'b.html' if x else 'c.html')",
      ['b.html', 'c.html'],
    ],
    [
      "def view(request):\n    return TemplateResponse(request, ['a.html', 'b.html'])",
      ['a.html', 'b.html'],
    ],
    ['def view(request):\n    return render(request, choose())', []],
    ["NAME = 'n.html'\ndef view(request):\n    return render(request, NAME)", ['n.html']],
    ["class view(TemplateView):\n    template_name = 't.html'", ['t.html']],
    ['class view(ListView):\n    model = Post', ['blog/post_list.html']],
    ['class view(DetailView):\n    queryset = Post.objects.all()', ['blog/post_detail.html']],
    [
      "class view(UpdateView):\n    model = Post\n    template_name_suffix = '_edit'",
      ['blog/post_edit.html'],
    ],
    [
      'class Base(DeleteView):\n    model = Post\nclass view(Base): pass',
      ['blog/post_confirm_delete.html'],
    ],
  ])('are filled by a view: %s', async (source, expected) => {
    const head = `from django.shortcuts import render
from django.views.generic import DeleteView, DetailView, ListView, TemplateView, UpdateView
from .models import Post
`;
    const project = await openWith({
      'blog/views.py': head + source,
      'mysite/urls.py':
        "from django.urls import path\nfrom blog.views import view\nurlpatterns = [path('', view)]\n",
    });
    const [view] = viewsInUse(project);
    expect(templatesOfView(project, view!).map(({ name }) => name)).toEqual(expected);
    const usesPost = source.includes('Post');
    expect(modelsOfView(project, view!).map(({ name }) => name)).toEqual(usesPost ? ['Post'] : []);
  });
});

it('static files have an address', async () => {
  const project = await openWith({
    'static/css/site.css': '',
    'manual/a.pdf': '',
    'blog/static/blog/b.js': '',
  });
  expect(
    staticFiles(project).map((asset) => `${asset.name} ${staticAddress(project, asset)}`),
  ).toEqual([
    'css/site.css /static/css/site.css',
    'docs/a.pdf /static/docs/a.pdf',
    'blog/b.js /static/blog/b.js',
  ]);
});

describe('migrations', () => {
  const migration = (
    dependencies: string,
    operations: string,
  ) => `from django.db import migrations, models
class Migration(migrations.Migration):
    dependencies = [${dependencies}]
    operations = [
        ${operations}
    ]
`;
  const create =
    "migrations.CreateModel(name='Post', fields=[('id', models.AutoField(primary_key=True))]),";

  it('are read with what they build on and what they do', async () => {
    const project = await openWith({
      'blog/migrations/__init__.py': '',
      'blog/migrations/0001_initial.py': migration('', create),
      'blog/migrations/0002_a.py': migration(
        "('blog', '0001_initial')",
        "migrations.AddField('post', 'title', models.CharField())",
      ),
      'blog/migrations/0002_b.py': migration(
        "('blog', '0001_initial'), ('shop', '0001_initial')",
        'migrations.RunPython(f)',
      ),
      'blog/migrations/notes.txt': '',
      'blog/migrations/helper.py': 'x = 1\n',
    });
    const migrations = migrationsOf(project, 'blog');
    expect(migrations.map(({ name }) => name)).toEqual(['0001_initial', '0002_a', '0002_b']);
    expect(migrations[1]!.operations).toMatchObject([
      { kind: 'AddField', model: 'post', field: 'title', line: 5 },
    ]);
    expect(migrations[2]!.dependencies.map(({ app, name }) => `${app}.${name}`)).toEqual([
      'blog.0001_initial',
      'shop.0001_initial',
    ]);
    expect(leafMigrations(migrations).map(({ name }) => name)).toEqual(['0002_a', '0002_b']);
  });

  it('make the tables of models', async () => {
    const project = await openWith({ 'blog/migrations/0001_initial.py': migration('', create) });
    const made = allModels(project).map((model) => {
      const found = creationOf(project, model);
      return `${model.name} ${found?.migration.name} ${found?.operation.line}`;
    });
    expect(made).toEqual(['Post 0001_initial 5', 'Comment undefined undefined']);
  });
});

it('links lead from one model to another, and back', async () => {
  const project = await openWith({});
  const [post, comment] = allModels(project);
  const shown = linksOf(project, comment!).map(({ field, to, accessor }) => [
    field.name,
    to,
    accessor,
  ]);
  expect(shown).toEqual([
    ['post', 'blog.Post', 'comment_list'],
    ['pinned', 'blog.Post', undefined],
  ]);
  expect(linksTo(project, post!).map(({ field, accessor }) => `${field.name} ${accessor}`)).toEqual(
    ['related undefined', 'post comment_list', 'pinned undefined'],
  );
});

it('tests, receivers, configs, middleware and commands are found', async () => {
  const project = await openWith({
    'blog/tests.py': `from django.test import TestCase
class Base(TestCase):
    def test_a(self): pass
class PostTests(Base):
    @skip
    def test_b(self): pass
    def helper(self): pass
class Other: pass
`,
    'blog/signals.py': `from django.db.models.signals import post_save
from django.dispatch import receiver
@receiver(post_save, sender=Post)
def notify(sender, **kwargs): pass
`,
    'blog/apps.py': `from django.apps import AppConfig
class BlogConfig(AppConfig):
    name = 'blog'
    def ready(self): pass
`,
    'blog/middleware.py': 'def timing(get_response): pass\n',
    'blog/management/commands/sweep.py': '',
    'blog/management/commands/_base.py': '',
  });
  expect(
    testClassesIn(project, '/project/blog/tests.py').map(({ definition, base, tests }) => [
      definition.name,
      base,
      tests.map(({ name }) => name).join(' '),
    ]),
  ).toEqual([
    ['Base', 'TestCase', 'test_a'],
    ['PostTests', 'TestCase', 'test_b test_a'],
  ]);
  expect(receiversIn(project, '/project/blog/signals.py')).toMatchObject([
    { definition: { name: 'notify' }, signals: ['post_save'], sender: 'Post' },
  ]);
  expect(configsIn(project, '/project/blog/apps.py')).toMatchObject([{ name: 'blog', ready: 4 }]);
  expect(middlewareOf(project).map(({ definition }) => definition?.name)).toEqual([
    undefined,
    'timing',
  ]);
  expect(managementCommands(project).map(({ name }) => name)).toEqual(['sweep']);
});
