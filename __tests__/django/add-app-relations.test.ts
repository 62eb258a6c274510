/** Fields that lead to models of the project: the tests of the new app can make those. */
import { join } from 'node:path';
import { outputFileSync, readFileSync } from 'fs-extra';
import { type DjangoVersion, describeEachDjango, pythonWith } from './support/environments';
import { manage, type Result, run, runProgram, temporaryFolder } from './support/program';

jest.setTimeout(300_000);

const MODELS = `from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models


class Manager(BaseUserManager):
    def create_user(self, email, password=None, **extra):
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password, **extra):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class Member(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=20, unique=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    objects = Manager()
    USERNAME_FIELD = 'email'


class Timed(models.Model):
    starts = models.DateTimeField()

    class Meta:
        abstract = True


class Country(models.Model):
    code = models.CharField(max_length=3, unique=True)


class Shop(Timed):
    name = models.CharField(max_length=100)
    country = models.ForeignKey(Country, on_delete=models.CASCADE)
    owner = models.OneToOneField(Member, on_delete=models.CASCADE)
    size = models.PositiveIntegerField(unique=True)
    open = models.BooleanField()
    length = models.DurationField()


class Post(models.Model):
    author = models.ForeignKey(Member, on_delete=models.CASCADE)
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE)
`;

describeEachDjango('fields that lead to models of the project', (version) => {
  let root: string;
  const add = (...args: string[]) =>
    runProgram(['add-app', ...args, '--yes'], {
      cwd: root,
      env: { XDG_STATE_HOME: join(root, '../state') },
    });

  beforeAll(() => {
    root = projectWithMembers(version);
    succeed(
      add(
        'blog',
        '--fields',
        `title author:fk(user) shop:fk(people.Shop) country:one(people.Country)
        others:many(people.Shop, related_name=other_posts)`,
      ),
    );
    succeed(add('forum', '--model', 'Post', '--fields', 'title author:fk(user) on:fk(blog.Post)'));
  });

  test('three models of one name: each has a way back of its own', () => {
    const nameIn = (app: string) =>
      /AUTH_USER_MODEL,\s+on_delete=models.CASCADE,\s+related_name='(\w+)'/.exec(
        readFileSync(join(root, app, 'models.py'), 'utf8'),
      )?.[1];
    expect([nameIn('blog'), nameIn('forum')]).toEqual(['blog_posts', 'forum_posts']);
    succeed(manage(root, version, 'check', '--fail-level', 'WARNING'));
  });

  test('the migrations are those that makemigrations would write, and run', () => {
    succeed(manage(root, version, 'makemigrations', '--check', '--dry-run'));
    succeed(manage(root, version, 'migrate', '--verbosity', '0'));
  });

  test('their own tests pass', () => {
    expect(succeed(manage(root, version, 'test')).stderr).toMatch(/Ran 16 tests/);
  });

  test.each([
    ['people.Shp', 'the app people has no model Shp', 'Member, Country, Shop, Post'],
    ['pepole.Shop', 'no installed app has the label pepole', 'people'],
  ])('%s is refused', (target, ...words) => {
    const { status, stderr } = add('other', '--fields', `a:fk(${target})`);
    expect(status).toBe(2);
    for (const word of words) expect(stderr).toContain(word);
  });
});

function projectWithMembers(version: DjangoVersion): string {
  const root = join(temporaryFolder(), 'project');
  outputFileSync(join(root, 'people/__init__.py'), '');
  outputFileSync(join(root, 'people/models.py'), MODELS);
  succeed(run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', '.'], { cwd: root }));
  const file = join(root, 'mysite/settings.py');
  const settings = readFileSync(file, 'utf8').replace(
    'INSTALLED_APPS = [',
    "AUTH_USER_MODEL = 'people.Member'\n\nINSTALLED_APPS = [\n    'people',",
  );
  outputFileSync(file, `${settings}\nDEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'\n`);
  succeed(manage(root, version, 'makemigrations', 'people'));
  return root;
}

function succeed(result: Result): Result {
  const { status, stdout, stderr } = result;
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
  return result;
}
