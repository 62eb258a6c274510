/** Ctrl-C and its relatives. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Interrupted } from './errors';

export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies NodeJS.Signals[];

/**
 * Runs `action`, which does not wait for anything, to its end. A signal that arrives meanwhile is
 * obeyed afterwards, so that it leaves nothing half done.
 *
 * @throws Interrupted where a signal arrived; `action` is complete then
 */
export async function uninterrupted(action: () => void): Promise<void> {
  let interrupted = false;
  const remember = () => {
    interrupted = true;
  };
  for (const signal of stopSignals) process.on(signal, remember);
  try {
    action();
    await nextTurn();
  } finally {
    for (const signal of stopSignals) process.off(signal, remember);
  }
  if (interrupted) throw new Interrupted();
}
