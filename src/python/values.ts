import type { SyntaxNode } from './syntax';

/** A place in a source file. The line counts from 1. */
export interface Place {
  file: string;
  line: number;
}

/**
 * What can be known about a value without running Python. `unknown` is honest, never a guess: it
 * says nothing about the value, and nothing may be concluded from it.
 */
export type Value =
  | Constant
  | Sequence
  | Dictionary
  | Reference
  | Call
  | ClassValue
  | Either
  | { kind: 'unknown' };

export interface Constant {
  kind: 'constant';
  value: string | number | boolean | null;
}

/** A list, tuple or set. */
export interface Sequence {
  kind: 'sequence';
  items: readonly Item[];
  /** The literals it was made of, and how often each contributes to it. */
  sources: ReadonlyMap<Literal, Times>;
}

export interface Item {
  value: Value;
  /** False where only some paths through the program put it there. */
  certain: boolean;
  node: SyntaxNode;
  place: Place;
}

/** A list or tuple that is written down somewhere: a place where one more element could go. */
export interface Literal {
  node: SyntaxNode;
  place: Place;
  /** The name that it was assigned or added to. */
  name: string | undefined;
}

/** How often something happens, over all paths through the program. */
export interface Times {
  min: number;
  max: number;
}

export interface Dictionary {
  kind: 'dictionary';
  entries: ReadonlyMap<string, Value>;
}

/** Something from another module by its dotted name: `django.urls.path`. */
export interface Reference {
  kind: 'reference';
  name: string;
}

export interface Call {
  kind: 'call';
  /** The dotted name of what is called, where it is known. */
  callee: string | undefined;
  args: readonly Item[];
  keywords: ReadonlyMap<string, Value>;
  node: SyntaxNode;
  place: Place;
}

export interface ClassValue {
  kind: 'class';
  bases: readonly Value[];
  names: ReadonlyMap<string, Value>;
}

/** One of several, depending on a condition. */
export interface Either {
  kind: 'either';
  options: readonly Value[];
}

export const UNKNOWN: Value = { kind: 'unknown' };

export const constant = (value: Constant['value']): Constant => ({ kind: 'constant', value });

/** The text of a value that is a string on every path. */
export function text(value: Value | undefined): string | undefined {
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** All the texts that a value can be. */
export function texts(value: Value | undefined): string[] {
  if (value?.kind === 'either') return [...new Set(value.options.flatMap(texts))];
  const only = text(value);
  return only === undefined ? [] : [only];
}

export function sequence(
  items: readonly Item[],
  sources: ReadonlyMap<Literal, Times> = new Map(),
): Sequence {
  return { kind: 'sequence', items, sources };
}

export function concatenate(...parts: readonly Sequence[]): Sequence {
  const items: Item[] = [];
  const sources = new Map<Literal, Times>();
  for (const part of parts) {
    items.push(...part.items);
    for (const [literal, { min, max }] of part.sources) {
      const before = sources.get(literal) ?? { min: 0, max: 0 };
      sources.set(literal, { min: before.min + min, max: before.max + max });
    }
  }
  return sequence(items, sources);
}

/** The same items, but nobody knows which of them are there, or how often. */
export function uncertain(value: Sequence): Sequence {
  const sources = new Map(
    [...value.sources].map(([literal, { max }]) => [literal, { min: 0, max }]),
  );
  return sequence(value.items.map(doubt), sources);
}

/** The same items without repetitions, as `dict.fromkeys()` leaves them. */
export function eachOnce(value: Sequence): Sequence {
  const sources = new Map(
    [...value.sources].map(([literal, { min, max }]) => [
      literal,
      { min: Math.min(min, 1), max: Math.min(max, 1) },
    ]),
  );
  return sequence(value.items, sources);
}

/** What a name holds where two paths meet again. */
export function join(a: Value, b: Value): Value {
  if (a === b || same(a, b)) return a;
  if (a.kind === 'sequence' && b.kind === 'sequence') return joinSequences(a, b);
  const options = [a, b].flatMap((value) => (value.kind === 'either' ? value.options : [value]));
  const different = options.filter(
    (option, index) => !options.slice(0, index).some((earlier) => same(earlier, option)),
  );
  return different.length === 1 ? different[0]! : { kind: 'either', options: different };
}

function joinSequences(a: Sequence, b: Sequence): Sequence {
  const items: Item[] = [];
  let next = 0;
  for (const item of a.items) {
    let twin = next;
    while (twin < b.items.length && b.items[twin]!.node !== item.node) twin++;
    if (twin === b.items.length) {
      items.push(doubt(item));
      continue;
    }
    items.push(...b.items.slice(next, twin).map(doubt));
    items.push(b.items[twin]!.certain ? item : doubt(item));
    next = twin + 1;
  }
  items.push(...b.items.slice(next).map(doubt));

  const sources = new Map<Literal, Times>();
  const never = { min: 0, max: 0 };
  for (const literal of [...a.sources.keys(), ...b.sources.keys()]) {
    const [one, other] = [a.sources.get(literal) ?? never, b.sources.get(literal) ?? never];
    sources.set(literal, {
      min: Math.min(one.min, other.min),
      max: Math.max(one.max, other.max),
    });
  }
  return sequence(items, sources);
}

function doubt(item: Item): Item {
  return item.certain ? { ...item, certain: false } : item;
}

function same(a: Value, b: Value): boolean {
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  if (a.kind === 'reference' && b.kind === 'reference') return a.name === b.name;
  return a.kind === 'unknown' && b.kind === 'unknown';
}
