/** Edits of files that have notes: the new lines get theirs, as `annotate` would give them. */
import { posix } from 'node:path';
import { annotate } from '../explain/annotate';
import { levelOf } from '../explain/noted-text';
import { surroundingsOf } from '../explain/surroundings-of';
import type { FileOperation } from '../plan/plan';
import type { Files } from '../project/files';
import { openProject, type Project } from '../project/project';

/**
 * Files without notes, and those whose notes somebody has changed, stay as the edit leaves them.
 *
 * @param operations with absolute paths
 */
export async function withNotedEdits(
  project: Project,
  operations: readonly FileOperation[],
): Promise<FileOperation[]> {
  const around = surroundingsOf(project);
  const after = await openProject(project.root, { files: drafted(project.files, operations) });
  const aroundAfter = surroundingsOf(after);
  return operations.map((operation) => {
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

/** The files as they will be. */
function drafted(files: Files, operations: readonly FileOperation[]): Files {
  const texts = new Map(
    operations.flatMap((operation) =>
      operation.kind === 'remove' ? [] : [[operation.path, Buffer.from(operation.after as string)]],
    ),
  );
  const below = (folder: string) =>
    [...texts.keys()]
      .filter((path) => path.startsWith(`${folder}/`))
      .map((path) => path.slice(folder.length + 1).split('/')[0]!);
  return {
    read: (file) => texts.get(file) ?? files.read(file),
    isFile: (file) => texts.has(file) || files.isFile(file),
    isFolder: (folder) => below(folder).length > 0 || files.isFolder(folder),
    list: (folder) => [...new Set([...files.list(folder), ...below(folder)])],
  };
}
