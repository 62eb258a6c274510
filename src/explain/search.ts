/** Finds explanations by the words of a question. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogFolder } from './catalog-folder';
import { type Entry, entries, entryOf, synonymsOf } from './library';
import type { SearchIndex } from './search-index';
import { isWeak, stems } from './words';

export interface Hit {
  entry: Entry;
  score: number;
  /** How much of the question its words are: 1 where all of them are in it. */
  share: number;
}

let words: SearchIndex | undefined;

function readIndex(): SearchIndex {
  words ??= JSON.parse(readFileSync(join(catalogFolder, 'search.json'), 'utf8')) as SearchIndex;
  return words;
}

/** Whether explanations have all words of a text: then it is not misspelled. */
export function isKnown(text: string): boolean {
  const index = readIndex();
  return stems(text).every((stem) => Object.hasOwn(index, stem));
}

/** @returns what has words of the question, the best first */
export function search(question: string): Hit[] {
  const wanted = [...new Set(stems(question))];
  const index = readIndex();
  const scores = new Map<number, { sum: number; words: number }>();
  for (const stem of wanted) {
    const value = worthOf(stem);
    for (const [number, weight] of postings(index, stem)) {
      const score = scores.get(number) ?? { sum: 0, words: 0 };
      scores.set(number, { sum: score.sum + value * weight, words: score.words + value });
    }
  }
  const whole = wanted.reduce((sum, stem) => sum + worthOf(stem), 0);
  const all = entries();
  return [...scores]
    .map(([number, { sum, words }]) => {
      const entry = all[number]!;
      const share = words / whole;
      return { entry, share, score: sum * share * factorOf(entry, question) };
    })
    .sort(bestFirst)
    .slice(0, looksCloser)
    .map((hit) => ({ ...hit, score: hit.score * (1 + named(hit.entry, wanted)) }))
    .sort(bestFirst);
}

/** How much a word says of what is asked for. */
const worthOf = (stem: string) => (isWeak(stem) ? 0.3 : 1);

const bestFirst = (a: Hit, b: Hit) => b.score - a.score;

/** How many hits are compared word by word. */
const looksCloser = 40;

/** Which share of the question is a name of the explanation: all of it in a question. */
function named(entry: Entry, wanted: readonly string[]): number {
  const shares = [entry.title, ...synonymsOf(entry)].map((name) => {
    const words = [...new Set(stems(name))];
    return words.every((word) => wanted.includes(word)) ? words.length / wanted.length : 0;
  });
  return Math.max(...shares);
}

/** A question is more often about a concept than about a line of a generated file. */
const kindFactor: Readonly<Record<string, number>> = {
  concepts: 1.2,
  tests: 0.7,
  css: 0.6,
  checks: 0.4,
};

/** Words of somebody who has an error. Without one of them, errors are seldom meant. */
const trouble =
  /error|exception|fail|wrong|broke|missing|cannot|can't|can not|unable|invalid|refused|denied|problem|\bnot?\b|n't\b/i;

function factorOf({ id, kind }: Entry, question: string): number {
  // `settings/DATABASES-TEST` is a part of `settings/DATABASES`.
  if (isPart(id)) return 0.5;
  if (kind === 'errors') return trouble.test(question) ? 1.3 : 0.5;
  return kindFactor[kind] ?? 1;
}

function isPart(id: string): boolean {
  const dash = id.indexOf('-');
  return dash > 0 && entryOf(id.slice(0, dash)) !== undefined;
}

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
