import type { UserError } from '../errors';
import { apply } from '../plan/apply';
import { remember } from '../plan/history';
import type { Plan } from '../plan/plan';
import { uninterrupted } from '../signals';

/**
 * Carries out a plan, and keeps it for `undo`.
 *
 * @param title what undo calls it: `add-app shop`
 * @throws UserError where the plan cannot be carried out, and nothing is changed; or where all is
 * done, but undo will not know it
 * @throws Interrupted where a signal arrived; the plan is complete then
 */
export async function applyForUndo(title: string, root: string, plan: Plan): Promise<void> {
  await uninterrupted(() => {
    let notKept: UserError | undefined;
    apply(root, plan, () => {
      // First: then undo knows the change also where this run is killed in the middle of it.
      notKept = remember(root, { title, operations: [...plan.operations] });
    });
    if (notKept) throw notKept;
  });
}
