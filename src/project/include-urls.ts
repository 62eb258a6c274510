import path from 'node:path';
import type { SourceModule } from '../python/evaluate';
import type { IsOwn } from '../python/import-order';
import { addImports } from '../python/imports';
import { parse } from '../python/parser';
import { insertElement, type LinesAbove } from '../python/sequence';
import { splice } from '../python/splice';
import { lineEnd, newlineOf } from '../python/text';
import { isBefore } from './django-version';
import { overlay } from './files';
import type { Modules } from './modules';
import { type Change, lineOfCode, lineOfInsert, linesOf, type Outcome } from './outcome';
import type { Verdict } from './patterns';
import type { Project } from './project';
import { quotesIn } from './quotes';
import { answersPrefix, findInclude, findRival, includes } from './reach';
import { type RoutePlace, routePlaces } from './route-places';
import { type RouteStyle, routeStyle, routeText } from './route-style';
import { patternsOf, type Route, routesIn, routesOf, unwrapped } from './urls';

/**
 * Plans to include an app's urls in the root urls of the project: `include('blog.urls')` behind
 * the prefix `blog/` (no slash in front).
 *
 * The route goes where Django reaches it: in front of the first route that answers the prefix. The
 * edit is tried on a copy in memory: it counts only if `urlpatterns` then has the route once,
 * nothing in front of it answers its addresses, and everything else is as before.
 */
export function includeUrls(
  project: Project,
  prefix: string,
  module: string,
  above?: LinesAbove,
): Outcome {
  const { modules, rootUrls } = project;
  const relative = (file: string) => path.posix.relative(project.root, file);
  const byHand = (why: string, where = 'urlpatterns, in your root urls.py'): Outcome => ({
    outcome: 'by hand',
    why,
    snippet: toPaste(project, prefix, module),
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
    return {
      outcome: 'taken',
      why: `Another route has the address ${prefix} already: ${line}.`,
      hint: 'Choose another address with --path, or another name.',
    };
  }

  let doubtful: { change: Change; earlier: Verdict } | undefined;
  let taken: string | undefined;
  for (const plan of routePlaces(modules, patterns, routes, source, prefix)) {
    const change = write(project, plan, prefix, module, above);
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
    const doubt =
      earlier === 'no'
        ? rootUrls.guess!
        : `A route in front of it may answer ${prefix} before this one does.`;
    return { ...change, outcome: 'ask', doubt };
  }
  return byHand(taken ?? whyNoPlace(routes, modules, prefix, relative), where);
}

function write(
  project: Project,
  plan: RoutePlace,
  prefix: string,
  module: string,
  above: LinesAbove = () => '',
): Change | { taken: string } {
  const { source } = plan;
  const before = plan.kind === 'element' ? plan.literal.node.start : plan.after.start;
  const names = project.modules.run(source.file)?.names ?? new Map();
  const style = routeStyle(source.tree, names, before, () => isBefore(project, 2));
  if ('taken' in style) return style;

  const quote = quotesIn(plan.kind === 'element' ? plan.literal.node : source.tree);
  const route = routeText(style, quote, prefix, module);
  const newline = newlineOf(source.text);
  const note = above('    ').replaceAll('\n', newline);
  const statement = `${newline}${newline}urlpatterns += [${newline}${note}    ${route},${newline}]`;
  const inserts =
    plan.kind === 'element'
      ? insertElement(source.text, plan.literal.node, plan.position, route, above)
      : [{ at: lineEnd(source.text, plan.after.end), insert: statement }];
  const imports = importsOf(style, source, before, (name) => project.modules.isOwn(name));
  const splices = [...imports, ...inserts];
  const after = splice(source.text, splices);
  const importLines = imports.reduce((sum, { insert }) => sum + insert.split('\n').length - 1, 0);
  return {
    outcome: 'change',
    file: source.file,
    before: source.text,
    after,
    line: lineOfCode(after, lineOfInsert(source.text, inserts) + importLines, route),
    snippet: `${route},`,
    toPaste: toPaste(project, prefix, module),
    lines: linesOf(after, splices),
    rule: plan.rule,
    warnings: [],
  };
}

/** The lines for somebody who includes the urls by hand, in the style of the root urls. */
function toPaste(project: Project, prefix: string, module: string): string {
  const { modules, rootUrls } = project;
  const source = 'unknown' in rootUrls ? undefined : modules.load(rootUrls.file);
  const names = (source && modules.run(source.file)?.names) ?? new Map();
  const tree = source?.tree ?? parse('');
  const style = routeStyle(tree, names, tree.end, () => isBefore(project, 2));
  const quote = quotesIn(tree);
  if ('taken' in style) {
    // Right in every file, whatever its own names mean.
    const full = { route: 'django.urls.path', include: 'django.urls.include', imports: [] };
    const route = routeText({ ...full, syntax: 'path' }, quote, prefix, module);
    return `import django.urls\n\n${route},`;
  }
  const imports = splice('', importsOf(style, { text: '', tree: parse('') }, 0));
  return `${imports}${routeText(style, quote, prefix, module)},`;
}

function importsOf(
  style: RouteStyle,
  source: Pick<SourceModule, 'text' | 'tree'>,
  before: number,
  isOwn?: IsOwn,
) {
  const modules = new Set(style.imports.map(({ module }) => module));
  return [...modules].flatMap((module) => {
    const names = style.imports.filter((needed) => needed.module === module);
    return addImports(
      source.text,
      source.tree,
      module,
      names.map(({ name }) => name),
      before,
      isOwn,
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
