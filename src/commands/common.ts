/** What every command does that writes files. */
import { UserError } from '../errors';
import { explained } from '../plan/disk-errors';
import { leftovers } from '../plan/staging';
import { print } from '../terminal';

/** Completes or clears what a killed run left in `base`, and says what it completed. */
export async function finishEarlierRuns(base: string, silent: boolean): Promise<void> {
  try {
    const names = leftovers(base);
    if (names.length === 0) return;
    const recover = await import('../plan/recover');
    const finished = recover.finishEarlierRuns(base, names);
    if (finished.length === 0 || silent) return;
    print(`An earlier run was cut off here. It is complete now: ${finished.join(', ')}`);
  } catch (error) {
    throw error instanceof UserError ? error : explained(error, base);
  }
}

/** Asks once on a terminal; elsewhere, or where nothing shall be asked, the answer is yes. */
export async function confirm(
  question: string,
  flags: { yes?: boolean; json?: boolean },
): Promise<boolean> {
  if (!mayAsk(flags)) return true;
  const { askYesNo } = await import('../ask');
  return askYesNo(question, true);
}

/** Whether there is somebody to ask. */
export function mayAsk(flags: { yes?: boolean; json?: boolean }): boolean {
  return !flags.yes && !flags.json && process.stdin.isTTY && process.stdout.isTTY;
}
