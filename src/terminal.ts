/**
 * Writes to the terminal, in colours where somebody sees them.
 *
 * `process.stdout` and `console` bring all of Node's streams with them, which takes as long as
 * writing a whole project. A command that prints a few lines does without.
 */
import { fstatSync, writeSync } from 'node:fs';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const standardOutput = 1;
const standardError = 2;

/**
 * Whether somebody may be watching: a terminal, rather than a file or a pipe.
 *
 * To the system a terminal is a character device. So is /dev/null, where nobody minds colours.
 */
export function isWatched(stream: number = standardOutput): boolean {
  try {
    return fstatSync(stream).isCharacterDevice();
  } catch {
    return false; // The stream is closed.
  }
}

export function print(text: string): void {
  write(standardOutput, `${text}\n`);
}

export function printError(text: string): void {
  write(standardError, `${text}\n`);
}

/** Whether what `paint` paints has colours. */
export const isPainted = (): boolean => hasColours(standardOutput);

/** Paints text for standard output; leaves it plain in a pipe and where NO_COLOR is set. */
export function paint(style: Style, text: string): string {
  return hasColours(standardOutput) ? painted(style, text) : text;
}

/** The same for standard error. */
export function paintError(style: Style, text: string): string {
  return hasColours(standardError) ? painted(style, text) : text;
}

/** Node would ask `process.stdout` about colours, and make it for that; it is answered here. */
function painted(style: Style, text: string): string {
  return styleText(style, text, { validateStream: false, stream: nowhere });
}

const nowhere = null as unknown as NodeJS.WriteStream;

const colourful = new Map<number, boolean>();

/** Source: https://no-color.org */
function hasColours(stream: number): boolean {
  let answer = colourful.get(stream);
  if (answer === undefined) {
    answer = isWatched(stream) && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
    colourful.set(stream, answer);
  }
  return answer;
}

function write(stream: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(stream, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The reader went away (`| head`), or is slower than we are.
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}
