/** All pairs of features, spread over the versions of Django, and everything that goes together. */
import { chooseFeatures } from '../../../src/features/choose';
import { features } from '../../../src/generated/features';
import { describeEachDjango, djangoVersions, pythonWithFeatures } from '../support/environments';
import { checkProduction, describeFeatures, ruff } from '../support/features';
import { createProject } from '../support/program';

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

/** As many as go together; where two clash, the first of the alphabet. */
const everything: string[] = [];
for (const id of ids) if (goTogether(everything.concat(id))) everything.push(id);

describeEachDjango('two features for', (version) => {
  const turn = djangoVersions.indexOf(version);
  const own = pairs.filter((_, index) => index % djangoVersions.length === turn);

  test.each(own)('%s and %s', (...pair) => {
    const { root } = createProject('myproj', '--with', pair.join(','), '--django', version);
    checkProduction(pythonWithFeatures(version), root, 'myproj.settings');
    ruff(root, 'check', '.');
    ruff(root, 'format', '--check', '.');
  });
});

describeFeatures(everything, { tests: 3 });
