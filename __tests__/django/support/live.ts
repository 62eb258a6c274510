/** A project with the feature channels that runs, and WebSockets to it. */
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { WebSocket } from 'ws';
import { newestDjango } from '../../../src/django';
import { pythonWithFeatures } from './environments';
import { type Grown, production, succeed } from './features';
import { createProject, run } from './program';
import { freePort, type Server, startProgram } from './server';

export interface LiveProject extends Grown {
  /** Session cookies, by the names of users. The password is the name. */
  cookies: Record<string, string>;
  room: number;
}

/** Users and a room with names that would be markup, if anybody took them for that. */
export const hostile = '<b title="x">&amp;\'</b>';

/** Python that makes them, and prints a line for `filled`. */
export const fill = `
import json
from django.contrib.auth import get_user_model
from django.test import Client
from live.models import Room
cookies = {}
for name in ["ada", "bob", ${JSON.stringify(hostile)}]:
    user = get_user_model().objects.create_superuser(name, password=name)
    client = Client()
    client.force_login(user)
    cookies[name] = client.cookies["sessionid"].value
print(json.dumps({"cookies": cookies, "room": Room.objects.create(name=${JSON.stringify(hostile)}).pk}))
`;

/** Static files come from WhiteNoise, whichever server it is. */
export function createLiveProject(...features: string[]): LiveProject {
  const wanted = ['channels', 'whitenoise', ...features].join(',');
  const { root } = createProject('myproj', '--with', wanted, '--django', newestDjango);
  const python = pythonWithFeatures(newestDjango);
  const project = { root, version: newestDjango, python };
  manage(project, 'migrate', '--verbosity', '0');
  manage(project, 'collectstatic', '--noinput', '--verbosity', '0');
  return { ...project, ...filled(manage(project, 'shell', '-c', fill)) };
}

/** @param output of `fill` */
export function filled(output: string): Pick<LiveProject, 'cookies' | 'room'> {
  return JSON.parse(output.trim().split('\n').at(-1)!);
}

/** A row that no server has made: none of them sends it. */
export function addMessage(project: Grown, text: string): void {
  manage(
    project,
    ...['shell', '-c'],
    `from live.models import *
Message.objects.create(room=Room.objects.first(), sender_id=1, text=${JSON.stringify(text)})`,
  );
}

/** Sessions hold in development and on the live site. */
const common = { REDIS_URL: '', DJANGO_SECRET_KEY: production.DJANGO_SECRET_KEY };

function manage({ root, python }: Grown, ...args: string[]): string {
  return succeed(run(python, ['manage.py', ...args], { cwd: root, env: common })).stdout;
}

export type ServerName = 'daphne' | 'uvicorn';

export async function startLive(
  { root, python }: LiveProject,
  name: ServerName,
  env: NodeJS.ProcessEnv = {},
): Promise<Server> {
  const port = String(await freePort());
  const program = join(dirname(python), name);
  const address =
    name === 'daphne'
      ? ['--bind', '127.0.0.1', '--port', port]
      : ['--host', '127.0.0.1', '--port', port];
  const variables = { ...common, ...env };
  return startProgram([program, ...address, 'myproj.asgi:application'], {
    ...{ root, env: variables, url: `http://127.0.0.1:${port}` },
  });
}

export interface Answer {
  type: string;
  text?: string;
  item?: { id: number; text: string; sender?: string };
  items?: { id: number; text: string }[];
  last?: number;
}

/** One WebSocket of a program that may send what it likes. */
export class Line {
  readonly answers: Answer[] = [];
  /** The numbers of all rows that have come. */
  readonly rows = new Set<number>();
  private waiting: (() => void)[] = [];

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data) => {
      const answer = JSON.parse(data.toString()) as Answer;
      this.answers.push(answer);
      for (const { id } of answer.items ?? (answer.item ? [answer.item] : [])) this.rows.add(id);
      for (const wake of this.waiting.splice(0)) wake();
    });
  }

  /** @returns the line, or the status with which it was refused */
  static async open(
    { url }: { url: string },
    path: string,
    { cookie, origin, host, ca }: { cookie?: string; origin?: string; host?: string; ca?: string },
  ): Promise<Line | number> {
    const headers = {
      ...(cookie && { Cookie: `sessionid=${cookie}` }),
      ...(host && { Host: host }),
    };
    const socket = new WebSocket(url.replace('http', 'ws') + path, {
      ...{ headers, ...(origin && { origin }), perMessageDeflate: false },
      ...(ca && { ca, servername: host }),
    });
    const line = new Line(socket);
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(line));
      socket.once('unexpected-response', (request, response) => {
        resolve(response.statusCode!);
        request.destroy();
      });
      socket.once('error', reject);
    });
  }

  send(content: unknown): void {
    this.socket.send(
      typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
    );
  }

  /** The first answer of this kind that has come, or comes. */
  async hear(wanted: (answer: Answer) => boolean, seconds = 20): Promise<Answer> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const index = this.answers.findIndex(wanted);
      if (index >= 0) return this.answers.splice(index, 1)[0]!;
      if (Date.now() > end) throw new Error(`Only this came: ${JSON.stringify(this.answers)}`);
      await Promise.race([
        new Promise<void>((resolve) => this.waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, 500)),
      ]);
    }
  }

  async close(): Promise<void> {
    const closed = once(this.socket, 'close');
    this.socket.close();
    await closed;
  }
}
