/** Ctrl-C and its relatives. */
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
    await pendingSignals();
  } finally {
    for (const signal of stopSignals) process.off(signal, remember);
  }
  if (interrupted) throw new Interrupted();
}

/** Waits for signals that have arrived: Node delivers them between two turns of its loop. */
export function pendingSignals(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
