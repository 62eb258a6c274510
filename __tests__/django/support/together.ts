/** Which features go together. */
import { chooseFeatures } from '../../../src/features/choose';
import { features } from '../../../src/generated/features';

const all = features.map(({ feature }) => feature);
const ids = all.map(({ id }) => id);

function goTogether(wanted: readonly string[]): boolean {
  try {
    chooseFeatures(all, wanted, []);
    return true;
  } catch {
    return false;
  }
}

/** Every pair of features that goes together. */
export const pairs: readonly (readonly string[])[] = ids
  .flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other]))
  .filter(goTogether);

/** Sets with as many features as go together, until each feature is in one. */
export function everythingThatGoesTogether(): string[][] {
  const sets: string[][] = [];
  for (const id of ids) {
    if (sets.some((set) => set.includes(id))) continue;
    const set = [id];
    for (const other of ids) {
      if (!set.includes(other) && goTogether([...set, other])) set.push(other);
    }
    sets.push(set);
  }
  return sets;
}
