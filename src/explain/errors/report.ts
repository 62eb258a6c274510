/** What a copied text says, whatever form it came in. */
import { normalise, onOneLine } from './normalise';
import { type Raised, readTracebacks } from './traceback';

export interface Report {
  /** The whole text, without colours and the like. */
  text: string;
  /** The exceptions of its traceback or page, the first cause in front. */
  raised: readonly Raised[];
  /** The messages of `manage.py check`, in their order. */
  checks: readonly CheckMessage[];
  /** The template that was being read or rendered. */
  template: { file: string; line: number } | undefined;
  request: Request;
}

export interface CheckMessage {
  /** `fields.E304` */
  id: string;
  /** What it is about: `blog.Post.author`, a class of the admin, or `?`. */
  subject: string;
  message: string;
  hint: string;
}

export interface Request {
  method: string | undefined;
  /** The address without host and question mark: `/blog/`. */
  path: string | undefined;
  /** The dotted name of the view. */
  view: string | undefined;
  /** The urls module that the page names. */
  urlconf: string | undefined;
}

export function readReport(input: string): Report {
  const text = normalise(input);
  return {
    text,
    raised: withPageHeader(text, readTracebacks(text)),
    checks: readChecks(text),
    template: readTemplate(text),
    request: readRequest(text),
  };
}

/**
 * The forms of an exception that patterns are tried on: `Type: message` on one line.
 */
export function statements({ type, message }: Raised): string[] {
  const name = type.split('.').at(-1)!;
  // A full line may have been broken in the middle of a word.
  const forms = new Set([...onOneLine(message), message.replace(/\s*\n/g, '')]);
  return [...forms].map((said) => `${name}: ${said}`);
}

/** The yellow page has the exception above its traceback, where it is not in reach of the frames. */
function withPageHeader(text: string, chain: readonly Raised[]): readonly Raised[] {
  const last = chain.at(-1);
  if (last?.type) return chain;
  const header = pageHeader(text);
  if (!header) return chain.filter(({ type, message }) => type || message);
  return [...chain.slice(0, -1), { ...header, frames: last?.frames ?? [] }];
}

function pageHeader(text: string): { type: string; message: string } | undefined {
  const table = /^\s*Exception Type:\s*([\w.]+)/m.exec(text)?.[1];
  const value =
    /^\s*Exception Value:\s*([\s\S]*?)\n\s*(?:Exception Location|Raised during|Python Executable|Request information)/m.exec(
      text,
    )?.[1];
  if (table && value !== undefined) return { type: table, message: value.trim() };
  const title =
    /^\s*([A-Z]\w+)(?: at (\/\S*))?\s*\n+((?:.+\n)*?.*)\n*\s*(?:Request Method|Request URL|Django Version):/m.exec(
      text,
    );
  if (title?.[2]) return { type: title[1]!, message: title[3]!.trim() };
  const cutOff = /^\s*([A-Z]\w+) at (\/\S*)\s*\n+(.+)/m.exec(text);
  return cutOff ? { type: cutOff[1]!, message: cutOff[3]!.trim() } : undefined;
}

const CHECK = /^(.*?):?\s*\(([a-z_]\w*\.[EWIDC]\d{3})\)\s*(.*)$/;

function readChecks(text: string): CheckMessage[] {
  const found: CheckMessage[] = [];
  let current: CheckMessage | undefined;
  let inHint = false;
  for (const line of text.split('\n')) {
    const start = CHECK.exec(line);
    if (start) {
      current = { id: start[2]!, subject: start[1]!.trim(), message: start[3]!, hint: '' };
      found.push(current);
      inHint = false;
    } else if (/^\s*$|^(ERRORS|WARNINGS|INFOS|CRITICALS|System check)/.test(line)) {
      current = undefined;
    } else if (current) {
      inHint ||= /^\s*HINT:/.test(line);
      const more = line.trim().replace(/^HINT:\s*/, '');
      if (inHint) current.hint = `${current.hint} ${more}`.trim();
      else current.message = `${current.message} ${more}`;
    }
  }
  return found;
}

function readTemplate(text: string): Report['template'] {
  const found = /In template\s+([^\n]+?),\s+error at line\s+(\d+)/.exec(text);
  return found ? { file: found[1]!, line: Number(found[2]) } : undefined;
}

function readRequest(text: string): Request {
  const url = /Request URL:\s*(\S+)/.exec(text)?.[1];
  const logged =
    /"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/\S*) HTTP\/[\d.]+"/.exec(text) ??
    /()(?:Not Found|Forbidden(?: \([^)]*\))?|Internal Server Error|Bad Request|Method Not Allowed(?: \(\w+\))?): (\/\S*)/.exec(
      text,
    ) ??
    /^()\s*[A-Z]\w+ at (\/\S*)/m.exec(text) ??
    /()The current path, ([^\s,]+), (?:didn't match|matched)/.exec(text);
  const path = url?.replace(/^\w+:\/\/[^/]+/, '') || logged?.[2];
  return {
    method: /Request Method:\s*(\w+)/.exec(text)?.[1] ?? (logged?.[1] || undefined),
    path: path && withSlash(path.split('?')[0]!),
    view: /Raised (?:by|during):\s*([\w.]+)/.exec(text)?.[1],
    urlconf: /Using the URLconf defined in ([\w.]+)/.exec(text)?.[1],
  };
}

const withSlash = (path: string) => (path.startsWith('/') ? path : `/${path}`);
