/**
 * What planning an edit of one text comes to. There is no fourth outcome: an edit is right, it is
 * there already, or only a person can make it.
 */
export type Edit = Changed | { already: true; line: number } | Refused;

export interface Changed {
  changed: string;
  /** Where the new text begins, counted from 1. */
  line: number;
  /** The new text, as one would paste it. */
  snippet: string;
  /** Why this place, in one line. */
  rule: string;
}

export interface Refused {
  /** The lines to paste. */
  byHand: string;
  why: string;
}

/** A note, written for the indent that its line has. */
export type Above = (indent: string) => string;

export const noNote: Above = () => '';
