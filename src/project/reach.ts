import type { Modules } from './modules';
import { leftBehind, plainBeginning, type Verdict } from './patterns';
import { isBare, type Route, routesBehind } from './urls';

/** Whether routes answer the pages that an app typically has below its prefix. */
export function answersPrefix(modules: Modules, routes: readonly Route[], prefix: string): Verdict {
  const pages = prefix === '' ? [''] : ['', '1/', 'new/', '1/edit/'].map((page) => prefix + page);
  const verdicts = pages.map((page) => answers(modules, routes, page));
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('maybe') ? 'maybe' : 'no';
}

/**
 * Whether an address, without its leading slash, is answered by one of the routes. Included files
 * of the project are followed; those of other packages may answer anything below their prefix.
 */
export function answers(
  modules: Modules,
  routes: readonly Route[],
  address: string,
  depth = 0,
): Verdict {
  let verdict: Verdict = 'no';
  for (const candidate of routes) {
    const answer = answersOne(modules, candidate, address, depth);
    if (answer === 'yes' && candidate.certain) return 'yes';
    if (answer !== 'no') verdict = 'maybe';
  }
  return verdict;
}

function answersOne(modules: Modules, candidate: Route, address: string, depth: number): Verdict {
  const { pattern, leadsTo } = candidate;
  // A prefix from the settings (`settings.ADMIN_URL`) stands for a text that nobody else uses.
  if (!pattern) return 'no';
  const match = leftBehind(pattern, address, leadsTo.kind === 'view');
  if (match === undefined) return 'no';
  if (match === 'maybe' || depth > 5) return 'maybe';
  if (leadsTo.kind === 'view') return 'yes';
  if (leadsTo.kind === 'dynamic') return 'maybe';
  if (leadsTo.kind === 'module' && CATCH_ALL_MODULES.has(leadsTo.name)) return 'yes';
  if (leadsTo.kind === 'module' && OWN_ADDRESS_MODULES.has(leadsTo.name)) return 'no';
  const routes = routesBehind(modules, candidate);
  return routes ? answers(modules, routes, match.rest, depth + 1) : 'maybe';
}

/** Urls of Django that answer nothing but STATIC_URL and `setlang/`. */
const OWN_ADDRESS_MODULES = new Set(['django.contrib.staticfiles.urls', 'django.conf.urls.i18n']);

/** Urls of well-known packages that answer every address. */
const CATCH_ALL_MODULES = new Set([
  'wagtail.urls',
  'wagtail.core.urls',
  'wagtail.wagtailcore.urls',
  'cms.urls',
  'mezzanine.urls',
  'django.contrib.flatpages.urls',
]);

/** The route that includes a module, also inside the lists of other routes. */
export function findInclude(routes: readonly Route[], module: string): Route | undefined {
  for (const route of routes) {
    if (includes(route, module)) return route;
    const inside = route.leadsTo.kind === 'routes' && findInclude(route.leadsTo.routes, module);
    if (inside) return inside;
  }
  return undefined;
}

export const includes = ({ leadsTo }: Route, module: string) =>
  leadsTo.kind === 'module' && leadsTo.name === module;

/** A route that has the address on purpose, and not as one of all: `path('blog/archive/', …)`. */
export function findRival(
  modules: Modules,
  routes: readonly Route[],
  prefix: string,
  depth = 0,
): Route | undefined {
  for (const route of routes) {
    const plain = route.pattern && plainBeginning(route.pattern);
    if (plain === undefined) continue;
    if (plain !== '') {
      const answersIt = () => answersPrefix(modules, [route], prefix) !== 'no';
      if (plain.startsWith(prefix)) return route;
      if (prefix.startsWith(plain) && answersIt()) return route;
    } else if (isBare(route) && depth < 5) {
      const inside = routesBehind(modules, route) ?? [];
      const rival = findRival(modules, inside, prefix, depth + 1);
      if (rival) return rival;
    }
  }
  return undefined;
}
