/** A server of MariaDB for the tests of one file: its own data, its own port. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRun } from './environments';
import { run, temporaryFolder } from './program';
import { freePort } from './server';

export interface Mariadb {
  /** What the settings of the feature mysql read. */
  env: NodeJS.ProcessEnv;
  /** As root. @returns rows, without the names of their columns */
  sql(statement: string): string;
  /** Runs a script as the image of MariaDB does at its first start. */
  initialise(script: string): void;
  /** Kills the server, as a power cut would, and starts it again. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** With every sign that a URL would have to escape. */
const password = `p@ss:w/rd#"'%20 é`;

const secondsToStart = 60;

/** @returns what is missing to start one, or undefined where nothing is */
export function missingMariadb(): string | undefined {
  const isThere = spawnSync('mariadbd', ['--no-defaults', '--version']).status === 0;
  return isThere ? undefined : 'MariaDB';
}

/**
 * Starts a server with one user, `mysite`, who may do everything with the database of that name
 * and nothing else: as MariaDB's image makes it.
 *
 * @param flags for the server
 */
export async function startMariadb(flags: readonly string[]): Promise<Mariadb> {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const socket = join(folder, 'socket');
  const port = String(await freePort());
  mkdirSync(data, { mode: 0o700 });
  // It refuses to run as root, unless that is its user.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) for (const path of [folder, data]) chownSync(path, 65534, 65534);
  const user = isRoot ? ['--user=nobody'] : [];
  const install = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  const options = ['--no-defaults', `--datadir=${data}`, ...user];
  mustRun('mariadb-install-db', [...options, ...install]);

  const client = ['--no-defaults', `--socket=${socket}`, '--user=root'];
  const charset = '--default-character-set=utf8mb4';
  // Not by its input: without a server, the client ends before it has read any.
  const ask = (statement: string) => run('mariadb', [...client, charset, '-sN', '-e', statement]);
  const sql = (statement: string) => {
    const { status, stdout, stderr } = ask(statement);
    if (status !== 0) throw new Error(`${statement}\n${stderr}`);
    return stdout.trim();
  };
  let server: ChildProcess;
  const start = async () => {
    const place = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${socket}`];
    const quick = ['--innodb-flush-log-at-trx-commit=2', `--pid-file=${join(folder, 'pid')}`];
    server = spawn('mariadbd', [...options, ...place, ...quick, ...flags], { stdio: 'ignore' });
    for (let waited = 0; ask('SELECT 1').status !== 0; waited += 0.1) {
      if (server.exitCode !== null || waited > secondsToStart) {
        throw new Error('MariaDB does not start.');
      }
      await sleep(100);
    }
  };
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(server, 'close');
    server.kill(signal);
    await ended;
  };
  await start();
  sql(`
    CREATE DATABASE mysite;
    CREATE USER mysite@'%' IDENTIFIED BY '${password.replaceAll("'", "''")}';
    GRANT ALL ON mysite.* TO mysite@'%';
  `);
  return {
    env: {
      MYSQL_DATABASE: 'mysite',
      MYSQL_USER: 'mysite',
      MYSQL_PASSWORD: password,
      MYSQL_HOST: '127.0.0.1',
      MYSQL_PORT: port,
    },
    sql,
    initialise: (script) => {
      const process_sql = `docker_process_sql() { mariadb ${client.join(' ')}; }`;
      const env = { MARIADB_DATABASE: 'mysite', MARIADB_USER: 'mysite' };
      const { status, stderr } = run('bash', ['-e', '-c', `${process_sql}\n. '${script}'`], {
        env,
      });
      if (status !== 0) throw new Error(stderr);
    },
    crash: async () => {
      await end('SIGKILL');
      await start();
    },
    stop: () => end('SIGTERM'),
  };
}
