/** A running `manage.py runserver`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DjangoVersion, pythonWith } from './environments';

export interface Server {
  /** `http://127.0.0.1:43567` */
  url: string;
  pid: number;
  /** What the server has printed until now. */
  output(): string;
  stop(): Promise<void>;
}

const secondsToStart = 60;

/**
 * Starts the project at `root`, on a free port of this computer only.
 *
 * @param flags for `runserver`
 * @param env changes to the environment of the tests
 */
export async function startServer(
  root: string,
  version: DjangoVersion,
  flags: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const address = `127.0.0.1:${await freePort()}`;
  const args = ['manage.py', 'runserver', '--noreload', ...flags, address];
  return startProgram([pythonWith(version), ...args], { root, env, url: `http://${address}` });
}

/** Starts any program that is a server, and waits until it answers at `url`. */
export async function startProgram(
  [program, ...args]: readonly [string, ...string[]],
  { root, env, url }: { root: string; env: NodeJS.ProcessEnv; url: string },
): Promise<Server> {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PYTHONUNBUFFERED: '1', ...env },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = once(child, 'close');

  const server: Server = {
    url,
    pid: child.pid!,
    output: () => output,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
  for (let waited = 0; !(await answers(server.url)); waited += 0.1) {
    if (child.exitCode !== null || waited > secondsToStart) {
      await server.stop();
      throw new Error(`${[program, ...args].join(' ')} does not answer:\n${output}`);
    }
    await sleep(100);
  }
  return server;
}

export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('There is no free port.');
  return address.port;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: 'manual' });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
