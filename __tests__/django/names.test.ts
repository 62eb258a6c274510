/**
 * What names are accepted and refused, with names by the thousand: a refusal helps, and whatever
 * is accepted makes a project that Django and ruff have nothing against.
 *
 * The names are the same in every run. For others: NAMES_SEED=7 npx jest names
 */

import { join } from 'node:path';
import fc from 'fast-check';
import { type Refusal, refuseApp, refuseModel, refuseProject } from '../../src/names/check';
import { defaultModel } from '../../src/names/default-model';
import { readTarget } from '../../src/names/target';
import { describeEachDjango, pythonWith, tools } from './support/environments';
import { accepted, rootOf, writeProjects } from './support/many-projects';
import { modelName, packageName } from './support/name-arbitraries';
import { run, temporaryFolder } from './support/program';

const seed = Number(process.env.NAMES_SEED ?? 1);
const projectsPerVersion = 340;
const testedPerVersion = 100;

describe('a refusal', () => {
  const runs = { seed, numRuns: 5000 };

  test('of a project gives a reason and a name that is accepted', () => {
    fc.assert(
      fc.property(packageName, (name) => {
        expectHelpful(refuseProject(name), refuseProject);
      }),
      runs,
    );
  });

  test('of an app gives a reason and a name that is accepted', () => {
    fc.assert(
      fc.property(packageName, accepted(packageName, refuseProject), (name, project) => {
        expectHelpful(refuseApp(name, project), (text) => refuseApp(text, project));
        // An app called like the project differs from it by one word.
        expectHelpful(refuseApp(project, project), (text) => refuseApp(text, project));
      }),
      runs,
    );
  });

  test('of a model gives a reason and a name that is accepted', () => {
    fc.assert(
      fc.property(modelName, accepted(packageName, refuseApp), (name, app) => {
        expectHelpful(refuseModel(name, app), (text) => refuseModel(text, app));
      }),
      runs,
    );
  });

  test('of a folder gives a reason and a folder that is accepted', () => {
    const folder = fc
      .tuple(fc.constantFrom('', 'sites/', '../', './', '/srv/', 'a/../'), packageName)
      .map(([parent, name]) => parent + name);
    fc.assert(
      fc.property(folder, (name) => {
        const complaint = complaintAbout(name);
        if (complaint === undefined) return;
        expect(complaint.message).toMatch(/\w.*\./s);
        const [, word] = /^For example: {2}create-django-skeleton (.*)$/s.exec(complaint.hint!)!;
        const suggestion = readShellWord(word!);
        expect({ suggestion, complaint: complaintAbout(suggestion) }).toEqual({ suggestion });
      }),
      runs,
    );
  });
});

test('every app that is accepted has a default model that is accepted too', () => {
  fc.assert(
    fc.property(accepted(packageName, refuseApp), (app) => {
      const model = defaultModel(app);
      expect({ app, model, refusal: refuseModel(model, app) }).toEqual({ app, model });
    }),
    { seed, numRuns: 3000 },
  );
});

describeEachDjango('names that are accepted make projects that pass the checks of', (version) => {
  let folder: string;
  /** The names of each project, in the order of their folders. */
  let projects: string[];
  beforeAll(() => {
    folder = temporaryFolder();
    projects = writeProjects(folder, { version, count: projectsPerVersion, seed });
  });
  const named = (path: string) => path.replaceAll(/project-(\d+)/g, (_, index) => projects[index]!);

  test('Django itself, and some of them their own tests', () => {
    const roots = projects.map((_, index) => rootOf(folder, index));
    const job = { projects: roots, test: roots.slice(0, testedPerVersion) };
    const script = join(__dirname, 'support/check_many.py');
    const { stdout, stderr, status } = run(pythonWith(version), [script], {
      input: JSON.stringify(job),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const problems = Object.entries(JSON.parse(stdout) as Record<string, string>);
    expect(problems.map(([root, problem]) => `${named(root)}: ${problem}`)).toEqual([]);
  });

  test('ruff', () => {
    const check = ['check', '--output-format=concise'];
    for (const args of [check, ['format', '--check']]) {
      const { status, stdout, stderr } = run(tools().ruff, [
        ...args,
        '--no-cache',
        '--isolated',
        folder,
      ]);
      expect({ output: status === 0 ? '' : named(stdout + stderr) }).toEqual({ output: '' });
    }
  });
});

function expectHelpful(
  refusal: Refusal | undefined,
  refuse: (name: string) => Refusal | undefined,
): void {
  if (!refusal) return;
  const { reason, suggestion } = refusal;
  expect(reason).toMatch(/\w.*\.$/s);
  expect({ suggestion, refusal: refuse(suggestion) }).toEqual({ suggestion });
}

function complaintAbout(folder: string): { message: string; hint?: string } | undefined {
  try {
    readTarget(folder, '/srv/work');
    return undefined;
  } catch (error) {
    return error as Error & { hint?: string };
  }
}

/** @returns the one argument that a shell makes of this text */
function readShellWord(text: string): string {
  const [, quoted] = /^"((?:[^"$`\\]|\\["$`\\])*)"$/s.exec(text) ?? [];
  if (quoted !== undefined) return quoted.replace(/\\(.)/gs, '$1');
  if (!/^[\w./:@%+,=-]+$/.test(text)) throw new Error(`This is not one word to a shell: ${text}`);
  return text;
}
