/** The feature channels with real servers: browsers, Redis, many WebSockets, hostile ones. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import {
  accessibilityProblems,
  horizontalOverflow,
  missingBrowser,
  openPage,
  screenshot,
  startBrowser,
  type Visit,
} from '../support/browser';
import { describeUnlessMissing } from '../support/environments';
import { production } from '../support/features';
import {
  addMessage,
  createLiveProject,
  hostile,
  Line,
  type LiveProject,
  startLive,
} from '../support/live';
import { missingRedis, type Redis, startRedis } from '../support/redis';
import type { Server } from '../support/server';

jest.setTimeout(300_000);

/** For a longer run, to measure. */
const messages = Number(process.env.LIVE_MESSAGES ?? 20);
const sockets = 500;

describeUnlessMissing(missingRedis() ?? missingBrowser(), 'live pages', () => {
  let project: LiveProject;
  let browser: Browser;
  let redis: Redis;
  const servers: Server[] = [];
  const start = async (
    ...args: Parameters<typeof startLive> extends [unknown, ...infer R] ? R : never
  ) => {
    const server = await startLive(project, ...args);
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    project = createLiveProject();
    [browser, redis] = await Promise.all([startBrowser(), startRedis()]);
  });

  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop())));

  afterAll(() => Promise.all([browser.close(), redis.stop()]));

  test('two browsers on one process, without Redis', async () => {
    const server = await start('daphne');
    const [ada, bob] = await Promise.all([
      enter(server, 'ada', 'light'),
      enter(server, 'bob', 'dark'),
    ]);
    await talk(ada.page, bob.page);
    await notify(ada.page, bob.page);

    for (const [name, visit] of Object.entries({ light: ada, dark: bob })) {
      for (const path of ['', 'notifications/', `rooms/${project.room}/`]) {
        await visit.page.goto(`${server.url}/live/${path}`);
        if (path.startsWith('rooms'))
          await visit.page.getByText('Connected', { exact: true }).waitFor();
        expect(await accessibilityProblems(visit.page)).toEqual([]);
        expect(await horizontalOverflow(visit.page)).toBe(0);
        await screenshot(visit.page, `live-${path.split('/')[0] || 'list'}-${name}`);
      }
    }
    expect([...ada.problems, ...bob.problems]).toEqual([]);
  });

  test('two browsers on two processes, which share only Redis and the database; Redis restarts', async () => {
    const env = { REDIS_URL: redis.url };
    const [one, other] = await Promise.all([start('daphne', env), start('uvicorn', env)]);
    const [ada, bob] = await Promise.all([enter(one, 'ada'), enter(other, 'bob')]);
    await talk(ada.page, bob.page);
    await notify(ada.page, bob.page);

    // A quiet site: the layer waits five seconds for each answer of Redis.
    await sleep(6000);
    expect(one.output() + other.output()).not.toContain('Traceback');

    await redis.stop();
    addMessage(project, 'while Redis was down');
    await redis.start();
    await Promise.all([ada, bob].map(({ page }) => shown(page, 'while Redis was down')));
    await talk(ada.page, bob.page);
    await talk(bob.page, ada.page);
    await notify(ada.page, bob.page);
  });

  test('what a layer drops is asked for', async () => {
    const settings =
      'from .settings import *\n\nCHANNEL_LAYERS["default"]["CONFIG"]["capacity"] = 1\n';
    writeFileSync(join(project.root, 'myproj/narrow.py'), settings);
    const server = await start('daphne', { DJANGO_SETTINGS_MODULE: 'myproj.narrow' });
    const bob = await enter(server, 'bob');
    const lines = await open(server, 5);
    for (let round = 0; round < 8; round++) {
      for (const [index, line] of lines.entries())
        line.send({ type: 'message', text: `${round}.${index}` });
    }
    for (let round = 0; round < 8; round++) {
      for (const index of lines.keys()) await shown(bob.page, `${round}.${index}`);
    }
    // Some have been dropped on the way to the programs, which do not ask.
    const events = lines.map(({ answers }) => answers.filter(({ type }) => type === 'item').length);
    expect(Math.min(...events)).toBeLessThan(40);
  });

  test.each(['memory', 'Redis'])('500 WebSockets lose no message: %s', async (layer) => {
    const server = await start('daphne', layer === 'Redis' ? { REDIS_URL: redis.url } : {});
    const opening = Date.now();
    const lines = await open(server, sockets);
    lines[0]!.send({ type: 'since', id: null });
    const { last } = await lines[0]!.hear(({ type }) => type === 'items');
    lines[0]!.rows.clear();
    const began = Date.now();
    const each = Math.ceil(messages / 20);
    for (let round = 0; round < each; round++) {
      for (const line of lines.slice(0, 20)) line.send({ type: 'message', text: `load ${layer}` });
    }
    const wanted = sockets * each * 20;
    const sent = await deliveries(lines, wanted);
    const seconds = (Date.now() - began) / 1000;
    // What a layer has dropped, a page asks for.
    if (sent < wanted) for (const line of lines) line.send({ type: 'since', id: last });
    const all = await deliveries(lines, wanted);
    process.stdout.write(
      `${layer}: ${sockets} sockets opened in ${(began - opening) / 1000} s; ${sent} of ${wanted} ` +
        `deliveries in ${seconds} s, ${all - sent} when asked for, ${wanted - all} lost\n`,
    );
    expect(all).toBe(wanted);
    for (const { socket } of lines) socket.terminate();
    expect(server.output()).not.toContain('Traceback');
  });

  describe('strangers, on the live site', () => {
    let server: Server;
    const host = 'example.com';
    const origin = 'https://example.com';
    const room = () => `/ws/live/rooms/${project.room}/`;

    beforeEach(async () => {
      server = await start('daphne', {
        ...production,
        DJANGO_ALLOWED_HOSTS: 'example.com,127.0.0.1',
      });
    });

    afterEach(() => expect(server.output()).not.toContain('Traceback'));

    test('are refused', async () => {
      const cookie = project.cookies.ada!;
      const statuses = {
        visitor: await Line.open(server, room(), { host, origin }),
        'false cookie': await Line.open(server, room(), { host, origin, cookie: 'x' }),
        'foreign origin': await Line.open(server, room(), {
          host,
          origin: 'https://evil.example',
          cookie,
        }),
        'similar origin': await Line.open(server, room(), {
          host,
          origin: 'https://example.com.evil.example',
          cookie,
        }),
        'no origin': await Line.open(server, room(), { host, cookie }),
        'unknown room': await Line.open(server, '/ws/live/rooms/999/', { host, origin, cookie }),
        'huge number': await Line.open(server, `/ws/live/rooms/${'9'.repeat(200)}/`, {
          host,
          origin,
          cookie,
        }),
        'unknown path': await Line.open(server, '/ws/elsewhere/', { host, origin, cookie }),
      };
      expect(new Set(Object.values(statuses))).toEqual(new Set([403]));
    });

    test('may send what they like: it is refused, or text', async () => {
      const cookie = project.cookies[hostile]!;
      const line = (await Line.open(server, room(), { host, origin, cookie })) as Line;
      const nonsense = [
        ...[
          '',
          '{',
          'null',
          '[]',
          '"text"',
          '{"type": 1}',
          '{"type": "message"}',
          '{"type": "connect"}',
        ],
        ...['{"type": "message", "text": 7}', '{"type": "message", "text": {"a": 1}}'],
        ...['{"type": "since", "id": true}', '{"type": "since", "id": 1e400}'],
        `{"type": "since", "id": ${'9'.repeat(3000)}}`,
        ...['{"type": "message", "text": "\\u0000"}', `${'['.repeat(3900)}`],
        `{"type": "message", "text": "${'x'.repeat(1_000_000)}"}`,
        Buffer.from([0, 1, 2, 255]),
      ];
      for (const frame of nonsense) {
        line.send(frame);
        await line.hear(({ type }) => type === 'refused');
      }
      line.send({ type: 'since', id: null });
      await line.hear(({ type }) => type === 'items');
      for (let count = 0; count < 20; count++) line.send({ type: 'since', id: null });
      const { text } = await line.hear(({ type }) => type === 'refused');
      expect(text).toContain('Too fast');
      await line.close();

      const next = (await Line.open(server, room(), { host, origin, cookie })) as Line;
      next.send({ type: 'message', text: hostile });
      const { item } = await next.hear(({ type }) => type === 'item');
      expect(item).toMatchObject({ text: hostile, sender: hostile });
      next.send('{"type": "message", "text": "half \\ud83d"}');
      await next.hear((answer) => answer.item?.text === 'half ?');
      await next.close();
    });
  });

  test('markup in names and messages is text', async () => {
    const server = await start('daphne');
    const visit = await enter(server, hostile);
    await say(visit.page, '<img src=x onerror=document.title=1> <script>document.title=2</script>');
    await shown(
      visit.page,
      '<img src=x onerror=document.title=1> <script>document.title=2</script>',
    );
    expect(await visit.page.title()).toBe(hostile);
    expect(await visit.page.locator('main :is(b, img, script:not([src]))').count()).toBe(0);
    expect(await visit.page.locator('.live-mine strong').last().textContent()).toBe(hostile);
    expect(visit.problems).toEqual([]);
  });

  /** Logs in as people do, and waits until the room is there. */
  async function enter(server: Server, name: string, theme?: 'light' | 'dark'): Promise<Visit> {
    const visit = await openPage(browser, theme, theme === 'dark' ? 'phone' : 'desktop');
    const { page } = visit;
    await page.goto(`${server.url}/live/rooms/${project.room}/`);
    if (theme) await screenshot(page, `live-login-${theme}`);
    await page.getByLabel('Username').fill(name);
    await page.getByLabel('Password').fill(name);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Connected', { exact: true }).waitFor();
    return visit;
  }

  /** Not all in the same moment: fifty may wait to be let in. */
  async function open(server: Server, count: number): Promise<Line[]> {
    const lines: Line[] = [];
    while (lines.length < count) {
      const some = Array.from({ length: Math.min(25, count - lines.length) }, () =>
        Line.open(server, `/ws/live/rooms/${project.room}/`, {
          origin: server.url,
          cookie: project.cookies.ada!,
        }),
      );
      lines.push(...((await Promise.all(some)) as Line[]));
    }
    return lines;
  }
});

/** How many rows have come, until all have, or none for five seconds. */
async function deliveries(lines: readonly Line[], wanted: number): Promise<number> {
  let found = 0;
  for (let changed = Date.now(); found < wanted && Date.now() - changed < 5000; ) {
    await sleep(50);
    const now = lines.reduce((sum, line) => sum + line.rows.size, 0);
    if (now !== found) changed = Date.now();
    found = now;
  }
  return found;
}

let count = 0;

async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel('Your message').fill(text);
  await page.getByRole('button', { name: 'Send' }).click();
}

/** Once, and not twice. */
async function shown(page: Page, text: string): Promise<void> {
  const rows = page.locator('[data-live-messages] p').filter({ hasText: text });
  await rows.first().waitFor({ timeout: 60_000 });
  expect(await rows.count()).toBe(1);
}

async function talk(from: Page, to: Page): Promise<void> {
  const text = `Hello number ${++count}.`;
  await say(from, text);
  await Promise.all([shown(from, text), shown(to, text)]);
  expect(await from.getByLabel('Your message').inputValue()).toBe('');
}

/** Through the admin, in another tab of the first browser. */
async function notify(from: Page, to: Page): Promise<void> {
  const text = `News number ${++count}`;
  const admin = await from.context().newPage();
  await admin.goto(new URL('/admin/live/notification/add/', from.url()).href);
  await admin.getByLabel('Text').fill(text);
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await Promise.all(
    [from, to].map((page) =>
      page.locator('.live-toasts').getByText(text).waitFor({ timeout: 60_000 }),
    ),
  );
  await admin.close();
}
