/** The feature postgres, and a move of data, on a real server of PostgreSQL. */
import { join } from 'node:path';
import { newestDjango } from '../../../src/django';
import { describeUnlessMissing } from '../support/environments';
import { checkProduction, describeFeatures, type Grown, succeed } from '../support/features';
import { missingPostgres, type Postgres, startPostgres } from '../support/postgres';
import { run } from '../support/program';

jest.setTimeout(300_000);

/** Many with the newest Django. */
const rowsFor = (version: string) => (version === newestDjango ? 10_000 : 1_000);

/** Rows with everything that a move could spoil: umlauts, quotes, times, booleans, relations. */
const fill = (rows: number) => `
from django.contrib.auth.models import Group, User
from blog.models import Post
group = Group.objects.create(name="Editors")
user = User.objects.create_user("ada", password="lovelace")
user.groups.add(group)
Post.objects.bulk_create([
    Post(title=f"Täst 'n' \\"{n}\\" 漢字", body=f"{n}\\r\\n\\\\ %s" * 3, is_featured=n % 2 == 0)
    for n in range(${rows})
], batch_size=500)
`;

const summarise = `
import hashlib, json
from django.contrib.auth.models import User
from blog.models import Post
digest = hashlib.sha256()
for row in Post.objects.order_by("pk").values().iterator():
    for name in ("created_at", "updated_at"):
        # JSON, in which Django writes the rows down, holds times to a millisecond.
        row[name] = row[name].isoformat(timespec="milliseconds")
    digest.update(repr(sorted(row.items())).encode())
ada = User.objects.get(username="ada")
print(json.dumps([Post.objects.count(), digest.hexdigest(), ada.check_password("lovelace"),
    [group.name for group in ada.groups.all()]]))
`;

const addOne = `
from blog.models import Post
print(Post.objects.create(title="one more", body="").pk)
`;

/** The command of the next steps, as the user is told. */
const dump =
  '-X utf8 manage.py dumpdata --natural-foreign --natural-primary -e contenttypes -e auth.permission -o data.json';

describeUnlessMissing(missingPostgres(), 'with a server', () => {
  let server: Postgres;

  beforeAll(async () => {
    server = await startPostgres();
  });

  afterAll(() => server.stop());

  describeFeatures(['postgres'], {
    more: (project) => {
      test('rows move from SQLite to PostgreSQL', () => {
        const rows = rowsFor(project().version);
        server.sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
        const here = manager(project());
        here(['migrate', '--verbosity', '0']);
        here(['shell', '-c', fill(rows)]);
        const before = lastLine(here(['shell', '-c', summarise]));
        expect(JSON.parse(before)).toEqual([rows, expect.any(String), true, ['Editors']]);
        succeed(run(project().python, dump.split(' '), { cwd: project().root }));

        const there = manager(project(), server.env);
        there(['migrate', '--verbosity', '0']);
        there(['loaddata', 'data.json']);
        expect(server.sql('SELECT count(*) FROM blog_post')).toBe(String(rows));
        expect(lastLine(there(['shell', '-c', summarise]))).toBe(before);
        // The counter of new rows has moved on, too.
        expect(Number(lastLine(there(['shell', '-c', addOne])))).toBeGreaterThan(rows);
      });

      test('its tests pass on PostgreSQL, and it is ready for production', () => {
        const { python, root } = project();
        manager(project(), server.env)(['test', '--noinput']);
        checkProduction(python, root, 'myproj.settings', server.env);
      });
    },
  });
});

/** manage.py of a project. */
function manager({ python, root }: Grown, env: NodeJS.ProcessEnv = {}) {
  return (args: readonly string[]): string =>
    succeed(run(python, [join(root, 'manage.py'), ...args], { cwd: root, env })).stdout;
}

const lastLine = (text: string) => text.trim().split('\n').at(-1)!;
