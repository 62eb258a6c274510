import type { SyntaxNode } from '../python/syntax';

export type Quote = "'" | '"';

/** The quotes of most strings below a node, or of those around it; single ones where all is even. */
export function quotesIn(node: SyntaxNode): Quote {
  const balance = balanceIn(node);
  if (balance === 0 && node.parent) return quotesIn(node.parent);
  return balance > 0 ? '"' : "'";
}

function balanceIn(node: SyntaxNode): number {
  let balance = 0;
  for (const part of node.walk()) {
    if (part.type !== 'string_start' || part.text.length > 2) continue;
    balance += part.text.endsWith('"') ? 1 : -1;
  }
  return balance;
}

export const quoted = (text: string, quote: Quote): string => `${quote}${text}${quote}`;
