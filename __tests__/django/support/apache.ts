/** An Apache with a site of its own, as an ordinary program: its own ports, folders and log. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Certificate, selfSigned } from './certificate';
import { temporaryFolder } from './program';
import { freePort } from './server';
import { adapted, type Behind, domain, type Ports, untilOpen, type WebServer } from './web-server';

const program = '/usr/sbin/apache2';
const modules = '/usr/lib/apache2/modules';

/** @returns what is missing to start one, or undefined where nothing is */
export const missingApache = () => (existsSync(program) ? undefined : 'Apache');

/** What Debian enables by itself, as far as it matters here. */
const ofDebian = [
  ...['mpm_event', 'authz_core', 'alias', 'dir', 'mime', 'filter', 'deflate', 'reqtimeout'],
  ...['setenvif', 'env', 'negotiation', 'autoindex', 'status'],
];

/** What `a2enmod` enables besides, by the explanation of the configuration. */
const enabled = [
  ...['ssl', 'socache_shmcb', 'headers', 'http2', 'proxy', 'proxy_http'],
  ...['proxy_balancer', 'lbmethod_byrequests', 'slotmem_shm'],
];

export async function startApache(behind: Behind): Promise<WebServer> {
  const certificate = selfSigned(domain);
  const ports = { http: await freePort(), https: await freePort() };
  const member = /BalancerMember http:\/\/127\.0\.0\.1:8000 (.*)/;
  const members = behind.applications.map((port) => `BalancerMember http://127.0.0.1:${port} $1`);
  const site = adapted('apache.conf', behind, certificate, [
    [/\*:80>/, `127.0.0.1:${ports.http}>`],
    [/\*:443>/, `127.0.0.1:${ports.https}>`],
    [member, members.join('\n')],
  ]);
  return runApache(site, { ports, certificate, modules: enabled });
}

interface Site {
  ports: Ports;
  certificate: Certificate;
  /** The modules beside those that Debian enables. */
  modules: readonly string[];
  env?: NodeJS.ProcessEnv;
}

export async function runApache(site: string, how: Site): Promise<WebServer & { pid: number }> {
  const { ports, certificate, env } = how;
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const main = join(folder, 'apache2.conf');
  writeFileSync(join(folder, 'site.conf'), site);
  writeFileSync(main, around(folder, how));
  const args = ['-d', folder, '-f', main];
  const options = { env: { ...process.env, LANG: 'C', ...env } };
  const { stderr } = spawnSync(program, [...args, '-t'], { encoding: 'utf8', ...options });
  if (stderr !== 'Syntax OK\n') throw new Error(`apachectl configtest:\n${stderr}`);

  const child = spawn(program, [...args, '-DFOREGROUND'], { stdio: 'ignore', ...options });
  const server = {
    pid: child.pid!,
    certificate,
    ports,
    // As `apachectl graceful` does.
    reload: () => process.kill(child.pid!, 'SIGUSR1'),
    errors: () => readFileSync(join(folder, 'error.log'), 'utf8'),
    stop: () => stopped(child),
  };
  await untilOpen(server);
  return server;
}

async function stopped(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
}

/** What Debian has around its sites, with the folders of one test. */
function around(folder: string, { ports, modules: more }: Site): string {
  const isRoot = process.getuid?.() === 0;
  return [
    ...[...ofDebian, ...more].map(
      (name) => `LoadModule ${name.split(' ')[0]}_module ${modules}/mod_${name}.so`,
    ),
    `Listen 127.0.0.1:${ports.http}`,
    `Listen 127.0.0.1:${ports.https}`,
    'ServerName localhost',
    `PidFile ${folder}/apache2.pid`,
    `DefaultRuntimeDir ${folder}`,
    `Mutex file:${folder} default`,
    `ErrorLog ${folder}/error.log`,
    // The folders of a test are those of its user.
    isRoot ? 'User www-data\nGroup www-data' : '',
    'TypesConfig /etc/mime.types',
    'StartServers 2',
    'GracefulShutdownTimeout 10',
    '<Directory />',
    '  Options FollowSymLinks',
    '  AllowOverride None',
    '  Require all denied',
    '</Directory>',
    `Include ${folder}/site.conf\n`,
  ].join('\n');
}
