/** `undo`: takes back the last change that this program made to a project. */
import { dirname } from 'node:path';
import type { UndoFlags } from '../cli';
import { UserError } from '../errors';
import { apply } from '../plan/apply';
import { forget, type Remembered, recall, rememberedAbove } from '../plan/history';
import { previewList } from '../plan/preview';
import { planUndo } from '../plan/undo';
import { disk } from '../project/files';
import { findManage } from '../project/manage';
import { uninterrupted } from '../signals';
import { print } from '../terminal';
import { confirm, finishEarlierRuns } from './common';

/** @throws UserError where there is nothing to undo, or the user has edited a file since */
export async function undo(flags: UndoFlags): Promise<void> {
  const roots = rootsFrom(process.cwd());
  for (const folder of roots) await finishEarlierRuns(folder, flags.json === true);
  const { root, remembered } = findRemembered(roots);

  const plan = planUndo(root, remembered.operations, remembered.folders);
  const files = plan.operations.map(({ kind, path }) => ({ status: statusOf[kind], path }));
  const report = { command: 'undo', root, undone: remembered.title, files };
  if (plan.blockers.length > 0) {
    throw new UserError(
      `"${remembered.title}" cannot be taken back, because files have changed:\n${plan.blockers.map((reason) => `  ${reason}`).join('\n')}`,
      'Nothing was changed. Your edits are safe.',
    );
  }
  if (!flags.json) {
    print(
      [`Taking back: ${remembered.title}`, '', ...previewList(plan, new Map(), ''), ''].join('\n'),
    );
  }
  if (!flags['dry-run']) {
    if (!(await confirm('Take this back?', flags))) return;
    await uninterrupted(() => {
      apply(root, plan);
      forget(root);
    });
  }
  if (flags.json) print(JSON.stringify({ ...report, dryRun: flags['dry-run'] === true }, null, 2));
  else print(flags['dry-run'] ? 'Nothing was changed (--dry-run).' : 'Done.');
}

const statusOf = { create: 'create', modify: 'change', remove: 'remove' } as const;

/** The change is remembered for the folder of manage.py; the user may stand below it or above. */
function rootsFrom(folder: string): string[] {
  const above = rememberedAbove(folder);
  return above.length > 0 ? above : findManage(disk, folder).map((file) => dirname(file));
}

function findRemembered(roots: readonly string[]): { root: string; remembered: Remembered } {
  for (const root of roots) {
    const remembered = recall(root);
    if (remembered) return { root, remembered };
  }
  throw new UserError(
    'There is nothing to undo here.',
    'undo knows the last add or add-app in the project that you are in.',
  );
}
