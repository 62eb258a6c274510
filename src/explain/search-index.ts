/** Prepares the search by words. The build does this, so that a search only has to add. */
import type { Explanation } from './catalog';
import { stems } from './words';

/**
 * For each stem, where it counts, in turn: how many explanations further on in the index than the
 * last one, and how much there.
 */
export type SearchIndex = Record<string, number[]>;

/** How much a word counts by where it stands: in the body, once. */
const weights = { title: 14, also: 9, name: 5, brief: 4, heading: 2, comment: 1, body: 1 };

/** Okapi BM25: how soon a repeated word adds nothing more, and how much a long text is held back. */
const saturation = 1.2;
const lengthPenalty = 0.5;

/** @param explanations in the order of the index */
export function makeSearchIndex(explanations: readonly Explanation[]): SearchIndex {
  const counts = explanations.map(countStems);
  const lengths = counts.map((count) => [...count.values()].reduce((a, b) => a + b, 0));
  const usual = lengths.reduce((a, b) => a + b, 0) / lengths.length;
  const holders = new Map<string, number>();
  for (const count of counts) {
    for (const stem of count.keys()) holders.set(stem, (holders.get(stem) ?? 0) + 1);
  }
  const renown = renownOf(explanations);
  const index: SearchIndex = Object.create(null);
  const last = new Map<string, number>();
  for (const [number, count] of counts.entries()) {
    const damping = 1 - lengthPenalty + (lengthPenalty * lengths[number]!) / usual;
    for (const [stem, times] of count) {
      const rarity = Math.log(1 + explanations.length / holders.get(stem)!);
      const strength = (times * (saturation + 1)) / (times + saturation * damping * 3);
      index[stem] ??= [];
      index[stem].push(
        number - (last.get(stem) ?? 0),
        Math.round(4 * rarity * strength * renown[number]!),
      );
      last.set(stem, number);
    }
  }
  return index;
}

/** What many explanations point to is asked for more often: a factor for each. */
function renownOf(explanations: readonly Explanation[]): number[] {
  const pointers = new Map<string, number>();
  for (const id of explanations.flatMap(({ see }) => see)) {
    pointers.set(id, (pointers.get(id) ?? 0) + 1);
  }
  return explanations.map(({ id }) => 1 + 0.15 * Math.log2(1 + (pointers.get(id) ?? 0)));
}

function countStems(explanation: Explanation): Map<string, number> {
  const { id, title, also = [], brief, comment = '', body } = explanation;
  const headings = [...body.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
  const prose = body.replace(/^```[\s\S]*?^```/gm, '').replace(/^#.*$/gm, '');
  const counts = new Map<string, number>();
  const count = (text: string, weight: number, onlyOnce = false) => {
    const all = stems(text);
    for (const stem of onlyOnce ? new Set(all) : all) {
      counts.set(stem, (counts.get(stem) ?? 0) + weight);
    }
  };
  // The fewer words a title has, the more it is about each of them.
  count(title, weights.title / Math.sqrt(stems(title).length || 1));
  count(id, weights.name);
  count(also.join(' '), weights.also, true);
  count(brief, weights.brief);
  count(headings.filter((heading) => !usualHeadings.has(heading)).join(' '), weights.heading);
  count(comment, weights.comment);
  count(prose, weights.body);
  return counts;
}

const usualHeadings = new Set(['Usual mistake', 'Example', 'When you change it', 'What to do']);
