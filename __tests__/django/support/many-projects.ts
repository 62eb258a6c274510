/** Writes projects with names that are accepted, as the program would, but many at once. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { type CommentLevel, commentLevels } from '../../../src/explain/comments';
import { type Refusal, refuseApp, refuseModel, refuseProject } from '../../../src/names/check';
import { defaultModel } from '../../../src/names/default-model';
import { renderProject } from '../../../src/render/render';
import { appVariables, djangoVariables } from '../../../src/render/variables';
import { type DjangoVersion, djangoVersions } from './environments';
import { modelName, packageName, pascal, troublesomeWords } from './name-arbitraries';

/** The names that a rule lets through. */
export function accepted(
  names: Arbitrary<string>,
  refuse: (name: string) => Refusal | undefined,
): Arbitrary<string> {
  return names.filter((name) => refuse(name) === undefined);
}

interface Names {
  package: string;
  app: string;
  model: string;
  comments: CommentLevel;
}

/** Any names that are accepted together. */
const anyNames: Arbitrary<Names> = fc
  .record({
    package: accepted(packageName, refuseProject),
    app: accepted(packageName, refuseApp),
    model: fc.option(modelName),
    comments: fc.constantFrom(...commentLevels),
  })
  .map((names) => ({ ...names, model: names.model ?? defaultModel(names.app) }))
  .filter(areAccepted);

/** Every troublesome word that is accepted, as a project, as an app and as a model. */
const namesOfWords: readonly Names[] = troublesomeWords
  .flatMap((word, index, words): Names[] => {
    const next = pascal(words[(index + 1) % words.length]!);
    return [
      { package: word, app: 'shop', model: pascal(word), comments: 'none' },
      { package: 'myproj', app: word, model: next, comments: 'full' },
    ];
  })
  .map((names) => ({ ...names, package: refuseProject(names.package) ? 'myproj' : names.package }))
  .map((names) => ({
    ...names,
    model: refuseModel(names.model, names.app) ? 'Zebra' : names.model,
  }))
  .filter(areAccepted);

/** @returns the names of each project, in the order of their folders; those of words come first */
export function writeProjects(
  folder: string,
  { version, count, seed }: { version: DjangoVersion; count: number; seed: number },
): string[] {
  const turn = seed + djangoVersions.indexOf(version);
  const words = namesOfWords.filter((_, index) => (index + turn) % djangoVersions.length === 0);
  const ownSeed = seed * djangoVersions.length + djangoVersions.indexOf(version);
  const others = fc.sample(anyNames, { seed: ownSeed, numRuns: count - words.length });
  return [...words, ...others].map((names, index) => {
    writeProject(rootOf(folder, index), names, version);
    return `${names.package} --app ${names.app} --model ${names.model}`;
  });
}

function writeProject(root: string, names: Names, version: DjangoVersion): void {
  const files = renderProject({
    project: { package: names.package, title: names.package, secretKey: 'django-insecure-x' },
    apps: [appVariables(names.app, names.model)],
    django: djangoVariables(version),
    comments: names.comments,
  });
  for (const { path, content, mode } of files) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content, { mode: mode ?? 0o644 });
  }
}

function areAccepted({ package: project, app, model }: Names): boolean {
  return !refuseProject(project) && !refuseApp(app, project) && !refuseModel(model, app);
}

export function rootOf(folder: string, index: number): string {
  return join(folder, `project-${index}`);
}
