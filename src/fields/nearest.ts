/** Sorts what is possible, so that what somebody may have meant comes first. */

export function nearestFirst<Item>(
  typed: string,
  items: readonly Item[],
  spellings: (item: Item) => readonly string[],
): Item[] {
  // Loaded here, because only mistakes need it.
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const far = (item: Item) => Math.min(...spellings(item).map((own) => distance(typed, own)));
  return [...items].sort((a, b) => far(a) - far(b));
}
