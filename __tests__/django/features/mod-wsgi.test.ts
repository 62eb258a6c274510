/** The feature mod-wsgi: Debian's Apache with Debian's mod_wsgi, which runs Django by itself. */
import { cpSync, existsSync, readFileSync, realpathSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { missingApache, runApache } from '../support/apache';
import { childrenOf, until } from '../support/application-server';
import { selfSigned } from '../support/certificate';
import { describeUnlessMissing, environmentOf } from '../support/environments';
import type { Grown } from '../support/features';
import { type Heard, probed } from '../support/probe';
import { freePort } from '../support/server';
import { makeSite, report, testsOfSite } from '../support/site';
import { adapted, domain, underLoad, visit, type WebServer } from '../support/web-server';

jest.setTimeout(300_000);

const mod = '/usr/lib/apache2/modules/mod_wsgi.so';
const python = '/usr/bin/python3';

/** The Python that Debian's module is bound to: `mod_wsgi.so-3.11`. */
const bound = existsSync(mod) ? realpathSync(mod).split('-')[1]! : undefined;
const missing = missingApache() ?? (bound && existsSync(python) ? undefined : 'mod_wsgi of Debian');

describeUnlessMissing(missing, 'Apache runs Django', () => {
  let project: Grown;
  let server: WebServer & { pid: number };

  beforeAll(async () => {
    const [major, minor] = bound!.split('.').map(Number);
    const environment = environmentOf({ path: python, version: [major!, minor!] }, '5.2');
    project = makeSite('mod-wsgi', '5.2', join(environment, 'bin/python'));
    const { root } = project;
    // Where the user of Apache may read it.
    cpSync(environment, join(root, '.venv'), { recursive: true, verbatimSymlinks: true });
    const certificate = selfSigned(domain);
    const ports = { http: await freePort(), https: await freePort() };
    const site = adapted('apache-mod-wsgi.conf', { root, applications: [] }, certificate, [
      [/\*:80>/, `127.0.0.1:${ports.http}>`],
      [/\*:443>/, `127.0.0.1:${ports.https}>`],
    ]);
    const modules = ['ssl', 'socache_shmcb', 'headers', 'http2', 'wsgi'];
    server = await runApache(site, { ports, certificate, modules, env: probed });
  });

  afterAll(() => server?.stop());

  /** The processes that Django runs in. */
  const daemons = () =>
    childrenOf(server.pid).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('(wsgi:myproj'),
    );
  /** Waits until every process has loaded Django. */
  const allReady = async () => {
    const ready = new Set<number>();
    while (!daemons().every((pid) => ready.has(pid))) {
      const { body } = await visit(server, '/probe/?seconds=0.01');
      ready.add((JSON.parse(body) as Heard).pid);
    }
  };
  const load = (happens: () => Promise<void>) =>
    underLoad(
      (index) =>
        visit(server, '/probe/?seconds=0.01', index % 2 ? { method: 'POST', body: 'text' } : {}),
      happens,
    );

  testsOfSite(() => server);

  test('a new date of wsgi.py loads new code, and loses nothing, forms neither', async () => {
    await allReady();
    const before = daemons();
    const result = await load(async () => {
      await sleep(200);
      utimesSync(join(project.root, 'myproj/wsgi.py'), new Date(), new Date());
      await until(() => daemons().filter((pid) => !before.includes(pid)).length === 2);
      await allReady();
    });
    report('mod-wsgi: wsgi.py touched', result);
    expect(result.lost).toEqual([]);
    expect(result.good).toBeGreaterThan(20);
  });

  test('a process that is killed under load takes no more than its requests with it', async () => {
    const before = daemons();
    expect(before.length).toBe(2);
    const { good, lost, perSecond } = await load(async () => {
      await sleep(300);
      process.kill(before[0]!, 'SIGKILL');
      await until(() => daemons().filter((pid) => !before.includes(pid)).length === 1);
      await sleep(500);
    });
    report('mod-wsgi: a process killed', { good, lost, perSecond });
    expect(good).toBeGreaterThan(20);
    expect(lost.length).toBeLessThanOrEqual(8);
  });

  test('a reload of Apache takes no more than the requests of Django with it', async () => {
    const before = daemons();
    const result = await load(async () => {
      await sleep(200);
      server.reload();
      await until(() => daemons().filter((pid) => !before.includes(pid)).length === 2);
      await sleep(300);
    });
    report('mod-wsgi: Apache reloaded', result);
    expect(result.lost.length).toBeLessThanOrEqual(8);
  });
});
