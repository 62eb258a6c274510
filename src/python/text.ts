/**
 * Between the bytes of a Python file and its text, without losing any of them.
 *
 * The rules of PEP 263: UTF-8 unless a cookie in the first two lines names something else.
 */

const BOM = '\uFEFF';
const UTF8_NAMES = new Set(['utf-8', 'utf8', 'utf-8-sig', 'us-ascii', 'ascii']);

export type Reading = { text: string } | { unreadable: string; line: number };

/**
 * Decodes a Python file. A byte order mark stays in the text, so that encoding the text as UTF-8
 * gives back the same bytes.
 *
 * A file in another encoding is unreadable: the reason and the line are told.
 */
export function readPython(bytes: Uint8Array): Reading {
  const cookie = encodingCookie(bytes);
  if (cookie && !UTF8_NAMES.has(cookie.encoding)) {
    return {
      unreadable: `it is written in ${cookie.encoding}; only UTF-8 is edited`,
      line: cookie.line,
    };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { unreadable: 'it is not UTF-8', line: firstBadLine(bytes) };
  }
}

/** For reading only: UTF-8, or UTF-16 with its mark, which PowerShell writes where one says `>`. */
export function decoded(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** The line of an offset, counted from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The offset where the line of `offset` begins (behind a byte order mark). */
export function lineStart(text: string, offset: number): number {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && text.startsWith(BOM) ? BOM.length : start;
}

/** The offset of the line's end: that of its newline, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** The white space in front of whatever stands at `offset`, or undefined if other text does. */
export function indentOf(text: string, offset: number): string | undefined {
  const before = text.slice(lineStart(text, offset), offset);
  return /^[ \t\f]*$/.test(before) ? before : undefined;
}

/** The newline that the text uses. */
export function newlineOf(text: string): '\r\n' | '\n' {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

function encodingCookie(bytes: Uint8Array): { encoding: string; line: number } | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).split('\n').slice(0, 2);
  for (const [index, line] of head.entries()) {
    const cookie = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line.replace(/^\xef\xbb\xbf/, ''));
    if (cookie) {
      return { encoding: cookie[1]!.toLowerCase().replaceAll('_', '-'), line: index + 1 };
    }
  }
  return undefined;
}

function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    if (newline < 0) return line;
    start = end + 1;
  }
}
