import type { SyntaxNode } from '../python/syntax';

export type Quote = "'" | '"';

/** The quotes of most strings below a node, or of those around it; single ones where all is even. */
export function quotesIn(node: SyntaxNode): Quote {
  const balance = balanceIn(node);
  if (balance === 0 && node.parent) return quotesIn(node.parent);
  return balance > 0 ? '"' : "'";
}

function balanceIn(node: SyntaxNode): number {
  if (node.type === 'string') {
    const [, opening] = /^\w*("""|'''|"|')/.exec(node.text) ?? [];
    return opening === '"' ? 1 : opening === "'" ? -1 : 0;
  }
  return node.children.reduce((balance, child) => balance + balanceIn(child), 0);
}

export const quoted = (text: string, quote: Quote): string => `${quote}${text}${quote}`;
