/** A web server in front of a project, with the configuration that was generated for it. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import * as http from 'node:http';
import * as https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificate } from './certificate';

export const domain = 'example.com';

export interface WebServer {
  ports: Ports;
  certificate: Certificate;
  /** Starts again with the same configuration, without losing a request. */
  reload(): void;
  /** What it has written to its error log. */
  errors(): string;
  stop(): Promise<void>;
}

export interface Ports {
  http: number;
  https: number;
}

export interface Behind {
  /** The folder of manage.py. */
  root: string;
  /** Where the application servers listen, one or several. */
  applications: readonly number[];
}

/**
 * The configuration as it was generated, but for what a test cannot have: the ports of a server, the
 * folder of Certbot, and the folder of the project.
 */
export function adapted(
  name: string,
  { root }: Behind,
  certificate: Certificate,
  replace: readonly (readonly [RegExp, string])[],
): string {
  const known: (readonly [RegExp, string])[] = [
    [/\/etc\/letsencrypt\/live\/example\.com/g, certificate.folder],
    [/\/srv\/myproj/g, root],
    ...replace,
  ];
  let text = readFileSync(join(root, 'deploy', name), 'utf8');
  for (const [pattern, becomes] of known) {
    if (!pattern.test(text)) throw new Error(`${name} has no ${pattern}`);
    text = text.replace(pattern, becomes);
  }
  return text;
}

/** Waits until visitors are let in. */
export async function untilOpen(server: WebServer): Promise<void> {
  const isOpen = () =>
    visit(server, '/', { scheme: 'http' }).then(
      () => true,
      () => false,
    );
  for (let waited = 0; !(await isOpen()); waited += 0.05) {
    if (waited > 10) throw new Error(`The web server does not start:\n${server.errors()}`);
    await sleep(50);
  }
}

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Visit {
  /** `http` for the port without encryption. */
  scheme?: 'http' | 'https';
  method?: string;
  headers?: http.OutgoingHttpHeaders;
  body?: string | Buffer;
}

/** Asks for a page as a visitor of example.com does; the path goes out as it is written here. */
export function visit(server: WebServer, path: string, how: Visit = {}): Promise<Answer> {
  const { scheme = 'https', body } = how;
  return answered(open(server, path, { ...how, scheme }), body);
}

/** Sends a request, and waits for the whole answer. */
export function answered(request: http.ClientRequest, body?: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

function open(
  { ports, certificate }: WebServer,
  path: string,
  { scheme, method = 'GET', headers = {} }: Visit,
): http.ClientRequest {
  const options = {
    ...{ host: '127.0.0.1', path, method, agent: false as const },
    headers: { Host: domain, ...headers },
  };
  return scheme === 'http'
    ? http.request({ ...options, port: ports.http })
    : https.request({ ...options, port: ports.https, servername: domain, ca: certificate.ca });
}

export interface Load {
  /** How many requests were answered with 200. */
  good: number;
  /** What happened to the others. */
  lost: string[];
  perSecond: number;
}

/** Visits again and again, several at the same time, while something happens. */
export async function underLoad(
  ask: (index: number) => Promise<Answer>,
  happens: () => Promise<void>,
  atOnce = 8,
): Promise<Load> {
  const load: Load = { good: 0, lost: [], perSecond: 0 };
  const start = Date.now();
  let goesOn = true;
  let index = 0;
  const visitor = async () => {
    while (goesOn) {
      index += 1;
      const outcome = await ask(index).then(
        ({ status }) => String(status),
        (error: Error) => error.message,
      );
      if (outcome === '200') load.good += 1;
      else load.lost.push(outcome);
    }
  };
  const visitors = Promise.all(Array.from({ length: atOnce }, visitor));
  try {
    await happens();
  } finally {
    goesOn = false;
    await visitors;
  }
  load.perSecond = Math.round((load.good * 1000) / (Date.now() - start));
  return load;
}
