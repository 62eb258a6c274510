import {
  allModels,
  findModel,
  type Model,
  modelsInFile,
  modelsOfApp,
} from '../../src/project/models';
import { open, type Tree, withSettings } from './example';

const INSTALLED = "INSTALLED_APPS = ['django.contrib.auth', 'blog', 'core']\n";

const openWith = (tree: Tree, settings = INSTALLED) =>
  open(withSettings(settings, { 'blog/__init__.py': '', 'core/__init__.py': '', ...tree }));

async function modelsFrom(models: string, more: Tree = {}, settings?: string): Promise<Model[]> {
  return allModels(await openWith({ 'blog/models.py': models, ...more }, settings));
}

async function post(models: string, more: Tree = {}, settings?: string): Promise<Model> {
  const found = (await modelsFrom(models, more, settings)).find(({ name }) => name === 'Post');
  if (!found) throw new Error('no model Post');
  return found;
}

const fieldsOf = ({ fields }: Model) =>
  fields.map(({ name, fieldClass }) => `${name} ${fieldClass}`);

describe('a class is a model', () => {
  it.each([
    ['from django.db import models\nclass Post(models.Model): pass\n'],
    ['from django.db.models import Model\nclass Post(Model): pass\n'],
    ['from django.db import models as m\nclass Post(m.Model): pass\n'],
    ['from django.contrib.gis.db import models\nclass Post(models.Model): pass\n'],
    ['from django.db import models\nif True:\n    class Post(models.Model): pass\n'],
    ['from django.db import models\n@decorated\nclass Post(models.Model): pass\n'],
    ['from core.base import Base\nclass Post(Base): pass\n'],
    ['from core import base\nclass Post(base.Base): pass\n'],
    ['from core import Base\nclass Post(Base): pass\n'],
    ['from core.base import *\nclass Post(Base): pass\n'],
    ['from core.base import Mixin, Base\nclass Post(Mixin, Base): pass\n'],
    ['from django.contrib.auth.models import AbstractUser\nclass Post(AbstractUser): pass\n'],
    ['from mptt.models import MPTTModel\nclass Post(MPTTModel): pass\n'],
    [
      'import six\nfrom django.db.models import Model\nclass Post(six.with_metaclass(M, Model)): pass\n',
    ],
  ])('%j', async (source) => {
    const base = `from django.db import models
class Base(models.Model):
    class Meta:
        abstract = True
class Mixin: pass
`;
    const more = { 'core/base.py': base, 'core/__init__.py': 'from .base import Base\n' };
    expect(await post(source, more)).toMatchObject({ certain: true, line: lineOf(source) });
  });

  it('for sure only where its base is known', async () => {
    const source = 'from audit.models import AuditedModel\nclass Post(AuditedModel): pass\n';
    expect((await post(source)).certain).toBe(false);
  });

  it.each([
    ['class Post: pass\n'],
    ['from django.db import models\nclass Post(models.Manager): pass\n'],
    ['from django.db import models\nclass Post(models.TextChoices): pass\n'],
    ['from django import forms\nclass Post(forms.ModelForm): pass\n'],
    ['from pydantic import BaseModel\nclass Post(BaseModel): pass\n'],
    ['class Model: pass\nclass Post(Model): pass\n'],
  ])('not: %j', async (source) => expect(await modelsFrom(source)).toEqual([]));

  const lineOf = (source: string) =>
    source.split('\n').findIndex((line) => line.includes('class Post')) + 1;
});

describe('tables', () => {
  const model = (meta: string) =>
    `from django.db import models\nNAME = 'named'\nclass Post(models.Model):\n    class Meta:\n        ${meta}\n`;

  it.each([
    ['ordering = ["id"]', 'blog_post'],
    ['db_table = "posts"', 'posts'],
    ['db_table = NAME', 'named'],
    ['db_table = compute()', undefined],
    ['app_label = "core"', 'core_post'],
    ['abstract = True', undefined],
  ])('Meta: %s', async (meta, table) => expect((await post(model(meta))).table).toBe(table));

  it('go by the label of the app', async () => {
    const apps = `from django.apps import AppConfig
class BlogConfig(AppConfig):
    name = 'blog'
    label = 'journal'
`;
    const { table, app } = await post(model('pass'), { 'blog/apps.py': apps });
    expect([app, table]).toEqual(['journal', 'journal_post']);
  });

  it('of a proxy is that of its parent, of a child its own', async () => {
    const models = await modelsFrom(`from django.db import models
class Post(models.Model):
    title = models.CharField(max_length=9)
class Short(Post):
    class Meta:
        proxy = True
class Long(Post):
    body = models.TextField()
`);
    expect(models.map(({ name, table }) => `${name} ${table}`)).toEqual([
      'Post blog_post',
      'Short blog_post',
      'Long blog_long',
    ]);
    expect(models[2]!.parents.map(({ name }) => name)).toEqual(['Post']);
    expect(fieldsOf(models[2]!)).toEqual(['body TextField']);
  });

  it('none where no installed app holds the model', async () => {
    const project = await openWith({ 'shop/models.py': model('pass') });
    const [unknown] = modelsInFile(project, '/project/shop/models.py');
    expect(unknown).toMatchObject({ app: undefined, table: undefined, label: 'shop.Post' });
    expect(allModels(project)).toEqual([]);
  });
});

describe('fields', () => {
  it('come in order, those of abstract bases first', async () => {
    const found = await post(`from django.db import models
class Stamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    note = models.TextField()
    class Meta:
        abstract = True
        ordering = ['-created']
class Mixin:
    lost = models.TextField()
class Post(Mixin, Stamped):
    note = None
    title: str = models.CharField('Title', max_length=200, unique=True)
    KINDS = [1, 2]
`);
    expect(fieldsOf(found)).toEqual(['created DateTimeField', 'title CharField']);
    expect(found.fields[0]!.from).toBe('Stamped');
    expect(found.meta.get('ordering')!.text).toBe("['-created']");
    expect(found.abstract).toBe(false);
    const title = found.fields[1]!;
    expect([...title.arguments].map(([name, { value }]) => [name, value])).toEqual([
      ['verbose_name', 'Title'],
      ['max_length', 200],
      ['unique', true],
    ]);
    expect(title.line).toBe(12);
  });

  it('may be of classes of the project and of other packages', async () => {
    const found = await post(
      `from django.db import models
from taggit.managers import TaggableManager
from core.fields import MoneyField
class Post(models.Model):
    price = MoneyField()
    tags = TaggableManager()
    objects = models.Manager()
    recent = RecentQuerySet.as_manager()
`,
      {
        'core/fields.py':
          'from django.db import models\nclass MoneyField(models.DecimalField): pass\n',
      },
    );
    expect(fieldsOf(found)).toEqual(['price MoneyField', 'tags TaggableManager']);
    expect(found.managers.map(({ name }) => name)).toEqual(['objects', 'recent']);
  });

  it.each([
    ['models.ForeignKey("core.Author", models.CASCADE)', 'ForeignKey', 'core.Author'],
    ['models.ForeignKey(to="self", on_delete=models.CASCADE)', 'ForeignKey', 'self'],
    ['models.OneToOneField(Author, models.CASCADE)', 'OneToOneField', 'Author'],
    ['models.ManyToManyField(settings.AUTH_USER_MODEL)', 'ManyToManyField', 'auth.User'],
    ['models.ForeignKey(get_user_model(), models.CASCADE)', 'ForeignKey', 'auth.User'],
    ['models.ForeignKey(User, models.CASCADE)', 'ForeignKey', 'auth.User'],
    ['models.ForeignKey(chosen(), models.CASCADE)', 'ForeignKey', undefined],
    // The label of its app is written in the package, which is not read.
    ['models.ForeignKey(Collection, models.CASCADE)', 'ForeignKey', undefined],
  ])('%s', async (field, kind, to) => {
    const found = await post(
      `from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import models
from core.models import Author
from wagtail.models import Collection
class Post(models.Model):
    other = ${field}
`,
      { 'core/models.py': 'from django.db import models\nclass Author(models.Model): pass\n' },
    );
    expect(found.fields[0]!.relation).toMatchObject({ kind, to });
  });
});

describe('files', () => {
  const model = (name: string) =>
    `from django.db import models\nclass ${name}(models.Model): pass\n`;

  it('of a package count, those that nothing imports with doubt', async () => {
    const models = allModels(
      await openWith({
        'blog/models/__init__.py': 'from .post import Post\nfrom . import comment\n',
        'blog/models/post.py': model('Post'),
        'blog/models/comment.py': `from ..extra import Extra\n${model('Comment')}`,
        'blog/models/forgotten.py': model('Forgotten'),
        'blog/extra.py': model('Extra'),
        'blog/unread.py': model('Unread'),
      }),
    );
    expect(models.map(({ name, certain }) => `${name} ${certain}`)).toEqual([
      'Post true',
      'Comment true',
      'Extra true',
      'Forgotten false',
    ]);
  });

  it('of one app are read without those of others', async () => {
    const project = await openWith({
      'blog/models.py': model('Post'),
      'core/models.py': 'not python (\n',
    });
    expect(modelsOfApp(project, 'blog').map(({ label }) => label)).toEqual(['blog.Post']);
    expect(project.modules.broken.size).toBe(0);
    expect(findModel(project, 'post', 'blog')!.label).toBe('blog.Post');
  });
});
