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

/** Number by number, for also `6.10` and the years that Django counts in after 6.2. */
function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [one, other].map((version) => version.split('.').map(Number));
  for (let i = 0; i < Math.max(ours!.length, theirs!.length); i += 1) {
    const difference = (ours![i] ?? 0) - (theirs![i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
