/** Words as the search compares them: without endings, and without those that every text has. */
import { wordSet } from '../names/words';

const stopWords = wordSet(`
  a about all am an and any are as at be been but by can could did do does doing don dont for from
  get give go got had has have how i if in into is it its just let like make me mean means my need
  of on or our please put s should show so some t tell than that the their them then there these
  they thing this those to too us use used uses using very versus vs want was way we were what whats when
  where which who why will with without work works would you your django
`);

/** Words that say what somebody wants to do, and little of what it is about. */
const weakWords = new Set(
  [
    ...wordSet(`
      add build call change check create define delete display explain fix find handle happen happens
      install list look new open remove run save see set setup start store tell try understand view
      write python site website project app page code file difference between best way first
    `),
  ].map(stem),
);

export const isWeak = (word: string): boolean => weakWords.has(word);

/** The words of a question or a text that say what it is about, each as its stem. */
export function stems(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !stopWords.has(word))
    .map(stem);
}

/** `ForeignKey` → foreign, key; `select_related` → select, related. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f’']/g, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** Takes the usual endings away. What is left need not be a word; it is the same for all forms. */
function stem(word: string): string {
  const single = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1');
  const plain = single
    .replace(/(?<=[a-z]{2,}[ts])(ion|ions)$/, '')
    .replace(/(?<=[aeiouy][a-z]*)(?<=[a-z]{3,})(ing|ed)$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1');
  return plain.length > 3 ? plain.replace(/e$/, '') : plain;
}
