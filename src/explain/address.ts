/** Explains an address of the project: which route answers it, and the way that a request takes. */
import { allRoutes, type FlatRoute } from '../project/routes';
import type { Answer } from './answer';
import { travelDrawing, travelPlaces } from './glance';
import { at, code, type Reader, seen } from './here/reader';
import { travelOf } from './here/travel';
import { entryOf, explanationOf } from './library';

/**
 * @param typed the address, with or without the host
 * @param width columns that a drawing may take
 */
export function explainAddress(reader: Reader, typed: string, width: number): Answer {
  const address = typed.replace(/^https?:\/\/[^/]+/, '').replace(/[?#].*$/, '');
  const understood = `The address ${address}`;
  const route = routeOf(reader, address);
  if (!route) return nothingThere(reader, address, understood);
  const travel = travelOf(reader.project, route, address);
  const doubt = route.certain ? '' : '\n\nOnly some paths through the settings have this route.';
  if (travel) {
    const here = travelDrawing(reader, Math.max(width - 4, 30), travel) + doubt;
    const places = travelPlaces(reader, travel);
    return { understood, explanations: [], places, here, isDrawn: true };
  }
  const answers = code(route.dynamic ?? route.view?.name ?? 'a view');
  return {
    understood,
    explanations: [],
    places: [
      ...route.through.map((place) => ({ ...place, why: 'The address begins as this line says.' })),
      { file: route.file, line: route.line, why: `Here ${answers} takes over.` },
    ].map(({ file, line, why }) => ({ path: seen(reader, file), line, why })),
    here: `${answers} answers it. What happens there, only running the project tells.${doubt}`,
  };
}

/** Django takes the first route that fits. */
function routeOf({ project }: Reader, address: string): FlatRoute | undefined {
  return allRoutes(project).find((route) => fits(route, address));
}

function fits({ address: written, dynamic, view }: FlatRoute, address: string): boolean {
  // A route that stands for others, `/admin/…`, answers all that begins so.
  const isPrefix = dynamic !== undefined && !view;
  const pattern = isPrefix ? written.replace(/…$/, '') : written;
  if (pattern.includes('…')) return false;
  const isRegular = /[\\()[\]*+?$]/.test(pattern.replace(/<[^>]+>/g, ''));
  const source = isRegular ? pattern.replaceAll('(?P<', '(?<') : pathPattern(pattern);
  try {
    return new RegExp(`^${source}${isPrefix ? '' : '$'}`).test(address);
  } catch {
    return false; // Python's regular expressions know more than these.
  }
}

/** https://docs.djangoproject.com/en/stable/topics/http/urls/#path-converters */
const converters: Readonly<Record<string, string>> = {
  int: '[0-9]+',
  slug: '[-a-zA-Z0-9_]+',
  uuid: '[0-9a-f-]{36}',
  path: '.+',
};

function pathPattern(pattern: string): string {
  return pattern
    .split(/(<[^>]+>)/)
    .map((part) => {
      if (!part.startsWith('<')) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return converters[/^<(\w+):/.exec(part)?.[1] ?? ''] ?? '[^/]+';
    })
    .join('');
}

function nothingThere(reader: Reader, address: string, understood: string): Answer {
  const withSlash = address.endsWith('/') ? undefined : routeOf(reader, `${address}/`);
  const entry = entryOf('errors/page-not-found');
  return {
    understood,
    explanations: withSlash || !entry ? [] : [explanationOf(entry)],
    places: [],
    here: withSlash
      ? `No route fits ${code(address)}. ${code(`${address}/`)} has one (${at(reader, withSlash)}), and with \`APPEND_SLASH\` Django sends the browser there.`
      : `## In this project\nNo route that is written down fits ${code(address)}.`,
  };
}
