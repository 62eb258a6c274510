/** Every pair of features that goes together, in as few projects as hold them all. */
import { chooseFeatures } from '../../../src/features/choose';
import { features } from '../../../src/generated/features';
import { describeFeatures } from '../support/features';

jest.setTimeout(300_000);

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

const pairs = ids
  .flatMap((one, index) => ids.slice(index + 1).map((other) => [one, other]))
  .filter(goTogether);

/** Projects with as many features as go together, until each pair is in one of them. */
function projects(): string[][] {
  const found: string[][] = [];
  for (const pair of pairs) {
    if (found.some((project) => pair.every((id) => project.includes(id)))) continue;
    const project = [...pair];
    for (const id of ids) {
      if (!project.includes(id) && goTogether([...project, id])) project.push(id);
    }
    found.push(project);
  }
  return found;
}

for (const project of projects()) describeFeatures(project, { tests: 0 });
