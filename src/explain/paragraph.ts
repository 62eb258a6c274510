/** Breaks text with `code`, **strong** and *emphasis* into lines of a terminal. */
import { isPainted, paint } from '../terminal';
import { columnsOf } from './columns';
import { type Inline, readInline } from './markdown';

/** Code up to this many columns stays on one line. */
const longestUnbroken = 32;

type Paint = (style: Inline['kind'], text: string) => string;

/** On a terminal code has a colour; elsewhere it keeps its backticks. */
const coloured: Paint = (kind, text) => {
  if (kind === 'code') return paint('cyan', text);
  if (kind === 'strong') return paint('bold', text);
  return kind === 'emphasis' ? paint('italic', text) : text;
};

interface Piece {
  kind: Inline['kind'];
  text: string;
}

/** What no line may break: a word, with all that touches it. */
type Word = Piece[];

/**
 * @param width columns of a line; a longer word stands alone on one
 * @returns the lines, painted where somebody sees the colours
 */
export function paragraph(text: string, width: number): string[] {
  const lines: Word[][] = [];
  let line: Word[] = [];
  let length = 0;
  for (const word of wordsOf(text)) {
    const columns = word.reduce((sum, piece) => sum + columnsOf(piece.text), 0);
    if (line.length > 0 && length + 1 + columns > width) {
      lines.push(line);
      line = [];
      length = 0;
    }
    length += columns + (line.length > 0 ? 1 : 0);
    line.push(word);
  }
  if (line.length > 0) lines.push(line);
  return lines.map((words) => words.map(painted).join(' '));
}

const painted = (word: Word) => word.map(({ kind, text }) => coloured(kind, text)).join('');

function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let touches = false;
  for (const { kind, text: part } of readInline(text)) {
    const shown = kind === 'code' && !isPainted() ? `\`${part}\`` : part;
    const whole = kind === 'code' && columnsOf(shown) <= longestUnbroken;
    const pieces = whole ? [shown] : shown.split(/\s+/);
    if (!whole && /^\s/.test(shown)) touches = false;
    for (const [place, piece] of pieces.entries()) {
      if (piece === '') continue;
      const last = words.at(-1);
      if (touches && place === 0 && last) last.push({ kind, text: piece });
      else words.push([{ kind, text: piece }]);
    }
    touches = whole || !/\s$/.test(shown);
  }
  return words;
}
