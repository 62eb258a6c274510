/** Reads tracebacks: those of a terminal, and those of Django's yellow page. */

/** A line of code that was running. */
export interface Frame {
  /** As the machine that it happened on names it. */
  file: string;
  line: number;
  /** The function; undefined for a syntax error, which is in no function yet. */
  within: string | undefined;
  /** The line itself, without indent, where the traceback shows it. */
  code: string | undefined;
}

/** One exception of a chain. */
export interface Raised {
  /** With its module, as it is written: `django.db.utils.OperationalError`. */
  type: string;
  message: string;
  /** In Python's order: the last one raised it. */
  frames: Frame[];
}

/**
 * The exceptions of the last traceback in a text, the first cause in front. Several tracebacks that
 * have nothing to do with each other may stand in one log; the last one is what somebody looks at.
 */
export function readTracebacks(text: string): Raised[] {
  const lines = text.split('\n');
  let chain: Raised[] = [];
  let at = 0;
  let isChained = false;
  while (at < lines.length) {
    const line = lines[at]!;
    if (CHAIN.test(line)) isChained = true;
    if (!frameIn(lines, at)) {
      at++;
      continue;
    }
    const { raised, next } = readOne(lines, at);
    if (raised) {
      chain = isChained ? [...chain, raised] : [raised];
      isChained = false;
    }
    at = Math.max(next, at + 1);
  }
  return chain;
}

const CHAIN =
  /^\s*(The above exception( \(.*\))? was the direct cause|During handling of the above exception)/;

/** `builtins.`-less, dotted, and its last part begins with a capital letter. */
const EXCEPTION = /^((?:(?:[A-Za-z_]\w*|<locals>)\.)*[A-Z]\w*)(?::(?: (.*))?)?$/;

const USUAL_NAME =
  /(Error|Exception|DoesNotExist|Match|Warning|Ready|Configured|Exists?|Returned|Exit|Interrupt|Empty|History|Http404|Denied|Operation|Host|Iteration|Swapped|Found|Fields|TooLarge|Disallowed\w*|Unavailable|Locked|Timeout|Big|Data|Sent|Failure|Found|Unserializable)$/;

interface Found {
  frame: Frame;
  /** The line behind it. */
  next: number;
}

/** `File "…", line 3, in f`, also where a terminal broke it over two lines; or the yellow page's. */
function frameIn(lines: readonly string[], at: number): Found | undefined {
  const line = lines[at]!;
  if (/^\s*File "/.test(line)) {
    for (let length = 1; length <= 3 && at + length <= lines.length; length++) {
      const joined = lines.slice(at, at + length).join('');
      const found = /^\s*File "([^"]+)", ?line ?(\d+)(?:, ?in ?(.+?))?\s*$/.exec(joined);
      const more = lines[at + length];
      if (!found) continue;
      // `, in` and the name of the function may be on a line of their own.
      if (!found[3] && more && /^(, )?in \S+$/.test(more.trim())) continue;
      return { frame: frame(found[1]!, found[2]!, found[3]), next: at + length };
    }
    return undefined;
  }
  const onPage = /^\s*((?:\/|[A-Za-z]:\\|<frozen )[^"]*?), line (\d+), in (\S+)\s*$/.exec(line);
  return onPage ? { frame: frame(onPage[1]!, onPage[2]!, onPage[3]), next: at + 1 } : undefined;
}

const frame = (file: string, line: string, within: string | undefined): Frame => ({
  file,
  line: Number(line),
  within,
  code: undefined,
});

/** Reads frames and what they end with. */
function readOne(
  lines: readonly string[],
  start: number,
): { raised: Raised | undefined; next: number } {
  const frames: Frame[] = [];
  let at = start;
  const isPage = !/^\s*File "/.test(lines[start]!);
  const indent = indentOf(lines[start]!);
  while (at < lines.length) {
    const line = lines[at]!;
    if (frames.length > 0 && (CHAIN.test(line) || /^\s*Traceback \(most/.test(line))) {
      const said = / exception \((.*)\)( was|,)/.exec(line)?.[1];
      // The yellow page tells of a cause by its message only.
      return { raised: { type: '', message: said ?? '', frames }, next: at };
    }
    const found = frameIn(lines, at);
    if (found) {
      frames.push(found.frame);
      at = found.next;
      continue;
    }
    const last = frames.at(-1)!;
    const ended = exceptionIn(lines, at, indent, isPage);
    if (ended) return { raised: { ...ended.raised, frames }, next: ended.next };
    if (last.code === undefined && line.trim() && !isMarker(line)) {
      last.code = isPage ? codeOnPage(lines, at, last.line) : line.trim();
    }
    at++;
  }
  return { raised: frames.length > 0 ? { type: '', message: '', frames } : undefined, next: at };
}

const isMarker = (line: string) => /^\s*[\^~]+\s*$/.test(line);

const indentOf = (line: string) => /^\s*/.exec(line)![0].length;

/** The yellow page numbers the lines around the one that ran, or shows them without numbers. */
function codeOnPage(lines: readonly string[], at: number, number: number): string | undefined {
  for (const line of lines.slice(at, at + 15)) {
    const numbered = /^\s*(\d+)\.\s*(.*)$/.exec(line);
    if (numbered && Number(numbered[1]) === number) return numbered[2]!.trim();
  }
  return undefined;
}

function exceptionIn(
  lines: readonly string[],
  at: number,
  indent: number,
  isPage: boolean,
): { raised: Omit<Raised, 'frames'>; next: number } | undefined {
  const line = lines[at]!;
  const onPage = /^\s*Exception Type:\s*([\w.]+)/.exec(line);
  if (onPage) {
    const { message, next } = pageValue(lines, at + 1);
    return { raised: { type: onPage[1]!, message }, next };
  }
  if (isPage) return undefined;
  const found = EXCEPTION.exec(line.trim());
  if (!found || (indent > 0 && indentOf(line) >= indent)) return undefined;
  if (indent === 0 && !USUAL_NAME.test(found[1]!)) return undefined;
  let next = at + 1;
  while (next < lines.length && !endsMessage(lines[next]!)) next++;
  const message = [found[2] ?? '', ...lines.slice(at + 1, next)].join('\n').trim();
  return { raised: { type: found[1]!, message }, next };
}

/** The message ends at an empty line, at a prompt, at the next traceback or line of a log. */
const endsMessage = (line: string) =>
  line.trim() === '' ||
  CHAIN.test(line) ||
  /^\s*(Traceback \(most|File ")/.test(line) ||
  /^(\[\d\d?\/\w{3}\/\d{4}|\(.*\) *[\w@/~-]+.*\$|PS [A-Z]:\\|[A-Z]:\\[^>]*>|\S+@\S+[:~].*[$#%]|[$#%] )/.test(
    line,
  ) ||
  /^(Request Method|Raised during|Request information|Exception Location|Python Executable)/.test(
    line,
  );

function pageValue(lines: readonly string[], from: number): { message: string; next: number } {
  for (let at = from; at < Math.min(from + 4, lines.length); at++) {
    const value = /^\s*Exception Value:\s*(.*)$/.exec(lines[at]!);
    if (!value) continue;
    let next = at + 1;
    const said = [value[1]!];
    while (next < lines.length && (said.join('') === '' || !endsMessage(lines[next]!))) {
      said.push(lines[next]!);
      next++;
    }
    return { message: said.join('\n').trim(), next };
  }
  return { message: '', next: from };
}
