/** One file with its notes at a level: bytes in, text out. */
import { newestDjango } from '../django';
import { allNotes } from '../generated/all-notes';
import { parse, syntaxError } from '../python/parser';
import { readPython } from '../python/text';
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
  const isPython = languageOf(path) === 'python';
  const line = isPython ? syntaxError(parse(before)) : undefined;
  if (line !== undefined) return { why: 'it has a syntax error', line };

  const text = withoutNotes({ path, text: before });
  if (level === 'none') return { before, after: text, notes: 0 };
  const constructs = recognise({ path, text }, around);
  let notes = 0;
  const after = withNotes({ path, text }, constructs, {
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
