/** What every web server has to do in front of a project, tried on the real ones. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childrenOf, type Heard, startGunicorn, until } from './application-server';
import type { DjangoVersion } from './environments';
import { pythonWithFeatures } from './environments';
import type { Grown } from './features';
import { freePort, type Server, startProgram } from './server';
import { makeSite, report, testsOfSite } from './site';
import { type Behind, echoed, underLoad, type Visit, visit, type WebServer } from './web-server';

export function testsInFront(
  feature: string,
  version: DjangoVersion,
  start: (behind: Behind) => Promise<WebServer>,
): void {
  let project: Grown;
  let gunicorn: Server & { port: number };
  let server: WebServer;
  const get = (path: string, how: Visit = {}) => visit(server, path, how);

  beforeAll(async () => {
    const python = pythonWithFeatures(version);
    project = makeSite(feature, version, python);
    gunicorn = await startGunicorn(project);
    server = await start({ root: project.root, applications: [gunicorn.port] });
  });

  afterAll(async () => {
    await server?.stop();
    await gunicorn?.stop();
  });

  testsOfSite(() => server);

  test('a worker that is killed under load takes no more than its requests with it', async () => {
    const before = childrenOf(gunicorn.pid);
    const load = await underLoad(
      () => get('/probe/?seconds=0.02'),
      async () => {
        await sleep(300);
        process.kill(before[0]!, 'SIGKILL');
        await until(
          () => childrenOf(gunicorn.pid).filter((pid) => !before.includes(pid)).length === 1,
        );
        await sleep(300);
      },
    );
    report(`${feature}: a worker killed`, load);
    expect(load.good).toBeGreaterThan(20);
    expect(load.lost.length).toBeLessThanOrEqual(8);
  });

  test('a reload of the application server loses nothing, forms neither', async () => {
    const before = childrenOf(gunicorn.pid);
    const load = await underLoad(
      (index) => get('/probe/', index % 2 ? { method: 'POST', body: 'text' } : {}),
      async () => {
        await sleep(200);
        process.kill(gunicorn.pid, 'SIGHUP');
        await until(() => childrenOf(gunicorn.pid).every((pid) => !before.includes(pid)));
        await sleep(300);
      },
    );
    report(`${feature}: the application server reloaded`, load);
    expect(load.lost).toEqual([]);
    expect(load.good).toBeGreaterThan(20);
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
    const second = await startGunicorn(project);
    const both = await start({ root: project.root, applications: [gunicorn.port, second.port] });
    const pids = async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => visit(both, '/probe/')));
      return answers.map(({ body }) => (JSON.parse(body) as Heard).pid);
    };
    try {
      const workers = [childrenOf(gunicorn.pid), childrenOf(second.pid)];
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

  test('WebSockets get through', async () => {
    const application = await startEcho(project);
    const front = await start({ root: project.root, applications: [application.port] });
    try {
      expect(await echoed(front, '/ws/', 'Grüße')).toBe('Grüße');
    } finally {
      await front.stop();
      await application.stop();
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

/** An application without Django that answers a WebSocket with what it gets. */
const echo = `async def application(scope, receive, send):
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": b""})
        return
    await receive()
    await send({"type": "websocket.accept"})
    while (event := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": event["text"]})
`;

async function startEcho({ root, python }: Grown): Promise<Server & { port: number }> {
  writeFileSync(join(root, 'echo.py'), echo);
  const port = await freePort();
  const uvicorn = join(dirname(python), 'uvicorn');
  const args = ['echo:application', '--port', String(port), '--lifespan', 'off'] as const;
  const url = `http://127.0.0.1:${port}`;
  return { ...(await startProgram([uvicorn, ...args], { root, env: {}, url })), port };
}
