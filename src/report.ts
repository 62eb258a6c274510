/**
 * What the program says: status words, progress, next steps.
 *
 * People read standard output. With `--json`, a program does: one object, and nothing else there.
 */
import { isWatched, paint, print } from './terminal';

export type Status = 'create' | 'change' | 'same' | 'conflict' | 'remove' | 'by hand';

export interface Progress {
  done(text: string, seconds: number): void;
  failed(text: string): void;
}

export interface Reporter {
  line(text?: string): void;
  progress(doing: string): Progress;
}

const styles = {
  create: 'green',
  change: 'yellow',
  same: 'dim',
  conflict: 'red',
  remove: 'red',
  'by hand': 'yellow',
} as const satisfies Record<Status, string>;

const statusWidth = 'conflict'.length;

export function statusLine(status: Status, path: string, remark = ''): string {
  const word = paint(styles[status], status.padEnd(statusWidth));
  return `  ${word}  ${remark ? `${path}  ${paint('dim', remark)}` : path}`;
}

export const heading = (text: string): string => paint('bold', text);

export const dimmed = (text: string): string => paint('dim', text);

export const commandLine = (text: string): string => `  ${paint('cyan', text)}`;

/** For people: a spinner on a terminal, plain lines in a pipe. */
export const terminalReporter: Reporter = {
  line: (text = '') => print(text),
  progress: (doing) => (isWatched() ? spinner(doing) : plainProgress(doing)),
};

/** For programs: says nothing, the report comes at the end. */
export const silentReporter: Reporter = {
  line: () => {},
  progress: () => ({ done: () => {}, failed: () => {} }),
};

function plainProgress(doing: string): Progress {
  print(`${doing} …`);
  return {
    done: (text, seconds) => print(finished(text, seconds)),
    failed: (text) => print(`${paint('red', '✘')} ${text}`),
  };
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Our own, because the libraries for this answer Ctrl-C themselves and end the program. */
function spinner(doing: string): Progress {
  let turn = 0;
  const draw = () => {
    process.stdout.write(`\r${paint('cyan', frames[turn % frames.length]!)} ${doing}`);
    turn += 1;
  };
  const timer = setInterval(draw, 80);
  draw();
  const end = (line: string) => {
    clearInterval(timer);
    process.stdout.write(`\r\x1b[K${line}\n`);
  };
  return {
    done: (text, seconds) => end(finished(text, seconds)),
    failed: (text) => end(`${paint('red', '✘')} ${text}`),
  };
}

function finished(text: string, seconds: number): string {
  return `${paint('green', '✔')} ${text} ${paint('dim', `${seconds.toFixed(1)} s`)}`;
}
