import path from 'node:path';
import type { SourceModule } from '../python/evaluate';
import { type Item, sequence, text, type Value } from '../python/values';
import type { Modules } from './modules';

/**
 * What Django's own functions make of lists of routes. `patterns()` (until Django 1.9) and
 * `i18n_patterns()` return a list of their arguments.
 */
export function djangoCall(callee: string, args: readonly Value[]): Value | undefined {
  if (/^django\.conf\.urls\.(defaults\.)?patterns$/.test(callee)) return routes(args.slice(1));
  return undefined;
}

function routes(args: readonly Value[]): Value {
  const items = args.flatMap((value): Item[] => {
    if (value.kind === 'call') {
      return [{ value, certain: true, node: value.node, place: value.place }];
    }
    return [];
  });
  return sequence(items);
}

/**
 * django-split-settings: `include('components/base.py', optional('local.py'))` runs files in place.
 * https://django-split-settings.readthedocs.io
 */
export function splitSettings(
  modules: Modules,
  callee: string,
  args: readonly Value[],
  from: SourceModule,
): readonly SourceModule[] {
  if (callee !== 'split_settings.tools.include') return [];
  const folder = path.posix.dirname(from.file);
  return args.flatMap((arg) => {
    const optional = arg.kind === 'call' && arg.callee === 'split_settings.tools.optional';
    const pattern = text(optional ? arg.args[0] : arg);
    if (pattern === undefined) return [];
    return expand(modules, folder, pattern).flatMap((file) => modules.load(file, from.name) ?? []);
  });
}

function expand(modules: Modules, folder: string, pattern: string): string[] {
  const file = path.posix.resolve(folder, pattern);
  if (!pattern.includes('*')) return [file];
  const shape = new RegExp(
    `^${path.posix.basename(file).replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`,
  );
  const where = path.posix.dirname(file);
  return modules.files
    .list(where)
    .filter((name) => shape.test(name))
    .sort()
    .map((name) => `${where}/${name}`);
}
