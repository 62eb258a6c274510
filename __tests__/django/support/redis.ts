/** A Redis for the tests of one file: its own port, nothing on the disk. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { temporaryFolder } from './program';
import { freePort } from './server';

export interface Redis {
  /** For REDIS_URL. */
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @returns what is missing to start one, or undefined where nothing is */
export function missingRedis(): string | undefined {
  return spawnSync('redis-server', ['--version']).status === 0 ? undefined : 'redis-server';
}

export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  const folder = temporaryFolder();
  const flags = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  let server: ChildProcess | undefined;
  const redis: Redis = {
    url: `redis://127.0.0.1:${port}/0`,
    start: async () => {
      server = spawn('redis-server', ['--port', String(port), ...flags], { stdio: 'ignore' });
      while (!(await answers(port))) await sleep(50);
    },
    stop: async () => {
      const ended = server && once(server, 'close');
      server?.kill();
      await ended;
    },
  };
  await redis.start();
  return redis;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString() === '+PONG\r\n';
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
