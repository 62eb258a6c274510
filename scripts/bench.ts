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
import { removeSync } from 'fs-extra';
import { build, root } from './prepare';

const rounds = Number(process.argv[2] ?? 31);
const program = join(root, 'bin', 'create-django-skeleton.js');
const vite = join(root, 'node_modules', 'create-vite', 'index.js');
const scratch = mkdtempSync(join(tmpdir(), 'create-django-skeleton-bench-'));

/** Certificates are read at every start of Node where this is set, and hide everything else. */
const { NODE_EXTRA_CA_CERTS: _, ...environment } = process.env;

interface Subject {
  name: string;
  /** Runs once in the folder, which is new and empty. */
  commands: string[][];
}

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
];

/** `startproject` and `startapp`, where the tests have left an environment with Django. */
function djangoAdmin(): Subject[] {
  const environments = join(root, '.cache');
  const found = spawnSync('find', [environments, '-name', 'django-admin', '-path', '*bin*']);
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
  ];
}

function measure({ commands }: Subject): number {
  const cwd = mkdtempSync(join(scratch, 'run-'));
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

build();
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
for (const { name } of subjects.slice(5)) {
  console.log(`create is ${(medianOf(name) / medianOf('create')).toFixed(1)} × as fast as ${name}`);
}
for (const subject of subjects.filter(({ name }) => ['node -e 0', 'create'].includes(name))) {
  console.log(`peak memory of ${subject.name}: ${peakMemory(subject).toFixed(1)} MiB`);
}
console.log(`the package: ${packedSize().toFixed(0)} kB`);
removeSync(scratch);
