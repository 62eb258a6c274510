/** Finds explanations by the words of a question. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogFolder } from './catalog-folder';
import { type Entry, entries } from './library';
import type { SearchIndex } from './search-index';
import { stems } from './words';

export interface Hit {
  entry: Entry;
  score: number;
}

/**
 * @returns what has words of the question, the best first
 */
export function search(question: string): Hit[] {
  const wanted = [...new Set(stems(question))];
  const index = JSON.parse(readFileSync(join(catalogFolder, 'search.json'), 'utf8')) as SearchIndex;
  const scores = new Map<number, { sum: number; words: number }>();
  for (const stem of wanted) {
    for (const [number, weight] of postings(index, stem)) {
      const score = scores.get(number) ?? { sum: 0, words: 0 };
      scores.set(number, { sum: score.sum + weight, words: score.words + 1 });
    }
  }
  const all = entries();
  return [...scores]
    .map(([number, { sum, words }]) => {
      const entry = all[number]!;
      const share = words / wanted.length;
      return { entry, score: sum * share * (kindFactor[entry.kind] ?? 1) };
    })
    .sort((a, b) => b.score - a.score);
}

/** A question is more often about a concept than about a line of a generated file. */
const kindFactor: Readonly<Record<string, number>> = { concepts: 1.3, tests: 0.7, css: 0.6 };

/** Of a word that nobody uses, the longer words that begin with it, or else the nearest one. */
function postings(index: SearchIndex, stem: string): Map<number, number> {
  const known = Object.hasOwn(index, stem) ? [stem] : similar(Object.keys(index), stem);
  const weights = new Map<number, number>();
  for (const word of known) {
    const list = index[word]!;
    let number = 0;
    for (let i = 0; i < list.length; i += 2) {
      number += list[i]!;
      weights.set(number, Math.max(list[i + 1]!, weights.get(number) ?? 0));
    }
  }
  return weights;
}

function similar(known: readonly string[], stem: string): string[] {
  if (stem.length < 4) return [];
  const longer = known.filter((word) => word.startsWith(stem));
  if (longer.length > 0) return longer;
  // Loaded here, because only mistakes need it.
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const allowed = stem.length < 7 ? 1 : 2;
  const near = known.filter((word) => word[0] === stem[0] && distance(word, stem) <= allowed);
  return near.sort((a, b) => distance(a, stem) - distance(b, stem)).slice(0, 1);
}
