import path from 'node:path';
import { splice } from '../python/edit';
import type { SourceModule } from '../python/evaluate';
import { addImports } from '../python/imports';
import { insertElement } from '../python/sequence';
import type { SyntaxNode } from '../python/syntax';
import { lineAt, lineEnd, newlineOf } from '../python/text';
import type { Literal, Sequence } from '../python/values';
import { isBefore } from './django-version';
import { overlay } from './files';
import type { Modules } from './modules';
import { staysLast } from './order';
import { type Change, certainSources, lineOfInsert, type Outcome } from './outcome';
import { plainBeginning, type Verdict } from './patterns';
import type { Project } from './project';
import { quotesIn } from './quotes';
import { type RouteStyle, routeStyle, routeText } from './route-style';
import {
  answers,
  isBare,
  isWrapper,
  patternsOf,
  type Route,
  routesBehind,
  routesIn,
  routesOf,
  unwrapped,
} from './urls';

/**
 * Plans to include an app's urls in the root urls of the project: `include('blog.urls')` behind
 * the prefix `blog/` (no slash in front).
 *
 * The route goes where Django reaches it: in front of the first route that answers the prefix. The
 * edit is tried on a copy in memory: it counts only if `urlpatterns` then has the route once,
 * nothing in front of it answers its addresses, and everything else is as before.
 */
export function includeUrls(project: Project, prefix: string, module: string): Outcome {
  const { modules, rootUrls } = project;
  const relative = (file: string) => path.posix.relative(project.root, file);
  const byHand = (why: string, where = 'urlpatterns, in your root urls.py'): Outcome => ({
    outcome: 'by hand',
    why,
    snippet: `from django.urls import include, path\n\npath('${prefix}', include('${module}')),`,
    where,
  });
  if ('unknown' in rootUrls) return byHand(`The root urls are not known: ${rootUrls.unknown}.`);

  const where = relative(rootUrls.file);
  const patterns = patternsOf(modules, rootUrls.file, rootUrls.module);
  const source = modules.load(rootUrls.file);
  if (!patterns || !source) return byHand(whyUnreadable(modules, rootUrls.file, where), where);
  const routes = routesIn(patterns);
  const present = findInclude(routes, module);
  if (present) {
    return { outcome: 'already', file: present.place.file, line: present.place.line };
  }
  const rival = prefix ? findRival(modules, routes, prefix) : undefined;
  if (rival) {
    const line = `${relative(rival.place.file)}, line ${rival.place.line}`;
    return byHand(`Another route has the address ${prefix} already: ${line}.`, where);
  }

  let doubtful: { change: Change; earlier: Verdict } | undefined;
  let taken: string | undefined;
  for (const plan of placesFor(project, patterns, routes, source, prefix)) {
    const change = write(project, plan, prefix, module);
    if ('taken' in change) {
      taken ??= change.taken;
      continue;
    }
    const earlier = reached(project, change, prefix, module, routes);
    if (earlier === 'no' && !rootUrls.guess) return change;
    if (earlier && earlier !== 'yes') doubtful ??= { change, earlier };
  }
  if (doubtful) {
    const { change, earlier } = doubtful;
    const question =
      earlier === 'no'
        ? `${rootUrls.guess} Add the route to ${where}?`
        : `A route in front of line ${change.line} may answer ${prefix} before this one does. Add it there all the same?`;
    return { ...change, outcome: 'ask', question };
  }
  return byHand(taken ?? whyNoPlace(routes, modules, prefix, relative), where);
}

/** A place for a route, and why it is the right one. */
type PlaceFor =
  | { kind: 'element'; literal: Literal; source: SourceModule; position: number; rule: string }
  | { kind: 'statement'; after: SyntaxNode; source: SourceModule; rule: string };

/**
 * The best place first: in the longest list of the file, then as a statement of its own, the last
 * one first, then in lists of other files.
 */
function* placesFor(
  project: Project,
  patterns: Sequence,
  routes: readonly Route[],
  rootSource: SourceModule,
  prefix: string,
): Generator<PlaceFor> {
  const wrappers = routes.filter(isWrapper).map((route) => route.node.parent);
  const literals = certainSources(patterns.sources).filter(
    ({ node }) => node.parts.length > 1 || !wrappers.includes(node),
  );
  literals.sort((a, b) => b.node.parts.length - a.node.parts.length);
  const inFile = ({ place }: Literal) => place.file === rootSource.file;
  const place = (literal: Literal): PlaceFor[] => {
    const source = project.modules.load(literal.place.file);
    const found = source && positionIn(project.modules, source, literal, routes, prefix);
    return source && found ? [{ kind: 'element', literal, source, ...found }] : [];
  };
  yield* literals.filter(inFile).flatMap(place);
  yield* statements(patterns, rootSource);
  yield* literals.filter((literal) => !inFile(literal)).flatMap(place);
}

function* statements(patterns: Sequence, source: SourceModule): Generator<PlaceFor> {
  if ([...patterns.sources.keys()].some(({ node }) => node.type === 'tuple')) return;
  for (const statement of source.tree.parts.toReversed()) {
    if (!binds(statement, 'urlpatterns')) continue;
    const line = lineAt(source.text, statement.end);
    const rule = `a statement of its own behind line ${line}: the routes there are in no list that it could join`;
    yield { kind: 'statement', after: statement, source, rule };
  }
}

function binds(statement: SyntaxNode, name: string): boolean {
  return [...statement.walk()].some((part) => {
    if (/assignment$/.test(part.type)) return part.child('left')?.text === name;
    return part.type === 'attribute' && part.child('object')?.text === name;
  });
}

function positionIn(
  modules: Modules,
  source: SourceModule,
  { node, name }: Literal,
  routes: readonly Route[],
  prefix: string,
): { position: number; rule: string } {
  const list = name ?? 'urlpatterns';
  const elements = node.parts;
  for (const [position, element] of elements.entries()) {
    const route = unwrapped(routes).find((candidate) => candidate.node === element);
    const line = lineAt(source.text, element.start);
    const answer = route ? answersPrefix(modules, [route], prefix) : 'no';
    if (answer === 'no') continue;
    const why = answer === 'yes' ? 'answers' : 'may answer';
    return { position, rule: `before line ${line} of ${list}, which ${why} ${prefix} as well` };
  }
  const stays = elements.findIndex((element) => staysLast(source.text, node, element));
  if (stays >= 0) {
    const line = lineAt(source.text, elements[stays]!.start);
    return { position: stays, rule: `before line ${line} of ${list}, which has to stay last` };
  }
  return {
    position: elements.length,
    rule: `the end of ${list}: no route in front of it answers ${prefix}`,
  };
}

function write(
  project: Project,
  plan: PlaceFor,
  prefix: string,
  module: string,
): Change | { taken: string } {
  const { source } = plan;
  const before = plan.kind === 'element' ? plan.literal.node.start : plan.after.start;
  const names = project.modules.run(source.file)?.names ?? new Map();
  const style = routeStyle(source.tree, names, before, isBefore(project, 2));
  if ('taken' in style) return style;

  const quote = quotesIn(plan.kind === 'element' ? plan.literal.node : source.tree);
  const route = routeText(style, quote, prefix, module);
  const newline = newlineOf(source.text);
  const statement = `${newline}${newline}urlpatterns += [${newline}    ${route},${newline}]`;
  const inserts =
    plan.kind === 'element'
      ? insertElement(source.text, plan.literal.node, plan.position, route)
      : [{ at: lineEnd(source.text, plan.after.end), insert: statement }];
  const imports = importsOf(style, source, before);
  const after = splice(source.text, [...imports, ...inserts]);
  const importLines = imports.reduce((sum, { insert }) => sum + insert.split('\n').length - 1, 0);
  return {
    outcome: 'change',
    file: source.file,
    before: source.text,
    after,
    line: lineOfInsert(source.text, inserts) + importLines + (plan.kind === 'statement' ? 2 : 0),
    snippet: `${route},`,
    rule: plan.rule,
    warnings: [],
  };
}

function importsOf(style: RouteStyle, source: SourceModule, before: number) {
  const modules = new Set(style.imports.map(({ module }) => module));
  return [...modules].flatMap((module) => {
    const names = style.imports.filter((needed) => needed.module === module);
    return addImports(
      source.text,
      source.tree,
      module,
      names.map(({ name }) => name),
      before,
    );
  });
}

/**
 * Tries the edit. Tells whether a route in front of the new one answers its addresses; undefined
 * where the edit does something else than to add the one route.
 */
function reached(
  project: Project,
  change: Change,
  prefix: string,
  module: string,
  routes: readonly Route[],
): Verdict | undefined {
  const { rootUrls } = project;
  if ('unknown' in rootUrls) return undefined;
  const modules = project.modules.with(
    overlay(project.files, change.file, change.after),
    change.file,
  );
  const after = unwrapped(routesOf(modules, rootUrls.file, rootUrls.module) ?? []);
  const before = unwrapped(routes);
  const at = after.findIndex((route) => includes(route, module));
  const rest = after.filter((_, index) => index !== at);
  if (at < 0 || rest.length !== before.length) return undefined;
  if (rest.some((route, index) => !sameRoute(route, before[index]!, module))) return undefined;
  return answersPrefix(modules, after.slice(0, at), prefix);
}

function sameRoute(a: Route, b: Route, added: string): boolean {
  // A route that wraps all others has the new one inside.
  const wraps = a.leadsTo.kind === 'routes' && findInclude(a.leadsTo.routes, added) !== undefined;
  return a.certain === b.certain && (wraps || a.node.text === b.node.text);
}

/** Whether routes answer the pages that an app typically has below its prefix. */
function answersPrefix(modules: Modules, routes: readonly Route[], prefix: string): Verdict {
  const pages = prefix === '' ? [''] : ['', '1/', 'new/', '1/edit/'].map((page) => prefix + page);
  const verdicts = pages.map((page) => answers(modules, routes, page));
  if (verdicts.includes('yes')) return 'yes';
  return verdicts.includes('maybe') ? 'maybe' : 'no';
}

function findInclude(routes: readonly Route[], module: string): Route | undefined {
  for (const route of routes) {
    if (includes(route, module)) return route;
    const inside = route.leadsTo.kind === 'routes' && findInclude(route.leadsTo.routes, module);
    if (inside) return inside;
  }
  return undefined;
}

const includes = ({ leadsTo }: Route, module: string) =>
  leadsTo.kind === 'module' && leadsTo.name === module;

/** A route that has the address on purpose, and not as one of all: `path('blog/archive/', …)`. */
function findRival(
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
      const rival = findRival(modules, routesBehind(modules, route), prefix, depth + 1);
      if (rival) return rival;
    }
  }
  return undefined;
}

function whyUnreadable(modules: Modules, file: string, where: string): string {
  const broken = modules.broken.get(file);
  if (broken) return `${where}, line ${broken.line}: ${broken.why}.`;
  return `${where} has no urlpatterns that can be read.`;
}

function whyNoPlace(
  routes: readonly Route[],
  modules: Modules,
  prefix: string,
  relative: (file: string) => string,
): string {
  const rival = routes.find((route) => answersPrefix(modules, [route], prefix) === 'yes');
  if (!rival) return 'No place in urlpatterns is surely right.';
  const { file, line } = rival.place;
  return `${relative(file)}, line ${line}, answers ${prefix} first, and no place in front of it is surely right.`;
}
