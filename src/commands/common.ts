/** What every command does that writes files. */
import { UserError } from '../errors';
import { explained } from '../plan/disk-errors';
import { leftovers } from '../plan/staging';
import { print } from '../terminal';

/**
 * Completes or clears what a killed run left in `base`, and says which.
 *
 * @returns whether there was anything
 */
export async function finishEarlierRuns(base: string, silent: boolean): Promise<boolean> {
  try {
    const names = leftovers(base);
    if (names.length === 0) return false;
    const recover = await import('../plan/recover');
    const finished = recover.finishEarlierRuns(base, names);
    if (!silent) {
      print(
        finished.length > 0
          ? `An earlier run was cut off here. It is complete now: ${finished.join(', ')}`
          : 'An earlier run was cut off here. What it left is cleared away; nothing else was open.',
      );
    }
    return true;
  } catch (error) {
    throw error instanceof UserError ? error : explained(error, base);
  }
}

/** The same for the project at `root`, whose changes may also reach into folders above it. */
export async function finishEarlierRunsIn(root: string, silent: boolean): Promise<boolean> {
  const { rememberedAbove } = await import('../plan/history');
  let found = false;
  for (const base of new Set([root, ...rememberedAbove(root)])) {
    if (await finishEarlierRuns(base, silent)) found = true;
  }
  return found;
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
