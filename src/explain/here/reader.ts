import path from 'node:path';
import type { OwnDefinition } from '../../project/definitions';
import type { Project } from '../../project/project';
import { lineAt } from '../../python/text';

/** A project, and the folder of it that the reader is in. Paths are shown as seen from there. */
export interface Reader {
  project: Project;
  folder: string;
}

/** `blog/models.py` */
export function seen({ folder }: Reader, file: string): string {
  return path.posix.relative(folder, file) || '.';
}

/** `` `blog/models.py:12` `` */
export function at(reader: Reader, { file, line }: { file: string; line: number }): string {
  return `\`${seen(reader, file)}:${line}\``;
}

/** Where a class or function of the project begins. */
export function placeOf({ module, node }: OwnDefinition): { file: string; line: number } {
  return { file: module.file, line: node.line };
}

export function lastLine({ module, node }: OwnDefinition): number {
  return lineAt(module.text, node.end);
}

/** `a`, `a and b`, `a, b and c`; of a long list the first ones, and how many more there are. */
export function listed(words: readonly string[], most = 4): string {
  if (words.length > most) {
    return `${words.slice(0, most - 1).join(', ')} and ${words.length - most + 1} more`;
  }
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

export const code = (text: string): string => `\`${text}\``;

/** `1 test`, `2 tests` */
export function count(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
