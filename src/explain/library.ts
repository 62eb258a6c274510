/**
 * The catalog while the program runs.
 *
 * The build makes an index of all explanations, which is read at once, and a file for each kind with
 * one line of JSON for each explanation, of which only the wanted lines are read.
 */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Explanation } from './catalog';
import { catalogFolder } from './catalog-folder';
import type { NameLevel } from './names';

/** What the index knows of an explanation: as little as a look-up needs, because each reads it. */
export interface Entry extends Pick<Explanation, 'id' | 'kind' | 'title' | 'brief'> {
  /** The keys of its names, see `names.ts`. */
  names: Readonly<Record<string, NameLevel>>;
  /** Where its line is in the file of its kind, in bytes. */
  at: readonly [offset: number, length: number];
}

let index: readonly Entry[] | undefined;

/** All explanations, ordered by id. Placeholders such as `{model}` are filled with an example. */
export function entries(): readonly Entry[] {
  index ??= JSON.parse(read('index.json')) as Entry[];
  return index;
}

export function entryOf(id: string): Entry | undefined {
  return entries().find((entry) => entry.id === id);
}

let synonyms: Readonly<Record<string, readonly string[]>> | undefined;

/** The other words by which somebody may look for an explanation. Questions of several words ask. */
export function synonymsOf({ id }: Entry): readonly string[] {
  synonyms ??= JSON.parse(read('synonyms.json')) as NonNullable<typeof synonyms>;
  return synonyms[id] ?? [];
}

/** An explanation to be shown, its brief filled with an example. */
export function explanationOf({ kind, brief, at: [offset, length] }: Entry): Explanation {
  const file = openSync(join(catalogFolder, `${kind}.jsonl`), 'r');
  try {
    const line = Buffer.alloc(length);
    readSync(file, line, 0, length, offset);
    return { ...(JSON.parse(line.toString()) as Explanation), brief };
  } finally {
    closeSync(file);
  }
}

/** All explanations of a kind, as they are written: with placeholders. None where no such kind is. */
export function explanationsOf(kind: string): Explanation[] {
  if (!entries().some((entry) => entry.kind === kind)) return [];
  const lines = read(`${kind}.jsonl`).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Explanation);
}

function read(name: string): string {
  return readFileSync(join(catalogFolder, name), 'utf8');
}
