import type { Names } from '../python/evaluate';
import { exportsOfOthers } from '../python/import-statement';
import { importedNames } from '../python/imports';
import type { SyntaxNode } from '../python/syntax';
import { type Quote, quoted } from './quotes';

/** How a urls module writes its routes. */
export interface RouteStyle {
  /** What it calls `path()`, `re_path()` or `url()`. */
  route: string;
  syntax: 'path' | 'regex';
  /** What it calls `include()`. */
  include: string;
  /** What has to be imported for that, and from where. */
  imports: readonly { module: string; name: string }[];
}

const MODULES = [
  'django.urls',
  'django.urls.conf',
  'django.conf.urls',
  'django.conf.urls.defaults',
];

/**
 * The module's own way to write a route: `path()` where it has it, else `re_path()` or `url()`.
 * Where it has none of them, `path()`, or `url()` before Django 2.0.
 *
 * Only names that are imported above `before` count. Where a name that is needed means something
 * else in this module, the reason is returned instead.
 */
export function routeStyle(
  tree: SyntaxNode,
  names: Names,
  before: number,
  beforeDjango2: () => boolean,
): RouteStyle | { taken: string } {
  const imported = importedNames(tree).filter(({ statement }) => statement.end <= before);
  const find = (name: string) =>
    imported.find((known) => known.name === name && MODULES.includes(known.module)) ??
    starImported(tree, name, before);
  const known = find('path') ?? find('re_path') ?? find('url');
  const include = find('include');

  const fromConf = include?.module.startsWith('django.conf') || usesConf(tree);
  const wanted = known?.name ?? (fromConf || beforeDjango2() ? 'url' : 'path');
  const module = known?.module ?? include?.module ?? confModule(tree, wanted);
  const missing = [
    ...(known ? [] : [{ module, name: wanted }]),
    ...(include ? [] : [{ module, name: 'include' }]),
  ];
  for (const { name } of missing) {
    const binding = names.get(name)?.value;
    if (!binding) continue;
    const origin = binding.kind === 'reference' ? binding.name : 'something else';
    return { taken: `In this file \`${name}\` is ${origin}, not Django's.` };
  }
  return {
    route: known?.local ?? wanted,
    syntax: wanted === 'path' ? 'path' : 'regex',
    include: include?.local ?? 'include',
    imports: missing,
  };
}

/** One route: `path('blog/', include('blog.urls'))`. */
export function routeText(style: RouteStyle, quote: Quote, prefix: string, module: string): string {
  const pattern =
    style.syntax === 'path'
      ? quoted(prefix, quote)
      : `r${quoted(`^${prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`, quote)}`;
  return `${style.route}(${pattern}, ${style.include}(${quoted(module, quote)}))`;
}

/** `from django.conf.urls.defaults import *` brings them all. */
function starImported(tree: SyntaxNode, name: string, before: number) {
  const statement = tree.parts.find(
    (candidate) =>
      candidate.type === 'import_from_statement' &&
      candidate.end <= before &&
      candidate.children.some((child) => child.type === 'wildcard_import') &&
      exportsOfOthers(candidate.child('module_name')!.text).includes(name),
  );
  if (!statement) return undefined;
  return { local: name, name, module: statement.child('module_name')!.text, statement };
}

function confModule(tree: SyntaxNode, wanted: string): string {
  if (wanted === 'path') return 'django.urls';
  return usesConf(tree) ?? 'django.conf.urls';
}

/** The module of old Django versions that `patterns` comes from here, if any does. */
function usesConf(tree: SyntaxNode): string | undefined {
  return importedNames(tree).find(
    ({ name, module }) => name === 'patterns' && module.startsWith('django.conf.urls'),
  )?.module;
}
