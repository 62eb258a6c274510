/** Errors of models, migrations, queries and databases. */
import {
  append,
  attempt,
  type Recipe,
  type Run,
  remove,
  settings,
  shell,
  swap,
  view,
  write,
} from './recipe';

const check: Run = { manage: ['check'] };
const models = 'blog/models.py';
const views = 'blog/views.py';

const field = (line: string) =>
  swap(models, '    body = models', `    ${line}\n\n    body = models`);

const migration = (name: string, after: string, operations = '') =>
  write(
    `blog/migrations/${name}.py`,
    `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("blog", "${after}"),
    ]

    operations = [${operations}]
`,
  );

/** Comments on posts, with their table. */
const comments = [
  append(
    models,
    `

class Comment(models.Model):
    post = models.ForeignKey(Post, on_delete=models.PROTECT)
    text = models.CharField(max_length=80, unique=True)
    tags = models.ManyToManyField(Post, related_name="+", blank=True)
`,
  ),
];

const withComments = {
  before: [
    ['makemigrations', 'blog', '-v0'],
    ['migrate', '-v0'],
  ],
};

export const data: readonly Recipe[] = [
  {
    what: 'a database that was never migrated',
    means: 'no-such-table',
    at: [models, 'class Post'],
    edits: [remove('db.sqlite3')],
    run: { path: '/blog/' },
  },
  {
    what: 'a model without a migration',
    means: 'no-such-table',
    at: [models, 'class Tag'],
    edits: [
      append(models, '\n\nclass Tag(models.Model):\n    name = models.CharField(max_length=9)\n'),
      ...view('from .models import Tag', 'Tag.objects.count()'),
    ],
    run: attempt,
  },
  {
    what: 'a field without a migration',
    means: 'no-such-column',
    at: [models, 'subtitle ='],
    edits: [field('subtitle = models.CharField(max_length=9, default="")')],
    run: { path: '/blog/' },
  },
  {
    what: 'a field without a migration, while saving',
    means: 'no-such-column',
    at: [models, 'subtitle ='],
    edits: [field('subtitle = models.CharField(max_length=9, default="")')],
    run: shell('from blog.models import Post; Post.objects.create(title="New")'),
  },
  {
    what: 'a column that is there already',
    means: 'duplicate-column',
    at: ['blog/migrations/0002_subtitle.py', 'AddField'],
    edits: [
      field('subtitle = models.CharField(max_length=9, null=True)'),
      migration(
        '0002_subtitle',
        '0001_initial',
        '\n        migrations.RunSQL("ALTER TABLE blog_post ADD COLUMN subtitle varchar(9)"),\n        migrations.AddField("post", "subtitle", models.CharField(max_length=9, null=True)),\n    ',
      ),
    ],
    run: { manage: ['migrate', '--no-color'] },
  },
  {
    what: 'a table that is there already',
    means: 'table-already-exists',
    at: ['blog/migrations/0002_tag.py', 'CreateModel'],
    edits: [
      migration(
        '0002_tag',
        '0001_initial',
        '\n        migrations.RunSQL("CREATE TABLE blog_tag (id integer)"),\n        migrations.CreateModel("Tag", [("id", models.BigAutoField(primary_key=True))]),\n    ',
      ),
    ],
    run: { manage: ['migrate', '--no-color'] },
  },
  {
    what: 'a migration that is applied before the one it needs',
    means: 'inconsistent-migration-history',
    at: ['blog/migrations/0002_more.py', '"0001_initial"'],
    edits: [migration('0002_more', '0001_initial')],
    run: {
      manage: ['migrate'],
      before: [
        ['migrate', '-v0'],
        [
          'shell',
          '-c',
          'from django.db.migrations.recorder import MigrationRecorder as R; R.Migration.objects.filter(app="blog", name="0001_initial").delete()',
        ],
      ],
    },
  },
  {
    what: 'two migrations after the same one',
    means: 'conflicting-migrations',
    at: ['blog/migrations/0002_left.py', '"0001_initial"'],
    edits: [migration('0002_left', '0001_initial'), migration('0002_right', '0001_initial')],
    run: { manage: ['migrate'] },
  },
  {
    what: 'a migration after one that is not there',
    means: 'migration-dependency-missing',
    at: ['blog/migrations/0002_more.py', '"0001_start"'],
    edits: [migration('0002_more', '0001_start')],
    run: { manage: ['migrate'] },
  },
  {
    what: 'two migrations that wait for each other',
    means: 'migration-circular',
    at: ['blog/migrations/0002_left.py', '"0003_right"'],
    edits: [migration('0002_left', '0003_right'), migration('0003_right', '0002_left')],
    run: { manage: ['migrate'] },
  },
  {
    what: 'another file among the migrations',
    means: 'migration-file-bad',
    at: ['blog/migrations/helpers.py'],
    edits: [write('blog/migrations/helpers.py', 'x = 1\n')],
    run: { manage: ['migrate'] },
  },
  {
    what: 'a new field without a default',
    means: 'non-nullable-field',
    at: [models, 'rating ='],
    edits: [field('rating = models.IntegerField()')],
    run: { manage: ['makemigrations'] },
  },
  {
    what: 'a new field without a default, and nobody to ask',
    means: 'non-nullable-field',
    at: [models, 'rating ='],
    edits: [field('rating = models.IntegerField()')],
    run: { manage: ['makemigrations', '--noinput'] },
  },
  {
    what: 'a new date of creation',
    means: 'non-nullable-field',
    at: [models, 'made_at ='],
    edits: [field('made_at = models.DateTimeField(auto_now_add=True)')],
    run: { manage: ['makemigrations'] },
  },
  {
    what: 'migrations that wait, as runserver tells it',
    means: 'unapplied-migrations',
    at: ['blog/migrations/0002_more.py'],
    edits: [migration('0002_more', '0001_initial')],
    run: shell(
      'from django.core.management.commands.runserver import Command; Command().check_migrations()',
    ),
  },
  {
    what: 'models of an app that is not installed',
    means: 'no-changes-detected',
    at: [settings, 'INSTALLED_APPS ='],
    edits: [
      write('shop/__init__.py', ''),
      write(
        'shop/models.py',
        'from django.db import models\n\n\nclass Product(models.Model):\n    pass\n',
      ),
    ],
    run: { manage: ['makemigrations'] },
  },
  {
    what: 'migrate before makemigrations',
    means: 'model-changes-without-migration',
    at: [models],
    edits: [field('subtitle = models.CharField(max_length=9, default="")')],
    run: { manage: ['migrate'] },
  },
  {
    what: 'makemigrations for an app that is not installed',
    means: 'app-label-unknown',
    at: [settings, 'INSTALLED_APPS ='],
    run: { manage: ['makemigrations', 'blgo'] },
  },
  {
    what: 'a relation to an app that is not installed',
    means: 'relation-model-missing',
    at: [models, 'product ='],
    edits: [field('product = models.ForeignKey("shop.Product", on_delete=models.CASCADE)')],
    run: check,
  },
  {
    what: 'a relation without on_delete',
    means: 'on-delete-missing',
    at: [models, 'owner ='],
    edits: [field('owner = models.ForeignKey("auth.User")')],
    run: check,
  },
  {
    what: 'a text with a length that is no number',
    means: 'max-length-missing',
    at: [models, 'subtitle ='],
    edits: [field('subtitle = models.CharField(max_length="80")')],
    run: check,
  },
  {
    what: 'a price with digits that are no number',
    means: 'decimal-places-missing',
    at: [models, 'price ='],
    edits: [field('price = models.DecimalField(max_digits="8", decimal_places=-1)')],
    run: check,
  },
  {
    what: 'two relations to the same model',
    means: 'reverse-accessor-clash',
    at: [models, 'author ='],
    edits: [
      field(
        'author = models.ForeignKey("auth.User", on_delete=models.CASCADE)\n    editor = models.ForeignKey("auth.User", on_delete=models.CASCADE)',
      ),
    ],
    run: check,
  },
  {
    what: 'a relation to the user that was replaced',
    means: 'auth-user-swapped',
    at: [models, 'owner ='],
    edits: [
      field('owner = models.ForeignKey("auth.User", on_delete=models.CASCADE)'),
      append(
        models,
        '\n\nfrom django.contrib.auth.models import AbstractUser\n\n\nclass Member(AbstractUser):\n    pass\n',
      ),
      append(settings, '\nAUTH_USER_MODEL = "blog.Member"\n'),
    ],
    run: check,
  },
  {
    what: 'a query to the user that was replaced',
    means: 'auth-user-swapped',
    at: [views, 'User.objects.count()'],
    edits: [
      append(
        models,
        '\n\nfrom django.contrib.auth.models import AbstractUser\n\n\nclass Member(AbstractUser):\n    pass\n',
      ),
      append(settings, '\nAUTH_USER_MODEL = "blog.Member"\n'),
      ...view('from django.contrib.auth.models import User', 'User.objects.count()'),
    ],
    run: attempt,
  },
  {
    what: 'a user model that does not exist',
    means: 'auth-user-model-wrong',
    at: [settings, 'AUTH_USER_MODEL'],
    edits: [append(settings, '\nAUTH_USER_MODEL = "accounts.User"\n')],
    run: check,
  },
  {
    what: 'a picture without Pillow',
    means: 'pillow-missing',
    at: [models, 'photo ='],
    edits: [field('photo = models.ImageField()')],
    run: check,
  },
  {
    what: 'an order by a field that does not exist',
    means: 'meta-names-missing-field',
    at: [models, 'ordering ='],
    edits: [swap(models, '"-created_at")', '"-creatd_at")')],
    run: check,
  },
  {
    what: 'null for many objects',
    means: 'field-without-effect',
    at: [models, 'tags ='],
    edits: [field('tags = models.ManyToManyField("auth.Group", null=True)')],
    run: check,
  },
  {
    what: 'choices without pairs',
    means: 'choices-wrong',
    at: [models, 'state ='],
    edits: [field('state = models.CharField(max_length=9, choices=["draft", "live"])')],
    run: check,
  },
  {
    what: 'a model with a value for no field',
    means: 'model-unexpected-argument',
    at: [views, 'titel='],
    edits: view('Post(titel="New")'),
    run: attempt,
  },
  {
    what: 'a __str__ that gives a number',
    means: 'model-str',
    at: [models, 'return self.pk'],
    edits: [
      swap(models, 'return self.title', 'return self.pk'),
      ...view('str(Post.objects.first())'),
    ],
    run: attempt,
  },
  {
    what: 'get() of an object that is not there',
    means: 'does-not-exist',
    at: [views, 'get(pk=99)'],
    edits: view('Post.objects.get(pk=99)'),
    run: attempt,
  },
  {
    what: 'get() of several objects',
    means: 'multiple-objects-returned',
    at: [views, 'Post.objects.get()'],
    edits: view('Post.objects.get()'),
    run: attempt,
  },
  {
    what: 'a one-to-one relation that is empty',
    means: 'related-object-does-not-exist',
    at: [views, '.profile'],
    edits: [
      append(
        models,
        '\n\nclass Profile(models.Model):\n    user = models.OneToOneField("auth.User", on_delete=models.CASCADE)\n',
      ),
      ...view('request.user.profile'),
    ],
    run: { ...attempt, user: 'ana', ...withComments },
  },
  {
    what: 'a query for a field that does not exist',
    means: 'field-error-keyword',
    at: [views, 'titel='],
    edits: view('Post.objects.filter(titel="New")'),
    run: attempt,
  },
  {
    what: 'a number where an object belongs',
    means: 'cannot-assign',
    at: [views, 'Comment(post=1)'],
    edits: [...comments, ...view('from .models import Comment', 'Comment(post=1)')],
    run: attempt,
  },
  {
    what: 'a word where a number belongs',
    means: 'field-expected-a-number',
    at: [views, 'get(pk="new")'],
    edits: view('Post.objects.get(pk="new")'),
    run: attempt,
  },
  {
    what: 'a date that is none',
    means: 'value-invalid',
    at: [views, 'created_at="tomorrow"'],
    edits: view('Post.objects.filter(created_at="tomorrow")'),
    run: attempt,
  },
  {
    what: 'an object without a required relation',
    means: 'integrity-not-null',
    at: [views, 'Comment.objects.create'],
    edits: [
      ...comments,
      ...view('from .models import Comment', 'Comment.objects.create(text="Hi")'),
    ],
    run: { ...attempt, ...withComments },
  },
  {
    what: 'a name that is taken',
    means: 'integrity-unique',
    at: [views, 'create_user("ana")'],
    edits: view('from django.contrib.auth.models import User', 'User.objects.create_user("ana")'),
    run: attempt,
  },
  {
    what: 'a number of no object',
    means: 'integrity-foreign-key',
    at: [views, 'post_id=99'],
    edits: [
      ...comments,
      ...view('from .models import Comment', 'Comment.objects.create(post_id=99)'),
    ],
    run: { ...attempt, ...withComments },
  },
  {
    what: 'an object that is protected',
    means: 'protected-error',
    at: [views, '.delete()'],
    edits: [
      ...comments,
      ...view(
        'from .models import Comment',
        'Comment.objects.get_or_create(post_id=1, text="Hi")',
        'Post.objects.get(pk=1).delete()',
      ),
    ],
    run: { ...attempt, ...withComments },
  },
  {
    what: 'a relation to an object that is not saved',
    means: 'unsaved-related-object',
    at: [views, 'Comment(post=Post()).save()'],
    edits: [...comments, ...view('from .models import Comment', 'Comment(post=Post()).save()')],
    run: attempt,
  },
  {
    what: 'tags before the object is saved',
    means: 'unsaved-related-object',
    at: [views, 'Comment().tags'],
    edits: [...comments, ...view('from .models import Comment', 'Comment().tags.all()')],
    run: attempt,
  },
  {
    what: 'tags by assignment',
    means: 'many-to-many-assignment',
    at: [views, 'comment.tags = []'],
    edits: [
      ...comments,
      ...view('from .models import Comment', 'comment = Comment(pk=1)', 'comment.tags = []'),
    ],
    run: attempt,
  },
  {
    what: 'objects of an object',
    means: 'manager-misused',
    at: [views, 'Post().objects'],
    edits: view('Post().objects'),
    run: attempt,
  },
  {
    what: 'a list taken for an object',
    means: 'queryset-attribute',
    at: [views, 'all().title'],
    edits: view('Post.objects.all().title'),
    run: attempt,
  },
  {
    what: 'a filter behind a cut',
    means: 'queryset-sliced',
    at: [views, '[:5].filter'],
    edits: view('Post.objects.all()[:5].filter(pk=1)'),
    run: attempt,
  },
  {
    what: 'a query after an error in the same transaction',
    means: 'integrity-unique',
    at: [views, 'create_user("ana")'],
    edits: view(
      'from django.contrib.auth.models import User',
      'from django.db import IntegrityError, transaction',
      'with transaction.atomic():',
      '    try:',
      '        User.objects.create_user("ana")',
      '    except IntegrityError:',
      '        pass',
      '    Post.objects.count()',
    ),
    run: attempt,
  },
  {
    what: 'a moment without a time zone',
    means: 'naive-datetime',
    at: [views, 'datetime.now()'],
    edits: view(
      'from datetime import datetime',
      'from django.http import HttpResponse',
      'Post.objects.filter(pk=1).update(created_at=datetime.now())',
      'return HttpResponse("done")',
    ),
    run: attempt,
  },
  {
    what: 'pages of a list without an order',
    means: 'unordered-list',
    at: [views, 'Paginator('],
    edits: view(
      'from django.core.paginator import Paginator',
      'from django.http import HttpResponse',
      'Paginator(Post.objects.order_by(), 1).page(1)',
      'return HttpResponse("done")',
    ),
    run: attempt,
  },
  {
    what: 'another program that writes into the database',
    means: 'database-locked',
    at: [settings, 'DATABASES ='],
    edits: [
      swap(
        settings,
        '"NAME": BASE_DIR / "db.sqlite3",',
        '"NAME": BASE_DIR / "db.sqlite3",\n        "OPTIONS": {"timeout": 0.1},',
      ),
    ],
    run: shell(
      'import sqlite3; other = sqlite3.connect("db.sqlite3"); other.execute("BEGIN EXCLUSIVE"); from blog.models import Post; Post.objects.create(title="New")',
    ),
  },
  {
    what: 'a database that may only be read',
    means: 'database-readonly',
    at: [settings, '"NAME": f"file'],
    edits: [
      swap(
        settings,
        '"NAME": BASE_DIR / "db.sqlite3",',
        '"NAME": f"file:{BASE_DIR}/db.sqlite3?mode=ro",\n        "OPTIONS": {"uri": True},',
      ),
    ],
    run: shell('from blog.models import Post; Post.objects.create(title="New")'),
  },
  {
    what: 'a database in a folder that is not there',
    means: 'database-readonly',
    at: [settings, '"NAME": BASE_DIR'],
    edits: [swap(settings, 'BASE_DIR / "db.sqlite3"', 'BASE_DIR / "data" / "db.sqlite3"')],
    run: { path: '/blog/' },
  },
  {
    what: 'PostgreSQL without its package',
    means: 'database-driver-missing',
    at: [settings, '"ENGINE"'],
    edits: [swap(settings, 'backends.sqlite3', 'backends.postgresql')],
    run: check,
  },
  {
    what: 'a database of a kind that does not exist',
    means: 'database-settings-wrong',
    at: [settings, '"ENGINE"'],
    edits: [swap(settings, 'backends.sqlite3', 'backends.sqlite')],
    run: check,
  },
  {
    what: 'no database at all',
    means: 'database-settings-wrong',
    at: [settings, 'DATABASES = {}'],
    edits: [append(settings, '\nDATABASES = {}\n')],
    run: { path: '/blog/' },
  },
  {
    what: 'a mail server that does not answer',
    means: 'mail-refused',
    at: [settings, 'EMAIL_BACKEND'],
    versions: ['5.2', '6.0'],
    edits: [
      append(settings, '\nEMAIL_PORT = 1\n'),
      swap(settings, 'backends.console', 'backends.smtp'),
      ...view(
        'from django.core.mail import send_mail',
        'send_mail("Hi", "", None, ["a@example.com"])',
      ),
    ],
    run: attempt,
  },
  {
    what: 'a mail server that does not answer, from Django 6.1',
    means: 'mail-refused',
    at: [settings, 'MAILERS'],
    versions: ['6.1'],
    edits: [
      swap(
        settings,
        'backends.console.EmailBackend",',
        'backends.smtp.EmailBackend",\n        "OPTIONS": {"host": "127.0.0.1", "port": 1},',
      ),
      ...view(
        'from django.core.mail import send_mail',
        'send_mail("Hi", "", None, ["a@example.com"])',
      ),
    ],
    run: attempt,
  },
  {
    what: 'MAILERS beside EMAIL_HOST',
    means: 'mailers-and-email',
    at: [settings, 'EMAIL_HOST ='],
    versions: ['6.1'],
    edits: [append(settings, '\nEMAIL_HOST = "localhost"\n')],
    run: check,
  },
  {
    what: 'a query in a test without a database',
    means: 'test-database-forbidden',
    at: ['blog/tests.py', 'Post.objects.count()'],
    edits: [
      write(
        'blog/tests.py',
        'from django.test import SimpleTestCase\n\nfrom .models import Post\n\n\nclass T(SimpleTestCase):\n    def test_it(self):\n        Post.objects.count()\n',
      ),
    ],
    run: { manage: ['test'] },
  },
  {
    what: 'a file without tests',
    means: 'no-tests-ran',
    at: ['blog/tests.py'],
    edits: [write('blog/tests.py', '# Create your tests here.\n')],
    run: { manage: ['test'] },
  },
  {
    what: 'a test that fails',
    means: 'test-failed',
    at: ['blog/tests.py', 'assertEqual'],
    edits: [
      write(
        'blog/tests.py',
        'from django.test import SimpleTestCase\n\n\nclass T(SimpleTestCase):\n    def test_it(self):\n        response = self.client.get("/nowhere/")\n        self.assertEqual(response.status_code, 200)\n',
      ),
    ],
    run: { manage: ['test'] },
  },
  {
    what: 'tests.py beside a folder tests',
    means: 'test-import-error',
    at: ['blog/tests.py'],
    edits: [write('blog/tests/__init__.py', ''), write('blog/tests/test_a.py', '')],
    run: { manage: ['test'] },
  },
  {
    what: 'a column in the admin that does not exist',
    means: 'admin-option-wrong',
    at: ['blog/admin.py', '"titel"'],
    edits: [swap('blog/admin.py', 'list_display = ("title"', 'list_display = ("titel"')],
    run: check,
  },
  {
    what: 'an inline of a model that does not point back',
    means: 'admin-inline-foreign-key',
    at: ['blog/admin.py', 'class GroupInline'],
    edits: [
      append(
        'blog/admin.py',
        '\n\nfrom django.contrib.auth.models import Group\n\n\nclass GroupInline(admin.TabularInline):\n    model = Group\n\n\nPostAdmin.inlines = [GroupInline]\n',
      ),
    ],
    run: check,
  },
  {
    what: 'a model that is registered twice',
    means: 'admin-already-registered',
    at: ['blog/admin.py', 'admin.site.register(Post)'],
    edits: [append('blog/admin.py', '\n\nadmin.site.register(Post)\n')],
    run: check,
  },
  {
    what: 'an admin class that is none',
    means: 'admin-register-wrong',
    at: ['blog/admin.py', '@admin.register(Post)'],
    edits: [swap('blog/admin.py', 'class PostAdmin(admin.ModelAdmin)', 'class PostAdmin')],
    run: check,
  },
  {
    what: 'the settings of a learner, looked at for a live site',
    means: 'security-warning',
    at: [settings, 'SECURE_HSTS_SECONDS ='],
    versions: ['5.2', '6.0'],
    run: { manage: ['check', '--deploy'] },
  },
  {
    what: 'mails that a live site would print',
    means: 'mailers-missing',
    at: [settings, 'MAILERS = {'],
    versions: ['6.1'],
    run: { manage: ['check', '--deploy'] },
  },
];
