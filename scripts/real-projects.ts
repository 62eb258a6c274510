/**
 * Tries add-app on real projects, and lets CPython check what it did to each of them.
 *
 *   npm run build && npx tsx scripts/real-projects.ts PROJECTS.tsv FOLDER [--show]
 *
 * PROJECTS.tsv has the columns `repo` (owner/name) and `manage_py`, and `apps_verdict` and
 * `urls_verdict` of a reference analysis where there is one. FOLDER holds the checkouts as
 * owner+name; each is copied, and only the copy is written to. `--show` prints each change as a diff.
 *
 * The built program runs five times: as a dry run, in earnest, again, `undo`, and each time all files
 * are compared with what they have to be.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { openProject } from '../src/project/project';

const APP = 'zzblog';
const program = join(__dirname, '../bin/create-django-skeleton.js');
const verifier = join(__dirname, 'verify_edit.py');
const [table, folder, ...flags] = process.argv.slice(2);

interface Row {
  project: string;
  reference: string;
  outcome: string;
  verified: string;
  ms: number;
}

/** Each file with its bytes, one character for each. */
type Contents = ReadonlyMap<string, string>;

async function main(): Promise<void> {
  if (!table || !folder) throw new Error('Usage: real-projects.ts PROJECTS.tsv FOLDER [--show]');
  const [head, ...lines] = readFileSync(table, 'utf8').trim().split('\n');
  const columns = head!.split('\t');
  console.log('| project | reference | outcome | verified | ms |\n| --- | --- | --- | --- | --- |');
  for (const line of lines) {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const checkout = join(folder, cell('repo').replace('/', '+'));
    if (!existsSync(checkout)) continue;
    const { project, reference, outcome, verified, ms } = await tryProject(checkout, cell);
    console.log(`| ${project} | ${reference} | ${outcome} | ${verified} | ${ms} |`);
  }
}

async function tryProject(checkout: string, cell: (name: string) => string): Promise<Row> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'real-project-')));
  try {
    const root = join(scratch, basename(checkout));
    cpSync(checkout, root, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => basename(path) !== '.git',
    });
    mkdirSync(join(root, '.git'));
    const cwd = realpathSync(join(root, dirname(cell('manage_py'))));
    const reference = [...new Set([cell('apps_verdict'), cell('urls_verdict')])].join(' / ');
    return { project: cell('repo'), reference, ...(await addAndUndo(root, cwd, scratch)) };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

async function addAndUndo(
  root: string,
  cwd: string,
  scratch: string,
): Promise<Omit<Row, 'project' | 'reference'>> {
  const run = (...args: string[]) => {
    const env = { ...process.env, XDG_STATE_HOME: join(scratch, 'state') };
    return spawnSync(process.execPath, [program, ...args], { cwd, env, encoding: 'utf8' });
  };
  const complaints: string[] = [];
  const expectSame = (expected: Contents, when: string) => {
    const different = differences(expected, contentsOf(root));
    if (different.length > 0) complaints.push(`${when}: ${different.join(', ')}`);
  };

  const before = contentsOf(root);
  run('add-app', APP, '--yes', '--dry-run');
  expectSame(before, 'the dry run wrote');
  const start = performance.now();
  const { status, stdout, stderr } = run('add-app', APP, '--yes', '--json');
  const ms = Math.round(performance.now() - start);
  const after = contentsOf(root);
  if (status !== 0) {
    expectSame(before, 'refused, but changed');
    const why = stdout.startsWith('{') ? JSON.parse(stdout).error.message : stderr;
    const outcome = `exit ${status}: ${why.replace(/\s*\n\s*/g, ' ').slice(0, 300)}`;
    return { outcome, verified: complaints.join('; ') || 'nothing changed', ms };
  }

  const report = JSON.parse(stdout);
  const changed = [...before.keys()].filter((path) => after.get(path) !== before.get(path));
  const { modules } = await openProject(cwd);
  complaints.push(...verify(report, modules.roots, cwd, before, after));
  complaints.push(...strangeFiles(report, changed, before, after, root, cwd));
  const again = run('add-app', APP, '--yes');
  if (again.status !== 0 || !again.stdout.includes('Nothing to do')) {
    complaints.push(`the second run says: ${again.stdout}${again.stderr}`);
  }
  expectSame(after, 'the second run changed');
  run('undo', '--yes');
  expectSame(before, 'undo left');
  if (flags.includes('--show')) show(changed, before, after);
  const places = changed.map((path) => path.slice(root.length + 1)).join(', ');
  const outcome = `done: ${places} for ${report.app} (Django ${report.django})`;
  return { outcome, verified: complaints.join('; ') || 'all', ms };
}

interface Report {
  app: string;
  edits: { path: string; text: string }[];
}

/** What CPython has to say about the edits. */
function verify(
  { app, edits }: Report,
  roots: readonly string[],
  cwd: string,
  before: Contents,
  after: Contents,
): string[] {
  const edit = (isWanted: (text: string) => boolean) => {
    const found = edits.find(({ text }) => isWanted(text));
    if (!found) return undefined;
    const file = realpathSync(join(cwd, found.path));
    return { file, before: utf8(before.get(file)), after: utf8(after.get(file)) };
  };
  const isRoute = (text: string) => text.includes('include');
  const input = JSON.stringify({
    app,
    prefix: `${APP}/`,
    roots,
    settings: edit((text) => !isRoute(text)),
    urls: edit(isRoute),
  });
  const { status, stdout, stderr } = spawnSync('python3', [verifier], { input, encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : [`verifier: ${stderr.trim().split('\n').at(-1)}`];
}

/** Only the files of the edits may have changed, and only the app's may be new. */
function strangeFiles(
  { app, edits }: Report,
  changed: readonly string[],
  before: Contents,
  after: Contents,
  root: string,
  cwd: string,
): string[] {
  const expected = edits.map(({ path }) => realpathSync(join(cwd, path)));
  const home = `/${app.split('.').at(-1)}/`;
  const isNew = (path: string) => !before.has(path);
  const outside = [...after.keys()].filter((path) => isNew(path) && !path.startsWith(`${cwd}/`));
  const strange = [
    // Python imports from the folder of manage.py; elsewhere only what is in a package.
    ...(app.includes('.') ? [] : outside),
    ...changed.filter((path) => !expected.includes(path)),
    ...[...after.keys()].filter((path) => isNew(path) && !path.includes(home)),
  ];
  return strange.map((path) => `unexpected: ${path.slice(root.length + 1)}`);
}

function show(changed: readonly string[], before: Contents, after: Contents): void {
  for (const path of changed) {
    const [old, now] = [utf8(before.get(path)), utf8(after.get(path))];
    console.log(createTwoFilesPatch(path, path, old, now, '', '', { context: 2 }));
  }
}

function contentsOf(root: string): Contents {
  const contents = new Map<string, string>();
  const visit = (path: string) => {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) contents.set(path, `link to ${readlinkSync(path)}`);
    else if (stat.isFile()) contents.set(path, readFileSync(path, 'latin1'));
    else for (const name of readdirSync(path)) visit(join(path, name));
  };
  visit(root);
  return contents;
}

function differences(expected: Contents, actual: Contents): string[] {
  const paths = new Set([...expected.keys(), ...actual.keys()]);
  return [...paths].filter((path) => expected.get(path) !== actual.get(path));
}

function utf8(bytes: string | undefined): string {
  return Buffer.from(bytes ?? '', 'latin1').toString('utf8');
}

main();
