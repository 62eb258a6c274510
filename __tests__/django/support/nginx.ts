/** An Nginx with a site of its own, as an ordinary program: its own ports, folders and log. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned } from './certificate';
import { mustRun } from './environments';
import { temporaryFolder } from './program';
import { freePort } from './server';
import { adapted, type Behind, domain, untilOpen, type WebServer } from './web-server';

const program = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));

/** @returns what is missing to start one, or undefined where nothing is */
export const missingNginx = () => (program ? undefined : 'Nginx');

export async function startNginx(behind: Behind): Promise<WebServer> {
  const folder = temporaryFolder();
  const certificate = selfSigned(domain);
  const ports = { http: await freePort(), https: await freePort() };
  const site = join(folder, 'site.conf');
  writeFileSync(
    site,
    adapted('nginx.conf', behind, certificate, [
      [/listen 80;/, `listen 127.0.0.1:${ports.http};`],
      [/listen 443 ssl/, `listen 127.0.0.1:${ports.https} ssl`],
      [/^ *listen \[::\].*\n/gm, ''],
      [
        /server 127\.0\.0\.1:8000;/,
        behind.applications.map((port) => `server 127.0.0.1:${port};`).join(' '),
      ],
    ]),
  );
  const log = join(folder, 'error.log');
  const main = join(folder, 'nginx.conf');
  writeFileSync(main, around(folder, site));
  const args = ['-p', folder, '-c', main, '-e', log];
  const { stderr } = spawnSync(program!, [...args, '-t'], { encoding: 'utf8' });
  if (/\[(warn|emerg)\]/.test(stderr)) throw new Error(`nginx -t:\n${stderr}`);

  const child = spawn(program!, args, { stdio: 'ignore' });
  const ended = once(child, 'close');
  const server: WebServer = {
    certificate,
    ports,
    reload: () => mustRun(program!, [...args, '-s', 'reload']),
    errors: () => readFileSync(log, 'utf8'),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
  await untilOpen(server);
  return server;
}

/** What Debian has around its sites, with the folders of one test. */
function around(folder: string, site: string): string {
  const isRoot = process.getuid?.() === 0;
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return [
    isRoot ? 'user root;' : '',
    'daemon off;',
    'worker_processes 2;',
    `pid ${folder}/nginx.pid;`,
    'events { worker_connections 512; }',
    'http {',
    '  include /etc/nginx/mime.types;',
    '  default_type application/octet-stream;',
    '  access_log off;',
    ...kinds.map((kind) => `  ${kind}_temp_path ${folder}/${kind};`),
    `  include ${site};`,
    '}\n',
  ].join('\n');
}
