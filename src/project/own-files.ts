/** The files that belong to a project itself: not what is installed, made by tools, or copied in. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Folders of installed packages and of tools, and code of others that lies in the project. */
const foreign = new Set([
  'node_modules',
  'bower_components',
  'site-packages',
  '__pycache__',
  'build',
  'dist',
  'staticfiles',
  'third_party',
  'thirdparty',
  'vendor',
  'vendored',
  '_vendor',
  'extern',
]);

/** The few files beside code whose names begin with a dot. */
const dotFiles = new Set(['.gitignore', '.editorconfig', '.env.example', '.dockerignore']);

export interface OwnFiles {
  /** Absolute, in the order of their names. */
  files: string[];
  /** Links to files: the file that they lead to may belong to somebody else. */
  links: string[];
}

/**
 * @param folder where to look
 * @param root the folder whose `.gitignore` counts, too; `folder` or one above it
 * @param isWanted by the name of a file
 */
export function ownFiles(
  folder: string,
  root: string,
  isWanted: (name: string) => boolean,
): OwnFiles {
  const found: OwnFiles = { files: [], links: [] };
  visit(folder, rulesBetween(root, folder), found, isWanted);
  return found;
}

/** The rules of one `.gitignore`, and the folder that they are relative to. */
interface Rules {
  folder: string;
  rules: Ignore;
}

function visit(
  folder: string,
  above: readonly Rules[],
  found: OwnFiles,
  isWanted: (name: string) => boolean,
): void {
  const entries = entriesOf(folder);
  if (entries.some(({ name }) => name === 'pyvenv.cfg')) return;
  const rules = [...above, ...rulesOf(folder)];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      const isForeign = foreign.has(entry.name) || entry.name.startsWith('.');
      if (!isForeign && !isIgnored(rules, `${path}/`)) visit(path, rules, found, isWanted);
      continue;
    }
    const isHidden = entry.name.startsWith('.') && !dotFiles.has(entry.name);
    if (isHidden || !isWanted(entry.name) || isIgnored(rules, path)) continue;
    if (entry.isSymbolicLink()) found.links.push(path);
    else if (entry.isFile()) found.files.push(path);
  }
}

/** A folder that is closed to us holds nothing that could be annotated. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function rulesBetween(root: string, folder: string): Rules[] {
  const steps = relative(root, folder).split(sep).filter(Boolean);
  const folders = steps.map((_, index) => join(root, ...steps.slice(0, index)));
  return folders.flatMap(rulesOf);
}

function rulesOf(folder: string): Rules[] {
  try {
    return [{ folder, rules: ignore().add(readFileSync(join(folder, '.gitignore'), 'utf8')) }];
  } catch {
    return [];
  }
}

/** The nearest rule decides, as for Git. */
function isIgnored(rules: readonly Rules[], path: string): boolean {
  for (const each of [...rules].reverse()) {
    const inside = relative(each.folder, path).split(sep).join('/');
    const { ignored, unignored } = each.rules.test(path.endsWith('/') ? `${inside}/` : inside);
    if (ignored || unignored) return ignored;
  }
  return false;
}
