/**
 * Plain text out of whatever somebody copied: a coloured terminal, a web page or its source, a
 * quoted message, the log of a container.
 */
import { stripVTControlCharacters } from 'node:util';
import { pageText } from './page-text';

/** @returns the lines without colours, quotation marks of mails, prefixes of logs and curly quotes */
export function normalise(input: string): string {
  let text = stripVTControlCharacters(shortened(input, longestInput))
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/^.+$/gm, (line) => shortened(line, longestLine));
  if (/<(!doctype|html|body|h1|p|pre|td)\b[^>]*>/i.test(text)) text = pageText(text);
  text = straight(text);
  // Twice: a quotation may hold the log of a container.
  for (let pass = 0; pass < 2; pass++) {
    for (const prefix of LINE_PREFIXES) text = withoutPrefix(text, prefix);
  }
  return text.replace(/^```\w*$/gm, '').trimEnd();
}

/** In characters. A yellow page with all its details has about 200,000; more than that is a log. */
const longestInput = 500_000;
const longestLine = 4000;
const longestMessage = 12_000;

/** The beginning and the end: a message is at one of them. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length / 4)} … ${text.slice(-(length * 3) / 4)}`;
}

/** A mail or a forum quotes with `>`, docker compose names the service, pytest writes `E`. */
const LINE_PREFIXES = [/^[ \t]*>[ \t]?/, /^[\w.-]+[ \t]*\|[ \t]?/, /^E[ \t]{2,7}/];

function withoutPrefix(text: string, prefix: RegExp): string {
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim());
  const prefixed = filled.filter((line) => prefix.test(line));
  if (prefixed.length === 0) return text;
  const isPytest = prefix.source.startsWith('^E');
  // A shell prompt `>>> ` or `> ` may begin a single line; then it is no quotation of all.
  if (!isPytest && prefixed.length < filled.length * 0.8) return text;
  if (filled.some((line) => /^>>> /.test(line))) return text;
  return lines.map((line) => line.replace(prefix, '')).join('\n');
}

function straight(text: string): string {
  return text
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[\u00A0\u202F]/g, ' ')
    .replace(/[\u200B\u2060]/g, '')
    .replace(/&(quot|#34|#x22);/g, '"')
    .replace(/&(#39|#x27|apos);/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/**
 * A text on one line, in the two ways in which a terminal may have broken it: between words, and in
 * the middle of one where the line was full.
 */
export function onOneLine(text: string): string[] {
  const lines = shortened(text, longestMessage)
    .split('\n')
    .map((line) => line.trimEnd());
  const between = squeeze(lines.join(' '));
  const width = Math.max(...lines.map((line) => line.length));
  const isFull = (line: string) => width >= 30 && line.length === width;
  if (!lines.slice(0, -1).some(isFull)) return [between];
  const within = squeeze(lines.map((line) => (isFull(line) ? line : `${line} `)).join(''));
  return within === between ? [between] : [between, within];
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ').trim();
