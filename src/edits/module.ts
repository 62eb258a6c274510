import { parse, syntaxError } from '../python/parser';
import { bareStatements } from '../python/same-code';
import type { Edit } from './edit';

/**
 * Plans to replace a whole module, such as asgi.py, where it still is the one that Django or this
 * program wrote: comments and docstrings may differ, no statement may.
 *
 * @param stock the statements of the module as it was made
 */
export function replaceModule(source: string, stock: readonly string[], becomes: string): Edit {
  const tree = parse(source);
  const code = (text: string) => bareStatements(parse(text)).join('\n');
  const refuse = (why: string): Edit => ({ byHand: becomes.trim(), why });
  if (syntaxError(tree) !== undefined) return refuse('The file has a syntax error.');
  const present = bareStatements(tree).join('\n');
  if (present === code(becomes)) return { already: true, line: 1 };
  if (!stock.some((form) => present === code(form))) {
    return refuse('This file is not as Django made it any more.');
  }
  return {
    changed: becomes,
    line: 1,
    snippet: becomes.trim(),
    rule: 'the whole file, which was as Django made it',
  };
}
