/** Shows a plan before it is carried out: as a list of files, or as a unified diff. */
import { statusLine } from '../report';
import { isWatched } from '../terminal';
import type { FileContent, FileOperation, Plan } from './plan';

const statusOf = { create: 'create', modify: 'change', remove: 'remove' } as const;

/**
 * @param remarks what each file is for, by path
 * @param prefix what stands in front of every path: the folder of a new project
 */
export function previewList(
  plan: Plan,
  remarks: ReadonlyMap<string, string>,
  prefix: string,
): string[] {
  const shown = plan.operations.map((operation) => ({ operation, path: prefix + operation.path }));
  const width = Math.max(0, ...shown.map(({ path }) => path.length));
  return [
    ...plan.kept.map((path) => statusLine('same', prefix + path, 'yours, kept as it is')),
    ...shown.map(({ operation, path }) => {
      const remark = remarks.get(operation.path);
      const status = statusOf[operation.kind];
      return remark && fits(width, remark)
        ? statusLine(status, path.padEnd(width), remark)
        : statusLine(status, path);
    }),
  ];
}

/** A remark that a terminal would break into a second line says less than none. */
function fits(pathWidth: number, remark: string): boolean {
  const columns = isWatched() ? (process.stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
  return pathWidth + remark.length + 14 <= columns;
}

/** @returns the plan as a unified diff, as `git apply` and `patch` read it */
export function previewDiff(plan: Plan): string {
  const { createTwoFilesPatch } = require('diff') as typeof import('diff');
  return emptyFilesLast(plan.operations)
    .map((operation) => {
      const [before, after] = sides(operation);
      if (typeof before !== 'string' || typeof after !== 'string') {
        return `Binary file ${operation.path}\n`;
      }
      if (before === after) return emptyFile(operation);
      return createTwoFilesPatch(
        operation.kind === 'create' ? '/dev/null' : `a/${operation.path}`,
        operation.kind === 'remove' ? '/dev/null' : `b/${operation.path}`,
        before,
        after,
        undefined,
        undefined,
        {
          headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
        },
      );
    })
    .join('');
}

/** Behind git's own header, git takes no plain one. */
function emptyFilesLast(operations: readonly FileOperation[]): FileOperation[] {
  const isEmpty = (operation: FileOperation) => sides(operation).every((side) => side === '');
  return [...operations].sort((a, b) => Number(isEmpty(a)) - Number(isEmpty(b)));
}

/** A file without a line has no line that could differ: it is git's own header that names it. */
function emptyFile({ kind, path }: FileOperation): string {
  const what = kind === 'create' ? 'new' : 'deleted';
  return `diff --git a/${path} b/${path}\n${what} file mode 100644\n`;
}

function sides(operation: FileOperation): [FileContent, FileContent] {
  switch (operation.kind) {
    case 'create':
      return ['', operation.after];
    case 'modify':
      return [operation.before, operation.after];
    case 'remove':
      return [operation.before, ''];
  }
}
