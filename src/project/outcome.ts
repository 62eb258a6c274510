import type { Splice } from '../python/splice';
import { lineAt, lineEnd, lineStart } from '../python/text';
import type { Literal } from '../python/values';

/** What planning an edit of a project comes to. Nothing is written here. */
export type Outcome = Change | Ask | Already | Taken | ByHand;

/** An edit that is right: it was tried on a copy in memory, and evaluated. */
export interface Change {
  outcome: 'change';
  file: string;
  before: string;
  after: string;
  /** The line where the new text begins. */
  line: number;
  /** The new text. */
  snippet: string;
  /** All that somebody would paste who does it by hand: the snippet and its imports. */
  toPaste: string;
  /** The lines that are new or different, as they are afterwards. */
  lines: readonly string[];
  /** Why this place, in one line. */
  rule: string;
  /** What else the user should know. */
  warnings: readonly string[];
}

/** A plausible edit that somebody has to confirm. */
export interface Ask extends Omit<Change, 'outcome'> {
  outcome: 'ask';
  /** Why it may be wrong, in a sentence. */
  doubt: string;
}

export interface Already {
  outcome: 'already';
  file: string;
  line: number;
}

/** The name or the address belongs to something else. */
export interface Taken {
  outcome: 'taken';
  why: string;
  /** What the user can do. */
  hint: string;
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
  flag: 'settings' | 'urls';
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

/** The lines of the text afterwards that the splices, in their order, touch. */
export function linesOf(after: string, splices: readonly Splice[]): string[] {
  const lines = new Map<number, string>();
  let shift = 0;
  for (const { at, insert } of [...splices].sort((a, b) => a.at - b.at)) {
    const leading = /^(\r?\n)*/.exec(insert)![0].length;
    const end = at + shift + insert.trimEnd().length;
    for (let here = at + shift + leading; here <= end; here = lineEnd(after, here) + 1) {
      const start = lineStart(after, here);
      const text = after.slice(start, lineEnd(after, here)).trim();
      if (text) lines.set(start, text);
    }
    shift += insert.length;
  }
  return [...lines.values()];
}

/** The line of `after`, from `line` on, that begins with the code: notes may stand in front of it. */
export function lineOfCode(after: string, line: number, code: string): number {
  const first = code.split('\n')[0]!.replace(/,$/, '').trim();
  const lines = after.split('\n').slice(line - 1);
  const below = lines.findIndex((text) => text.trim().startsWith(first));
  return line + Math.max(0, below);
}

/** What an edit is known by: its first line that is no note. */
export const firstLine = (text: string) =>
  text
    .trim()
    .split('\n')
    .find((line) => !/^\s*#|^\s*$/.test(line)) ?? '';
