/** What every application server has to do, tried as its systemd unit starts it, in production. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ApplicationServer,
  type ApplicationServerName,
  startApplicationServer,
  until,
} from './application-server';
import type { Grown } from './features';
import { prepare } from './probe';
import type { Server } from './server';
import { complaints, missingSystemd } from './systemd';
import { answered } from './web-server';

/** @returns what runs, for tests of what only this server has */
export function testsAsDeployed(
  project: () => Grown,
  name: ApplicationServerName,
): () => ApplicationServer {
  let server: ApplicationServer;

  beforeAll(async () => {
    prepare(project());
    server = await startApplicationServer(name, project());
  });

  afterAll(() => server?.stop());

  (missingSystemd() && !process.env.CI ? test.skip : test)('systemd understands its unit', () => {
    expect(complaints(server.unit)).toEqual([]);
  });

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

  test('a worker that is killed under load is replaced, and only its requests are lost', async () => {
    const [victim, other] = server.workers();
    const { asked, lost } = await underLoad(server, async () => {
      process.kill(victim!, 'SIGKILL');
      await until(() => {
        const workers = server.workers();
        return workers.length === 2 && !workers.includes(victim!);
      });
    });
    report(`${name}, a worker killed`, asked, lost);
    expect(asked).toBeGreaterThan(2 * clients);
    expect(lost.length).toBeLessThanOrEqual(clients);
    expect(server.workers()).toContain(other);
  });

  test('a reload under load brings new workers and loses no request', async () => {
    const { asked, lost } = await underLoad(server, () => server.reload());
    report(`${name}, a reload`, asked, lost);
    expect(asked).toBeGreaterThan(2 * clients);
    expect(lost).toEqual([]);
  });

  return () => server;
}

/** How many ask at the same time; each waits for its answer before it asks again, after 10 ms. */
const clients = 8;

/**
 * Asks the page that uses the database again and again, before, during and after something happens.
 *
 * @returns how often, and what came in place of a good answer
 */
async function underLoad(server: Server, happens: () => Promise<void>) {
  let asked = 0;
  let isOver = false;
  const lost: string[] = [];
  const client = async () => {
    for (; !isOver; await sleep(10)) {
      asked += 1;
      const answer = await get(server, '/health/').catch((error: Error) => error);
      if (answer instanceof Error) lost.push(answer.message);
      else if (answer.status !== 200) lost.push(`${answer.status} ${answer.body}`);
    }
  };
  const all = Array.from({ length: clients }, client);
  await sleep(200);
  await happens();
  await sleep(200);
  isOver = true;
  await Promise.all(all);
  return { asked, lost };
}

/** The figures, for those who want to see them. */
function report(what: string, asked: number, lost: readonly string[]): void {
  if (process.env.FIGURES)
    process.stderr.write(`${what}: ${asked} requests, ${lost.length} lost\n`);
}

/** On a connection of its own, as a web server asks. `fetch` does not let one choose the Host. */
const get = ({ url }: Server, path: string, headers: Record<string, string> = {}) =>
  answered(
    request(`${url}${path}`, { agent: false, headers: { Host: 'example.com', ...headers } }),
  );
