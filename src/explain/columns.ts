/** How many columns of a terminal a text takes. */

/** Letters of Latin scripts, dashes, arrows and lines take one column each. */
const narrow = /^[\x20-\x7e\u00a0-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u257f]*$/;

export function columnsOf(text: string): number {
  if (narrow.test(text)) return text.length;
  // Loaded here, because few texts have letters of other scripts.
  return (require('string-width') as (text: string) => number)(text);
}

/** Spaces behind a text, up to a number of columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}
