/** Finds the explanations that somebody asks for, by name, by nearest name, or by words. */
import type { Answer } from './answer';
import { inWords } from './kinds';
import { type Entry, entries, explanationOf } from './library';
import { keyOf, nameLevel } from './names';
import { readQuestion } from './question';
import { search } from './search';
import { stems } from './words';

/** How many explanations a choice has at most. */
const choiceSize = 7;

/** The explanation of that name. A `kind/name` always is one; else all names of the catalog count. */
export function byName(text: string): Answer | undefined {
  const question = readQuestion(text);
  const id = entries().find((entry) => entry.id === text.trim());
  if (id) return answer([id]);
  for (const name of question.names) {
    const found = named(keyOf(name), text, question.kinds);
    if (found.length > 0) return answer(found);
  }
  for (const name of question.names) {
    const found = meaning(name, text, question.kinds);
    if (found.length > 0) return { ...answer(found), isGuess: true };
  }
  return undefined;
}

/** The explanation whose name is spelled most like it, where few letters differ. */
export function byNearestName(text: string): Answer | undefined {
  const { names, kinds } = readQuestion(text);
  for (const name of names) {
    const found = nearest(keyOf(name), text, kinds);
    if (found.length > 0) return { ...answer(found), isGuess: true };
  }
  return undefined;
}

/** What the words of a question are about: one explanation where it clearly wins, else a choice. */
export function byWords(text: string): Answer | undefined {
  const hits = search(text);
  const [best, second] = hits;
  if (!best) return undefined;
  const understood = `a search for ${JSON.stringify(text.trim())}`;
  if (!second || best.score >= 1.6 * second.score) {
    return { ...answer([best.entry]), isGuess: true };
  }
  const chosen = hits.filter(({ score }) => score >= best.score * 0.4).slice(0, choiceSize);
  const explanations = chosen.map(({ entry }) => explanationOf(entry));
  return { understood, explanations, places: [], isChoice: true };
}

/** How an explanation is asked for: by its title where that names it first, else by its id. */
export function callName(id: string): string {
  const title = entries().find((entry) => entry.id === id)?.title ?? id;
  const isPlain = /^[\w.@-]+$/.test(title);
  return isPlain && named(keyOf(title), title, readQuestion(title).kinds)[0]?.id === id
    ? title
    : id;
}

/** For what nothing was found: the five explanations whose names are most like it. */
export function nearestFive(text: string): Entry[] {
  const key = keyOf(text);
  const far = (entry: Entry) =>
    Math.min(...Object.keys(entry.names).map((name) => distanceOf(name, key) / name.length));
  const distances = new Map(entries().map((entry) => [entry, far(entry)]));
  return [...distances]
    .sort(([, a], [, b]) => a - b)
    .slice(0, 5)
    .map(([entry]) => entry);
}

function answer([entry, ...others]: readonly Entry[]): Answer {
  return {
    understood: inWords(entry!),
    explanations: [explanationOf(entry!)],
    places: [],
    others: others.slice(0, choiceSize).map(({ id }) => id),
  };
}

type Candidate = { entry: Entry; level: number };

function named(key: string, typed: string, kinds: readonly string[]): Entry[] {
  const found = entries()
    .filter(({ names }) => Object.hasOwn(names, key))
    .map((entry) => ({ entry, level: entry.names[key]! }));
  return ranked(found, typed, kinds);
}

/** `what is the ORM` and `the orm` have the same words as `orm`. */
function meaning(name: string, typed: string, kinds: readonly string[]): Entry[] {
  const wanted = [...new Set(stems(name))].sort().join(' ');
  if (!wanted) return [];
  const found = entries().flatMap((entry) =>
    [entry.title, ...(entry.also ?? [])].some(
      (own) => [...new Set(stems(own))].sort().join(' ') === wanted,
    )
      ? [{ entry, level: nameLevel.alias }]
      : [],
  );
  return ranked(found, typed, kinds);
}

function nearest(key: string, typed: string, kinds: readonly string[]): Entry[] {
  let allowed = key.length < 4 ? 0 : key.length < 6 ? 1 : key.length < 12 ? 2 : 3;
  let found: Candidate[] = [];
  for (const entry of entries()) {
    for (const [name, level] of Object.entries(entry.names)) {
      if (Math.abs(name.length - key.length) > allowed || level < nameLevel.alias) continue;
      const far = distanceOf(name, key);
      if (far > allowed) continue;
      if (far < allowed) found = [];
      allowed = far;
      found.push({ entry, level });
    }
  }
  return ranked(found, typed, kinds);
}

/** What a name most likely means: the kind that its form speaks for, then the better name. */
function ranked(found: readonly Candidate[], typed: string, kinds: readonly string[]): Entry[] {
  const isSetting = /^[^a-z]*[A-Z][^a-z]+$/.test(typed.trim());
  const score = ({ entry, level }: Candidate) =>
    (kinds.includes(entry.kind) ? 1000 : 0) +
    (isSetting && entry.kind === 'settings' ? 1000 : 0) +
    level * 100 +
    (entry.title === typed.trim() ? 50 : 0) -
    (kindOrder.has(entry.kind) ? kindOrder.get(entry.kind)! : kindOrder.size);
  const best = new Map<Entry, number>();
  for (const candidate of found) {
    best.set(candidate.entry, Math.max(score(candidate), best.get(candidate.entry) ?? -Infinity));
  }
  return [...best].sort(([, a], [, b]) => b - a).map(([entry]) => entry);
}

/** Of kinds that share a name, what a learner means more often comes first. */
const kindOrder = new Map(
  [
    'concepts',
    'commands',
    'contrib',
    'files',
    'settings',
    'models',
    'middleware',
    'admin',
    'urls',
    'views',
    'templates',
    'apps',
    'migrations',
    'errors',
  ].map((kind, place) => [kind, place]),
);

/** Loaded here, because only mistakes need it. */
function distanceOf(one: string, other: string): number {
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  return distance(one, other);
}
