/** A server of PostgreSQL for the tests of one file: its own data, its own port. */
import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './program';
import { freePort } from './server';

export interface Postgres {
  /** What the settings of the feature postgres read. */
  env: NodeJS.ProcessEnv;
  sql(statement: string): string;
  stop(): void;
}

/** With every sign that a URL would have to escape. */
const password = `p@ss:w/rd#"'%20 é`;

/** @returns what is missing to start one, or undefined where nothing is */
export function missingPostgres(): string | undefined {
  return postgresPrograms() ? undefined : 'PostgreSQL';
}

/** Starts a server with one user, `mysite`, and a database of that name. */
export async function startPostgres(): Promise<Postgres> {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  const port = String(await freePort());
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password);
  if (owner.uid) for (const path of [folder, data, secret]) chownSync(path, owner.uid, owner.gid);

  const access = ['--auth=scram-sha-256', `--pwfile=${secret}`, '--username=postgres'];
  run('initdb', ['--pgdata', data, '--encoding=UTF8', '--no-sync', ...access]);
  const options = `-p ${port} -h 127.0.0.1 -k ${folder} -c fsync=off`;
  run('pg_ctl', ['--pgdata', data, '--wait', '--log', join(folder, 'log'), '-o', options, 'start']);

  const address = ['--host=127.0.0.1', `--port=${port}`];
  const sql = (statement: string, user = 'postgres', database = 'postgres') =>
    run(
      'psql',
      [
        ...address,
        '--user',
        user,
        '--no-psqlrc',
        '-v',
        'ON_ERROR_STOP=1',
        '-Atc',
        statement,
        database,
      ],
      { PGPASSWORD: password },
    );
  sql(`CREATE ROLE mysite LOGIN CREATEDB PASSWORD '${password.replaceAll("'", "''")}'`);
  sql('CREATE DATABASE mysite OWNER mysite');
  return {
    env: {
      POSTGRES_DB: 'mysite',
      POSTGRES_USER: 'mysite',
      POSTGRES_PASSWORD: password,
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: port,
    },
    sql: (statement) => sql(statement, 'mysite', 'mysite').trim(),
    stop: () => void run('pg_ctl', ['--pgdata', data, '--mode=fast', '--wait', 'stop']),
  };
}

/** PostgreSQL refuses to run as root. */
const owner = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : { uid: 0, gid: 0 };

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { status, stdout, stderr } = spawnSync(join(postgresPrograms()!, program), args, {
    cwd: '/',
    encoding: 'utf8',
    env: { ...process.env, ...env },
    // The server keeps what it inherits open: it must not be a pipe that somebody waits for.
    stdio: program === 'pg_ctl' ? 'ignore' : 'pipe',
    ...(owner.uid && owner),
  });
  if (status !== 0) throw new Error(`${program} ended with ${status}:\n${stdout}${stderr}`);
  return stdout ?? '';
}

/** Debian keeps its programs out of the PATH. */
export function postgresPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(':'),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}
