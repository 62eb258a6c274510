/**
 * How many years of school a text asks of its reader: the grade of Flesch and Kincaid, from the
 * length of its sentences and of its words. It knows nothing of sense; a high grade is a hint to
 * cut a sentence in two.
 */
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });
const words = new Intl.Segmenter('en', { granularity: 'word' });

/** @param markdown its code blocks are left out; code within a sentence counts as a short word */
export function gradeOf(markdown: string): number {
  const counts = { sentence: 0, word: 0, syllable: 0 };
  for (const paragraph of paragraphsOf(markdown)) {
    for (const { segment } of sentences.segment(paragraph)) {
      const found = [...words.segment(segment)].filter(({ isWordLike }) => isWordLike);
      if (found.length === 0) continue;
      counts.sentence += 1;
      counts.word += found.length;
      counts.syllable += found.reduce((sum, { segment }) => sum + syllable(segment), 0);
    }
  }
  return fleschKincaid(counts);
}

/** Headings, tables and code are no sentences; each item of a list is one. */
function paragraphsOf(markdown: string): string[] {
  return markdown
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/^(#|\|).*$/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`]*`/g, 'code')
    .replace(/[*_]{1,2}(\S[^*_]*)[*_]{1,2}/g, '$1')
    .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').replace(/^([-*]|\d+\.) /, ''));
}
