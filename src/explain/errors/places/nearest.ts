/** What somebody may have meant by a misspelled name. */
import { distance as levenshtein } from 'fastest-levenshtein';

/** The name among several that is nearest to a misspelled one; undefined where none is near. */
export function nearestTo(wanted: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((name) => ({ name, far: distance(name.toLowerCase(), wanted.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, wanted.length / 3) ? best.name : undefined;
}

export const didYouMean = (nearest: string | undefined): string =>
  nearest ? ` Did you mean ${nearest}?` : '';

/** How many letters have to be changed to make one word of another; two that are swapped count once. */
function distance(one: string, other: string): number {
  const isSwap = [...one].some(
    (letter, at) => one.slice(0, at) + (one[at + 1] ?? '') + letter + one.slice(at + 2) === other,
  );
  return isSwap && one !== other ? 1 : levenshtein(one, other);
}
