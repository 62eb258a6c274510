/** Edits of files that have notes: the new lines get theirs, as `annotate` would give them. */
import { posix } from 'node:path';
import { annotate } from '../explain/annotate';
import { levelOf } from '../explain/noted-text';
import { surroundingsOf } from '../explain/surroundings-of';
import type { Draft } from '../plan/draft';
import { openProject, type Project } from '../project/project';

/**
 * Writes them into the draft. Files without notes, and those whose notes somebody has changed, stay
 * as the edit leaves them.
 */
export async function noteEdits(project: Project, draft: Draft): Promise<void> {
  const around = surroundingsOf(project);
  const after = await openProject(project.root, { files: draft.files });
  const aroundAfter = surroundingsOf(after);
  for (const operation of draft.operations()) {
    if (operation.kind !== 'modify') continue;
    const path = posix.relative(project.root, operation.path);
    const before = String(operation.before);
    const level = levelOf({ path, text: before });
    if (!level) continue;
    const now = annotate(path, Buffer.from(before), level, around);
    if (!('after' in now) || now.after !== before) continue;
    const noted = annotate(path, Buffer.from(String(operation.after)), level, aroundAfter);
    if ('after' in noted) draft.write(operation.path, noted.after);
  }
}
