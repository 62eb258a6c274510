/**
 * Puts notes into a text and takes them out again: text in, text out, to the byte.
 *
 * Notes stand on lines of their own, so taking out whole lines restores what was there before. The
 * note on the file as a whole is followed by a blank line, which goes with it.
 *
 * Where Python is handed in, the parser has to be loaded, and the text has to be without errors.
 */
import type { SyntaxNode } from '../python/syntax';
import { indentOf, lineStart, newlineOf } from '../python/text';
import { type CommentLevel, commentSigns, type NoteText, noteLines } from './comments';
import { type CommentTest, commentTest, type Language, languageOf } from './languages';
import type { Construct } from './recognise';

export interface Source {
  path: string;
  text: string;
  /** Of a Python file, where it has been parsed already. */
  tree?: SyntaxNode;
}

/** How the notes are to be written. */
export interface NoteStyle {
  level: CommentLevel;
  /** The text of a note by its id. */
  textOf(note: string): NoteText;
  /** The address of Django's documentation, with a slash at its end. */
  docs: string;
}

/** Takes all notes out. Comments of the user stay, also those that begin with a bar by chance. */
export function withoutNotes({ path, text, tree }: Source): string {
  let isComment: CommentTest | undefined;
  return cleared({ path, text }, (offset) => {
    isComment ??= commentTest(text, languageOf(path)!, tree);
    return isComment(offset);
  }).text;
}

/** A text without its notes, and the offsets in it where they were. */
export interface Cleared {
  text: string;
  places: readonly number[];
}

/** @param isComment tells a note from a part of a string that looks like one */
export function cleared({ path, text }: Source, isComment: CommentTest): Cleared {
  const language = languageOf(path);
  if (!language || !hasBars(path, text)) return { text, places: [] };
  const begin = text.startsWith(BOM) ? BOM : '';
  const lines = linesOf(text);
  const places: number[] = [];
  const kept = [begin];
  let [line, length] = [0, begin.length];
  const keepUpTo = (end: number) => {
    for (; line < end; line += 1) {
      kept.push(lines[line]!);
      length += lines[line]!.length;
    }
  };
  for (const run of runsOf(lines, path, begin.length)) {
    if (!readsAsNotes(run.texts) || !isComment(run.offset)) continue;
    keepUpTo(run.first);
    places.push(length);
    line += run.texts.length;
    const isOnTop = lineStart(text, run.offset) === headerEnd(text, language);
    if (isOnTop && /^\r?\n$/.test(lines[line] ?? '')) line += 1;
  }
  if (places.length === 0) return { text, places };
  keepUpTo(lines.length);
  return { text: kept.join(''), places };
}

/**
 * Puts the notes of constructs above them, each only where it comes first in the file.
 *
 * @param source a text without notes
 * @param constructs in the order of the text
 */
export function withNotes(
  source: Source,
  constructs: readonly Construct[],
  style: NoteStyle,
): string {
  const { path, text } = source;
  const language = languageOf(path);
  if (!language || style.level === 'none') return text;
  const header = headerEnd(text, language);
  const places = new Places(source, language);
  const explained = new Set<string>();
  const splices: { at: number; insert: string }[] = [];
  for (const construct of constructs) {
    if (explained.has(construct.once)) continue;
    const place = construct.isFile ? places.onTop(header) : places.above(construct.start);
    if (!place) continue;
    const note = style.textOf(construct.note);
    const lines = noteLines(note, {
      path,
      indent: place.indent,
      level: style.level,
      facts: construct.facts,
      ...(construct.isFile && note.docs && { more: style.docs + note.docs }),
    });
    explained.add(construct.once);
    if (!lines) continue;
    const gap = construct.isFile && place.at < text.length ? '\n' : '';
    splices.push({ at: place.at, insert: (lines + gap).replaceAll('\n', newlineOf(text)) });
  }
  return spliced(text, splices);
}

/** The level of the notes that a text has; undefined where it has none. */
export function levelOf({ path, text }: Source): Exclude<CommentLevel, 'none'> | undefined {
  if (!languageOf(path) || !hasBars(path, text)) return undefined;
  const notes = [...runsOf(linesOf(text), path, 0)].filter(({ texts }) => readsAsNotes(texts));
  if (notes.length === 0) return undefined;
  const long = notes.filter(({ texts }) => texts.length > 1).length;
  return long * 2 >= notes.length ? 'full' : 'brief';
}

const BOM = '\uFEFF';

/** The lines behind a byte order mark, each with its newline. */
function linesOf(text: string): string[] {
  const body = text.startsWith(BOM) ? text.slice(1) : text;
  return body === '' ? [] : body.split(/(?<=\n)/);
}

/** Consecutive lines of the same indent that begin with a bar. */
interface Run {
  first: number;
  texts: string[];
  /** Where the comment of its first line begins. */
  offset: number;
}

function hasBars(path: string, text: string): boolean {
  const signs = commentSigns(path);
  return signs !== undefined && text.includes(`${signs.open} |`);
}

function* runsOf(lines: readonly string[], path: string, start: number): Generator<Run> {
  const { open, close } = commentSigns(path)!;
  const bar = `${open} |`;
  let run: (Run & { indent: string }) | undefined;
  let offset = start;
  for (const [index, line] of lines.entries()) {
    const body = line.trimStart();
    const indent = line.slice(0, line.length - body.length);
    const isBar = body.startsWith(bar);
    if (run && (!isBar || run.indent !== indent)) {
      yield run;
      run = undefined;
    }
    if (isBar) {
      run ??= { first: index, texts: [], offset: offset + indent.length, indent };
      const end = body.trimEnd();
      const closed = !close || end.endsWith(close);
      run.texts.push(closed ? end.slice(bar.length, end.length - close.length) : '');
    }
    offset += line.length;
  }
  if (run) yield run;
}

/**
 * A note is made of sentences. So the user's own table (`# | name | age |`) or a picture is none,
 * and neither is a comment with empty lines or columns behind the bar.
 */
export function readsAsNotes(texts: readonly string[]): boolean {
  const words = texts.map((text) => text.slice(1));
  const hasShape =
    texts.every((text) => /^ \S/.test(text)) && !words.some((text) => /\|$/.test(text));
  const prose = words.filter((text) => !/^More: https:\/\/\S+$/.test(text));
  return (
    hasShape && /^[\p{Lu}`“"'(<{*_]/u.test(prose[0] ?? '') && /[.!?]$/.test(prose.at(-1) ?? '')
  );
}

/**
 * Where the first line may stand that is ours: below `#!` and the encoding, which Python looks for
 * in the first two lines, and below what other programs look for at the very beginning.
 *
 * Source: https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations
 */
export function headerEnd(text: string, language: Language): number {
  const begin = text.startsWith(BOM) ? BOM.length : 0;
  if (language !== 'python') {
    return begin + (beginnings[language]?.exec(text.slice(begin))?.[0].length ?? 0);
  }
  const [first = '', second = ''] = linesOf(text.slice(0, 1000));
  const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+/;
  const isOpen = /^[ \t\f]*(#.*)?\r?\n$/.test(first);
  if (isOpen && cookie.test(second)) return begin + first.length + second.length;
  return first.startsWith('#!') || cookie.test(first) ? begin + first.length : begin;
}

/**
 * Behind these, comments do no harm. Source for `# syntax=` and its like:
 * https://docs.docker.com/reference/dockerfile/#parser-directives
 */
const beginnings: Partial<Record<Language, RegExp>> = {
  lines: /^(?:#!.*\r?\n)?(?:[ \t]*#[ \t]*(?:syntax|escape|check)[ \t]*=.*\r?\n)*/i,
  css: /^@charset .*\r?\n/,
  svg: /^<\?xml [^>]*\?>\r?\n/,
};

/** Finds the line above which a note may stand. */
class Places {
  private isComment: CommentTest | undefined;

  constructor(
    private readonly source: Source,
    private readonly language: Language,
  ) {}

  onTop(header: number): { at: number; indent: string } | undefined {
    const { text } = this.source;
    const isLine = header === 0 || header === BOM.length || text[header - 1] === '\n';
    return isLine ? { at: header, indent: '' } : undefined;
  }

  /** @returns undefined where a line more would change something */
  above(offset: number): { at: number; indent: string } | undefined {
    const { text, path } = this.source;
    const indent = indentOf(text, offset);
    if (indent === undefined || indent.length > deepest) return undefined;
    const at = this.abovePragmas(offset);
    const before = lineBefore(text, at);
    const isContinued = /\\\r?\n?$/.test(before);
    const signs = commentSigns(path)!;
    return isContinued || before.trimStart().startsWith(`${signs.open} |`)
      ? undefined
      : { at, indent };
  }

  /** A comment that a tool reads stays next to the line that it is about. */
  private abovePragmas(offset: number): number {
    const { text, tree } = this.source;
    const start = lineStart(text, offset);
    const reads = pragmas[this.language];
    if (!reads) return start;
    let top = start;
    for (let at = start; ; ) {
      const line = lineBefore(text, at);
      if (!/^[ \t\f]*(#|\{#)/.test(line) || forTheLineAbove.test(line)) return top;
      at -= line.length;
      if (!reads.test(line)) continue;
      this.isComment ??= commentTest(text, this.language, tree);
      if (!this.isComment(at + line.search(/\S/))) return top;
      top = at;
    }
  }
}

/** With a deeper indent there is no room left for words. */
const deepest = 40;

/**
 * Comments that tools read and that stand above what they are about. `#:` is Sphinx's, and
 * translators read what stands directly above a text.
 */
const pragmas: Partial<Record<Language, RegExp>> = {
  template: /^[ \t]*\{#\s*(translators?|prettier-ignore|djlint|djhtml|noqa)\b/i,
  python:
    /^[ \t\f]*#(?::|\s*(?:(?:type|fmt|isort|yapf|pylint|pyright|basedpyright|pyre|pytype|mypy|ruff|flake8|black|autopep8|pragma|translators?|language|region|doctest|spdx-\w+(?:-\w+)*)\s*:|(?:noqa|nosec|nosemgrep|nosonar|noinspection|pyre-\w+)\b))/i,
};

/** `# type: (int) -> str` belongs to the line of `def` above it. */
const forTheLineAbove = /^[ \t\f]*#\s*type:\s*\(/;

/** The line that ends where another begins. */
function lineBefore(text: string, start: number): string {
  if (start === 0) return '';
  return text.slice(text.lastIndexOf('\n', start - 2) + 1, start).replace(BOM, '');
}

function spliced(text: string, splices: readonly { at: number; insert: string }[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { at, insert } of [...splices].sort((a, b) => a.at - b.at)) {
    parts.push(text.slice(from, at), insert);
    from = at;
  }
  return parts.join('') + text.slice(from);
}
