/** The features postgres and mysql, and a move of data, on real servers. */
import { copyFileSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { type DjangoVersion, newestDjango } from '../../../src/django';
import {
  describeEachDjango,
  describeUnlessMissing,
  pythonWithFeatures,
} from '../support/environments';
import { checkProduction, production, succeed } from '../support/features';
import { type Mariadb, missingMariadb, startMariadb } from '../support/mariadb';
import { missingPostgres, type Postgres, startPostgres } from '../support/postgres';
import { createProject, run, runProgram } from '../support/program';
import { freePort, startProgram } from '../support/server';

jest.setTimeout(600_000);

const rows = 10_000;

/** Every sort of field whose values a move could spoil. */
const fields =
  'name:char(200, unique) code:char?(20, unique) body:text? price:decimal(8,2) is_sold:bool is_known:bool? ' +
  'day:date moment:datetime clock:time took:duration? number:uuid(unique) data:json content:binary ' +
  'size:bigint weight:float? address:ip owner:fk?(auth.User) parent:fk?(self)';

/** The command of the next steps, as the user is told. */
const dump =
  '-X utf8 manage.py dumpdata --natural-foreign --natural-primary -e contenttypes -e auth.permission -o data.json';

const missing = missingPostgres() ?? missingMariadb();

describeUnlessMissing(missing, 'with servers', () => {
  let postgres: Postgres;
  let mariadb: Mariadb;

  beforeAll(async () => {
    postgres = await startPostgres();
    mariadb = await startMariadb(flagsOfCompose(create('mysql', newestDjango)));
  });

  afterAll(async () => {
    postgres.stop();
    await mariadb.stop();
  });

  describeEachDjango('PostgreSQL and MariaDB for', (version) => {
    let onPostgres: string;
    let onMariadb: string;
    let before: Summary;
    const python = () => pythonWithFeatures(version);

    /** What is in SQLite is the same for both. */
    beforeAll(() => {
      onPostgres = create('postgres', version);
      onMariadb = create('mysql', version);
      before = rowsIn(python(), onPostgres, ['fill', String(rows)]);
      succeed(run(python(), dump.split(' '), { cwd: onPostgres }));
      copyFileSync(join(onPostgres, 'data.json'), join(onMariadb, 'data.json'));
    });

    test('there are many rows in SQLite', () => {
      expect(before.rows).toBe(rows);
      expect(before.password).toBe(true);
    });

    test('they move to PostgreSQL', () => {
      postgres.sql('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      expect(rowsIn(python(), onPostgres, ['load'], postgres.env)).toEqual(before);
      expect(postgres.sql('SELECT count(*) FROM shop_item')).toBe(String(rows));
    });

    test('the tests of the project pass on PostgreSQL, and it is ready for production', () => {
      manage(python(), onPostgres, ['test', '--noinput'], postgres.env);
      checkProduction(python(), onPostgres, 'myproj.settings', postgres.env);
    });

    test('the tests of the project pass on MariaDB, and it is ready for production', () => {
      mariadb.initialise(join(onMariadb, 'deploy/mariadb/test-database.sh'));
      manage(python(), onMariadb, ['test', '--noinput'], mariadb.env);
      const databases = ['check', '--database', 'default', '--fail-level', 'WARNING'];
      manage(python(), onMariadb, databases, mariadb.env);
      checkProduction(python(), onMariadb, 'myproj.settings', mariadb.env);
    });

    if (version !== newestDjango) return;

    test('they move to MariaDB', () => {
      mariadb.sql('DROP DATABASE mysite; CREATE DATABASE mysite');
      expect(rowsIn(python(), onMariadb, ['load'], mariadb.env)).toEqual(before);
      expect(mariadb.sql('SELECT count(*) FROM mysite.shop_item')).toBe(String(rows));
    });

    test('a site survives that MariaDB dies and comes back', async () => {
      const address = `127.0.0.1:${await freePort()}`;
      const gunicorn = join(dirname(python()), 'gunicorn');
      const server = await startProgram([gunicorn, '--bind', address, 'myproj.wsgi'], {
        root: onMariadb,
        env: { ...mariadb.env, ...production, DJANGO_ALLOWED_HOSTS: '127.0.0.1' },
        url: `http://${address}`,
      });
      const headers = { 'X-Forwarded-Proto': 'https' };
      const posts = async () => (await fetch(`${server.url}/blog/`, { headers })).status;
      try {
        const connections = () =>
          mariadb.sql("SELECT id FROM information_schema.processlist WHERE user = 'mysite'");
        const statuses = [await posts()];
        const kept = connections();
        statuses.push(await posts());
        expect(connections()).toBe(kept);
        await mariadb.crash();
        statuses.push(await posts(), await posts());
        expect(statuses).toEqual([200, 200, 200, 200]);
      } finally {
        await server.stop();
      }
    });

    test('texts that differ in an accent or an emoji are different in MariaDB, not those that differ in case', () => {
      mariadb.sql('DROP DATABASE mysite; CREATE DATABASE mysite');
      const equal = (one: string, other: string) =>
        mariadb.sql(
          `USE mysite; CREATE TEMPORARY TABLE one (name varchar(9));
          INSERT INTO one VALUES ('${one}'); SELECT count(*) FROM one WHERE name = '${other}'`,
        );
      expect([equal('résumé', 'resume'), equal('🍣', '🍺'), equal('Ada', 'ada')]).toEqual([
        '0',
        '0',
        '1',
      ]);
    });
  });
});

function create(feature: string, version: DjangoVersion): string {
  const { root } = createProject('myproj', '--with', feature, '--django', version);
  succeed(
    runProgram(['add-app', 'shop', '--model', 'Item', '--fields', fields, '--yes'], { cwd: root }),
  );
  return root;
}

/** What compose.yaml starts the server with. */
function flagsOfCompose(root: string): string[] {
  return parse(readFileSync(join(root, 'compose.yaml'), 'utf8')).services.db.command;
}

interface Summary {
  rows: number;
  password: boolean;
}

function rowsIn(python: string, cwd: string, args: string[], env: NodeJS.ProcessEnv = {}): Summary {
  const script = join(__dirname, '../support/rows.py');
  return JSON.parse(succeed(run(python, [script, ...args], { cwd, env })).stdout);
}

function manage(python: string, cwd: string, args: string[], env: NodeJS.ProcessEnv): void {
  succeed(run(python, ['manage.py', ...args], { cwd, env }));
}
