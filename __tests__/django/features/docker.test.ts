/** The feature docker: its image and its compose file, built and run by Docker. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { newestDjango } from '../../../src/django';
import { type Docker, missingDocker, startDocker } from '../support/docker';
import { describeUnlessMissing } from '../support/environments';
import { production, succeed } from '../support/features';
import { missingPostgres } from '../support/postgres';
import { createProject } from '../support/program';

jest.setTimeout(300_000);

const servers = ['gunicorn', 'uvicorn', 'uwsgi'];

describeUnlessMissing(missingDocker() ?? missingPostgres(), 'the site in Docker', () => {
  let engine: Docker;
  let roots: Record<string, string>;

  beforeAll(async () => {
    roots = Object.fromEntries(servers.map((server) => [server, projectWith(server)]));
    engine = await startDocker();
    const requirements = Object.values(roots).map((root) => join(root, 'requirements.txt'));
    succeed(engine.makeImages(...requirements));
    // Building keeps one processor busy: at the same time it takes less.
    await Promise.all(Object.values(roots).map((root) => engine.compose(root, 'build')));
  });

  afterAll(() => engine?.stop());

  describe.each(servers)('with %s', (server) => {
    let web: string;
    let db: string;
    const inside = (...command: string[]) => engine.docker('exec', web, ...command);
    const look = () => JSON.parse(engine.docker('inspect', web).stdout)[0] as Container;

    beforeAll(async () => {
      await engine.compose(roots[server]!, 'up', '--build', '--detach');
      web = engine.containerOf('web');
      db = engine.containerOf('db');
      succeed(inside('python', 'manage.py', 'migrate', '--verbosity', '0'));
    });

    const sql = (...statements: string[]) => {
      const flags = statements.flatMap((statement) => ['-c', statement]);
      succeed(engine.docker('exec', db, 'psql', '--user=mysite', ...flags, 'postgres'));
    };

    // The next site has the same name, so it gets this database.
    afterAll(() => sql(`${lock} true`));

    test('is well', async () => {
      expect(await checked(look, 'healthy')).toBe('');
    });

    test('serves pages and static files on its port', () => {
      const ask = (path: string) => engine.beside('python3', '-c', asking, path).stdout;
      const page = ask('/');
      expect(page).toMatch(/^200 text\/html/);
      const [style] = /\/static\/css\/site\.[0-9a-f]{12}\.css/.exec(page)!;
      expect(ask(style!)).toMatch(/^200 text\/css/);
    });

    test('runs as a user who can write uploads, and nothing else', () => {
      const write = (file: string) => inside('touch', file).status;
      expect(inside('cat', '/proc/1/status').stdout).toMatch(/^Uid:\t10001\t/m);
      expect(write('/app/media/x')).toBe(0);
      expect(write('/tmp/x')).toBe(0);
      for (const file of ['/app/manage.py', '/app/x', '/x']) expect(write(file)).not.toBe(0);
    });

    test('has no secret, no history, no data', () => {
      const files = inside('find', '/app', '-maxdepth', '1').stdout.trim().split('\n');
      expect(files).toEqual(expect.arrayContaining(['/app/manage.py', '/app/staticfiles']));
      expect(files.filter((file) => /\.env$|\.git$|data\.json|sqlite/.test(file))).toEqual([]);
    });

    test('is not well without its database', async () => {
      sql(`${lock} false`, hangUp);
      expect(await checked(look, 'unhealthy')).toBe('/health/ answers 503\n');
    });

    test('ends when it is asked to, and is not well then', () => {
      succeed(engine.docker('stop', web));
      const { Image, State } = look();
      expect(State.ExitCode).toBe(0);
      const check = engine.docker('run', '--rm', Image, 'python', 'deploy/healthcheck.py');
      expect(check).toMatchObject({ status: 1, stderr: expect.stringMatching(/^no answer: /) });
    });
  });
});

interface Container {
  Image: string;
  State: { ExitCode: number; Health: { Status: string; Log: { Output: string }[] } };
}

/** Waits until Docker says so. @returns what the last check has printed */
async function checked(look: () => Container, status: string): Promise<string> {
  for (let waited = 0; waited < 60; waited += 0.1) {
    const { Status, Log } = look().State.Health;
    if (Status === status) return Log.at(-1)!.Output;
    await sleep(100);
  }
  throw new Error(`It is not ${status}: ${JSON.stringify(look().State.Health)}`);
}

function projectWith(server: string): string {
  const { root } = createProject('myproj', '--with', `docker,${server}`, '--django', newestDjango);
  const env = { ...production, POSTGRES_PASSWORD: 'very-secret' };
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(root, '.env'), `${example}${lines.join('')}`);
  writeFileSync(join(root, 'data.json'), '[]');
  mkdirSync(join(root, '.git'));
  // The checks are the same, only more often.
  writeFileSync(join(root, 'compose.override.yaml'), oftener);
  return root;
}

const oftener = `
services:
  db:
    healthcheck:
      interval: 500ms
  web:
    healthcheck:
      interval: 1s
      retries: 1
`;

const lock = 'ALTER DATABASE mysite ALLOW_CONNECTIONS';
const hangUp = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'mysite'";

const asking = `
import sys, urllib.request
headers = {"Host": "example.com", "X-Forwarded-Proto": "https"}
address = "http://127.0.0.1:8000" + sys.argv[1]
with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
    print(answer.status, answer.headers["Content-Type"], answer.read().decode())
`;

describe('the compose file', () => {
  interface Service {
    depends_on?: Record<string, { condition: string }>;
    healthcheck?: object;
    ports?: string[];
    volumes?: string[];
  }

  test.each([
    ['postgres', 'POSTGRES_HOST'],
    ['mysql', 'MYSQL_HOST'],
  ])('waits for %s, and opens no port to the network', (id, host) => {
    const { root } = createProject('myproj', '--with', `docker,${id}`);
    const text = readFileSync(join(root, 'compose.yaml'), 'utf8');
    const { services, volumes } = parse(text) as {
      services: Record<string, Service & { environment: Record<string, string> }>;
      volumes: Record<string, unknown>;
    };
    expect(services.web!.environment[host]).toBe('db');
    for (const [name, { condition }] of Object.entries(services.web!.depends_on!)) {
      expect({ name, condition, isChecked: services[name]!.healthcheck !== undefined }).toEqual({
        ...{ name, condition: 'service_healthy', isChecked: true },
      });
    }
    for (const service of Object.values(services)) {
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
      for (const volume of service.volumes ?? []) {
        const [source] = volume.split(':');
        if (source!.startsWith('./')) expect(existsSync(join(root, source!))).toBe(true);
        else expect(Object.keys(volumes)).toContain(source);
      }
    }
    const known = readFileSync(join(root, '.env.example'), 'utf8');
    for (const [, name] of text.matchAll(/(?<!\$)\$\{(\w+)/g)) {
      expect(known).toMatch(new RegExp(`^${name}=`, 'm'));
    }
  });
});
