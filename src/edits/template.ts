import { lineAt, lineStart, newlineOf } from '../python/text';
import type { Edit } from './edit';

/**
 * Plans to put lines above one that the template has once, on a line of its own, such as `</body>`.
 *
 * @param isCode tells that an offset is not inside a comment, or a part that is printed as it is
 */
export function addAboveLine(
  source: string,
  line: string,
  added: string,
  isCode: (offset: number) => boolean = () => true,
): Edit {
  const refuse = (why: string): Edit => ({ byHand: added.trim(), why });
  const lines = added.trimEnd().split('\n');
  const code = lines.filter((each) => !each.startsWith('{#'));
  const present = source.split(/\r?\n/).findIndex((each) => each.trim() === code[0]);
  if (present >= 0) return { already: true, line: present + 1 };

  const found = [...source.matchAll(new RegExp(`^([ \\t]*)${escaped(line)}[ \\t]*$`, 'gm'))];
  const [only] = found;
  const start = only && only.index + only[1]!.length;
  if (found.length !== 1 || !isCode(start!)) {
    return refuse(`The file does not have ${line} once, on a line of its own.`);
  }
  const text = lines.map((each) => only![1]! + each).join(newlineOf(source)) + newlineOf(source);
  const at = lineStart(source, start!);
  const changed = source.slice(0, at) + text + source.slice(at);
  return {
    changed,
    line: lineAt(changed, at),
    snippet: added.trim(),
    rule: `above ${line}`,
  };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
