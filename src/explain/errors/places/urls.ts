/** Places of errors with addresses: routes, and the links that ask for them. */

import type { Project } from '../../../project/project';
import { allRoutes, type FlatRoute, urlsFiles } from '../../../project/routes';
import type { Case, Finder, Spot } from './case';
import { lastFrame, ownFrames, whereItRan } from './case';
import { nearestTo } from './nearest';
import { settingOrFile } from './settings';
import {
  escaped,
  type Line,
  linesLike,
  linesOf,
  pythonFiles,
  templateFiles,
  writtenPython,
} from './source';
import { templateSpot } from './templates';
import { fits, parts, routeOf } from './view-of';

const spot = ({ file, line }: { file: string; line: number }, why: string): Spot => ({
  file,
  line,
  why,
});

const rootFile = ({ rootUrls }: Project) => ('file' in rootUrls ? rootUrls.file : undefined);

const urlsPy = (project: Project) =>
  pythonFiles(project).filter(
    (file) => /\/urls(\/\w+)?\.py$/.test(file) || file === rootFile(project),
  );

/** The line with the list of routes; also where its name is misspelled. */
function patternsLine(project: Project, file: string): Line | undefined {
  const [line] = linesLike(project, [file], /^\w*url_?pattern\w*\s*[+:=]/i);
  return line;
}

/** The lines that ask for a route by its name: `{% url 'x' %}`, `reverse("x")`, `redirect("x")`. */
function askingFor(found: Case, name: RegExp): Line[] {
  const { project } = found;
  const asks = new RegExp(
    `(\\burl\\s+|reverse(?:_lazy)?\\(\\s*|redirect\\(\\s*|resolve_url\\(\\s*|_url\\s*=\\s*|_URL\\s*=\\s*|pattern_name\\s*=\\s*|^\\s*)["'](?:${name.source})["']`,
  );
  const lines = linesLike(project, [...templateFiles(project), ...writtenPython(project)], asks);
  const frames = ownFrames(found);
  const last = (line: Line) =>
    frames.findLastIndex((frame) => frame.file === line.file && frame.line === line.line);
  const template = templateSpot(found, '');
  const isShown = (line: Line) => template?.file === line.file && template.line === line.line;
  const rank = (line: Line) => (last(line) >= 0 ? 0 : isShown(line) ? 1 : 2);
  return lines.sort((a, b) => rank(a) - rank(b));
}

/** The routes with names, as `{% url %}` has to write them. */
const names = (project: Project) => [
  ...new Set(allRoutes(project).flatMap(({ fullName }) => fullName ?? [])),
];

const lastPart = (name: string) => name.split(':').at(-1)!;

/** A name of a route that is as good as the misspelled one; also with its namespace. */
function nearestRoute(project: Project, name: string): FlatRoute | undefined {
  const exact = names(project).find((full) => lastPart(full) === name);
  const near = exact ?? nearestTo(name, names(project)) ?? nearPart(project, name);
  return near === undefined
    ? undefined
    : allRoutes(project).find(({ fullName }) => fullName === near);
}

function nearPart(project: Project, name: string): string | undefined {
  const part = nearestTo(name, names(project).map(lastPart));
  return names(project).find((full) => lastPart(full) === part);
}

const noReverseMatch: Finder = (found) => {
  const { project, match } = found;
  const name = match.groups.name ?? '';
  if (!name)
    return [templateSpot(found, 'The name of the route came out empty: put it in quotes.')];
  const route = nearestRoute(project, name);
  const hint = route ? ` Write '${route.fullName}'.` : '';
  const right = new Set(names(project));
  const isRight = ({ text }: Line) =>
    [...text.matchAll(/["']([\w.:-]+)["']/g)].some(([, full]) => right.has(full!));
  const lines = askingFor(found, new RegExp(`(?:[\\w.-]+:)*${escaped(name)}`));
  const asked = lines
    .filter((line) => !isRight(line))
    .map((line) => spot(line, `No route is called '${name}'.${hint}`));
  return [
    ...(asked.length > 0
      ? asked.slice(0, 2)
      : [
          templateSpot(found, `No route is called '${name}'.${hint}`) ??
            whereItRan(found, `No route is called '${name}'.${hint}`),
        ]),
    route ? spot(route, `The route with the nearest name: '${route.fullName}'.`) : undefined,
  ];
};

const reverseArguments: Finder = (found) => {
  const { project, match } = found;
  const { name = '', given = '' } = match.groups;
  const route = allRoutes(project).find(({ name: own }) => own === name);
  const needs = route ? parameters(route.address) : [];
  const wants = needs.length > 0 ? `It needs ${needs.join(' and ')}` : 'It takes other arguments';
  const lines = askingFor(found, new RegExp(`(?:[\\w.-]+:)*${escaped(name)}`));
  const why = `${wants}, and gets ${given}.`;
  const first = lines[0]
    ? spot(lines[0], why)
    : (templateSpot(found, why) ?? whereItRan(found, why));
  return [first, route ? spot(route, `The route: ${route.address}`) : undefined];
};

const parameters = (address: string) =>
  [...address.matchAll(/<(?:\w+:)?(\w+)>|\(\?P<(\w+)>/g)].map(([, one, other]) => one ?? other!);

const namespaceMissing: Finder = (found) => {
  const { project, match } = found;
  const namespace = match.groups.namespace ?? '';
  const known = [...new Set(urlsFiles(project).flatMap((file) => file.namespace ?? []))];
  const near = nearestTo(namespace, known);
  const asked = askingFor(found, new RegExp(`(?:\\w+:)*${escaped(namespace)}:[\\w:.-]+`)).map(
    (line) =>
      spot(
        line,
        near
          ? `There is no namespace '${namespace}'. Write '${near}:'.`
          : `The link that asks for '${namespace}'.`,
      ),
  );
  if (near) return asked.slice(0, 2);
  // The app is there, and its urls.py lacks the name, or nobody includes it.
  const own = urlsPy(project).find((file) =>
    project.modules.nameOf(file).split('.').includes(namespace),
  );
  const included = urlsFiles(project).some(({ file }) => file === own);
  const list = own && patternsLine(project, own);
  const root = rootFile(project);
  const rootList = root && patternsLine(project, root);
  const hasName = own && linesLike(project, [own], /^app_name\s*=/).length > 0;
  return [
    list && !hasName ? spot(list, `Add app_name = "${namespace}" above this line.`) : undefined,
    own && !included && rootList
      ? spot(
          rootList,
          `Add path("${namespace}/", include("${project.modules.nameOf(own)}")) to this list.`,
        )
      : undefined,
    ...asked.slice(0, 1),
  ];
};

const includeLine = (project: Project, module: string) =>
  linesLike(project, urlsPy(project), new RegExp(`include\\(.*${escaped(module)}`));

const withoutAppName: Finder = (found) => {
  const { project } = found;
  const last = lastFrame(found);
  const code = last ? (linesOf(project, last.file)[last.line - 1] ?? '') : '';
  const module = /include\(\s*\(?["']([\w.]+)["']/.exec(code)?.[1] ?? '';
  const file = project.modules.find(module);
  const list = file && patternsLine(project, file);
  const name = /namespace\s*=\s*["']([\w-]+)/.exec(code)?.[1] ?? module.split('.').at(-2);
  return [
    list ? spot(list, `Add app_name = "${name}" above this line.`) : undefined,
    whereItRan(found, 'The namespace that needs it.'),
  ];
};

const withoutPatterns: Finder = (found) => {
  const { project, match } = found;
  const module =
    /<module '([\w.]+)'/.exec(match.groups.module ?? found.said)?.[1] ?? match.groups.module ?? '';
  const file = project.modules.find(module);
  if (!file) return [];
  const list = patternsLine(project, file);
  const isRight = list && /^urlpatterns\b/.test(list.text);
  return [
    list && !isRight ? spot(list, 'Django looks for a list with the name urlpatterns.') : undefined,
    isRight ? spot(list, 'The list is here; look at the imports above it.') : undefined,
    list ? undefined : { file, line: null, why: 'Write urlpatterns = [ … ] in here.' },
    ...includeLine(project, module).map((line) => spot(line, 'It is included here.')),
  ];
};

/** The route as a check shows it: `'blog/' [name='x']`. */
const routeOfCheck = (found: Case, why: string): (Spot | undefined)[] => {
  const { project, said, match } = found;
  const route = /URL pattern '([^']*)'/.exec(said)?.[1] ?? match.groups.route ?? '';
  const name = /\[name='([^']*)'\]/.exec(said)?.[1];
  const lines = linesLike(
    project,
    urlsPy(project),
    new RegExp(`\\(\\s*r?["']${escaped(route)}["']`),
  );
  const best = lines.find(({ text }) => !name || text.includes(name)) ?? lines[0];
  return [best ? spot(best, why) : undefined];
};

const notCallable: Finder = (found) =>
  found.check
    ? routeOfCheck(found, 'Its second argument is no view. For a class, write as_view() behind it.')
    : [
        whereItRan(
          found,
          'The second argument is no view: write the function, or the class with as_view().',
        ),
      ];

const routeWrong: Finder = (found) => {
  const { project, match } = found;
  const last = whereItRan(found, 'Write the kind before the colon: int, str, slug, uuid or path.');
  const route = match.groups.route;
  const [line] = route
    ? linesLike(project, urlsPy(project), new RegExp(escaped(route.replace(/^'|'$/g, ''))))
    : [];
  return line
    ? [spot(line, last?.why ?? 'The route is written here.')]
    : found.check
      ? routeOfCheck(found, 'Write it as path() reads it, or use re_path().')
      : [last];
};

const namespaceTwice: Finder = ({ project, match }) => {
  const same = urlsFiles(project).filter(({ namespace }) => namespace === match.groups.namespace);
  const includes = same.flatMap(({ through }) => through.at(-1) ?? []);
  return [...includes]
    .reverse()
    .map((place, index) =>
      spot(
        place,
        index === 0
          ? `The namespace '${match.groups.namespace}' comes in here once more.`
          : 'It came in here before.',
      ),
    );
};

/** How much of an address a route has, from the left, and how near the first other part is. */
function likeness(route: FlatRoute, asked: readonly string[]): number {
  const own = parts(route.address);
  let same = 0;
  while (same < own.length && same < asked.length && fits(own[same]!, asked[same]!)) same++;
  const [mine, theirs] = [own[same], asked[same]];
  const isNear = mine && theirs && nearestTo(theirs, [mine]) === mine;
  const open = mine && theirs && /^</.test(mine);
  const length = own.length === asked.length ? 0.2 : 0;
  return same + (isNear ? 0.7 : open ? 0.4 : 0) + length;
}

const pageNotFound: Finder = ({ project, report, match }) => {
  const asked = parts(report.request.path ?? match.groups.path ?? '');
  const root = rootFile(project);
  const list = root && patternsLine(project, root);
  const routes = allRoutes(project)
    .map((route) => ({ route, score: likeness(route, asked) }))
    .filter(({ score }) => score >= 0.6)
    .sort((a, b) => b.score - a.score);
  const [best] = routes;
  const open = includeWithoutSlash(project, asked[0]);
  if (open && asked.length > 1) {
    return [
      spot(
        open,
        `Write '${asked[0]}/' with a slash at its end: the routes behind it follow at once.`,
      ),
    ];
  }
  const address = report.request.path ?? match.groups.path ?? '/';
  if (!best) return [list ? spot(list, `No route in this list answers ${address}.`) : undefined];
  const { route, score } = best;
  // The first part is misspelled: then it is the include in the root urls that is nearest.
  const through = score < 1 ? route.through[0] : undefined;
  return [
    spot(
      through ?? route,
      through
        ? `The nearest route. It answers addresses that begin with /${parts(route.address)[0]}/.`
        : `The nearest route: ${route.address}`,
    ),
    list && list.file !== (through ?? route).file
      ? spot(list, 'All routes begin here.')
      : undefined,
  ];
};

/** `path('polls', include(…))`: then the address is /polls1/. */
const includeWithoutSlash = (project: Project, first = '') =>
  linesLike(
    project,
    urlsPy(project),
    new RegExp(`path\\(\\s*["']${escaped(first)}["']\\s*,\\s*include\\(`),
  )[0];

const inRootList =
  (why: string): Finder =>
  ({ project }) => {
    const root = rootFile(project);
    const list = root && patternsLine(project, root);
    return [list ? spot(list, why) : undefined];
  };

export const urlFinders: Record<string, Finder> = {
  recursion: (found) => {
    const { project } = found;
    const circle = urlsPy(project).flatMap((file) =>
      linesLike(
        project,
        [file],
        new RegExp(`include\\(\\s*["']${escaped(project.modules.nameOf(file))}["']`),
      ),
    );
    return [
      whereItRan(found, 'This line leads back to itself.'),
      ...circle.map((line) => spot(line, 'The file includes itself.')),
    ];
  },
  'no-reverse-match': noReverseMatch,
  'reverse-arguments': reverseArguments,
  'namespace-missing': namespaceMissing,
  'include-without-app-name': withoutAppName,
  'urlconf-without-patterns': withoutPatterns,
  'reverse-too-early': (found) => [
    whereItRan(found, 'This runs while the urls are still being read. Use reverse_lazy() here.'),
  ],
  'urls-view-not-callable': notCallable,
  'urls-route-wrong': routeWrong,
  'urls-slash': (found) =>
    routeOfCheck(
      found,
      /\$/.test(found.said)
        ? 'Take the $ at the end away.'
        : 'Take the slash at the beginning away.',
    ),
  'urls-namespace-twice': namespaceTwice,
  'page-not-found': pageNotFound,
  'login-url-missing': (found) => [
    ...inRootList(
      'Add path("accounts/", include("django.contrib.auth.urls")) to this list, or set LOGIN_URL.',
    )(found),
    settingOrFile(
      found.project,
      'LOGIN_URL',
      'Where visitors are sent to log in.',
      'Or set LOGIN_URL here.',
    ),
  ],
  'media-not-found': inRootList(
    'Behind this list: urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT).',
  ),
  'append-slash-post': ({ project, report, said }) => {
    const path = report.request.path ?? /form to \S*?(\/\S*?)\s/.exec(said)?.[1];
    const address = path?.replace(/^[\w.:-]+/, '') ?? '';
    const forms = linesLike(
      project,
      templateFiles(project),
      new RegExp(`["']${escaped(address)}["']`),
    );
    const route = routeOf(project, `${address}/`);
    const place = route?.through[0] ?? route;
    return [
      ...forms.slice(0, 1).map((line) => spot(line, `Write ${address}/, with the slash.`)),
      place ? spot(place, `The address is ${address}/, with a slash at its end.`) : undefined,
    ];
  },
};
