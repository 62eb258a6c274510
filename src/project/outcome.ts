import type { Splice } from '../python/splice';
import { lineAt } from '../python/text';
import type { Literal } from '../python/values';

/** What planning an edit of a project comes to. Nothing is written here. */
export type Outcome = Change | Ask | Already | ByHand;

/** An edit that is right: it was tried on a copy in memory, and evaluated. */
export interface Change {
  outcome: 'change';
  file: string;
  before: string;
  after: string;
  /** The line where the new text begins. */
  line: number;
  /** The new text, as one would paste it. */
  snippet: string;
  /** Why this place, in one line. */
  rule: string;
  /** What else the user should know. */
  warnings: readonly string[];
}

/** A plausible edit that somebody has to confirm. */
export interface Ask extends Omit<Change, 'outcome'> {
  outcome: 'ask';
  question: string;
}

export interface Already {
  outcome: 'already';
  file: string;
  line: number;
}

export interface ByHand {
  outcome: 'by hand';
  why: string;
  /** The lines to paste. */
  snippet: string;
  /** Where to paste them, as far as that is known. */
  where: string;
}

/** An edit of one file, with everything that the user should know of it. */
export interface PlannedEdit {
  change: Change | Ask;
  /** The flag that says where the line goes. */
  flag?: 'settings' | 'urls';
  /** Why the line is needed. */
  why: string;
}

/** Literals that contribute exactly once on every path: an element put there arrives, once. */
export function certainSources(sources: ReadonlyMap<Literal, { min: number; max: number }>) {
  return [...sources]
    .filter(([, { min, max }]) => min === 1 && max === 1)
    .map(([literal]) => literal);
}

/** The line where the last of the inserted texts will stand. */
export function lineOfInsert(source: string, splices: readonly Splice[]): number {
  const { at, insert } = splices.at(-1)!;
  return lineAt(source, at) + (/^\r?\n/.test(insert) ? 1 : 0);
}

/** The line of `after`, from `line` on, that begins with the code: notes may stand in front of it. */
export function lineOfCode(after: string, line: number, code: string): number {
  const first = code.split('\n')[0]!.replace(/,$/, '').trim();
  const lines = after.split('\n').slice(line - 1);
  const below = lines.findIndex((text) => text.trim().startsWith(first));
  return line + Math.max(0, below);
}
