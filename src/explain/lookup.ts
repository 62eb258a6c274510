/** Finds the explanations that somebody asks for, by name, by nearest name, or by words. */
import type { Answer } from './answer';
import { distanceOf, isSettingName, meaning, named, nearest } from './candidates';
import { inWords } from './kinds';
import { type Entry, entries, explanationOf } from './library';
import { keyOf } from './names';
import { readQuestion } from './question';
import { isKnown, search } from './search';

/** How many explanations a choice has at most. */
const choiceSize = 7;

/** Decodes an error; undefined where the text is none that is known. */
export type Decode = (text: string) => Promise<Answer | undefined>;

/**
 * What is surely an error is decoded first. Else names come before errors, of which somebody may
 * have typed a part, and words come last, because they find something for almost any question.
 *
 * @returns undefined where nothing is known of it
 */
export async function lookUp(text: string, decode: Decode): Promise<Answer | undefined> {
  if (isError(text)) return (await decode(text)) ?? byName(text) ?? byWords(text);
  return byName(text) ?? (await decode(text)) ?? byNearestName(text) ?? byWords(text);
}

/** Several lines, an exception with or without its message, the id of a check. */
const isError = (text: string): boolean =>
  /\n|^\W*[\w.]+(Error|Exception|Warning|DoesNotExist|Match|Host|Configured)\b|\b\w+\.[EWC]\d{3}\b/.test(
    text,
  );

/** The explanation of that name, spelled as it is or with other signs, capitals and endings. */
export function byName(text: string): Answer | undefined {
  const id = entries().find((entry) => entry.id === text.trim());
  if (id) return answer([id]);
  const question = readQuestion(text);
  const { typed, names } = question;
  for (const name of names) {
    const found = named(name, question);
    if (found.length === 0) continue;
    if (found[0]!.kind !== 'settings' && isSettingName(typed)) {
      // DATABASE is rather the setting DATABASES than the check database.
      const settings = nearest(name, question, 1, 'settings');
      if (settings.length > 0) return guess(settings);
    }
    return answer(found);
  }
  for (const name of names) {
    const found = keyOf(name).length >= 8 ? nearest(name, question, 1) : [];
    if (found.length > 0) return guess(found);
  }
  for (const name of names.filter((candidate) => !/[_.]/.test(candidate))) {
    const found = meaning(name, question);
    if (found.length > 0) return guess(found);
  }
  return undefined;
}

/** The explanation whose name is spelled most like it, where few letters differ. */
export function byNearestName(text: string): Answer | undefined {
  const question = readQuestion(text);
  for (const name of question.names) {
    // In a sentence a letter more or less makes another word.
    if (name.split(/\s+/).length > 3) continue;
    // A word that explanations use is rather meant as it is: `context` is no `connect`.
    const found = nearest(name, question, isKnown(name) ? 1 : undefined);
    if (found.length > 0) return guess(found);
  }
  return undefined;
}

/** What the words of a question are about: one explanation where it clearly wins, else a choice. */
export function byWords(text: string): Answer | undefined {
  const hits = search(text);
  const [best, second] = hits;
  if (!best || best.share < 0.5) return undefined;
  const understood = `a search for ${JSON.stringify(text.trim())}`;
  if (best.share > 0.99 && (!second || best.score >= 1.6 * second.score)) {
    return guess([best.entry]);
  }
  const chosen = hits.filter(({ score }) => score >= best.score * 0.4).slice(0, choiceSize);
  const explanations = chosen.map(({ entry }) => explanationOf(entry));
  return { understood, explanations, places: [], isChoice: true };
}

/** How an explanation is asked for: by its title where that names it first, else by its id. */
export function callName(id: string): string {
  const title = entries().find((entry) => entry.id === id)?.title ?? id;
  const isPlain = /^[\w.@-]+$/.test(title);
  return isPlain && named(title, readQuestion(title))[0]?.id === id ? title : id;
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

const guess = (found: readonly Entry[]): Answer => ({ ...answer(found), isGuess: true });

function answer([entry, ...others]: readonly Entry[]): Answer {
  return {
    understood: inWords(entry!),
    explanations: [explanationOf(entry!)],
    places: [],
    others: others.slice(0, choiceSize).map(({ id }) => id),
  };
}
