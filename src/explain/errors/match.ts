/** Finds the explanation of a message by the patterns that explanations carry. */
import type { Explanation } from '../catalog';

export interface Match {
  explanation: Explanation;
  /** What the named groups of the pattern caught. */
  groups: Readonly<Record<string, string>>;
  /** How much of a message the pattern asks for: more is surer. */
  weight: number;
}

/** The surest match over all forms of a message; what is said of an exception in general is last. */
export function bestMatch(
  forms: readonly string[],
  explanations: readonly Explanation[],
): Match | undefined {
  let best: Match | undefined;
  for (const explanation of explanations) {
    for (const pattern of patternsOf(explanation)) {
      if (best && !isSurer({ explanation, ...pattern }, best)) continue;
      for (const form of forms) {
        if (!pattern.expression.test(form)) continue;
        best = { explanation, groups: {}, weight: pattern.weight };
        break;
      }
    }
  }
  return best && { ...best, groups: groupsOf(best.explanation, forms) };
}

/** What all patterns of an explanation caught: one may know more than the surest. */
function groupsOf(explanation: Explanation, forms: readonly string[]): Match['groups'] {
  const surestLast = [...patternsOf(explanation)].sort((a, b) => a.weight - b.weight);
  return Object.assign(
    {},
    ...surestLast.flatMap(({ expression }) =>
      forms.toReversed().map((form) => filled(expression.exec(form)?.groups)),
    ),
  );
}

type Rank = Pick<Match, 'explanation' | 'weight'>;

function isSurer(one: Rank, other: Rank): boolean {
  if (isGeneral(one) !== isGeneral(other)) return isGeneral(other);
  return one.weight > other.weight;
}

/** What Python itself says of an exception, where nothing more is known of the message. */
export const isGeneral = ({ explanation }: Pick<Match, 'explanation'>): boolean =>
  explanation.id.startsWith('errors/python-');

interface Pattern {
  expression: RegExp;
  weight: number;
}

const compiled = new WeakMap<Explanation, Pattern[]>();

function patternsOf(explanation: Explanation): Pattern[] {
  let patterns = compiled.get(explanation);
  if (!patterns) {
    patterns = (explanation.match ?? []).map((source) => ({
      expression: new RegExp(source, 'i'),
      weight: weightOf(source),
    }));
    compiled.set(explanation, patterns);
  }
  return patterns;
}

/**
 * The number of characters that have to be there as they are. Of alternatives the shortest counts,
 * and what may be absent does not.
 */
export function weightOf(source: string): number {
  let at = 0;
  return alternatives();

  function alternatives(): number {
    const weights = [branch()];
    while (source[at] === '|') {
      at++;
      weights.push(branch());
    }
    return Math.min(...weights);
  }

  function branch(): number {
    let weight = 0;
    while (at < source.length && !'|)'.includes(source[at]!)) {
      const part = one();
      const repeat = /^(?:[*?]|\+|\{(\d+)[^}]*\})\??/.exec(source.slice(at));
      at += repeat?.[0].length ?? 0;
      weight += repeat && /^([*?]|\{0)/.test(repeat[0]) ? 0 : part;
    }
    return weight;
  }

  /** A character, a class of characters or a group. */
  function one(): number {
    const rest = source.slice(at);
    const set = /^(\[(?:\\.|[^\]\\])*\]|\\[wWsSdDbB]|[.^$])/.exec(rest);
    if (set) {
      at += set[0].length;
      return 0;
    }
    if (rest[0] !== '(') {
      at += rest[0] === '\\' ? 2 : 1;
      return 1;
    }
    const opening = /^\((\?(?:<\w+>|<?[:=!]))?/.exec(rest)!;
    at += opening[0].length;
    const inside = alternatives();
    at++;
    return /[=!]$/.test(opening[0]) ? 0 : inside;
  }
}

function filled(groups: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
