/** What every web server has to do in front of a project, tried on the real ones. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApplicationServer, startApplicationServer, until } from './application-server';
import { type DjangoVersion, pythonWithFeatures } from './environments';
import type { Grown } from './features';
import { type Heard, probed } from './probe';
import { freePort } from './server';
import { makeSite, report, testOfReload, testsOfSite } from './site';
import { type Behind, underLoad, type Visit, visit, type WebServer } from './web-server';

export function testsInFront(
  feature: string,
  version: DjangoVersion,
  start: (behind: Behind) => Promise<WebServer>,
): void {
  let project: Grown;
  let gunicorn: ApplicationServer;
  let server: WebServer;
  const get = (path: string, how: Visit = {}) => visit(server, path, how);

  beforeAll(async () => {
    project = makeSite(`${feature},gunicorn`, version, pythonWithFeatures(version));
    gunicorn = await startApplicationServer('gunicorn', project, probed);
    server = await start({ root: project.root, applications: [gunicorn.port] });
  });

  afterAll(async () => {
    await server?.stop();
    await gunicorn?.stop();
  });

  testsOfSite(() => server);

  testOfReload(feature, () => ({ server, application: gunicorn }));

  test('a worker that is killed under load takes no more than its requests with it', async () => {
    const before = gunicorn.workers();
    const load = await underLoad(
      () => get('/probe/?seconds=0.02'),
      async () => {
        await sleep(300);
        process.kill(before[0]!, 'SIGKILL');
        await until(() => gunicorn.workers().filter((pid) => !before.includes(pid)).length === 1);
        await sleep(300);
      },
    );
    report(`${feature}: a worker killed`, load);
    expect(load.good).toBeGreaterThan(20);
    expect(load.lost.length).toBeLessThanOrEqual(8);
  });

  test('a reload of the web server loses nothing, forms neither', async () => {
    const load = await underLoad(
      (index) => get('/probe/?seconds=0.01', index % 2 ? { method: 'POST', body: 'text' } : {}),
      async () => {
        for (let time = 0; time < 3; time += 1) {
          await sleep(250);
          server.reload();
        }
        await sleep(400);
      },
    );
    report(`${feature}: the web server reloaded three times`, load);
    expect(load.lost).toEqual([]);
    expect(load.good).toBeGreaterThan(20);
  });

  test('two application servers share the work, and one may go', async () => {
    const second = await startApplicationServer('gunicorn', project, probed);
    const both = await start({ root: project.root, applications: [gunicorn.port, second.port] });
    const pids = async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => visit(both, '/probe/')));
      return answers.map(({ body }) => (JSON.parse(body) as Heard).pid);
    };
    try {
      const workers = [gunicorn.workers(), second.workers()];
      const asked = await pids();
      for (const those of workers) expect(those.some((pid) => asked.includes(pid))).toBe(true);
      await second.stop();
      const load = await underLoad(
        () => visit(both, '/probe/'),
        () => sleep(500),
      );
      report(`${feature}: one of two application servers is gone`, load);
      expect(load.lost).toEqual([]);
    } finally {
      await both.stop();
      await second.stop();
    }
  });

  test('while nobody answers behind it, visitors read that it is a matter of seconds', async () => {
    const port = await freePort();
    const alone = await start({ root: project.root, applications: [port] });
    try {
      const { status, headers, body } = await visit(alone, '/');
      expect([status, headers['retry-after']]).toEqual([503, '10']);
      expect(headers['content-type']).toMatch(/^text\/html/);
      expect(body).toContain('Back in a moment');
      // The files are there all the same.
      expect((await visit(alone, '/static/css/site.css')).status).toBe(200);
    } finally {
      await alone.stop();
    }
  });
}
