/** What every web server has to do for a site, whoever runs Django. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApplicationServer } from './application-server';
import type { DjangoVersion } from './environments';
import type { Grown } from './features';
import { observatory, type Seen } from './observatory';
import { type Heard, prepare } from './probe';
import { createProject } from './program';
import { domain, type Load, underLoad, type Visit, visit, type WebServer } from './web-server';

const upload = 'from a stranger\n';

/**
 * A project that is ready for the web server, with uploads, and with a secret beside them.
 *
 * @param more Python to run in it, and what it prints is given back
 */
export function makeSite(
  features: string,
  version: DjangoVersion,
  python: string,
  more?: string,
): Grown & { printed: string } {
  const { root } = createProject('myproj', '--with', `${features},csp`, '--django', version);
  const project = { root, version, python };
  const printed = prepare(project, more);
  // Apache does not run as root.
  chmodSync(dirname(root), 0o755);
  mkdirSync(join(root, 'media/blog'), { recursive: true });
  for (const name of ['note.txt', 'page.html', 'drawing.svg', 'run.php', 'picture.PNG']) {
    writeFileSync(join(root, 'media/blog', name), upload);
  }
  writeFileSync(join(root, '.env'), 'DJANGO_SECRET_KEY=secret\n');
  return { ...project, printed };
}

export function testsOfSite(server: () => WebServer): void {
  const get = (path: string, how: Visit = {}) => visit(server(), path, how);
  const heard = (how?: Visit) => heardFrom(server(), how);

  test('plain http is sent on to https', async () => {
    const { status, headers } = await get('/blog/?q=1', { scheme: 'http' });
    expect([status, headers.location]).toEqual([301, 'https://example.com/blog/?q=1']);
  });

  testOfPages(server);

  test.each<Record<string, string>>([
    { 'X-Forwarded-For': '203.0.113.9' },
    { X_Forwarded_For: '203.0.113.9' },
    { 'X-Forwarded-Proto': 'http' },
    { X_Forwarded_Proto: 'http' },
    { 'X-Forwarded-Host': 'evil.example' },
    { Forwarded: 'for=203.0.113.9;proto=http;host=evil.example' },
    { 'X-Real-IP': '203.0.113.9' },
    { Connection: 'close, X-Forwarded-For' },
    { Connection: 'close, X-Forwarded-Proto' },
  ])('Django does not believe %j', async (headers) => {
    const { scheme, address, full } = await heard({ headers });
    expect([scheme, address, full]).toEqual(['https', '127.0.0.1', 'https://example.com/x/']);
  });

  test('static files come from the disk, packed, and those with a fingerprint for a year', async () => {
    const { body } = await get('/');
    const address = /href="(\/static\/css\/site\.[0-9a-f]{12}\.css)"/.exec(body)![1]!;
    const css = await get(address, { headers: { 'Accept-Encoding': 'gzip' } });
    expect(css.status).toBe(200);
    expect(css.headers).toMatchObject({
      'content-type': expect.stringMatching(/^text\/css/),
      'content-encoding': 'gzip',
      'cache-control': 'max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    });
    const plain = await get('/static/css/site.css');
    expect([plain.status, plain.headers['cache-control']]).toEqual([200, 'max-age=3600']);
    // Not from Django: that sets a policy on whatever it answers.
    expect(css.headers['content-security-policy']).toBeUndefined();
  });

  test('uploads come from the disk; what could run a script is only downloaded', async () => {
    const of = async (name: string) => {
      const { status, body, headers } = await get(`/media/blog/${name}`);
      expect([name, status, body, headers['x-content-type-options']]).toEqual([
        ...[name, 200, upload, 'nosniff'],
      ]);
      return headers['content-disposition'];
    };
    expect([await of('note.txt'), await of('picture.PNG')]).toEqual(['inline', 'inline']);
    expect([await of('page.html'), await of('drawing.svg')]).toEqual(['attachment', 'attachment']);
    expect(await of('run.php')).toBe('attachment');
    expect((await get('/media/blog/')).status).toBeGreaterThanOrEqual(403);
  });

  test.each([
    '/static../.env',
    '/static/../.env',
    '/static/%2e%2e/.env',
    '/static/..%2f.env',
    '/static/css/../../.env',
    '/media../.env',
    '/media/../.env',
    '/media/%2e%2e/.env',
    '/media/blog/..%2f..%2f.env',
    '/media/blog/%2e%2e/%2e%2e/db.sqlite3',
    '//.env',
    '/.env',
    '/deploy/gunicorn.service',
  ])('no way out of the folders: %s', async (path) => {
    const { status, body } = await get(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toMatch(/DJANGO_SECRET_KEY|SQLite format|\[Unit\]/);
  });

  test('uploads of up to ten megabytes', async () => {
    const ten = await get('/probe/', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024) });
    expect((JSON.parse(ten.body) as Heard).size).toBe(10 * 1024 * 1024);
    const tooMuch = (headers: Record<string, string>) =>
      get('/probe/', { method: 'POST', body: Buffer.alloc(11 * 1024 * 1024), headers }).then(
        ({ status }) => String(status),
        ({ code }) => code,
      );
    // It may also end the connection before it has read everything.
    expect(await tooMuch({})).toMatch(/^(413|EPIPE|ECONNRESET)$/);
    expect(await tooMuch({ 'Transfer-Encoding': 'chunked' })).toMatch(
      /^(413|411|EPIPE|ECONNRESET)$/,
    );
  });

  test('an application server behind it is not reached by other names', async () => {
    expect((await get('/', { headers: { Host: 'evil.example' } })).status).toBe(400);
  });

  test.each(['/', '/admin/login/'])('the Observatory gives %s an A+', async (path) => {
    const origin = 'https://evil.example';
    const seen = async (more: Partial<Seen['page']['headers']> = {}): Promise<Seen> => {
      const { status, headers } = await get(path, { scheme: 'http' });
      const page = await get(path);
      return {
        host: domain,
        http: { status, location: headers.location },
        page: { ...page, headers: { ...page.headers, ...more } },
        cors: { origin, headers: (await get(path, { headers: { Origin: origin } })).headers },
      };
    };
    expect(observatory(await seen())).toMatchObject({ grade: 'A+' });
    expect(observatory(await seen({ 'content-security-policy': undefined })).grade).toBe('B');
    // As .env.example begins, with an hour of HSTS.
    const hour = { 'strict-transport-security': 'max-age=3600' };
    expect(observatory(await seen(hour)).grade).toMatch(/^A/);
  });
}

/** Pages, the right scheme and the right address. */
export function testOfPages(server: () => WebServer): void {
  test('pages come from Django, which knows the visitor', async () => {
    const page = await visit(server(), '/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('<h1');
    expect(page.headers.server).not.toMatch(/\d/);
    expect(await heardFrom(server())).toMatchObject({
      scheme: 'https',
      address: '127.0.0.1',
      host: 'example.com',
      full: 'https://example.com/x/',
    });
  });
}

async function heardFrom(server: WebServer, how?: Visit): Promise<Heard> {
  const { body } = await visit(server, '/probe/', how);
  return JSON.parse(body) as Heard;
}

/** An application server that is told to load new code while visitors come. */
export function testOfReload(
  what: string,
  running: () => { server: WebServer; application: ApplicationServer },
): void {
  test('a reload of the application server loses nothing, forms neither', async () => {
    const { server, application } = running();
    const load = await underLoad(
      (index) => visit(server, '/probe/', index % 2 ? { method: 'POST', body: 'text' } : {}),
      async () => {
        await sleep(200);
        await application.reload();
        await sleep(300);
      },
    );
    report(`${what}: the application server reloaded`, load);
    expect(load.lost).toEqual([]);
    expect(load.good).toBeGreaterThan(20);
  });
}

/** With `FIGURES=1` in the environment. */
export function report(what: string, { good, lost, perSecond }: Load): void {
  if (!process.env.FIGURES) return;
  process.stderr.write(`${what}: ${good} good, ${lost.length} lost, ${perSecond} a second\n`);
}
