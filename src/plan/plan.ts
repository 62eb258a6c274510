/**
 * What a command wants to do to the disk, as plain data.
 *
 * Every command ends in a plan. The preview prints it, `apply` carries it out, `undo` inverts it.
 */

/** One change to one file. Paths are relative to the plan's root and use `/`. */
export type FileOperation =
  | { kind: 'create'; path: string; after: FileContent; mode?: number }
  | { kind: 'modify'; path: string; before: string; after: string }
  | { kind: 'remove'; path: string; before: string };

/** Text, or bytes where a file (such as an image in the user's own template) is no text. */
export type FileContent = string | Uint8Array;

export interface Plan {
  /** At most one operation for each path. */
  operations: readonly FileOperation[];
  /** Files that were wanted but exist already and stay as they are. */
  kept: readonly string[];
  /** Reasons why nothing may be written. Where there is one, `apply` refuses. */
  blockers: readonly string[];
  /** What the user has to do by hand, because no safe edit exists. */
  byHand: readonly ByHand[];
  /** The commands that the user runs next. */
  next: readonly string[];
}

export interface ByHand {
  path: string;
  why: string;
  snippet: string;
}
