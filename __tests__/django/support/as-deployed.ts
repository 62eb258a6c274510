/** What every application server has to do, tried as its systemd unit starts it, in production. */
import { readFileSync, symlinkSync } from 'node:fs';
import { request } from 'node:http';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, until } from './application-server';
import { type Grown, production, succeed } from './features';
import { run } from './program';
import { freePort, type Server, startProgram } from './server';
import { complaints, missingSystemd, readUnit, type Unit } from './systemd';

interface ApplicationServer {
  /** The name of its unit: `gunicorn` for deploy/gunicorn.service. */
  name: string;
  /** The variables by which it listens there. */
  listen(port: number): Record<string, string>;
  /** How many requests of the load a reload may lose. */
  lostByReload: number;
}

/** A project that runs as on a server: with two processes. */
export interface Running {
  unit: Unit;
  /** What systemd would pass on, of the unit and of .env. */
  env: NodeJS.ProcessEnv;
  server: Server;
}

/** @returns what runs, for tests of what only this server has */
export function testsAsDeployed(
  project: () => Grown,
  { name, listen, lostByReload }: ApplicationServer,
): () => Running {
  let running: Running;

  beforeAll(async () => {
    const { root, python } = project();
    succeed(run(python, ['manage.py', 'migrate', '--verbosity', '0'], { cwd: root }));
    succeed(
      run(python, ['manage.py', 'collectstatic', '--noinput'], { cwd: root, env: production }),
    );
    symlinkSync(dirname(dirname(python)), join(root, '.venv'));
    const places = { there: '/srv/myproj', here: root };
    const unit = readUnit(join(root, `deploy/${name}.service`), places);
    const port = await freePort();
    const env = { ...unit.env, ...production, ...listen(port), WEB_CONCURRENCY: '2' };
    const url = `http://127.0.0.1:${port}`;
    running = { unit, env, server: await startProgram(unit.start, { root, env, url }) };
    await until(() => workersOf(running.server).length === 2);
  });

  afterAll(() => running && stopped(running.server));

  (missingSystemd() && !process.env.CI ? test.skip : test)('systemd understands its unit', () => {
    expect(complaints(running.unit)).toEqual([]);
  });

  test('pages, for visitors who came by https', async () => {
    const page = await get(running.server, '/', { 'X-Forwarded-Proto': 'https' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<h1');
    expect(page.headers['strict-transport-security']).toContain('max-age=3600');
  });

  test('plain http is sent on to https, the health check is not', async () => {
    const plain = await get(running.server, '/');
    expect([plain.status, plain.headers.location]).toEqual([301, 'https://example.com/']);
    const health = await get(running.server, '/health/');
    expect([health.status, health.body]).toEqual([200, '{"status": "ok"}']);
  });

  test('static files are packed, and may be kept for ever', async () => {
    const page = await get(running.server, '/', { 'X-Forwarded-Proto': 'https' });
    const [, address] = /href="(\/static\/css\/site\.[0-9a-f]{12}\.css)"/.exec(page.body)!;
    const css = await get(running.server, address!, {
      'X-Forwarded-Proto': 'https',
      'Accept-Encoding': 'gzip',
    });
    expect(css.status).toBe(200);
    expect(css.headers['content-encoding']).toBe('gzip');
    expect(css.headers['cache-control']).toMatch(/max-age=315360000.*immutable/);
  });

  test('a worker that is killed under load is replaced, and only its requests are lost', async () => {
    const { server } = running;
    const [victim, other] = workersOf(server);
    const { asked, lost } = await underLoad(server, async () => {
      process.kill(victim!, 'SIGKILL');
      await until(() => {
        const workers = workersOf(server);
        return workers.length === 2 && !workers.includes(victim!);
      });
    });
    report(`${name}, a worker killed`, asked, lost);
    expect(asked).toBeGreaterThan(2 * clients);
    expect(lost.length).toBeLessThanOrEqual(clients);
    expect(workersOf(server)).toContain(other);
  });

  const loss = lostByReload === 0 ? 'no request' : `at most ${lostByReload} requests`;
  test(`a reload under load brings new workers and loses ${loss}`, async () => {
    const { unit, server, env } = running;
    const before = workersOf(server);
    const { asked, lost } = await underLoad(server, async () => {
      succeed(unit.reload(server.pid, env));
      await until(() => {
        const workers = workersOf(server);
        return workers.length === 2 && workers.every((pid) => !before.includes(pid));
      });
    });
    report(`${name}, a reload`, asked, lost);
    expect(asked).toBeGreaterThan(2 * clients);
    expect(lost.slice(lostByReload)).toEqual([]);
  });

  return () => running;
}

/** A worker that is just starting may not hear that it should end: systemd would lose patience, too. */
async function stopped(server: Server): Promise<void> {
  const patience = setInterval(() => {
    for (const worker of workersOf(server)) process.kill(worker, 'SIGKILL');
  }, 5000);
  await server.stop();
  clearInterval(patience);
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

/** The processes that answer requests. */
export function workersOf({ pid }: Server): number[] {
  // Python starts a helper beside processes of multiprocessing.
  return childrenOf(pid).filter((child) => !commandOf(child).includes('resource_tracker'));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** On a connection of its own, as a web server asks. `fetch` does not let one choose the Host. */
export function get(
  { url }: Server,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { agent: false, headers: { Host: 'example.com', ...headers } };
    request(`${url}${path}`, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
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
