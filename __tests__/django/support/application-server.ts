/** The application servers, as their systemd units start them in production: with two processes. */
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Grown, production, succeed } from './features';
import { freePort, type Server, startProgram } from './server';
import { readUnit, type Unit } from './systemd';

/** The variables by which each listens on a port; its unit is deploy/NAME.service. */
const listening = {
  gunicorn: (port: number) => ({ GUNICORN_BIND: `127.0.0.1:${port}` }),
  uvicorn: (port: number) => ({ UVICORN_PORT: String(port) }),
  uwsgi: (port: number) => ({ UWSGI_HTTP_SOCKET: `127.0.0.1:${port}` }),
};

export type ApplicationServerName = keyof typeof listening;

export interface ApplicationServer extends Server {
  port: number;
  unit: Unit;
  /** What systemd would pass on, of the unit and of .env. */
  env: NodeJS.ProcessEnv;
  /** The processes that answer requests. */
  workers(): number[];
  /** Does what `systemctl reload` does, and waits until every process is another one. */
  reload(): Promise<void>;
}

/** @param variables of .env, beside those that say where it listens */
export async function startApplicationServer(
  name: ApplicationServerName,
  { root, python }: Grown,
  variables: NodeJS.ProcessEnv = production,
): Promise<ApplicationServer> {
  const environment = join(root, '.venv');
  if (!existsSync(environment)) symlinkSync(dirname(dirname(python)), environment);
  const places = { there: '/srv/myproj', here: root };
  const unit = readUnit(join(root, `deploy/${name}.service`), places);
  const port = await freePort();
  const env = { ...unit.env, ...variables, ...listening[name](port), WEB_CONCURRENCY: '2' };
  const url = `http://127.0.0.1:${port}`;
  const server = await startProgram(unit.start, { root, env, url });
  const workers = () => workersOf(server);
  await until(() => workers().length === 2);
  return {
    ...{ ...server, port, unit, env, workers },
    reload: async () => {
      const before = workers();
      succeed(unit.reload(server.pid, env));
      await until(() => {
        const now = workers();
        return now.length === 2 && now.every((pid) => !before.includes(pid));
      });
    },
    stop: () => stopped(server),
  };
}

/** A worker that is just starting may not hear that it should end: systemd would lose patience, too. */
async function stopped(server: Server): Promise<void> {
  const patience = setInterval(() => {
    for (const worker of workersOf(server)) process.kill(worker, 'SIGKILL');
  }, 5000);
  await server.stop();
  clearInterval(patience);
}

function workersOf({ pid }: Server): number[] {
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

export function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

export async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 0.05) {
    if (waited > 30) throw new Error('It did not happen within 30 seconds.');
    await sleep(50);
  }
}
