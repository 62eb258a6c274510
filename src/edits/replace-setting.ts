import { commentsAbove, isNote } from '../python/comments-above';
import { type IsOwn, isImport } from '../python/import-order';
import { parse } from '../python/parser';
import { bareCode } from '../python/same-code';
import { lineAt, lineEnd, lineStart, newlineOf } from '../python/text';
import type { Edit } from './edit';
import { withImports } from './imports';
import { matches, onlyAssignment, type Stock } from './stock';

/**
 * Plans to replace the statement that gives a setting its value. Only a stock statement is
 * replaced: what somebody has written by hand stays.
 *
 * @param becomes the new statements; imports that they begin with go to the imports of the file
 */
export function replaceSetting(
  source: string,
  name: string,
  stock: Stock,
  becomes: string,
  isOwn: IsOwn = () => false,
): Edit {
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
  const start = commentsAbove(source, tree, statement, isNote);
  const imported = withImports(source, added.parts.filter(isImport), start, isOwn);
  if ('taken' in imported) {
    const why = `In this file \`${imported.taken}\` is not the module of that name.`;
    return { byHand: becomes.trim(), why };
  }
  const last = added.parts.filter(isImport).at(-1);
  const snippet = (last ? becomes.slice(last.end) : becomes).trim();
  const text = snippet.replaceAll('\n', newlineOf(source));
  const above = imported.text.slice(0, imported.text.length - (source.length - start));
  const changed = above + text + source.slice(statement.end);
  return {
    changed,
    line: lineAt(changed, above.length),
    snippet,
    rule: `in the place of ${name} = …, which is as Django wrote it`,
  };
}
