import type { SyntaxNode } from '../python/syntax';

export type Quote = "'" | '"';

/** The quotes that most strings below a node have; single ones where there is no string. */
export function quotesIn(node: SyntaxNode): Quote {
  let balance = 0;
  for (const part of node.walk()) {
    if (part.type !== 'string_start' || part.text.length > 2) continue;
    balance += part.text.endsWith('"') ? 1 : -1;
  }
  return balance > 0 ? '"' : "'";
}

export const quoted = (text: string, quote: Quote): string => `${quote}${text}${quote}`;
