/** The ranges of Django versions in the catalog: `>=6.1`, `<6.0`, `>=5.2 <6.1`. */

const bound = />=|<|\d+(?:\.\d+)*/g;

/** One bound, or a lower and an upper one. */
export const rangeShape = /^(>=\d+(\.\d+)*( <\d+(\.\d+)*)?|<\d+(\.\d+)*)$/;

/**
 * @param range undefined stands for all versions
 * @param version `6.0`, `5.2.1`
 */
export function holdsFor(range: string | undefined, version: string): boolean {
  const parts = range?.match(bound) ?? [];
  for (let i = 0; i < parts.length; i += 2) {
    const isAtLeast = compareVersions(version, parts[i + 1]!) >= 0;
    if (isAtLeast !== (parts[i] === '>=')) return false;
  }
  return true;
}

/** A range for people: `Django 6.1 and newer`. */
export function rangeInWords(range: string): string {
  const [from, before] = [/>=([\d.]+)/, /<([\d.]+)/].map((shape) => shape.exec(range)?.[1]);
  if (from && before) return `Django ${from} and newer, before ${before}`;
  return from ? `Django ${from} and newer` : `Django before ${before}`;
}

/** `6.1` of `6.1.2`: what has a documentation of its own. */
export const seriesOf = (version: string): string => /^\d+(\.\d+)?/.exec(version)?.[0] ?? version;

/** What holds for a version: the same for all, or one of several by range. */
export function forVersion(
  value: string | Readonly<Record<string, string>> | undefined,
  version: string,
): string | undefined {
  if (typeof value !== 'object') return value;
  return Object.entries(value).find(([range]) => holdsFor(range, version))?.[1];
}

/** Number by number, for also `6.10` and the years that Django counts in after 6.2. */
function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [one, other].map((version) => version.split('.').map(leadingNumber));
  for (let i = 0; i < Math.max(ours!.length, theirs!.length); i += 1) {
    const difference = (ours![i] ?? 0) - (theirs![i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A part of a version may be `1a1`. */
const leadingNumber = (part: string) => Number.parseInt(part, 10) || 0;
