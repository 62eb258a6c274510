/** What a killed run left behind is finished or cleared by the next run. */
import { dirname, join } from 'node:path';
import { existsSync, readJsonSync, statSync } from 'fs-extra';
import { clearStaging, journalName, type Move, moveAll, removeEmptyFolders } from './staging';

/**
 * Completes or clears what killed runs left in `base`.
 *
 * A run that had moved nothing yet is forgotten; one that had begun is finished. Where the user has
 * tidied up since, by removing what had been put in place, it is forgotten too.
 *
 * @param leftovers the names of their staging folders
 * @returns the files and folders that were put in place, changed or removed now
 */
export function finishEarlierRuns(base: string, leftovers: readonly string[]): string[] {
  return leftovers.flatMap((name) => {
    const moves = readJournal(base, name);
    const begun = moves.some((move) => isMade(base, move));
    const tidied = moves.some((move) => isMade(base, move) && isGone(base, move));
    const missing = begun && !tidied ? moves.filter((move) => isOpen(base, move)) : [];
    moveAll(base, missing);
    if (begun) tidyUp(base, moves);
    clearStaging(join(base, name));
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

function isGone(base: string, { kind, target }: Move): boolean {
  return kind !== 'remove' && !existsSync(join(base, target));
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

/** @returns the moves, or none where the journal is not one that this program has written */
function readJournal(base: string, name: string): Move[] {
  const journal: unknown = readJsonSync(join(base, name, journalName), { throws: false });
  const isOurs = Array.isArray(journal) && journal.every((move) => isMove(move, name));
  return isOurs ? journal : [];
}

/** A journal may have come with somebody else's archive: nothing in it may lead out of the base. */
function isMove(move: Partial<Move> | null, name: string): boolean {
  const { kind, staged, target } = move ?? {};
  return (
    (kind === 'place' || kind === 'replace' || kind === 'remove') &&
    typeof staged === 'string' &&
    typeof target === 'string' &&
    staged.startsWith(`${name}/`) &&
    [staged, target].every((path) => /^[^/\\]/.test(path) && !path.split(/[/\\]/).includes('..'))
  );
}
