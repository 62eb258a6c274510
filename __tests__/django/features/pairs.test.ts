/** Every pair of features that goes together, in a new project of its own. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describeEachDjango, djangoVersions } from '../support/environments';
import { problemsOf } from '../support/feature-projects';
import { ruff, succeed } from '../support/features';
import { runPrograms, temporaryFolder } from '../support/program';
import { pairs } from '../support/together';

describeEachDjango('Pairs of features for', (version) => {
  // Each pair has its turn with one version.
  const turn = djangoVersions.indexOf(version);
  const own = pairs.filter((_, index) => index % djangoVersions.length === turn);

  test(`Django, ruff and their own tests have nothing against ${own.length} of ${pairs.length}`, () => {
    const cwd = temporaryFolder();
    const jobs = own.map((pair) => {
      const flags = ['--with', pair.join(','), '--django', version, '--comments', 'none'];
      return { args: ['myproj', '--yes', ...flags], cwd: join(cwd, pair.join('-')) };
    });
    for (const job of jobs) mkdirSync(job.cwd);
    for (const result of runPrograms(jobs)) succeed(result);
    const kinds = ['development', 'production'];
    const projects = jobs.map((job) => ({ root: join(job.cwd, 'myproj'), kinds }));
    const problems = Object.entries(problemsOf(version, 'myproj.settings', projects));
    expect(problems.filter(([, problem]) => problem !== '')).toEqual([]);
    ruff(cwd, 'check', '.');
    ruff(cwd, 'format', '--check', '.');
  }, 900_000);
});
