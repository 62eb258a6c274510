/** Every pair of features that goes together, in a new project of its own. */

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeEachDjango, djangoVersions } from '../support/environments';
import { problemsOf } from '../support/feature-projects';
import { ruff, succeed } from '../support/features';
import { runProgram, temporaryFolder } from '../support/program';
import { pairs } from '../support/together';

describeEachDjango('Pairs of features for', (version) => {
  // Each pair has its turn with one version.
  const turn = djangoVersions.indexOf(version);
  const own = pairs.filter((_, index) => index % djangoVersions.length === turn);

  test(`Django, ruff and their own tests have nothing against ${own.length} of ${pairs.length}`, () => {
    const cwd = temporaryFolder();
    const projects = own.map((pair) => {
      const root = join(cwd, pair.join('-'), 'myproj');
      const flags = ['--with', pair.join(','), '--django', version, '--comments', 'none'];
      mkdirSync(dirname(root));
      succeed(runProgram(['myproj', '--yes', ...flags], { cwd: dirname(root) }));
      return { root, kinds: ['development', 'production'] };
    });
    const problems = Object.entries(problemsOf(version, 'myproj.settings', projects));
    expect(problems.filter(([, problem]) => problem !== '')).toEqual([]);
    ruff(cwd, 'check', '.');
    ruff(cwd, 'format', '--check', '.');
  }, 900_000);
});
