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
  const at = lineStart(source, start!);
  const indent = indentOf(source.slice(0, at), only![1]!, line);
  const text = lines.map((each) => indent + each).join(newlineOf(source)) + newlineOf(source);
  const changed = source.slice(0, at) + text + source.slice(at);
  return {
    changed,
    line: lineAt(changed, at),
    snippet: added.trim(),
    rule: `above ${line}`,
  };
}

/** What stands above the end of an element is inside of it. */
function indentOf(before: string, own: string, line: string): string {
  const above =
    before
      .split(/\r?\n/)
      .filter((each) => each.trim() !== '')
      .at(-1) ?? '';
  const inner = /^[ \t]*/.exec(above)![0];
  return line.startsWith('</') && inner.length > own.length ? inner : own;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
