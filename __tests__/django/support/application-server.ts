/** A project that runs as on a server, with pages that tell what Django has heard of a visitor. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Grown, production, succeed } from './features';
import { run } from './program';
import { freePort, type Server, startProgram } from './server';

/** For the real thing, seen from outside: a project has no such pages. */
const urls = `import os
import time

from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from myproj.urls import urlpatterns as pages


@csrf_exempt
def probe(request):
    time.sleep(float(request.GET.get("seconds", "0")))
    size = 0
    while piece := request.read(65536):
        size += len(piece)
    return JsonResponse({
        "scheme": request.scheme,
        "address": request.META["REMOTE_ADDR"],
        "host": request.get_host(),
        "full": request.build_absolute_uri("/x/"),
        "pid": os.getpid(),
        "size": size,
    })


urlpatterns = [path("probe/", probe), *pages]
`;

const settings = `from myproj.settings import *

ROOT_URLCONF = "probe_urls"
`;

export interface Heard {
  scheme: string;
  address: string;
  host: string;
  full: string;
  pid: number;
  size: number;
}

/** What production needs to run with the probe. */
export const probed = {
  ...production,
  DJANGO_HSTS_SECONDS: '31536000',
  DJANGO_SETTINGS_MODULE: 'probe_settings',
};

/** Makes a new project ready: tables, static files, an upload, the probe. */
export function prepare({ root, python }: Grown): void {
  writeFileSync(join(root, 'probe_urls.py'), urls);
  writeFileSync(join(root, 'probe_settings.py'), settings);
  const manage = (...args: string[]) =>
    succeed(run(python, ['manage.py', ...args], { cwd: root, env: production }));
  manage('migrate', '--verbosity', '0');
  manage('collectstatic', '--noinput', '--verbosity', '0');
}

/** A Gunicorn with two workers, as the systemd unit starts it. */
export async function startGunicorn({ root, python }: Grown): Promise<Server & { port: number }> {
  const port = await freePort();
  const env = { ...probed, GUNICORN_BIND: `127.0.0.1:${port}`, WEB_CONCURRENCY: '2' };
  const gunicorn = join(dirname(python), 'gunicorn');
  const server = await startProgram([gunicorn], { root, env, url: `http://127.0.0.1:${port}` });
  return { ...server, port };
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
