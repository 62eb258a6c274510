/**
 * Tries add-app's two edits on real projects and lets CPython check each of them.
 *
 *   npx tsx scripts/real-projects.ts PROJECTS.tsv FOLDER [--show]
 *
 * PROJECTS.tsv has a column `repo` (owner/name), and `apps_verdict` and `urls_verdict` of a
 * reference analysis where there is one. FOLDER holds the checkouts as owner+name. Nothing is
 * written to them. `--show` prints each edit as a diff.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { includeUrls } from '../src/project/include-urls';
import type { Outcome } from '../src/project/outcome';
import { openProject, type Project } from '../src/project/project';
import { registerApp } from '../src/project/register-app';

const APP = 'zzblog';
const verifier = path.join(__dirname, 'verify_edit.py');
const [table, folder, ...flags] = process.argv.slice(2);
const show = flags.includes('--show');

interface Row {
  project: string;
  apps: string;
  urls: string;
  verified: string;
  ms: number;
}

async function main(): Promise<void> {
  if (!table || !folder) throw new Error('Usage: real-projects.ts PROJECTS.tsv FOLDER [--show]');
  const [head, ...lines] = readFileSync(table, 'utf8').trim().split('\n');
  const columns = head!.split('\t');
  const rows: Row[] = [];
  for (const line of lines) {
    const cells = line.split('\t');
    const cell = (name: string) => cells[columns.indexOf(name)] ?? '';
    const root = path.join(folder, cell('repo').replace('/', '+'));
    if (!existsSync(root)) {
      rows.push({ project: cell('repo'), apps: '–', urls: '–', verified: 'no checkout', ms: 0 });
      continue;
    }
    rows.push(await tryProject(cell('repo'), realpathSync(root), cell));
  }
  const width = Math.max(...rows.map(({ project }) => project.length));
  for (const { project, apps, urls, verified, ms } of rows) {
    console.log(
      `${project.padEnd(width)}  ${apps.padEnd(28)} ${urls.padEnd(36)} ${verified} (${ms} ms)`,
    );
  }
}

async function tryProject(
  name: string,
  root: string,
  cell: (name: string) => string,
): Promise<Row> {
  const start = performance.now();
  const project = await openProject(root);
  const apps = registerApp(project, APP);
  const urls = includeUrls(project, `${APP}/`, `${APP}.urls`);
  const ms = Math.round(performance.now() - start);
  for (const outcome of [apps, urls]) explain(name, project, outcome);
  return {
    project: name,
    apps: compare(apps, cell('apps_verdict')),
    urls: compare(urls, cell('urls_verdict')),
    verified: verify(project, apps, urls),
    ms,
  };
}

function compare(outcome: Outcome, reference: string): string {
  const ours = outcome.outcome === 'change' ? 'edit' : outcome.outcome;
  return reference ? `${ours} / ${reference.slice(0, 22)}` : ours;
}

function verify(project: Project, apps: Outcome, urls: Outcome): string {
  const edited = (outcome: Outcome) =>
    outcome.outcome === 'change' || outcome.outcome === 'ask' ? outcome : undefined;
  if (!edited(apps) && !edited(urls)) return 'nothing changed';
  const { status, stdout, stderr } = spawnSync('python3', [verifier], {
    input: JSON.stringify({
      app: APP,
      prefix: `${APP}/`,
      roots: project.modules.roots,
      settings: edited(apps),
      urls: edited(urls),
    }),
    encoding: 'utf8',
  });
  if (status !== 0) return `verifier failed: ${stderr.trim().split('\n').at(-1)}`;
  const complaints: string[] = JSON.parse(stdout);
  return complaints.length === 0 ? 'verified' : complaints.join('; ');
}

function explain(name: string, project: Project, outcome: Outcome): void {
  if (!show) return;
  console.log(`== ${name}: ${outcome.outcome}`);
  if (outcome.outcome === 'by hand') console.log(`   ${outcome.why} [${outcome.where}]`);
  if (outcome.outcome !== 'change' && outcome.outcome !== 'ask') return;
  if (outcome.outcome === 'ask') console.log(`   ask: ${outcome.question}`);
  console.log(`   rule: ${outcome.rule}, line ${outcome.line}`);
  for (const warning of outcome.warnings) console.log(`   warning: ${warning}`);
  const file = path.relative(project.root, outcome.file);
  console.log(
    createTwoFilesPatch(file, file, outcome.before, outcome.after, '', '', { context: 2 }),
  );
}

main();
