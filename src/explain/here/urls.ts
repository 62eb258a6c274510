/** What a project knows of its urls files, and of the routes in them. */

import { allRoutes, type FlatRoute, type UrlsFile, urlsFiles } from '../../project/routes';
import type { SyntaxNode } from '../../python/syntax';
import { at, code, count, placeOf, type Reader, seen } from './reader';
import type { Remark } from './remark';

/** What leads to a urls file, and what is in it. */
export function urlsFacts(reader: Reader, file: string): string[] {
  const { rootUrls, settings } = reader.project;
  const facts: string[] = [];
  if ('file' in rootUrls && rootUrls.file === file) {
    const place = settings[0]?.names.get('ROOT_URLCONF')?.places[0];
    facts.push(
      place
        ? `Django begins here: \`ROOT_URLCONF\` names this file (${at(reader, place)}).`
        : 'Django begins here: `ROOT_URLCONF` names this file.',
    );
    const routes = allRoutes(reader.project).filter(({ dynamic }) => !dynamic);
    facts.push(`With all includes, the project has ${count(routes.length, 'route')}.`);
    return facts;
  }
  for (const { address, through, namespace } of uses(reader, file)) {
    const last = through.at(-1);
    const name = namespace ? `, with the namespace ${code(namespace)}` : '';
    if (last) facts.push(`${at(reader, last)} includes it under ${code(address)}${name}.`);
  }
  if (facts.length === 0 && 'file' in rootUrls) {
    facts.push(
      `Nothing includes this file yet, so none of its addresses is reached. The root urls are ${code(seen(reader, rootUrls.file))}.`,
    );
  }
  return facts;
}

const uses = ({ project }: Reader, file: string): UrlsFile[] => {
  const seenPlaces = new Set<string>();
  return urlsFiles(project).filter(({ file: used, through }) => {
    const last = through.at(-1);
    const key = `${last?.file}:${last?.line}`;
    if (used !== file || seenPlaces.has(key)) return false;
    seenPlaces.add(key);
    return true;
  });
};

export function routeRemarks(reader: Reader, file: string): Remark[] {
  const remarks = new Map<number, Remark>();
  for (const route of allRoutes(reader.project)) {
    if (route.file !== file || remarks.has(route.line)) continue;
    remarks.set(route.line, {
      name: route.fullName ?? route.address,
      line: route.line,
      endLine: endLine(route.node),
      id: routeId(route),
      facts: routeFacts(reader, route),
    });
  }
  for (const { file: included, address, through, module } of urlsFiles(reader.project)) {
    const last = through.at(-1);
    if (last?.file !== file || remarks.has(last.line)) continue;
    remarks.set(last.line, {
      name: module,
      line: last.line,
      endLine: last.line,
      id: 'urls/include',
      facts: [`What begins with ${code(address)} goes on to ${code(seen(reader, included))}.`],
    });
  }
  return [...remarks.values()].sort((a, b) => a.line - b.line);
}

function routeFacts(reader: Reader, route: FlatRoute): string[] {
  const { address, dynamic, view, fullName, certain } = route;
  const facts = dynamic
    ? [
        view?.definition
          ? `${code(address)}: the pages of ${viewWords(reader, view)}, which a router makes.`
          : `${code(address)}: only the running project knows the routes of ${code(short(dynamic))}.`,
      ]
    : [`${code(address)} calls ${view ? viewWords(reader, view) : 'a view'}.`];
  if (fullName && !dynamic) facts.push(`Its name is ${code(fullName)}.`);
  if (!certain) facts.push('The route is there under a condition only.');
  return facts;
}

/** A route is explained by what is special about it. */
function routeId({ dynamic, address, node }: FlatRoute): string {
  if (dynamic && /\bsite\.urls$/.test(dynamic)) return 'urls/admin';
  if (/^(re_path|url)\b/.test(node.text)) return 'urls/re_path';
  return /<\w+(:\w+)?>/.test(address) ? 'urls/converter' : 'concepts/url-resolving';
}

const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

function viewWords(
  reader: Reader,
  { short: name, definition }: NonNullable<FlatRoute['view']>,
): string {
  return definition ? `${code(name)} (${at(reader, placeOf(definition))})` : code(short(name));
}

const endLine = (node: SyntaxNode): number => node.line + node.text.split('\n').length - 1;
