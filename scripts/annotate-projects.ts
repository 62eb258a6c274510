/**
 * Annotates real Python files at the level full, then none, and lets CPython check each of them.
 *
 *   npx tsx scripts/annotate-projects.ts FOLDER… [--keep FOLDER]
 *
 * Nothing is written to the folders; `--keep` writes the annotated files elsewhere, to be read.
 * A folder of projects (with `+` in their names, as owner+name) counts as many projects.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { outputFileSync } from 'fs-extra';
import { annotate } from '../src/explain/annotate';
import { surroundingsOf } from '../src/explain/surroundings-of';
import { disk } from '../src/project/files';
import { findManage } from '../src/project/manage';
import { openProject } from '../src/project/project';

const args = process.argv.slice(2);
const keep = args.includes('--keep') ? args[args.indexOf('--keep') + 1] : undefined;
const folders = args.filter((arg, index) => !arg.startsWith('--') && args[index - 1] !== '--keep');

interface Totals {
  files: number;
  bytes: number;
  noted: number;
  notes: number;
  astDifferences: string[];
  notRestored: string[];
  notStable: string[];
  left: Map<string, number>;
  seconds: number;
}

const totals: Totals = {
  files: 0,
  bytes: 0,
  noted: 0,
  notes: 0,
  astDifferences: [],
  notRestored: [],
  notStable: [],
  left: new Map(),
  seconds: 0,
};

async function main(): Promise<void> {
  for (const folder of folders) {
    const names = readdirSync(folder).filter((name) => /\w\+\w/.test(name));
    const roots = names.length > 0 ? names.map((name) => join(folder, name)) : [folder];
    for (const root of roots) await annotateAll(realpathSync(root));
  }
  const { files, bytes, noted, notes, seconds, left } = totals;
  console.log(
    `files              ${files} (${(bytes / 1e6).toFixed(1)} MB), ${noted} of them with notes`,
  );
  console.log(`notes placed       ${notes}`);
  console.log(
    `ast differences    ${totals.astDifferences.length} ${totals.astDifferences.slice(0, 5)}`,
  );
  console.log(`not restored       ${totals.notRestored.length} ${totals.notRestored.slice(0, 5)}`);
  console.log(`second run differs ${totals.notStable.length} ${totals.notStable.slice(0, 5)}`);
  console.log(`seconds per MB     ${((seconds / bytes) * 1e6).toFixed(3)} (level full)`);
  for (const [why, count] of left) console.log(`left alone         ${count}: ${why}`);
}

/** Every Python file below a folder, also those that `annotate` passes over in a project. */
async function annotateAll(folder: string): Promise<void> {
  const manages = findManage(disk, folder).map((file) => file.replace(/\/[^/]+$/, ''));
  const root = manages.length > 0 ? manages.sort((a, b) => a.length - b.length)[0]! : folder;
  const project = await openProject(root);
  const around = surroundingsOf(project);
  const changed: { path: string; before: string; after: string }[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.py')) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    const path = relative(root, file);
    totals.files += 1;
    totals.bytes += bytes.length;
    const started = performance.now();
    const full = annotate(path, bytes, 'full', around);
    totals.seconds += (performance.now() - started) / 1000;
    if ('why' in full) {
      totals.left.set(full.why, (totals.left.get(full.why) ?? 0) + 1);
      continue;
    }
    totals.notes += full.notes;
    const noted = Buffer.from(full.after);
    const none = annotate(path, noted, 'none', around);
    const restored = 'after' in none && Buffer.from(none.after).equals(bytes);
    if (!restored) totals.notRestored.push(file);
    if (full.after === full.before) continue;
    totals.noted += 1;
    const again = annotate(path, noted, 'full', around);
    if (!('after' in again) || again.after !== full.after) totals.notStable.push(file);
    changed.push({ path: file, before: full.before, after: full.after });
    if (keep) outputFileSync(join(keep, relative(join(folder, '..'), file)), full.after);
  }
  totals.astDifferences.push(...differences(changed));
}

const checker = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
def tree(text):
    try: return ast.dump(ast.parse(text.encode()))
    except (SyntaxError, ValueError, RecursionError, MemoryError): return None
json.dump([f["path"] for f in json.load(sys.stdin) if tree(f["before"]) != tree(f["after"])], sys.stdout)
`;

function differences(changed: readonly object[]): string[] {
  if (changed.length === 0) return [];
  const { stdout, stderr } = spawnSync('python3', ['-c', checker], {
    input: JSON.stringify(changed),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (stderr) throw new Error(stderr);
  return JSON.parse(stdout) as string[];
}

main();
