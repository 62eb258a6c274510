import type { SourceModule } from '../python/evaluate';
import type { SyntaxNode } from '../python/syntax';
import { lineAt } from '../python/text';
import type { Literal, Sequence } from '../python/values';
import type { Modules } from './modules';
import { staysLast } from './order';
import { certainSources } from './outcome';
import { answersPrefix } from './reach';
import { isWrapper, type Route, unwrapped } from './urls';

/** A place for a route, and why it is the right one. */
export type RoutePlace =
  | { kind: 'element'; literal: Literal; source: SourceModule; position: number; rule: string }
  | { kind: 'statement'; after: SyntaxNode; source: SourceModule; rule: string };

/**
 * The best place first: in the longest list of the file, then as a statement of its own, the last
 * one first, then in lists of other files.
 */
export function* routePlaces(
  modules: Modules,
  patterns: Sequence,
  routes: readonly Route[],
  rootSource: SourceModule,
  prefix: string,
): Generator<RoutePlace> {
  const wrappers = routes.filter(isWrapper).map((route) => route.node.parent);
  const literals = certainSources(patterns.sources).filter(
    ({ node }) => node.parts.length > 1 || !wrappers.includes(node),
  );
  literals.sort((a, b) => b.node.parts.length - a.node.parts.length);
  const inFile = ({ place }: Literal) => place.file === rootSource.file;
  const place = (literal: Literal): RoutePlace[] => {
    const source = modules.load(literal.place.file);
    const found = source && positionIn(modules, source, literal, routes, prefix);
    return source && found ? [{ kind: 'element', literal, source, ...found }] : [];
  };
  yield* literals.filter(inFile).flatMap(place);
  yield* statements(patterns, rootSource);
  yield* literals.filter((literal) => !inFile(literal)).flatMap(place);
}

function* statements(patterns: Sequence, source: SourceModule): Generator<RoutePlace> {
  const binding = source.tree.parts.filter((statement) => binds(statement, 'urlpatterns'));
  const tuples = [...patterns.sources.keys()].some(({ node }) => node.type === 'tuple');
  // A list cannot be added to a tuple.
  if (tuples && !startsAsList(binding[0])) return;
  for (const statement of binding.toReversed()) {
    const line = lineAt(source.text, statement.end);
    const rule = `a statement of its own behind line ${line}: the routes there are in no list that it could join`;
    yield { kind: 'statement', after: statement, source, rule };
  }
}

/** `urlpatterns = […]` and `urlpatterns = patterns(…)`, whatever is added to it. */
function startsAsList(statement: SyntaxNode | undefined): boolean {
  let value = statement?.parts[0]?.child('right');
  while (value?.type === 'binary_operator') value = value.child('left');
  return value?.type === 'list' || value?.type === 'call';
}

function binds(statement: SyntaxNode, name: string): boolean {
  if (!statement.text.includes(name)) return false;
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
    const line = element.line;
    const answer = route ? answersPrefix(modules, [route], prefix) : 'no';
    if (answer === 'no') continue;
    const why = answer === 'yes' ? 'answers' : 'may answer';
    return { position, rule: `before line ${line} of ${list}, which ${why} ${prefix} as well` };
  }
  const stays = elements.findIndex((element) => staysLast(source.text, node, element));
  if (stays >= 0) {
    const line = elements[stays]!.line;
    return { position: stays, rule: `before line ${line} of ${list}, which has to stay last` };
  }
  return {
    position: elements.length,
    rule: `the end of ${list}: no route in front of it answers ${prefix}`,
  };
}
