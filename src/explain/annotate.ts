/** One file with its notes at a level: bytes in, text out. */
import { newestDjango } from '../django';
import { allNotes } from '../generated/all-notes';
import { nodeAt } from '../python/node-at';
import { parse, syntaxError } from '../python/parser';
import type { SyntaxNode } from '../python/syntax';
import { readPython } from '../python/text';
import { release } from '../python/tree';
import type { CommentLevel } from './comments';
import { languageOf } from './languages';
import { cleared, withNotes, withoutNotes } from './noted-text';
import { type FileText, recognise } from './recognise';
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
  return languageOf(path) === 'python'
    ? annotatePython(path, before, level, around)
    : annotated(before, { path, text: withoutNotes({ path, text: before }) }, level, around);
}

/**
 * Without what looks like notes, the text is parsed once. Only where some of that may have been part
 * of a string, or where something is broken, the text itself has to be parsed.
 */
function annotatePython(
  path: string,
  before: string,
  level: CommentLevel,
  around: Surroundings,
): Annotated {
  const { text, places } = cleared({ path, text: before }, () => true);
  return withTree(text, (tree) => {
    const isSure = syntaxError(tree) === undefined && !places.some((at) => isInString(tree, at));
    if (isSure) return annotated(before, { path, text, tree }, level, around);
    return withTree(before, (whole) => {
      const line = syntaxError(whole);
      if (line !== undefined) return { why: 'it has a syntax error', line };
      const plain = withoutNotes({ path, text: before, tree: whole });
      return withTree(plain, (of) =>
        annotated(before, { path, text: plain, tree: of }, level, around),
      );
    });
  });
}

/** Gives the memory of a tree back as soon as it has been used. */
function withTree<Value>(text: string, use: (tree: SyntaxNode) => Value): Value {
  const tree = parse(text);
  try {
    return use(tree);
  } finally {
    release(tree);
  }
}

function isInString(tree: SyntaxNode, offset: number): boolean {
  for (let node: SyntaxNode | undefined = nodeAt(tree, offset); node; node = node.parent) {
    if (node.type === 'string' && node.start < offset && offset < node.end) return true;
  }
  return false;
}

function annotated(
  before: string,
  file: FileText,
  level: CommentLevel,
  around: Surroundings,
): Annotated {
  if (level === 'none') return { before, after: file.text, notes: 0 };
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
