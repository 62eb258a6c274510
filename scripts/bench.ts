/**
 * `npm run bench`: how fast the program is, as ratios of whole processes.
 *
 * Peers and program run in turn, in fresh folders, in one go; the medians are compared, so that a
 * machine that is slow for a while is slow for all.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copySync, outputFileSync, removeSync } from 'fs-extra';
import { build, root } from './prepare';

const rounds = Number(process.argv[2] ?? 31);
const program = join(root, 'bin', 'create-django-skeleton.js');
const vite = join(root, 'node_modules', 'create-vite', 'index.js');
const scratch = mkdtempSync(join(tmpdir(), 'create-django-skeleton-bench-'));

/** Certificates are read at every start of Node where this is set, and hide everything else. */
const { NODE_EXTRA_CA_CERTS: _, ...rest } = process.env;
const environment = { ...rest, XDG_STATE_HOME: join(scratch, 'state') };

const addApp = [process.execPath, program, 'add-app', 'shop', '--yes'];

interface Subject {
  name: string;
  /** Runs once in the folder, which is new and empty, or holds a copy of `project`. */
  commands: string[][];
  project?: string;
}

build();
const subjects: Subject[] = [
  { name: 'node -e 0', commands: [[process.execPath, '-e', '0']] },
  { name: 'create', commands: [[process.execPath, program, 'myproj', '--yes']] },
  { name: 'explain MIDDLEWARE', commands: [[process.execPath, program, 'explain', 'MIDDLEWARE']] },
  { name: '--help', commands: [[process.execPath, program, '--help']] },
  { name: '--version', commands: [[process.execPath, program, '--version']] },
  {
    name: 'create-vite (vanilla)',
    commands: [[process.execPath, vite, 'myproj', '--template', 'vanilla', '--no-interactive']],
  },
  ...djangoAdmin(),
  {
    name: 'annotate',
    project: fresh(),
    commands: [[process.execPath, program, 'annotate', '--yes']],
  },
  { name: 'add-app', project: fresh(), commands: [addApp] },
  { name: 'add-app in a large project', project: large(), commands: [addApp] },
];

/** `startproject` and `startapp`, where the tests have left an environment with Django. */
function djangoAdmin(): Subject[] {
  const environments = join(root, '.cache');
  const found = spawnSync('find', ['-L', environments, '-name', 'django-admin', '-path', '*bin*']);
  const path = found.stdout?.toString().trim().split('\n').sort().at(-1);
  if (!path) {
    console.log('No environment with Django yet (npm test makes one): django-admin is left out.');
    return [];
  }
  return [
    {
      name: 'django-admin startproject + startapp',
      commands: [
        [path, 'startproject', 'myproj', '.'],
        [path, 'startapp', 'blog'],
      ],
    },
    {
      name: 'django-admin startapp',
      project: fresh(),
      commands: [[path, 'startapp', 'shop']],
    },
  ];
}

/** What `startproject` makes, as far as add-app reads it. */
function fresh(): string {
  const folder = join(scratch, 'fresh');
  spawnSync(process.execPath, [program, folder, '--yes', '--no-app', '--comments', 'none']);
  return folder;
}

/**
 * As large as the large ones that one meets: 60 apps, settings of 1,200 lines in three files, urls
 * that include those of each app, and 120 requirements.
 */
function large(): string {
  const folder = join(scratch, 'large');
  copySync(fresh(), folder);
  const settings = readFileSync(join(folder, 'fresh/settings.py'), 'utf8');
  const apps = Array.from({ length: 60 }, (_, index) => `app${index}`);
  for (const app of apps) {
    outputFileSync(join(folder, app, '__init__.py'), '');
    outputFileSync(
      join(folder, app, 'apps.py'),
      `from django.apps import AppConfig\n\n\nclass Config(AppConfig):\n    name = "${app}"\n`,
    );
    const routes = Array.from(
      { length: 12 },
      (_, index) => `    path("page${index}/", views.page),\n`,
    );
    outputFileSync(
      join(folder, app, 'urls.py'),
      `from django.urls import path\n\nfrom . import views\n\nurlpatterns = [\n${routes.join('')}]\n`,
    );
  }
  const values = Array.from(
    { length: 100 },
    (_, index) =>
      `LIMITS_${index} = {\n    "rate": env("RATE_${index}", default="10/m"),\n    "burst": ${index},\n    "names": ["a", "b", "c"],\n    "key": BASE_DIR / "keys" / "${index}",\n}\nif DEBUG:\n    LIMITS_${index}["burst"] = 0\n\n`,
  );
  const installed = settings.replace(
    /INSTALLED_APPS = \[\n/,
    `INSTALLED_APPS = [\n${apps.map((app) => `    "${app}.apps.Config",\n`).join('')}`,
  );
  outputFileSync(join(folder, 'fresh/base.py'), `${installed}\n${values.join('')}`);
  outputFileSync(
    join(folder, 'fresh/more.py'),
    `from .base import *\n\n${values.slice(50).join('')}`,
  );
  outputFileSync(join(folder, 'fresh/settings.py'), 'from .more import *\n\nDEBUG = True\n');
  const included = apps.map((app, index) => {
    const prefix = index % 6 === 0 ? '' : `${app}/`;
    return `    path("${prefix}", include("${app}.urls")),\n`;
  });
  outputFileSync(
    join(folder, 'fresh/urls.py'),
    `from django.contrib import admin\nfrom django.urls import include, path\n\nurlpatterns = [\n    path("admin/", admin.site.urls),\n${included.join('')}]\n`,
  );
  const requirements = Array.from({ length: 120 }, (_, index) => `package${index}==1.${index}\n`);
  outputFileSync(join(folder, 'requirements.txt'), `Django~=6.1.0\n${requirements.join('')}`);
  return folder;
}

function measure({ commands, project }: Subject): number {
  const cwd = mkdtempSync(join(scratch, 'run-'));
  if (project) copySync(project, cwd);
  const started = performance.now();
  for (const [file, ...parameters] of commands) {
    const { status, stderr } = spawnSync(file!, parameters, { cwd, env: environment });
    if (status !== 0) throw new Error(`${file} ${parameters.join(' ')}\n${stderr}`);
  }
  return performance.now() - started;
}

/** Peak memory in MiB, as Node tells it at the end of a run. */
function peakMemory({ commands }: Subject): number {
  const probe = join(__dirname, 'bench-memory.js');
  const output = join(scratch, 'memory');
  const [file, ...parameters] = commands[0]!;
  spawnSync(file!, parameters, {
    cwd: mkdtempSync(join(scratch, 'run-')),
    env: { ...environment, NODE_OPTIONS: `--require ${probe}`, BENCH_MEMORY: output },
  });
  return existsSync(output) ? Number(readFileSync(output, 'utf8')) / 1024 : Number.NaN;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function packedSize(): number {
  const { stdout } = spawnSync(
    'npm',
    ['pack', '--json', '--pack-destination', scratch, '--ignore-scripts'],
    { cwd: root },
  );
  const [{ filename }] = JSON.parse(stdout.toString()) as [{ filename: string }];
  return statSync(join(scratch, filename)).size / 1000;
}

const times = new Map(subjects.map(({ name }) => [name, [] as number[]]));
for (const subject of subjects) measure(subject); // Warm up: the disk's cache.
for (let round = 0; round < rounds; round += 1) {
  for (const subject of subjects) times.get(subject.name)!.push(measure(subject));
}

const medianOf = (name: string) => median(times.get(name) ?? []);
const base = medianOf('node -e 0');
console.log(`Medians of ${rounds} runs in turn, Node ${process.version}\n`);
console.log('                                         ms   × node -e 0');
for (const { name } of subjects) {
  const time = medianOf(name);
  console.log(`${name.padEnd(38)} ${time.toFixed(1).padStart(6)}   ${(time / base).toFixed(2)}`);
}
console.log();
for (const { name } of subjects.slice(5, 7)) {
  console.log(`create is ${(medianOf(name) / medianOf('create')).toFixed(1)} × as fast as ${name}`);
}
const ratio = (a: string, b: string) => (medianOf(a) / medianOf(b)).toFixed(2);
console.log(`add-app / django-admin startapp: ${ratio('add-app', 'django-admin startapp')}`);
console.log(`add-app, large / fresh: ${ratio('add-app in a large project', 'add-app')}`);
for (const subject of subjects.filter(({ name }) => ['node -e 0', 'create'].includes(name))) {
  console.log(`peak memory of ${subject.name}: ${peakMemory(subject).toFixed(1)} MiB`);
}
console.log(`the package: ${packedSize().toFixed(0)} kB`);
removeSync(scratch);
