/** The feature docker: its image, built and run without Docker, and its compose file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { newestDjango } from '../../../src/django';
import { build, type Container, missingContainers } from '../support/container';
import { describeUnlessMissing } from '../support/environments';
import { production } from '../support/features';
import { missingPostgres, type Postgres, startPostgres } from '../support/postgres';
import { createProject, run } from '../support/program';
import { freePort, type Server, startProgram } from '../support/server';

jest.setTimeout(300_000);

const servers = ['gunicorn', 'uvicorn'];

describeUnlessMissing(missingContainers() ?? missingPostgres(), 'the image', () => {
  describe.each(servers)('with %s', (id) => {
    let database: Postgres;
    let container: Container;
    let server: Server;
    let env: NodeJS.ProcessEnv;
    let port: string;
    let isStopped = false;

    beforeAll(async () => {
      database = await startPostgres();
      const wanted = ['--with', `docker,${id}`, '--django', newestDjango];
      const { root } = createProject('myproj', ...wanted);
      writeFileSync(join(root, '.env'), 'DJANGO_SECRET_KEY=very-secret\n');
      writeFileSync(join(root, 'data.json'), '[]');
      run('git', ['init', '--quiet'], { cwd: root });
      // 8000 may be taken on this computer, whose network the container shares.
      port = String(await freePort());
      for (const file of ['Dockerfile', 'deploy/healthcheck.py']) {
        const path = join(root, file);
        writeFileSync(path, readFileSync(path, 'utf8').replace('8000', port));
      }
      container = await build(root);
      env = { ...production, ...database.env };
      server = await startProgram(container.inside(container.command), {
        ...{ root, env, url: `http://127.0.0.1:${port}` },
      });
    });

    afterAll(async () => {
      await server?.stop();
      await container?.remove();
      if (!isStopped) database?.stop();
    });

    test('migrates, and is well', () => {
      const migrate = ['python', 'manage.py', 'migrate', '--verbosity', '0'];
      expect(container.run(migrate, env)).toEqual({ status: 0, output: '' });
      expect(container.run(container.healthcheck, env)).toEqual({ status: 0, output: '' });
    });

    test('serves pages and static files', () => {
      const ask = (path: string) =>
        container.run(['python', '-c', asking, `http://127.0.0.1:${port}${path}`]).output;
      const page = ask('/');
      expect(page).toMatch(/^200 text\/html/);
      const [style] = /\/static\/css\/site\.[0-9a-f]{12}\.css/.exec(page)!;
      expect(ask(style!)).toMatch(/^200 text\/css/);
    });

    test('runs as a user who can write uploads, and nothing else', () => {
      const write = (file: string) => container.run(['touch', file]).status;
      expect(container.run(['id', '-u']).output).toBe('10001\n');
      expect(readFileSync(`/proc/${server.pid}/status`, 'utf8')).toMatch(/^Uid:\t10001\t/m);
      expect(write('/app/media/x')).toBe(0);
      expect(write('/app/manage.py')).not.toBe(0);
      expect(write('/app/x')).not.toBe(0);
    });

    test('has no secret, no history, no data', () => {
      const files = container.run(['find', '/app', '-maxdepth', '1']).output.trim().split('\n');
      expect(files).toEqual(expect.arrayContaining(['/app/manage.py', '/app/staticfiles']));
      expect(files.filter((file) => /\.env$|\.git$|data\.json|sqlite/.test(file))).toEqual([]);
    });

    test('is not well without its database, and not without its server', async () => {
      database.stop();
      isStopped = true;
      const { status, output } = container.run(container.healthcheck, env);
      expect([status, output]).toEqual([1, '/health/ answers 503\n']);
      await server.stop();
      expect(container.run(container.healthcheck, env).output).toMatch(/^no answer: /);
    });
  });
});

const asking = `
import sys, urllib.request
headers = {"Host": "example.com", "X-Forwarded-Proto": "https"}
with urllib.request.urlopen(urllib.request.Request(sys.argv[1], headers=headers)) as answer:
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
