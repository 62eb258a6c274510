/** What a killed run left behind is finished or cleared by the next run. */
import { dirname, join } from 'node:path';
import { existsSync, readJsonSync, statSync } from 'fs-extra';
import { clearStaging, journalName, type Move, moveAll, removeEmptyFolders } from './staging';

/**
 * Completes or clears what killed runs left in `base`.
 *
 * @param leftovers the names of their staging folders
 * @returns the files and folders that were put in place, changed or removed now
 */
export function finishEarlierRuns(base: string, leftovers: readonly string[]): string[] {
  return leftovers.flatMap((name) => {
    const staging = join(base, name);
    const moves = readJournal(staging);
    // A run that had moved nothing yet is forgotten; one that had begun is finished.
    const begun = moves.some((move) => isMade(base, move));
    const missing = begun ? moves.filter((move) => isOpen(base, move)) : [];
    moveAll(base, missing);
    if (begun) tidyUp(base, moves);
    clearStaging(staging);
    return missing.map(({ target }) => target);
  });
}

/** The run may have been killed between the last file of a folder and the folder. */
function tidyUp(base: string, moves: readonly Move[]): void {
  for (const { kind, target } of moves) {
    if (kind === 'remove') removeEmptyFolders(base, dirname(join(base, target)));
  }
}

function isMade(base: string, { kind, staged, target }: Move): boolean {
  const from = statSync(join(base, staged), { throwIfNoEntry: false });
  const to = statSync(join(base, target), { throwIfNoEntry: false });
  if (kind === 'remove') return from !== undefined;
  return from === undefined || (to !== undefined && from.ino === to.ino && from.dev === to.dev);
}

function isOpen(base: string, move: Move): boolean {
  const isStaged = existsSync(join(base, move.staged));
  const isThere = existsSync(join(base, move.target));
  switch (move.kind) {
    case 'place':
      return isStaged && !isThere;
    case 'replace':
      return isStaged && isThere;
    case 'remove':
      return !isStaged && isThere;
  }
}

function readJournal(staging: string): Move[] {
  const journal = join(staging, journalName);
  return existsSync(journal) ? (readJsonSync(journal) as Move[]) : [];
}
