/** The feature custom-user: its migration, real users, and that it comes before the first migrate. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeEachDjango, pythonWith, tools } from '../support/environments';
import { check, describeFeatures, startproject, succeed } from '../support/features';
import { readFiles } from '../support/files';
import { manage, run, runProgram } from '../support/program';

jest.setTimeout(300_000);

/** Logs in at the admin, and changes a user there, as a person would. */
const visit = `
from django.test import Client
from django.test.utils import setup_test_environment
setup_test_environment()
from accounts.models import User
client = Client()
page = client.post("/admin/login/?next=/admin/", {"username": "ada", "password": "lovelace-1815"})
print(page.status_code, page.headers.get("Location"))
ada = User.objects.get()
address = f"/admin/accounts/user/{ada.pk}/change/"
form = client.get(address).context["adminform"].form
data = {name: value for name, value in form.initial.items() if isinstance(value, (str, bool, int))}
dates = {f"{name}_{part}": "" for name in ("last_login", "date_joined") for part in (0, 1)}
dates |= {"date_joined_0": "2026-01-02", "date_joined_1": "03:04:05"}
page = client.post(address, {**data, **dates, "first_name": "Ada"})
print(page.status_code, User.objects.get().first_name)
`;

describeFeatures(['custom-user'], {
  more: (project) => {
    test('its migration is what makemigrations writes', () => {
      const { root, python } = project();
      const file = join(root, 'accounts/migrations/0001_initial.py');
      const ours = readFileSync(file, 'utf8');
      rmSync(file);
      succeed(run(python, ['manage.py', 'makemigrations', 'accounts'], { cwd: root }));
      succeed(run(tools().ruff, ['format', '--isolated', file]));
      expect(withoutComments(ours)).toBe(withoutComments(readFileSync(file, 'utf8')));
    });

    test('people log in, and are changed in the admin', () => {
      const { root, python } = project();
      const env = {
        DJANGO_SUPERUSER_USERNAME: 'ada',
        DJANGO_SUPERUSER_PASSWORD: 'lovelace-1815',
        DJANGO_SUPERUSER_EMAIL: 'ada@example.com',
      };
      succeed(run(python, ['manage.py', 'migrate', '--verbosity', '0'], { cwd: root }));
      succeed(run(python, ['manage.py', 'createsuperuser', '--noinput'], { cwd: root, env }));
      const { stdout } = succeed(run(python, ['manage.py', 'shell', '-c', visit], { cwd: root }));
      expect(stdout.trim().split('\n').slice(-2)).toEqual(['302 /admin/', '302 Ada']);
    });
  },
});

describeEachDjango('In a project by startproject, custom-user for', (version) => {
  let root: string;
  const add = (...words: string[]) => runProgram([...words, '--yes'], { cwd: root });

  beforeEach(() => {
    root = startproject(version);
  });

  test('is refused once migrate has run, and nothing is changed', () => {
    succeed(manage(root, version, 'migrate', '--verbosity', '0'));
    const before = readFiles(root);
    const { status, stderr } = add('add', 'custom-user');
    expect(status).toBe(1);
    expect(stderr).toContain('db.sqlite3 has been migrated');
    expect(readFiles(root)).toEqual(before);
  });

  test('an app that points to users points to these', () => {
    succeed(add('add', 'custom-user'));
    succeed(add('add-app', 'shop', '--fields', 'name:char owner:fk(accounts.User)'));
    const { stderr } = check(pythonWith(version), root, 'mysite.settings');
    expect(stderr).toMatch(/^OK$/m);
  });
});

const withoutComments = (text: string) => text.replace(/^ *#.*\n/gm, '').trim();
