import { parse } from '../python/parser';
import { bareCode } from '../python/same-code';
import { splice } from '../python/splice';
import type { SyntaxNode } from '../python/syntax';
import { lineAt, lineEnd, lineStart, newlineOf } from '../python/text';
import type { Edit } from './edit';
import { importSplices, isImport } from './imports';
import { matches, onlyAssignment, type Stock } from './stock';

/**
 * Plans to replace the statement that gives a setting its value. Only a stock statement is
 * replaced: what somebody has written by hand stays.
 *
 * @param becomes the new statements; imports that they begin with go to the imports of the file
 */
export function replaceSetting(source: string, name: string, stock: Stock, becomes: string): Edit {
  const tree = parse(source);
  const added = parse(becomes);
  const own = added.parts.filter((statement) => !isImport(statement));
  const there = new Map(tree.parts.map((statement) => [bareCode(statement), statement]));
  const present = own.map((statement) => there.get(bareCode(statement)));
  if (present[0] && present.every(Boolean)) return { already: true, line: present[0].line };

  const statement = onlyAssignment(tree, name);
  if (!statement || !matches(statement, stock)) {
    const why = statement
      ? `${name} is not as Django wrote it (line ${statement.line}).`
      : `${name} does not get its value in one place of this file.`;
    return { byHand: becomes.trim(), why };
  }
  const before = source.slice(lineStart(source, statement.start), statement.start);
  const behind = source.slice(statement.end, lineEnd(source, statement.end)).trim();
  if (before || (behind && !behind.startsWith('#'))) {
    const why = `Line ${statement.line} holds more than ${name}.`;
    return { byHand: becomes.trim(), why };
  }
  const imports = importSplices(source, tree, added.parts.filter(isImport));
  if ('taken' in imports) {
    const why = `In this file \`${imports.taken}\` is not the module of that name.`;
    return { byHand: becomes.trim(), why };
  }
  const last = added.parts.filter(isImport).at(-1);
  const snippet = (last ? becomes.slice(last.end) : becomes).trim();
  const text = snippet.replaceAll('\n', newlineOf(source));
  const start = aboveNotes(source, tree, statement);
  const changed =
    splice(
      source.slice(0, start),
      imports.filter(({ at }) => at <= start),
    ) +
    text +
    source.slice(statement.end);
  return {
    changed,
    line: lineAt(changed, changed.length - (source.length - statement.end) - text.length),
    snippet,
    rule: `in the place of ${name} = …, which is as Django wrote it`,
  };
}

/** The start of our own notes that stand directly above a statement; they go with it. */
function aboveNotes(source: string, tree: SyntaxNode, statement: SyntaxNode): number {
  let top = statement.start;
  for (let index = tree.children.indexOf(statement) - 1; index >= 0; index--) {
    const comment = tree.children[index]!;
    const isNote = comment.type === 'comment' && comment.text.startsWith('# |');
    if (
      !isNote ||
      source.slice(comment.end, top).trim() ||
      comment.line !== lineAt(source, top) - 1
    )
      break;
    top = lineStart(source, comment.start);
  }
  return top;
}
