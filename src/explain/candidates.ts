/** The explanations that a name may stand for, the likeliest first. */
import { type Entry, entries, synonymsOf } from './library';
import { keyOf, nameLevel } from './names';
import type { Question } from './question';
import { stems } from './words';

interface Candidate {
  entry: Entry;
  level: number;
}

/** Those that have exactly this name, whatever its signs and capitals. */
export function named(name: string, question: Question): Entry[] {
  const key = keyOf(name);
  const found = entries()
    .filter(({ names }) => Object.hasOwn(names, key))
    .map((entry) => ({ entry, level: entry.names[key]! }));
  return ranked(found, question);
}

/** `what is the ORM` and `the orm` have the same words as `orm`. */
export function meaning(name: string, question: Question): Entry[] {
  const wanted = wordSetOf(name);
  if (!wanted) return [];
  const isSame = (own: string) => wordSetOf(own) === wanted;
  const found = entries().flatMap((entry): Candidate[] => {
    if (isSame(entry.title)) return [{ entry, level: nameLevel.title }];
    return synonymsOf(entry).some(isSame) ? [{ entry, level: nameLevel.alias }] : [];
  });
  return ranked(found, question);
}

const wordSetOf = (text: string) => [...new Set(stems(text))].sort().join(' ');

/**
 * Those whose names are spelled most like it.
 *
 * @param limit how many letters may differ, where the length of the name allows as many
 */
export function nearest(
  name: string,
  question: Question,
  limit = Number.POSITIVE_INFINITY,
  kind?: string,
): Entry[] {
  const key = keyOf(name);
  let allowed = Math.min(limit, allowedDistance(key));
  let found: Candidate[] = [];
  for (const entry of entries()) {
    if (kind && entry.kind !== kind) continue;
    for (const [other, level] of Object.entries(entry.names)) {
      if (Math.abs(other.length - key.length) > allowed || level < nameLevel.alias) continue;
      const far = distanceOf(other, key);
      // Who errs twice still knows the first letter.
      if (far > allowed || (far > 1 && other[0] !== key[0])) continue;
      if (far < allowed) found = [];
      allowed = far;
      found.push({ entry, level });
    }
  }
  return ranked(found, question);
}

/** How many letters may differ before it is another name. */
function allowedDistance({ length }: string): number {
  if (length < 4) return 0;
  if (length < 6) return 1;
  return length < 12 ? 2 : 3;
}

/** DEBUG, MEDIA_ROOT */
export const isSettingName = (text: string) => /^\s*[A-Z][A-Z_]+\s*$/.test(text);

/** What a name most likely means: the kind that its form speaks for, then the better name. */
function ranked(found: readonly Candidate[], { typed, kinds, only }: Question): Entry[] {
  const score = ({ entry, level }: Candidate) =>
    (kinds.includes(entry.kind) ? 1000 : 0) +
    (isSettingName(typed) && entry.kind === 'settings' ? 1000 : 0) +
    level * 100 +
    (entry.title === typed ? 50 : 0) -
    (kindOrder.has(entry.kind) ? kindOrder.get(entry.kind)! : kindOrder.size);
  const best = new Map<Entry, number>();
  for (const candidate of found) {
    if (only && !kinds.includes(candidate.entry.kind)) continue;
    best.set(candidate.entry, Math.max(score(candidate), best.get(candidate.entry) ?? -Infinity));
  }
  return [...best].sort(([, a], [, b]) => b - a).map(([entry]) => entry);
}

/** Of kinds that share a name, what a learner means more often comes first. */
const kindOrder = new Map(
  [
    'commands',
    'contrib',
    'files',
    'settings',
    'concepts',
    'models',
    'querysets',
    'forms',
    'middleware',
    'admin',
    'urls',
    'views',
    'templates',
    'apps',
    'migrations',
    'python',
    'errors',
  ].map((kind, place) => [kind, place]),
);

/** Loaded here, because only mistakes need it. */
export function distanceOf(one: string, other: string): number {
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  return distance(one, other);
}
