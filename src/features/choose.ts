/** Which features a project gets: those that were asked for, and what they need, in order. */
import { exitCode, UserError } from '../errors';
import type { Feature, Need } from './feature';

export interface Choice {
  /** What is to be added; needed features come first. */
  added: Feature[];
  /** Those among them that nobody asked for, with the feature that needs them. */
  brought: { feature: Feature; neededBy: string }[];
  /** What was asked for and is there already. */
  present: Feature[];
}

/**
 * @param wanted the ids that were asked for
 * @param present the ids of the features that the project has
 * @throws UserError where one does not exist, or two do not go together
 */
export function chooseFeatures(
  all: readonly Feature[],
  wanted: readonly string[],
  present: readonly string[],
): Choice {
  const byId = new Map(all.map((feature) => [feature.id, feature]));
  for (const id of wanted) if (!byId.has(id)) throw unknownFeature(id, all);

  const asked = new Set(wanted);
  const added: Feature[] = [];
  const brought: Choice['brought'] = [];
  const visited = new Set<string>();

  function visit(id: string, neededBy?: string): void {
    const feature = byId.get(id);
    if (!feature) throw new Error(`${neededBy} needs ${id}, which does not exist`);
    if (visited.has(id) || present.includes(id)) return;
    visited.add(id);
    for (const need of feature.needs ?? []) {
      for (const needed of neededNow(need)) visit(needed, id);
    }
    added.push(feature);
    if (!asked.has(id)) brought.push({ feature, neededBy: neededBy! });
  }

  /** Features that are being written by somebody else may be named before they exist. */
  function neededNow(need: Need): string[] {
    if (typeof need === 'string') return [need];
    const isThere = (id: string) => asked.has(id) || present.includes(id) || visited.has(id);
    if ('feature' in need) return need.unless.some(isThere) ? [] : [need.feature];
    const chosen = need.oneOf.filter(isThere);
    if (chosen.length > 0) return chosen;
    const others = [...asked, ...present, ...visited].flatMap((id) => byId.get(id) ?? []);
    const existing = need.oneOf.flatMap((id) => byId.get(id) ?? []);
    const fits = (one: Feature) => others.every((other) => !clashOf(one, other));
    return [(existing.find(fits) ?? existing[0])?.id ?? need.oneOf[0]];
  }

  for (const id of asked) visit(id);
  refuseClashes(
    added,
    present.flatMap((id) => byId.get(id) ?? []),
  );
  const isPresent = (id: string) => present.includes(id);
  return { added, brought, present: wanted.filter(isPresent).map((id) => byId.get(id)!) };
}

function refuseClashes(added: readonly Feature[], present: readonly Feature[]): void {
  for (const one of added) {
    for (const other of [...present, ...added]) {
      const reason = clashOf(one, other);
      if (one === other || !reason) continue;
      const isThere = present.includes(other);
      throw new UserError(
        `${one.id} and ${other.id} do not go together: ${reason}`,
        `Nothing was written. ${isThere ? `This project has ${other.id} already.` : 'Choose one of them.'}`,
        exitCode.usage,
      );
    }
  }
}

/** Why two features cannot be in the same project; it is enough that one of them says so. */
function clashOf(one: Feature, other: Feature): string | undefined {
  return one.clashes?.[other.id] ?? other.clashes?.[one.id];
}

function unknownFeature(id: string, all: readonly Feature[]): UserError {
  const { distance } = require('fastest-levenshtein') as typeof import('fastest-levenshtein');
  const ids = all.map((feature) => feature.id);
  const [nearest] = [...ids].sort((a, b) => distance(id, a) - distance(id, b));
  const similar = nearest && distance(id, nearest) <= 3 ? `Did you mean ${nearest}? ` : '';
  return new UserError(
    `There is no feature ${id || '""'}.`,
    `${similar}The features are: ${ids.join(', ')}`,
    exitCode.usage,
  );
}
