/** The feature gunicorn, with a real Gunicorn and production settings. */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeFeatures, type Grown, production, succeed } from '../support/features';
import { run } from '../support/program';
import { freePort, type Server, startProgram } from '../support/server';

jest.setTimeout(300_000);

describeFeatures(['gunicorn'], {
  more: (project) => {
    let server: Server;

    beforeAll(async () => {
      const { root, python } = project();
      succeed(run(python, ['manage.py', 'migrate', '--verbosity', '0'], { cwd: root }));
      succeed(
        run(python, ['manage.py', 'collectstatic', '--noinput'], { cwd: root, env: production }),
      );
      server = await startGunicorn(project());
    });

    afterAll(() => server.stop());

    test('pages, for visitors who came by https', async () => {
      const page = await get(server, '/', { 'X-Forwarded-Proto': 'https' });
      expect(page.status).toBe(200);
      expect(page.body).toContain('<h1');
      expect(page.headers['strict-transport-security']).toContain('max-age=3600');
    });

    test('plain http is sent on to https, the health check is not', async () => {
      const plain = await get(server, '/');
      expect([plain.status, plain.headers.location]).toEqual([301, 'https://example.com/']);
      const health = await get(server, '/health/');
      expect([health.status, health.body]).toEqual([200, '{"status": "ok"}']);
    });

    test('static files are packed, and may be kept for ever', async () => {
      const page = await get(server, '/', { 'X-Forwarded-Proto': 'https' });
      const [, address] = /href="(\/static\/css\/site\.[0-9a-f]{12}\.css)"/.exec(page.body)!;
      const css = await get(server, address!, {
        'X-Forwarded-Proto': 'https',
        'Accept-Encoding': 'gzip',
      });
      expect(css.status).toBe(200);
      expect(css.headers['content-encoding']).toBe('gzip');
      expect(css.headers['cache-control']).toMatch(/max-age=315360000.*immutable/);
    });

    test('a worker that is killed is replaced', async () => {
      const [victim] = workersOf(server);
      process.kill(victim!, 'SIGKILL');
      await until(() => workersOf(server).length === 2 && !workersOf(server).includes(victim!));
      expect((await get(server, '/health/')).status).toBe(200);
    });

    test('a reload loses no request', async () => {
      const before = workersOf(server);
      let isReloaded = false;
      const asking = (async () => {
        const statuses: number[] = [];
        while (!isReloaded) statuses.push((await get(server, '/health/')).status);
        return statuses;
      })();
      process.kill(server.pid, 'SIGHUP');
      await until(
        () =>
          workersOf(server).length === 2 && workersOf(server).every((pid) => !before.includes(pid)),
      );
      isReloaded = true;
      const statuses = await asking;
      expect(statuses.length).toBeGreaterThan(3);
      expect(statuses.filter((status) => status !== 200)).toEqual([]);
    });
  },
});

async function startGunicorn({ root, python }: Grown): Promise<Server> {
  const address = `127.0.0.1:${await freePort()}`;
  const env = { ...production, GUNICORN_BIND: address, WEB_CONCURRENCY: '2' };
  // As the systemd unit starts it: without a word more.
  return startProgram([join(dirname(python), 'gunicorn')], { root, env, url: `http://${address}` });
}

function workersOf({ pid }: Server): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 0.1) {
    if (waited > 30) throw new Error('It did not happen within 30 seconds.');
    await sleep(100);
  }
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** `fetch` does not let one choose the Host. */
function get({ url }: Server, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { headers: { Host: 'example.com', ...headers } };
    request(`${url}${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}
