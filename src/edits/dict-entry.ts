import { lineOfInsert } from '../project/outcome';
import { parse } from '../python/parser';
import { bareCode } from '../python/same-code';
import { insertElement } from '../python/sequence';
import { splice } from '../python/splice';
import { type SyntaxNode, stringContent } from '../python/syntax';
import { lineAt } from '../python/text';
import { type Above, type Edit, noNote } from './edit';
import { onlyAssignment } from './stock';

/**
 * Plans to put an entry into a setting that is a dictionary: STORAGES, CACHES, CHANNEL_LAYERS.
 *
 * @param value the entry's value, as Python source without an indent
 */
export function addEntry(
  source: string,
  setting: string,
  key: string,
  value: string,
  above: Above = noNote,
): Edit {
  const snippet = `"${key}": ${value},`;
  const refuse = (why: string): Edit => ({ byHand: `${setting} = {\n    ${snippet}\n}`, why });
  const tree = parse(source);
  const statement = onlyAssignment(tree, setting);
  const dictionary = statement?.parts[0]?.child('right');
  if (!statement) return refuse(`${setting} does not get its value in one place of this file.`);
  if (dictionary?.type !== 'dictionary') return refuse(`${setting} is not written as { … }.`);

  const pairs = dictionary.parts;
  const known = pairs.find((pair) => pair.type === 'pair' && keyOf(pair) === key);
  if (known) {
    const same = bareCode(known.child('value')!) === bareCode(parse(value).parts[0]!);
    if (same) return { already: true, line: known.line };
    return refuse(`${setting} has a "${key}" of its own (line ${known.line}).`);
  }
  if (pairs.some((pair) => pair.type !== 'pair' || keyOf(pair) === undefined)) {
    return refuse(`${setting} has entries whose names are known only when it runs.`);
  }
  const splices = insertElement(source, dictionary, pairs.length, snippet.slice(0, -1), above);
  const changed = splice(source, splices);
  const line = lineOfInsert(source, splices);
  return {
    changed,
    line: Math.max(line, lineAt(source, dictionary.start)),
    snippet,
    rule: `the end of ${setting}`,
  };
}

const keyOf = (pair: SyntaxNode) => stringContent(pair.child('key')!);
