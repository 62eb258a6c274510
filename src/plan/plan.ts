/**
 * What a command wants to do to the disk, as plain data.
 *
 * Every command ends in a plan. The preview prints it, `apply` carries it out, `undo` inverts it.
 */

/** One change to one file. Paths are relative to the plan's root and use `/`. */
export type FileOperation =
  | { kind: 'create'; path: string; after: FileContent; mode?: number }
  | { kind: 'modify'; path: string; before: FileContent; after: FileContent }
  | { kind: 'remove'; path: string; before: FileContent };

/** Text, or bytes where a file is no text or is not written in UTF-8. */
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

/** @returns whether two contents are the same bytes */
export function sameContent(a: FileContent, b: FileContent): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a === b : asBytes(a).equals(asBytes(b));
}

function asBytes(content: FileContent): Buffer {
  return Buffer.from(content as Uint8Array);
}
