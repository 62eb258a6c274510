import { asSequence } from '../python/resolve';
import type { SyntaxNode } from '../python/syntax';
import {
  type Call,
  type Item,
  type Place,
  type Sequence,
  text,
  type Value,
} from '../python/values';
import { includedList, isInclude } from './django-calls';
import type { Modules } from './modules';
import type { Pattern } from './patterns';

/** One route as the source has it. What cannot be known without running it stays undefined. */
export interface Route {
  pattern: Pattern | undefined;
  leadsTo:
    | { kind: 'view' }
    | { kind: 'module'; name: string }
    | { kind: 'routes'; routes: readonly Route[] }
    /** An include, or something like it, that only the running program knows. */
    | { kind: 'dynamic' };
  /** False where only some paths through the program have this route. */
  certain: boolean;
  node: SyntaxNode;
  place: Place;
}

/** The list that `urlpatterns` of a urls module is; undefined where only running it tells. */
export function patternsOf(modules: Modules, file: string, module?: string): Sequence | undefined {
  const value = modules.run(file, module)?.names.get('urlpatterns')?.value;
  return value && asSequence(modules.world, value);
}

/** Its routes in the order in which Django tries them. */
export function routesOf(modules: Modules, file: string, module?: string): Route[] | undefined {
  const patterns = patternsOf(modules, file, module);
  return patterns && routesIn(patterns);
}

export function routesIn(list: Sequence): Route[] {
  let routes = known.get(list);
  if (!routes) {
    routes = list.items.map(route);
    known.set(list, routes);
  }
  return routes;
}

const known = new WeakMap<Sequence, Route[]>();

/** The routes that an include brings; undefined where it leads out of the project. */
export function routesBehind(modules: Modules, { leadsTo }: Route): readonly Route[] | undefined {
  if (leadsTo.kind === 'routes') return leadsTo.routes;
  if (leadsTo.kind !== 'module') return undefined;
  const file = modules.find(leadsTo.name);
  return file ? routesOf(modules, file, leadsTo.name) : undefined;
}

/** The routes inside, where a single route wraps all others: `[path('base/', include(patterns))]`. */
export function unwrapped(routes: readonly Route[]): readonly Route[] {
  const [only, ...others] = routes;
  if (!only || others.length > 0 || !isWrapper(only)) return routes;
  return only.leadsTo.kind === 'routes' ? unwrapped(only.leadsTo.routes) : routes;
}

/** An include without a prefix: its routes are as good as written down here. */
export const isBare = ({ pattern, leadsTo }: Route): boolean =>
  leadsTo.kind !== 'view' && (pattern?.source === '' || pattern?.source === '^');

export const isWrapper = ({ pattern, leadsTo }: Route): boolean =>
  leadsTo.kind === 'routes' && (pattern === undefined || pattern.source === '');

function route(item: Item): Route {
  const { certain, node, place } = item;
  const at = { certain, node, place };
  // Until Django 1.9, `patterns()` took tuples too: (r'^blog/', include('blog.urls')).
  if (item.value.kind === 'sequence') return { ...routeFrom('regex', item.value.items), ...at };
  if (item.value.kind === 'either') {
    const routes = item.value.options.map((value) => route({ ...item, value, certain: false }));
    return { pattern: ANY, leadsTo: { kind: 'routes', routes }, ...at };
  }
  if (item.value.kind !== 'call') return { pattern: ANY, leadsTo: { kind: 'dynamic' }, ...at };
  return { ...routeOfCall(item.value), ...at };
}

function routeOfCall(call: Call): Pick<Route, 'pattern' | 'leadsTo'> {
  const { args, keywords, node, place } = call;
  const name = (call.callee ?? node.child('function')!.text).split('.').at(-1)!;
  if (name === 'i18n_patterns') return translated(call);
  if (name === 'static') return { pattern: undefined, leadsTo: { kind: 'view' } };
  // `login_required(path(…))`, a route in a wrapper of the project's own.
  if (args[0]?.value.kind === 'call') return routeOfCall(args[0].value);
  if (text(args[0]?.value) === undefined && args.length + keywords.size < 2) {
    // `debug_toolbar_urls()`, `staticfiles_urlpatterns()`: routes under an address of their own.
    const pattern = /_url(s|patterns)$/.test(name) ? undefined : ANY;
    return { pattern, leadsTo: { kind: 'dynamic' } };
  }
  const given = [...args];
  for (const keyword of ['route', 'regex', 'view']) {
    const value = keywords.get(keyword);
    if (value) given.push({ value, certain: true, node, place });
  }
  // A project may have a function of its own around `path()` or `url()`.
  const syntax = name === 'path' || !/[\^$]/.test(text(given[0]?.value) ?? '^') ? 'path' : 'regex';
  return routeFrom(['re_path', 'url'].includes(name) ? 'regex' : syntax, given);
}

const ANY: Pattern = { syntax: 'path', source: '' };

function routeFrom(
  syntax: Pattern['syntax'],
  args: readonly Item[],
): Pick<Route, 'pattern' | 'leadsTo'> {
  const source = text(args[0]?.value);
  const pattern = source === undefined ? undefined : { syntax, source };
  return { pattern, leadsTo: target(args[1]?.value) };
}

function target(value: Value | undefined): Route['leadsTo'] {
  if (!value) return { kind: 'dynamic' };
  if (!isInclude(value)) {
    // `admin.site.urls` and the like are included without a call.
    const urls = value.kind === 'reference' && /\.urls$/.test(value.name);
    return urls ? { kind: 'dynamic' } : { kind: 'view' };
  }
  const [included] = (value as Call).args;
  if (!included) return { kind: 'dynamic' };
  return includedRoutes(included.value);
}

function includedRoutes(value: Value): Route['leadsTo'] {
  const module = text(value) ?? (value.kind === 'reference' ? value.name : undefined);
  if (module !== undefined) return { kind: 'module', name: module };
  if (value.kind !== 'sequence') return { kind: 'dynamic' };
  // `include(('blog.urls', 'blog'))` names a module and its namespace.
  const named = text(value.items[0]?.value);
  if (named !== undefined) return { kind: 'module', name: named };
  if (value.items[0]?.value.kind === 'reference') {
    return { kind: 'module', name: value.items[0].value.name };
  }
  return { kind: 'routes', routes: routesIn(includedList(value)!) };
}

/** Behind a language, unless the default language goes without. */
function translated(call: Call): Pick<Route, 'pattern' | 'leadsTo'> {
  const prefix = call.keywords.get('prefix_default_language');
  const bare = prefix?.kind === 'constant' && prefix.value === false;
  return {
    pattern: bare ? ANY : { syntax: 'regex', source: '^[a-z]{2}(-[a-z]+)?/' },
    leadsTo: { kind: 'routes', routes: call.args.map(route) },
  };
}
