/** What an edit of a file comes to: pure functions, from texts to outcomes. */
import type { Edit } from '../edits/edit';
import type { ByHand, Change, Outcome } from '../project/outcome';
import { parse, syntaxError } from '../python/parser';

/** What an edit leaves of a Python file has to be Python. */
export function whole(file: string, edit: Edit, snippet: string): Edit {
  if (!('changed' in edit) || !file.endsWith('.py')) return edit;
  if (syntaxError(parse(edit.changed)) === undefined) return edit;
  return { byHand: snippet.trim(), why: 'No place in this file is surely right.' };
}

export const byHand = (why: string, snippet: string, where: string): ByHand => ({
  outcome: 'by hand',
  why,
  snippet,
  where,
});

export function created(file: string, after: string, snippet: string): Change {
  const rule = 'a new file';
  return {
    ...{ outcome: 'change', file, before: '', after, line: 1, rule, warnings: [] },
    ...shownLines('', after, snippet),
  };
}

export function outcomeOf(
  edit: Edit,
  { file, before, where }: { file: string; before: string; where: string },
): Outcome {
  if ('already' in edit) return { outcome: 'already', file, line: edit.line };
  if ('byHand' in edit) return byHand(edit.why, edit.byHand, where);
  const { changed, line, snippet, rule } = edit;
  return {
    ...{ outcome: 'change', file, before, after: changed, line, rule, warnings: [] },
    ...shownLines(before, changed, snippet),
  };
}

/** What is told of an edit: the lines that are not in the file yet, with notes and imports. */
function shownLines(before: string, after: string, snippet: string) {
  const known = new Map<string, number>();
  for (const line of before.split(/\r?\n/)) known.set(line, (known.get(line) ?? 0) + 1);
  const lines = after.split(/\r?\n/).filter((line) => {
    const left = known.get(line) ?? 0;
    known.set(line, left - 1);
    return left <= 0 && line.trim() !== '';
  });
  return { snippet, toPaste: snippet, lines };
}
