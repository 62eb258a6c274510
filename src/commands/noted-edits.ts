/** Edits of files that have notes: the new lines get theirs, as `annotate` would give them. */
import { posix } from 'node:path';
import { annotate } from '../explain/annotate';
import { levelOf } from '../explain/noted-text';
import { surroundingsOf } from '../explain/surroundings-of';
import type { Draft } from '../plan/draft';
import type { FileOperation } from '../plan/plan';
import { openProject, type Project } from '../project/project';

/**
 * Files without notes, and those whose notes somebody has changed, stay as the edit leaves them.
 *
 * @returns what the draft comes to, with absolute paths
 */
export async function withNotedEdits(project: Project, draft: Draft): Promise<FileOperation[]> {
  const around = surroundingsOf(project);
  const after = await openProject(project.root, { files: draft.files });
  const aroundAfter = surroundingsOf(after);
  return draft.operations().map((operation) => {
    if (operation.kind !== 'modify') return operation;
    const path = posix.relative(project.root, operation.path);
    const before = String(operation.before);
    const level = levelOf({ path, text: before });
    if (!level) return operation;
    const now = annotate(path, Buffer.from(before), level, around);
    if (!('after' in now) || now.after !== before) return operation;
    const noted = annotate(path, Buffer.from(String(operation.after)), level, aroundAfter);
    return 'after' in noted ? { ...operation, after: noted.after } : operation;
  });
}
