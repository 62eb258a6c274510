/**
 * What the program says: status words, progress, next steps.
 *
 * People read standard output. With `--json`, a program does: one object, and nothing else there.
 */
import colors from 'picocolors';

export type Status = 'create' | 'change' | 'same' | 'conflict' | 'remove' | 'by hand';

export interface Progress {
  done(text: string, seconds: number): void;
  failed(text: string): void;
}

export interface Reporter {
  line(text?: string): void;
  progress(doing: string): Progress;
}

const paint: Record<Status, (text: string) => string> = {
  create: colors.green,
  change: colors.yellow,
  same: colors.dim,
  conflict: colors.red,
  remove: colors.red,
  'by hand': colors.yellow,
};

const statusWidth = 'conflict'.length;

export function statusLine(status: Status, path: string, remark = ''): string {
  const word = paint[status](status.padEnd(statusWidth));
  return `  ${word}  ${remark ? `${path}  ${colors.dim(remark)}` : path}`;
}

export const heading = (text: string): string => colors.bold(text);

export const dimmed = (text: string): string => colors.dim(text);

export const commandLine = (text: string): string => `  ${colors.cyan(text)}`;

/** For people: a spinner on a terminal, plain lines in a pipe. */
export const terminalReporter: Reporter = {
  line: (text = '') => console.log(text),
  progress: (doing) => (process.stdout.isTTY ? spinner(doing) : plainProgress(doing)),
};

/** For programs: says nothing, the report comes at the end. */
export const silentReporter: Reporter = {
  line: () => {},
  progress: () => ({ done: () => {}, failed: () => {} }),
};

function plainProgress(doing: string): Progress {
  console.log(`${doing} …`);
  return {
    done: (text, seconds) => console.log(finished(text, seconds)),
    failed: (text) => console.log(`${colors.red('✘')} ${text}`),
  };
}

function spinner(doing: string): Progress {
  const { createSpinner } = require('nanospinner') as typeof import('nanospinner');
  const spinning = createSpinner(doing, { stream: process.stdout, color: 'cyan' }).start();
  return {
    done: (text, seconds) => {
      spinning.stop();
      process.stdout.write(`\r\x1b[K${finished(text, seconds)}\n`);
    },
    failed: (text) => {
      spinning.stop();
      process.stdout.write(`\r\x1b[K${colors.red('✘')} ${text}\n`);
    },
  };
}

function finished(text: string, seconds: number): string {
  return `${colors.green('✔')} ${text} ${colors.dim(`${seconds.toFixed(1)} s`)}`;
}
