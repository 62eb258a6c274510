import type { Explanation } from './catalog';

/** A place in the reader's project. */
export interface Place {
  /** Seen from the folder that the reader is in. */
  path: string;
  /** From 1; null where the whole file is meant. */
  line: number | null;
  /** What is there, or what to change there; one sentence. */
  why: string;
  /** The id of the explanation of what is there. */
  explanation?: string;
}

/** What `explain` answers, whatever it was asked. `terminal.ts` and `--json` show the same. */
export interface Answer {
  /** What the question was taken for, to be read after "Understood as": `the setting MIDDLEWARE`. */
  understood: string;
  /** The best first, with their placeholders filled. */
  explanations: readonly Explanation[];
  /** Where in the project, the place to look at first in front. */
  places: readonly Place[];
  /** What is so in this very project, as Markdown; shown in front of the explanations. */
  here?: string;
  /** True where the question was not the name of what is shown. */
  isGuess?: boolean;
  /** True where the explanations are a choice: each is shown in a line. Else all are shown whole. */
  isChoice?: boolean;
  /** True where each explanation is of what encloses the one before: the first is shown whole. */
  isNested?: boolean;
  /** True where `here` tells of the places already. */
  isDrawn?: boolean;
  /** Ids of explanations that may have been meant instead. */
  others?: readonly string[];
}
