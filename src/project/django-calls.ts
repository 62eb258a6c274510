import path from 'node:path';
import type { SourceModule } from '../python/evaluate';
import { type Call, type Sequence, sequence, text, type Value } from '../python/values';
import type { Modules } from './modules';

/**
 * `patterns('', …)`, until Django 1.9, is a list of the routes behind its first argument;
 * `i18n_patterns(…)` is a list with one thing in it, a group of routes behind a language; Django
 * REST framework's `format_suffix_patterns()` keeps every route that it is given. So does Wagtail's
 * `decorate_urlpatterns()`, but a list that is decorated is no place for other routes.
 */
export function djangoCall(call: Call): Value | undefined {
  const callee = call.callee ?? '';
  if (/^django\.conf\.urls\.(defaults\.)?patterns$/.test(callee)) {
    return sequence(call.args.slice(1));
  }
  if (callee === 'django.conf.urls.i18n.i18n_patterns') {
    return sequence([{ value: call, certain: true, node: call.node, place: call.place }]);
  }
  if (callee === 'rest_framework.urlpatterns.format_suffix_patterns') return call.args[0]?.value;
  if (callee === 'wagtail.utils.urlpatterns.decorate_urlpatterns') {
    const routes = call.args[0]?.value;
    return routes?.kind === 'sequence' ? sequence(routes.items) : undefined;
  }
  return undefined;
}

/**
 * `urlpatterns = [path(settings.BASE_PATH, include(patterns))]`: all routes live on behind one
 * prefix. Other lists that are included have an address of their own and do not count.
 */
export function wrappedRoutes(call: Call): readonly Value[] {
  const include = call.args.find(({ value }) => isInclude(value))?.value;
  const [wrapped] = include?.kind === 'call' ? include.args : [];
  if (!wrapped) return [];
  const alone = call.node.parent?.parts.length === 1 && !text(call.args[0]?.value);
  if (!alone && !/^\(?\s*urlpatterns\b/.test(wrapped.node.text)) return [];
  const list = includedList(wrapped.value);
  return list ? [list] : [];
}

export const isInclude = (value: Value): boolean =>
  value.kind === 'call' && /(^|\.)include$/.test(value.callee ?? '');

/** The routes in `include([…])` and `include(([…], 'namespace'))`. */
export function includedList(value: Value): Sequence | undefined {
  if (value.kind !== 'sequence') return undefined;
  const [first, second] = value.items;
  return first?.value.kind === 'sequence' && second?.value.kind === 'constant'
    ? first.value
    : value;
}

/**
 * django-split-settings: `include('components/base.py', optional('local.py'))` runs files in place.
 * https://django-split-settings.readthedocs.io
 */
export function splitSettings(
  modules: Modules,
  { callee, args }: Call,
  from: SourceModule,
): readonly SourceModule[] {
  if (callee !== 'split_settings.tools.include') return [];
  const folder = path.posix.dirname(from.file);
  return args.flatMap(({ value: arg }) => {
    const optional = arg.kind === 'call' && arg.callee === 'split_settings.tools.optional';
    const pattern = text(optional ? arg.args[0]?.value : arg);
    if (pattern === undefined) return [];
    return expand(modules, folder, pattern).flatMap((file) => modules.load(file, from.name) ?? []);
  });
}

function expand(modules: Modules, folder: string, pattern: string): string[] {
  const file = path.posix.resolve(folder, pattern);
  if (!pattern.includes('*')) return [file];
  const shape = new RegExp(
    `^${path.posix
      .basename(file)
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')}$`,
  );
  const where = path.posix.dirname(file);
  return modules.files
    .list(where)
    .filter((name) => shape.test(name))
    .sort()
    .map((name) => `${where}/${name}`);
}
