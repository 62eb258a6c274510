/** A project that is ready for a server, with a page that tells what Django has heard of a visitor. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Grown, production, succeed } from './features';
import { run } from './program';

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

const ready = `import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
`;

/**
 * Makes a new project ready: tables, static files, the probe.
 *
 * @param more Python to run then
 * @returns what that has printed
 */
export function prepare({ root, python }: Grown, more = ''): string {
  writeFileSync(join(root, 'probe_urls.py'), urls);
  writeFileSync(join(root, 'probe_settings.py'), settings);
  const env = { ...production, DJANGO_SETTINGS_MODULE: 'myproj.settings' };
  return succeed(run(python, ['-c', ready + more], { cwd: root, env })).stdout;
}
