import { renderApp } from '../../src/render/render';
import { type AppOptions, appVariables, djangoVariables } from '../../src/render/variables';

function model(fields: string, options: AppOptions = {}) {
  return appVariables('blog', 'Post', { fields, ...options }).model;
}

test.each([
  ['title', 'title = models.CharField(max_length=200)', 'models.CharField(max_length=200)'],
  ['a:email', 'a = models.EmailField()', 'models.EmailField(max_length=254)'],
  ['a:slug(50)', 'a = models.SlugField()', 'models.SlugField()'],
  ['a:text?', 'a = models.TextField(blank=True)', 'models.TextField(blank=True)'],
  [
    'a:date?',
    'a = models.DateField(null=True, blank=True)',
    'models.DateField(blank=True, null=True)',
  ],
  [
    'a:char?(9, unique)',
    'a = models.CharField(max_length=9, unique=True, null=True, blank=True)',
    'models.CharField(blank=True, max_length=9, null=True, unique=True)',
  ],
  ['a:json', 'a = models.JSONField(default=dict)', 'models.JSONField(default=dict)'],
  ['a:uuid', 'a = models.UUIDField(default=uuid4)', 'models.UUIDField(default=uuid.uuid4)'],
  [
    'a:many(shop.Item)',
    'a = models.ManyToManyField("shop.Item")',
    'models.ManyToManyField(to="shop.item")',
  ],
])('%s in the model and in the migration', (fields, definition, migration) => {
  const [field] = model(fields).fields;
  expect(field).toMatchObject({ definition, migration });
});

test.each([
  ['title', 'self.title'],
  ['title:char? name', 'self.name'],
  ['title:char?', 'self.title or f"Post {self.pk}"'],
  ['code:char(3) number:int', 'f"Post {self.pk}"'],
  ['status:char(choices=a|b) contact:email', 'self.contact'],
])('%s is called %s', (fields, str) => {
  expect(model(fields).str).toBe(str);
});

test.each([
  ['title', ['title']],
  ['day:date title', ['-day']],
  ['made:created is_pinned:bool', ['-is_pinned', '-made']],
  ['number:int', ['pk']],
])('%s is ordered by %j', (fields, ordering) => {
  expect(model(fields).ordering).toEqual(ordering);
});

test('a migration depends on those of the apps that fields lead to', () => {
  const related = { 'shop.Item': { migration: '0007_item' } };
  const { migration } = model('a:fk(shop.Item) b:fk(auth.Group) c:fk(user) d:fk(news.Story)', {
    related,
  });
  expect(migration.dependencies).toEqual([
    '("auth", "0012_alter_user_first_name_max_length")',
    '("news", "__first__")',
    '("shop", "0007_item")',
    'migrations.swappable_dependency(settings.AUTH_USER_MODEL)',
  ]);
});

test('the project’s own user model is named by the setting', () => {
  const { fields, admin } = model('a:fk(people.Person)', { userModel: 'people.Person' });
  expect(fields[0]!.definition).toContain('settings.AUTH_USER_MODEL');
  expect(admin.map(({ name }) => name)).toContain('raw_id_fields');
});

test('a sort of field is explained once', () => {
  expect(model('a b c:int d:int').fields.map(({ note }) => note)).toEqual([
    'models/CharField-length',
    '',
    'models/IntegerField',
    '',
  ]);
});

describe('the files of an app', () => {
  const request = {
    project: { package: 'mysite', title: 'mysite', secretKey: '' },
    apps: [],
    django: djangoVariables('4.2'),
    comments: 'none' as const,
  };
  const render = (options: AppOptions, bare = false) =>
    new Map(
      renderApp(appVariables('blog', 'Post', options), { ...request, bare }).map((file) => [
        file.path,
        String(file.content),
      ]),
    );

  test('have a frame of their own where the project has none', () => {
    expect(render({}).has('blog/templates/blog/base.html')).toBe(false);
    const files = render({ hasBase: false });
    expect(files.get('blog/templates/blog/base.html')).toContain('{% block content %}');
    expect(files.get('blog/templates/blog/post_list.html')).toContain('extends "blog/base.html"');
  });

  test('are few without a model', () => {
    const files = render({ folder: 'apps/blog', module: 'apps.blog' }, true);
    expect([...files.keys()].sort()).toEqual(
      ['__init__', 'admin', 'apps', 'migrations/__init__', 'models', 'tests', 'urls', 'views'].map(
        (name) => `apps/blog/${name}.py`,
      ),
    );
    expect(files.get('apps/blog/urls.py')).toBe('app_name = "blog"\n\nurlpatterns = []\n');
    expect(files.get('apps/blog/apps.py')).toContain('name = "apps.blog"');
  });

  test('name the class of their ids before Django 6.0', () => {
    expect(render({}).get('blog/apps.py')).toContain('BigAutoField');
    const django = djangoVariables('3.1');
    expect(django).toMatchObject({ needsDefaultAutoField: false, idField: 'AutoField' });
  });
});
