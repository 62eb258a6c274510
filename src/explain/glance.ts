/** The project at a glance: its files, its settings, its apps, and the way of one request. */
import path from 'node:path';
import { djangoVersion } from '../project/django-version';
import { idleApps } from '../project/idle-apps';
import { allModels, appsOf } from '../project/models';
import { allRoutes } from '../project/routes';
import type { Answer, Place } from './answer';
import { columnsOf, padded } from './columns';
import { fill } from './comments';
import { code, count, listed, type Reader, seen } from './here/reader';
import { databaseEngine } from './here/settings';
import { type Travel, travelThrough } from './here/travel';
import { treeOf } from './here/tree';

/**
 * @param width columns that the drawings may take
 * @returns what is so as Markdown, with drawings in text; the places are those of the request
 */
export function glance(reader: Reader, width: number): Answer {
  const { project } = reader;
  const name = path.posix.basename(project.root);
  // The terminal indents drawings by four columns.
  const room = Math.max(width - 4, 30);
  const travel = travelThrough(project);
  const parts = [
    ...settingsPart(reader),
    ...appsPart(reader),
    ...treePart(reader, room),
    ...(travel ? [`## How a request travels\n${travelDrawing(reader, room, travel)}`] : []),
    ...nextPart(reader, travel),
  ];
  return {
    understood: `The project ${name} at a glance`,
    explanations: [],
    places: travel ? travelPlaces(reader, travel) : [],
    here: parts.join('\n\n'),
    isDrawn: true,
  };
}

function settingsPart(reader: Reader): string[] {
  const { project } = reader;
  const [main, ...others] = project.settings;
  if (!main) return [`The settings are not known. ${project.lost}`];
  const version = djangoVersion(project.files, project.root);
  const engine = databaseEngine(project);
  const chosen = project.manage ? `, chosen by ${code(seen(reader, project.manage))}` : '';
  const unless = project.guess
    ? `Probably ${code(seen(reader, main.file))}. ${project.guess}`
    : `${code(seen(reader, main.file))}${chosen}`;
  return [
    [
      `- **Settings:** ${unless}${others.length > 0 ? `; under a condition ${listed(others.map(({ file }) => code(seen(reader, file))))}` : ''}`,
      `- **Django:** ${version ? `${version.version}, says ${code(seen(reader, version.file))}` : 'no file names the version'}`,
      `- **Database:** ${engine ?? 'only the running project knows'}`,
      `- **Addresses:** ${addresses(reader)}`,
    ].join('\n'),
  ];
}

function addresses(reader: Reader): string {
  const { rootUrls } = reader.project;
  if ('unknown' in rootUrls) return `not known: ${rootUrls.unknown}`;
  const routes = allRoutes(reader.project);
  const dynamic = routes.filter((route) => route.dynamic && !route.view).length;
  const known = count(routes.length - dynamic, 'route');
  const more = dynamic > 0 ? ` and ${count(dynamic, 'include')} of other packages` : '';
  return `${known}${more}, beginning in ${code(seen(reader, rootUrls.file))}`;
}

/** How many apps have a line of their own. */
const APPS = 40;

function appsPart(reader: Reader): string[] {
  const { project } = reader;
  const apps = appsOf(project);
  const own = apps.filter((app) => app.own);
  const idle = idleApps(project).map(({ module }) => code(module));
  const missing = `\`INSTALLED_APPS\` does not name ${listed(idle)}, so Django ignores ${idle.length === 1 ? 'it' : 'them'}.`;
  if (own.length === 0) return idle.length > 0 ? [`## Apps\n${missing}`] : [];
  const models = allModels(project).filter(({ abstract }) => !abstract);
  const lines = own.slice(0, APPS).map(({ module, label }) => {
    const names = models.filter(({ app }) => app === label).map((model) => model.name);
    const kept =
      names.length > 0
        ? `${count(names.length, 'model')}: ${listed(names.map(code), 5)}`
        : 'no models';
    return `- **${module}:** ${kept}`;
  });
  const more = own.length > APPS ? [`- and ${count(own.length - APPS, 'app')} more`] : [];
  const others = apps.length - own.length;
  const also =
    others > 0 ? `Beside these, ${count(others, 'app')} of Django and other packages.` : '';
  return [
    `## Apps\n${[...lines, ...more].join('\n')}`,
    ...(idle.length > 0 ? [missing] : []),
    ...(also ? [also] : []),
  ];
}

function treePart({ project }: Reader, room: number): string[] {
  const tree = treeOf(project);
  if (!tree) return [];
  const column = Math.min(
    Math.max(...tree.map(({ name, depth }) => columnsOf(name) + depth * 2)),
    Math.floor(room * 0.6),
  );
  const lines = tree.map(({ name, note, depth }) => {
    const start = padded('  '.repeat(depth) + name, column);
    const space = room - columnsOf(start) - 2;
    const short = note.length > space ? `${note.slice(0, Math.max(space - 1, 0))}…` : note;
    return `${start}  ${space > 8 ? short : ''}`.trimEnd();
  });
  return [`## Files\n${drawing(lines)}`];
}

/** The stops of a request, as places. */
export const travelPlaces = (reader: Reader, { stops }: Travel): Place[] =>
  stops.flatMap(({ file, line, what }) =>
    file ? [{ path: seen(reader, file), line: line ?? null, why: `${what}.` }] : [],
  );

/** The way of a request as Markdown, drawn in `room` columns. */
export function travelDrawing(reader: Reader, room: number, travel: Travel): string {
  const names = travel.stops.map(({ file, line }) =>
    file ? `${seen(reader, file)}${line ? `:${line}` : ''}` : '',
  );
  const column = Math.max(...names.map(columnsOf));
  const isWide = travel.stops.every(({ what }) => 2 + column + 2 + columnsOf(what) <= room);
  const lines = travel.stops.flatMap(({ file, what }, index) => {
    if (!file) {
      const [first = '', ...others] = fill(what, room - 2);
      return ['│', `▼ ${first}`, ...others.map((line) => `  ${line}`)];
    }
    if (isWide) return [`├ ${padded(names[index]!, column)}  ${what}`];
    return [`├ ${names[index]}`, ...fill(what, room - 4).map((line) => `│   ${line}`)];
  });
  return `The browser asks for ${code(travel.address)}:\n\n${drawing([travel.address, '│', ...lines])}`;
}

const drawing = (lines: readonly string[]) => `\`\`\`text\n${lines.join('\n')}\n\`\`\``;

/** What to ask next. */
function nextPart(reader: Reader, travel: Travel | undefined): string[] {
  const own = allModels(reader.project).find(({ abstract }) => !abstract);
  const view = travel?.stops.find(({ what }) => what.startsWith('the view'));
  const asks = [
    view?.file && `${seen(reader, view.file)}:${view.line}`,
    own && seen(reader, own.file),
    'MIDDLEWARE',
    '"how do static files work"',
  ].filter(Boolean);
  const lines = asks.map((ask) => `npx create-django-skeleton explain ${ask}`);
  return [`## Ask on\n${['```sh', ...lines, '```'].join('\n')}`];
}
