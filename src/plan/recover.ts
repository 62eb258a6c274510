/** What a killed run left behind is finished or cleared by the next run. */
import { join } from 'node:path';
import { existsSync, readJsonSync, removeSync, statSync } from 'fs-extra';
import { journalName, type Move, moveAll } from './staging';

/**
 * Completes or clears what killed runs left in `base`.
 *
 * @param leftovers the names of their staging folders
 * @returns the files and folders that were put in place now
 */
export function finishEarlierRuns(base: string, leftovers: readonly string[]): string[] {
  return leftovers.flatMap((name) => {
    const staging = join(base, name);
    const moves = readJournal(staging);
    // A run that had placed nothing yet is forgotten; one that had begun is finished.
    const begun = moves.some((move) => isPlaced(base, move));
    const missing = moves.filter(
      ({ staged, target }) =>
        begun && existsSync(join(base, staged)) && !existsSync(join(base, target)),
    );
    moveAll(base, missing);
    removeSync(staging);
    return missing.map(({ target }) => target);
  });
}

function isPlaced(base: string, { staged, target }: Move): boolean {
  const from = statSync(join(base, staged), { throwIfNoEntry: false });
  const to = statSync(join(base, target), { throwIfNoEntry: false });
  return from === undefined || (to !== undefined && from.ino === to.ino && from.dev === to.dev);
}

function readJournal(staging: string): Move[] {
  const journal = join(staging, journalName);
  return existsSync(journal) ? (readJsonSync(journal) as Move[]) : [];
}
