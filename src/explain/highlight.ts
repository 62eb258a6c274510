/** Colours code, for a terminal. Loaded only there. */
import type PrismLibrary from 'prismjs';
import { paint } from '../terminal';

// Its languages add themselves to it, each to what the ones before have defined.
const Prism: typeof PrismLibrary = require('prismjs/components/prism-core');
require('prismjs/components/prism-markup');
require('prismjs/components/prism-css');
require('prismjs/components/prism-python');
require('prismjs/components/prism-bash');
require('prismjs/components/prism-sql');
require('prismjs/components/prism-markup-templating');
require('prismjs/components/prism-django');

const names: Readonly<Record<string, string>> = { sh: 'bash', html: 'django' };

const styles: Readonly<Record<string, Parameters<typeof paint>[0]>> = {
  comment: 'dim',
  string: 'green',
  'triple-quoted-string': 'green',
  'attr-value': 'green',
  keyword: 'magenta',
  boolean: 'magenta',
  builtin: 'blue',
  number: 'yellow',
  function: 'blue',
  'class-name': 'blue',
  decorator: 'yellow',
  tag: 'blue',
  'attr-name': 'cyan',
  property: 'cyan',
  selector: 'blue',
  filter: 'magenta',
  variable: 'yellow',
};

/** @returns the lines, coloured; as they are where the language is not known */
export function highlight(lines: readonly string[], language: string): readonly string[] {
  const name = names[language] ?? language;
  const grammar = Prism.languages[name];
  if (!grammar) return lines;
  // The language of Django's templates hooks itself in around that of HTML.
  const code = { code: lines.join('\n'), grammar, language: name, tokens: [] as Token[] };
  Prism.hooks.run('before-tokenize', code);
  code.tokens = Prism.tokenize(code.code, code.grammar);
  Prism.hooks.run('after-tokenize', code);
  const text = code.tokens.map((token) => coloured(token));
  return text.join('').split('\n');
}

type Token = string | PrismLibrary.Token;

/** Each line is painted by itself, because a colour must end with its line. */
function coloured(token: Token, around?: string): string {
  if (typeof token === 'string') {
    const style = around && styles[around];
    if (!style) return token;
    return token
      .split('\n')
      .map((line) => line && paint(style, line))
      .join('\n');
  }
  const own = styles[token.type] ? token.type : around;
  const inside = (Array.isArray(token.content) ? token.content : [token.content]) as Token[];
  return inside.map((part) => coloured(part, own)).join('');
}
