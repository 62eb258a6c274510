/** One file with its notes at a level: bytes in, text out. */
import { newestDjango } from '../django';
import { allNotes } from '../generated/all-notes';
import { parse, syntaxError } from '../python/parser';
import type { SyntaxNode } from '../python/syntax';
import { readPython } from '../python/text';
import { release } from '../python/tree';
import type { CommentLevel } from './comments';
import { languageOf } from './languages';
import { withNotes, withoutNotes } from './noted-text';
import { recognise } from './recognise';
import type { Surroundings } from './surroundings';

/** The text as it is and as it should be; or why the file is left alone. */
export type Annotated = { before: string; after: string; notes: number } | LeftAlone;

export interface LeftAlone {
  why: string;
  line?: number;
}

/**
 * The parser has to be loaded.
 *
 * @param path seen from manage.py, with `/`
 */
export function annotate(
  path: string,
  bytes: Uint8Array,
  level: CommentLevel,
  around: Surroundings,
): Annotated {
  const reading = textOf(path, bytes);
  if ('why' in reading) return reading;
  const before = reading.text;
  if (languageOf(path) !== 'python') return changed({ path, before }, level, around);

  const tree = parse(before);
  try {
    const line = syntaxError(tree);
    return line === undefined
      ? changed({ path, before, tree }, level, around)
      : { why: 'it has a syntax error', line };
  } finally {
    release(tree);
  }
}

interface Before {
  path: string;
  before: string;
  tree?: SyntaxNode;
}

function changed({ path, before, tree }: Before, level: CommentLevel, around: Surroundings) {
  const text = withoutNotes({ path, text: before, ...(tree && { tree }) });
  if (level === 'none') return { before, after: text, notes: 0 };
  if (text === before || !tree) return noted({ path, before, text, tree }, level, around);
  const treeWithout = parse(text);
  try {
    return noted({ path, before, text, tree: treeWithout }, level, around);
  } finally {
    release(treeWithout);
  }
}

type Plain = { path: string; before: string; text: string; tree: SyntaxNode | undefined };

function noted({ path, before, text, tree }: Plain, level: CommentLevel, around: Surroundings) {
  const file = { path, text, ...(tree && { tree }) };
  let notes = 0;
  const after = withNotes(file, recognise(file, around), {
    level,
    docs: `https://docs.djangoproject.com/en/${around.django ?? newestDjango}/`,
    textOf: (id) => {
      notes += 1;
      return allNotes[id]!;
    },
  });
  return { before, after, notes };
}

export function textOf(path: string, bytes: Uint8Array): { text: string } | LeftAlone {
  const reading = languageOf(path) === 'python' ? readPython(bytes) : readUtf8(bytes);
  if ('unreadable' in reading) return { why: reading.unreadable, line: reading.line };
  if (/\r(?!\n)/.test(reading.text)) return { why: 'its lines end as on an old Mac' };
  if (reading.text.includes('\0')) return { why: 'it holds bytes that are no text' };
  return reading;
}

function readUtf8(bytes: Uint8Array): { text: string } | { unreadable: string; line: number } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { unreadable: 'it is not UTF-8', line: 1 };
  }
}
