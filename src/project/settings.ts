import { type Binding, evaluate, type Names } from '../python/evaluate';
import { resolve } from '../python/resolve';
import type { Value } from '../python/values';
import { foldersBelow } from './files';
import type { Modules } from './modules';

/** What a settings module holds after all of its chain ran. */
export interface Settings {
  module: string;
  file: string;
  /** The class inside the module, with django-configurations. */
  configuration: string | undefined;
  names: Names;
}

/**
 * Evaluates a settings module with everything it imports by star.
 *
 * `configuration` names the class that holds the settings, with django-configurations.
 * Undefined where the module is not in the project or cannot be read.
 */
export function readSettings(
  modules: Modules,
  module: string,
  configuration?: string,
): Settings | undefined {
  const file = modules.find(module);
  const outcome = file ? modules.run(file, module) : undefined;
  if (!file || !outcome) return undefined;
  const names = ofClass(modules, outcome.names, configuration) ?? outcome.names;
  return { module, file, configuration, names };
}

/** The classes of a settings module that hold INSTALLED_APPS, in their order. */
export function configurationsIn(modules: Modules, names: Names): string[] {
  return [...names.keys()]
    .filter((name) => /^[A-Z]\w*[a-z]/.test(name))
    .filter((name) => ofClass(modules, names, name)?.has('INSTALLED_APPS'));
}

function ofClass(modules: Modules, names: Names, configuration?: string): Names | undefined {
  const binding = configuration ? names.get(configuration) : undefined;
  if (!binding) return undefined;
  const settings = new Map<string, Binding>();
  const collect = (value: Value) => {
    if (value.kind !== 'class') return;
    for (const base of value.bases.toReversed()) collect(base);
    for (const [name, held] of value.names) {
      settings.set(name, { value: held, places: binding.places });
    }
  };
  collect(resolve(modules.world, binding.value));
  return settings.size > 0 ? settings : undefined;
}

/**
 * The files that define INSTALLED_APPS on their own, for a project whose settings module is not
 * told or not there.
 */
export function findSettingsFiles(modules: Modules, root: string): string[] {
  const found: string[] = [];
  for (const folder of foldersBelow(modules.files, root, 4)) {
    if (/\/(tests?|docs?|migrations)(\/|$)/.test(folder.slice(root.length))) continue;
    for (const name of modules.files.list(folder)) {
      // Only what can be imported can be a settings module.
      if (!/^[A-Za-z_]\w*\.py$/.test(name) || /^(test|conftest)/.test(name)) continue;
      const file = `${folder}/${name}`;
      if (definesApps(modules, file)) found.push(file);
    }
  }
  return found;
}

function definesApps(modules: Modules, file: string): boolean {
  const bytes = modules.files.read(file);
  if (!bytes || !new TextDecoder('latin1').decode(bytes).includes('INSTALLED_APPS')) return false;
  const module = modules.load(file);
  if (!module) return false;
  const alone = evaluate(module, { names: () => undefined });
  const apps = alone.names.get('INSTALLED_APPS')?.value;
  // `INSTALLED_APPS += …` builds on another file, which is unknown here.
  return (
    apps?.kind === 'sequence' && apps.sources.size > 0 && apps.items[0]?.value.kind === 'constant'
  );
}
