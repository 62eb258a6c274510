/** Settings modules that share a file: `base.py` with `dev.py` and `production.py`. */
import path from 'node:path';
import { importedModule, isStarImport } from '../python/import-statement';
import type { Modules } from './modules';
import type { Project } from './project';
import { readSettings, type Settings } from './settings';

/** The other modules in the folder of the settings that read the same files, or the settings themselves. */
export function settingsAround(project: Project): Settings[] {
  const { modules, files, settings } = project;
  const [main] = settings;
  if (!main) return [];
  const own = [...filesRead(modules, main.file)];
  const folder = path.posix.dirname(main.file);
  return files
    .list(folder)
    .filter((name) => /^[A-Za-z]\w*\.py$/.test(name))
    .map((name) => `${folder}/${name}`)
    .filter((file) => Buffer.from(files.read(file) ?? []).includes('import *'))
    .filter((file) => file !== main.file && (!own.includes(file) || isOfLiveSite(file)))
    .flatMap((file) => readSettings(modules, modules.nameOf(file)) ?? [])
    .filter((other) => [...filesRead(modules, other.file)].some((file) => own.includes(file)));
}

/** `production.py`, `heroku.py`: by its name no module for developing, for tests, or for others to read. */
export const isOfLiveSite = (file: string): boolean =>
  !/^(__|test|ci|local|dev|base|common|default|custom|docs|static|pipeline)/.test(
    path.posix.basename(file),
  );

/**
 * A module that has what the settings share, but not the settings themselves: what is added there does
 * not reach it. With it, the module that both read.
 */
export function besideOf(project: Project): { other: Settings; shared: Settings } | undefined {
  const { modules, settings } = project;
  const [main] = settings;
  if (!main) return undefined;
  const own = [...filesRead(modules, main.file)];
  for (const other of settingsAround(project)) {
    const its = filesRead(modules, other.file);
    const file = own.find((one) => one !== other.file && its.has(one));
    const shared = file ? readSettings(modules, modules.nameOf(file)) : undefined;
    if (shared?.names.has('INSTALLED_APPS') && !its.has(main.file)) return { other, shared };
  }
  return undefined;
}

/** A file, and all that it and they read by star. */
function filesRead(modules: Modules, file: string, seen: Set<string> = new Set()): Set<string> {
  const source = seen.has(file) ? undefined : modules.load(file);
  if (!source) return seen;
  seen.add(file);
  for (const statement of source.tree.walk()) {
    if (statement.type !== 'import_from_statement' || !isStarImport(statement)) continue;
    const imported = modules.find(importedModule(statement, source));
    if (imported) filesRead(modules, imported, seen);
  }
  return seen;
}
