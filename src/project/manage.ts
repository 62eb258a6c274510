import path from 'node:path';
import { type Effect, evaluate } from '../python/evaluate';
import { text, texts, type Value } from '../python/values';
import { type Files, foldersBelow, upwards } from './files';
import { isManage } from './manage-file';
import type { Modules } from './modules';

/**
 * The manage.py of the project that a folder belongs to: the nearest one above it, else those of
 * the nearest folders below it. Several mean that somebody has to choose; none that there is none.
 */
export function findManage(files: Files, folder: string): string[] {
  for (const above of upwards(folder)) {
    if (isManage(files, `${above}/manage.py`)) return [`${above}/manage.py`];
    if (files.isFolder(`${above}/.git`)) break;
  }
  let depth: number | undefined;
  const found: string[] = [];
  for (const below of foldersBelow(files, folder, 3)) {
    const level = below.split('/').length;
    if (depth !== undefined && level > depth) break;
    if (!isManage(files, `${below}/manage.py`)) continue;
    depth = level;
    found.push(`${below}/manage.py`);
  }
  return found;
}

/** What an entry point (manage.py, wsgi.py, asgi.py) says about the project. */
export interface EntryPoint {
  file: string;
  /** The settings modules it may choose, the usual one first. Empty: the environment decides. */
  settingsModules: readonly string[];
  /** The class inside the settings module, with django-configurations. */
  configurations: readonly string[];
}

/**
 * Reads an entry point, also one that hands over to a function of another file, and tells
 * `modules` the import roots that it adds.
 */
export function readEntryPoint(modules: Modules, file: string): EntryPoint {
  const module = modules.load(file);
  const effects = module ? [...(modules.run(file)?.effects ?? [])] : [];
  if (environment(effects, 'DJANGO_SETTINGS_MODULE').length === 0) {
    for (const effect of [...effects]) effects.push(...handedOver(modules, effect));
    modules.followSysPath(effects, path.posix.dirname(file));
  }
  const modulesNamed = environment(effects, 'DJANGO_SETTINGS_MODULE');
  for (const { callee, args } of effects) {
    // Django 1.3 and before: `import settings`, then `execute_manager(settings)`.
    const [settings] = args;
    if (callee.endsWith('.execute_manager') && settings?.kind === 'reference') {
      modulesNamed.push(settings.name);
    }
  }
  return {
    file,
    settingsModules: [...new Set(modulesNamed)].sort(
      (a, b) => Number(forTests(a)) - Number(forTests(b)),
    ),
    configurations: environment(effects, 'DJANGO_CONFIGURATION'),
  };
}

/** `from project.runner import main` and `main()`: the effects of that function. */
function handedOver(modules: Modules, { callee }: Effect): readonly Effect[] {
  const dot = callee.lastIndexOf('.');
  const file = dot < 0 ? undefined : modules.find(callee.slice(0, dot));
  const module = file ? modules.load(file) : undefined;
  if (!module) return [];
  return evaluate(module, modules.world, callee.slice(dot + 1)).effects;
}

/** The values that are given to a variable of the environment. */
function environment(effects: readonly Effect[], name: string): string[] {
  const given = (args: readonly Value[]) => (text(args[0]) === name ? texts(args[1]) : []);
  return effects.flatMap(({ callee, args }) =>
    callee === 'os.environ.setdefault' || callee === 'os.environ.__setitem__' ? given(args) : [],
  );
}

const forTests = (module: string) => /(^|[._])(tests?|testing|ci)([._]|$)/.test(module);
