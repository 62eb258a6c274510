/** How one request travels through the files of a project. */
import path from 'node:path';
import { middlewareOf } from '../../project/parts';
import type { Project } from '../../project/project';
import { allRoutes, type FlatRoute } from '../../project/routes';
import { findTemplate, readTemplate } from '../../project/templates';
import { modelsOfView, templatesOfView } from '../../project/view-facts';
import { count } from './reader';

/** A place on the way, and what happens there. */
export interface Stop {
  file: string | undefined;
  line: number | undefined;
  what: string;
}

export interface Travel {
  /** An address that somebody could type: `/blog/7/`. */
  address: string;
  stops: readonly Stop[];
}

/** The way of a request that shows as much as possible; undefined where no route is known. */
export function travelThrough(project: Project): Travel | undefined {
  const route = bestRoute(project);
  return route && travelOf(project, route, example(route.address));
}

/** The way of a request to an address; undefined where the view on this route is not known. */
export function travelOf(project: Project, route: FlatRoute, address: string): Travel | undefined {
  const view = route.view?.definition;
  if (!view) return undefined;
  const middleware = middlewareOf(project);
  const passed = count(middleware.length, 'middleware', 'middleware');
  const stops: Stop[] = [
    ...serverStop(project),
    ...middleware
      .slice(0, 1)
      .map(({ file, line }) => stop(file, line, `${passed}, from the first to the last`)),
    ...route.through.map(({ file, line }, index) =>
      stop(file, line, index === 0 ? 'the address begins as this line says' : 'and goes on so'),
    ),
    stop(route.file, route.line, `fits the rest, and calls ${view.name}`),
    stop(
      view.module.file,
      view.node.line,
      view.kind === 'class' ? `the view ${view.name}` : `the view ${view.name}()`,
    ),
    ...modelsOfView(project, view)
      .filter(({ abstract }) => !abstract)
      .slice(0, 1)
      .map(({ file, line, name, table }) =>
        stop(file, line, table ? `${name}: rows of the table ${table}` : name),
      ),
    ...templateStops(project, route),
  ];
  const back = middleware.length > 0 ? 'the response, back through the middleware' : 'the response';
  return {
    address,
    stops: [...stops, { file: undefined, line: undefined, what: back }],
  };
}

const stop = (file: string, line: number | undefined, what: string): Stop => ({ file, line, what });

/** wsgi.py or asgi.py beside the settings, or where they say. */
function serverStop({ files, settings, modules, root }: Project): Stop[] {
  const [main] = settings;
  if (!main) return [];
  const [top] = main.module.split('.');
  const folders = [path.posix.dirname(main.file), modules.folderOf(top!), root];
  for (const name of ['wsgi.py', 'asgi.py']) {
    const folder = folders.find((candidate) => candidate && files.isFile(`${candidate}/${name}`));
    if (folder)
      return [stop(`${folder}/${name}`, undefined, 'a web server, or runserver, calls it')];
  }
  return [];
}

function templateStops(project: Project, route: FlatRoute): Stop[] {
  const names = templatesOf(project, route);
  const template = names.map((name) => findTemplate(project, name)).find(Boolean);
  if (!template) return [];
  const above = readTemplate(project, template.file).extends;
  const parent = above && findTemplate(project, above.name);
  return [
    stop(template.file, undefined, 'the template that becomes the page'),
    ...(parent ? [stop(parent.file, undefined, 'the frame around it')] : []),
  ];
}

function templatesOf(project: Project, { view }: FlatRoute): string[] {
  const named = view?.options.get('template_name')?.slice(1, -1);
  const filled = view?.definition ? templatesOfView(project, view.definition) : [];
  return [...(named ? [named] : []), ...filled.map(({ name }) => name)];
}

/** How many candidates are looked at in full. */
const CANDIDATES = 12;

function bestRoute(project: Project): FlatRoute | undefined {
  const own = allRoutes(project).filter(({ view, dynamic }) => view?.definition && !dynamic);
  const first = (route: FlatRoute) =>
    (route.certain ? 4 : 0) +
    (route.through.length > 0 ? 2 : 0) +
    (/<(int|slug|str|uuid):\w+>/.test(route.address) ? 2 : 0) -
    (/[…(\\]|<language>/.test(route.address) ? 3 : 0) -
    route.address.split('/').length * 0.3;
  const closer = (route: FlatRoute) => {
    const view = route.view!.definition!;
    const template = templatesOf(project, route).some((name) => findTemplate(project, name));
    return first(route) + (template ? 3 : 0) + (modelsOfView(project, view).length > 0 ? 3 : 0);
  };
  const best = (routes: readonly FlatRoute[], score: (route: FlatRoute) => number) =>
    routes.map((route) => ({ route, score: score(route) })).sort((a, b) => b.score - a.score);
  const candidates = best(own, first).slice(0, CANDIDATES);
  return best(
    candidates.map(({ route }) => route),
    closer,
  )[0]?.route;
}

const EXAMPLES: Record<string, string> = {
  int: '7',
  slug: 'a-title',
  uuid: '0b3f5c9e-6d1a-4f7e-9c55-2f6f0a8d1e42',
  path: 'a/b',
};

/** `/blog/<int:pk>/` as somebody would type it. Regular expressions stay as they are. */
function example(address: string): string {
  return address.replace(
    /<(?:(\w+):)?\w+>/g,
    (_, converter: string) => EXAMPLES[converter] ?? 'a-name',
  );
}
