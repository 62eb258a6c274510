/** Whether something happens: for sure, never, or nobody can tell without running the program. */
export type Verdict = 'yes' | 'no' | 'maybe';

/** A route's pattern as it is written: that of `path()`, or a regular expression. */
export interface Pattern {
  syntax: 'path' | 'regex';
  source: string;
}

/**
 * What is left of an address behind the part that a pattern matches: '' where all of it matches,
 * undefined where the pattern does not match, 'maybe' where that cannot be told.
 *
 * `whole` asks for a match up to the end, as for a view; an include needs the beginning only.
 * https://docs.djangoproject.com/en/stable/topics/http/urls/
 */
export function leftBehind(
  pattern: Pattern,
  address: string,
  whole: boolean,
): { rest: string } | 'maybe' | undefined {
  const { source } = pattern;
  if (!sharesBeginning(pattern, address)) return undefined;
  const expression = pattern.syntax === 'path' ? ofPath(source, whole) : ofRegex(source);
  if (!expression) return 'maybe';
  const match = expression.exec(address);
  if (!match) return undefined;
  if (pattern.syntax === 'path' && hasOwnConverter(source)) return 'maybe';
  return { rest: address.slice(match.index + match[0].length) };
}

/** The beginning of a pattern that is plain text: `blog/` of `^blog/(?P<slug>…)`. */
export function plainBeginning({ syntax, source }: Pattern): string {
  if (syntax === 'path') return source.split('<')[0]!;
  return /^\^?([\w/-]*)/.exec(source)![1]!;
}

/** Cheap, and tells for most: `shop/` and `blog/1/` have nothing in common. */
function sharesBeginning({ syntax, source }: Pattern, address: string): boolean {
  return syntax !== 'path' || address.startsWith(source.split('<')[0]!);
}

const CONVERTERS: Record<string, string> = {
  str: '[^/]+',
  int: '[0-9]+',
  slug: '[-a-zA-Z0-9_]+',
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  path: '.+',
};

/** A converter of the project's own may stand for anything. */
const converterOf = (part: string) =>
  part.includes(':') ? part.slice(1, part.indexOf(':')).trim() : 'str';

const hasOwnConverter = (source: string) =>
  (source.match(/<[^>]+>/g) ?? []).some((part) => !CONVERTERS[converterOf(part)]);

function ofPath(source: string, whole: boolean): RegExp {
  let expression = '';
  for (const part of source.split(/(<[^>]+>)/)) {
    expression += part.startsWith('<')
      ? (CONVERTERS[converterOf(part)] ?? '.+')
      : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }
  return new RegExp(`^${expression}${whole ? '$' : ''}`);
}

/** A Python regular expression as one of JavaScript, where the two languages agree. */
function ofRegex(source: string): RegExp | undefined {
  const flags = /^\(\?([a-z]+)\)/.exec(source);
  const expression = source
    .slice(flags?.[0].length ?? 0)
    .replaceAll('(?P<', '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll('\\Z', '$')
    .replaceAll('\\A', '^');
  try {
    return new RegExp(expression, flags?.[1]?.includes('i') ? 'i' : '');
  } catch {
    return undefined;
  }
}
