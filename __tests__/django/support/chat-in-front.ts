/** The chat behind a web server: Uvicorn with two processes, which share Redis and the database. */
import { once } from 'node:events';
import { type ApplicationServer, startApplicationServer } from './application-server';
import { type DjangoVersion, pythonWithFeatures } from './environments';
import { fill, filled, Line } from './live';
import { probed } from './probe';
import { type Redis, startRedis } from './redis';
import { makeSite, testOfReload } from './site';
import { type Answer, type Behind, domain, type Visit, visit, type WebServer } from './web-server';

const site = `https://${domain}`;

export function testsOfChat(
  feature: string,
  version: DjangoVersion,
  start: (behind: Behind) => Promise<WebServer>,
): void {
  let application: ApplicationServer;
  let redis: Redis;
  let server: WebServer;
  let chat: string;
  let bob: string;

  beforeAll(async () => {
    redis = await startRedis();
    const python = pythonWithFeatures(version);
    const project = makeSite(`${feature},uvicorn,channels`, version, python, fill);
    const { cookies, room } = filled(project.printed);
    [chat, bob] = [`/ws/live/rooms/${room}/`, cookies.bob!];
    const env = { ...probed, REDIS_URL: redis.url };
    application = await startApplicationServer('uvicorn', project, env);
    server = await start({ root: project.root, applications: [application.port] });
  });

  afterAll(async () => {
    await server?.stop();
    await application?.stop();
    await redis?.stop();
  });

  const connect = (cookie: string, origin = site) =>
    Line.open({ url: `https://127.0.0.1:${server.ports.https}` }, chat, {
      ...{ cookie, origin, host: domain, ca: server.certificate.ca },
    });

  /** Does what a browser does that shows the form of a page and sends it. */
  const submit = async (path: string, fields: Record<string, string>, cookie = '') => {
    const page = await visit(server, path, { headers: { Cookie: cookie } });
    const [, token] = /name="csrfmiddlewaretoken" value="(\w+)"/.exec(page.body)!;
    const form: Visit = {
      method: 'POST',
      headers: {
        Cookie: `${cookie}; csrftoken=${cookieOf(page, 'csrftoken')}`,
        Origin: site,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ csrfmiddlewaretoken: token!, ...fields }).toString(),
    };
    return { send: (to: string) => visit(server, to, form) };
  };

  test('who has logged in chats, what is said reaches another process, and logging out ends it', async () => {
    const login = await submit('/live/login/', { username: 'ada', password: 'ada' });
    const answer = await login.send('/live/login/');
    expect([answer.status, answer.headers.location]).toEqual([302, '/live/']);
    const [ada, other] = await Promise.all([connect(cookieOf(answer, 'sessionid')), connect(bob)]);
    const lines = [ada as Line, other as Line];
    lines[0]!.send({ type: 'message', text: 'Grüße' });
    for (const line of lines) {
      const { item } = await line.hear(({ type }) => type === 'item');
      expect(item).toMatchObject({ text: 'Grüße', sender: 'ada' });
    }
    const session = `sessionid=${cookieOf(answer, 'sessionid')}`;
    const closed = once(lines[0]!.socket, 'close');
    const logout = await submit('/live/', {}, session);
    expect((await logout.send('/live/logout/')).status).toBe(302);
    await closed;
    // Other browsers stay.
    lines[1]!.send({ type: 'since', id: null });
    await lines[1]!.hear(({ type }) => type === 'items');
    await lines[1]!.close();
  });

  test('a foreign page may not open the WebSocket, nor one without a login', async () => {
    expect(await connect(bob, 'https://evil.example')).toBe(403);
    expect(await connect(bob, `${site}.evil.example`)).toBe(403);
    expect(await connect('')).toBe(403);
  });

  describe('a reload', () => {
    let closed: Promise<[code: number]>;

    beforeAll(async () => {
      const { socket } = (await connect(bob)) as Line;
      closed = once(socket, 'close') as typeof closed;
    });

    testOfReload(`${feature}, Uvicorn`, () => ({ server, application }));

    test('tells WebSockets that the service restarts', async () => {
      expect((await closed)[0]).toBe(1012);
    });
  });
}

function cookieOf({ headers }: Answer, name: string): string {
  const cookie = headers['set-cookie']!.find((line) => line.startsWith(`${name}=`))!;
  return /=([^;]*)/.exec(cookie)![1]!;
}
