/** The languages in which notes stand, and where comments begin and end in them. */
import { nodeAt } from '../python/node-at';
import { parse } from '../python/parser';
import type { SyntaxNode } from '../python/syntax';

/** `lines`: what Git, editors, pip, systemd, web servers and shells read, with one entry on each line. */
export type Language =
  | 'python'
  | 'template'
  | 'css'
  | 'javascript'
  | 'svg'
  | 'yaml'
  | 'toml'
  | 'lines';

/** @returns undefined where a file gets no notes, such as Markdown or JSON */
export function languageOf(path: string): Language | undefined {
  const name = path.split('/').at(-1)!;
  if (name.endsWith('.py')) return 'python';
  if (name.endsWith('.html')) return 'template';
  if (name.endsWith('.css')) return 'css';
  if (name.endsWith('.js') && !name.endsWith('.min.js')) return 'javascript';
  if (name.endsWith('.svg')) return 'svg';
  if (/^(docker-)?compose\.ya?ml$/.test(name)) return 'yaml';
  if (name === 'pyproject.toml') return 'toml';
  if (entries.has(name) || /\.(service|conf|sh)$/.test(name)) return 'lines';
  return undefined;
}

const entries = new Set([
  '.gitignore',
  '.editorconfig',
  '.env.example',
  'requirements.txt',
  'uwsgi.ini',
  'Dockerfile',
  '.dockerignore',
]);

/** Tells whether a comment begins at an offset, and not some text that only looks like one. */
export type CommentTest = (offset: number) => boolean;

/** @param tree of Python, where it is known already */
export function commentTest(text: string, language: Language, tree?: SyntaxNode): CommentTest {
  switch (language) {
    case 'python': {
      const module = tree ?? parse(text);
      return (offset) => nodeAt(module, offset).type === 'comment';
    }
    case 'template':
      return outside(verbatimParts(text));
    case 'css':
      return firstOf(cssTokens, text);
    case 'javascript':
      return firstOf(javascriptTokens, text);
    case 'yaml':
      return yamlComments(text);
    case 'toml':
      return outside(longStrings(text));
    default:
      return () => true;
  }
}

/** The parts of a template in which nothing is a tag or a comment: they are printed, or left out. */
const opaque = /\{%\s*(comment|verbatim)\b[^%]*%\}[\s\S]*?\{%\s*end\1\b[^%]*%\}/g;

export function verbatimParts(text: string): [start: number, end: number][] {
  return [...text.matchAll(opaque)].map(({ index, 0: whole }) => [index, index + whole.length]);
}

function outside(parts: readonly (readonly [number, number])[]): CommentTest {
  return (offset) => !parts.some(([start, end]) => start < offset && offset < end);
}

/** Comments and strings, whichever begins first. */
const cssTokens = /\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'/g;

/** The same; a comment of one line ends with it, and a text in backticks goes over several. */
const javascriptTokens =
  /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;

function firstOf(tokens: RegExp, text: string): CommentTest {
  const starts = new Set([...text.matchAll(tokens)].map(({ index }) => index));
  return (offset) => starts.has(offset);
}

/** Tokens that no text belongs to. */
const signs = new Set<string | null>(['doc-mode', 'flow-error-end', 'scalar']);

function yamlComments(text: string): CommentTest {
  const { Lexer, CST } = require('yaml') as typeof import('yaml');
  const starts = new Set<number>();
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (type === 'comment') starts.add(offset);
    if (!signs.has(type)) offset += token.length;
  }
  return (offset) => starts.has(offset);
}

/** The strings of TOML that go over several lines. */
function longStrings(text: string): [start: number, end: number][] {
  return [...text.matchAll(/("""|''')[\s\S]*?\1/g)].map(({ index, 0: whole }) => [
    index,
    index + whole.length,
  ]);
}
