/** `add`: adds features to a Django project, also one that this program did not create. */
import path from 'node:path';
import { type AddFlags, programName } from '../cli';
import { type DjangoVersion, djangoVersions } from '../django';
import { exitCode, UserError } from '../errors';
import type { Choice } from '../features/choose';
import type { Answers, FeatureOption } from '../features/feature';
import {
  allFeatures,
  chooseFor,
  type Growth,
  growDraft,
  optionsOf,
  presentFeatures,
} from '../features/grow';
import { brief } from '../features/render';
import { Draft } from '../plan/draft';
import { type Files, inMemory } from '../project/files';
import { openProject, type Project } from '../project/project';
import type { RenderedFile, RenderRequest } from '../render/render';
import { djangoVariables } from '../render/variables';
import { dimmed, statusLine } from '../report';
import { print } from '../terminal';
import { shown, slashed } from './app-paths';
import { madeBy, type Version, versionOf } from './app-version';
import { mayAsk } from './common';
import { carryOut, changesOf, editLines, onlyByHand, openUncut, planOf, printJson } from './growth';
import { levelIn, type NotesLevel, notesLine } from './notes-level';
import { mustBeMended, mustBeReadable } from './readable';

/**
 * Arguments → project → features → draft → preview → confirm → apply → report.
 *
 * @throws UserError where nothing was written: a feature does not exist or does not go with another,
 * something is in the way, or only the user can make an edit (exit code 3)
 */
export async function add(flags: AddFlags): Promise<void> {
  const choices = {
    ...(flags.settings && { settings: flags.settings }),
    ...(flags.urls && { urls: slashed(path.resolve(flags.urls)) }),
  };
  const project = await openUncut(choices, flags);
  mustBeReadable(project);
  if (project.settings.length === 0) throw noProject(project);
  const wanted = await wantedFeatures(flags, project);
  const choice = chooseFor(project, wanted);
  const version = versionOf(project);
  if (!djangoVersions.includes(version.version as DjangoVersion)) throw tooOld(version);
  const old = version.isAssumed ? madeBy(project) : undefined;
  if (old) throw madeByOld(shown(project, old.file), old.version);

  const notes = levelIn(project, flags.comments);
  const draft = new Draft(project.files);
  const growth = growDraft(project, {
    draft,
    root: project.root,
    choices,
    added: choice.added,
    present: choice.present,
    answers: await answersTo(
      optionsOf([...choice.present, ...choice.added]).filter(
        (option) => option.isOpen?.(project) !== false,
      ),
      flags as Answers,
      mayAsk(flags),
      path.posix.basename(project.root),
    ),
    apps: [],
    django: djangoVariables(version.version),
    comments: notes.level,
    isNew: false,
  });
  refuse(project, choice, growth);
  const { root, plan } = planOf(project.root, draft.operations());
  if (plan.operations.length === 0) {
    reportNothingToDo(flags, choice);
    return;
  }
  const ids = [...choice.added, ...choice.present].map(({ id }) => id);
  await carryOut({
    title: `add ${ids.join(' ')}`,
    root,
    plan,
    edits: growth.edits,
    project,
    flags,
    preview: () => printPreview(project, choice, version, notes, growth),
    report: {
      ...{ command: 'add', root, features: ids, django: version.version, dryRun: false },
      ...changesOf(plan, growth.edits, project),
      next: growth.next,
    },
  });
}

/** What `create --with` adds to the files of a new project, before anything is written. */
export interface NewWithFeatures {
  files: RenderedFile[];
  growth: Growth;
  features: string[];
  /** What was answered, or is so where nothing is said. */
  answers: Answers;
}

/**
 * Adds features to a project that has only been rendered yet: the same code as for one that exists.
 *
 * @param root where the project will be
 * @param given the flags, by which features ask
 */
export async function addToNew(
  root: string,
  files: readonly RenderedFile[],
  wanted: readonly string[],
  request: RenderRequest,
  given: Answers,
  ask: boolean,
): Promise<NewWithFeatures> {
  const base = slashed(root);
  const contents = Object.fromEntries(files.map((file) => [`${base}/${file.path}`, file.content]));
  const memory: Files = inMemory(contents);
  const project = await openProject(base, { files: memory });
  const choice = chooseFor(project, wanted);
  const draft = new Draft(memory);
  const title = path.posix.basename(base);
  const answers = await answersTo(
    optionsOf(choice.added).filter(({ isOpen }) => !isOpen),
    given,
    ask,
    title,
  );
  const growth = growDraft(project, {
    draft,
    root: base,
    choices: {},
    added: choice.added,
    answers,
    apps: request.apps,
    django: request.django,
    comments: request.comments,
    isNew: true,
  });
  refuse(project, choice, growth);
  return {
    files: withDraft(files, draft, growth, base),
    growth,
    features: choice.added.map(({ id }) => id),
    answers,
  };
}

/** The files of a new project, with everything that the features have written. */
function withDraft(
  files: readonly RenderedFile[],
  draft: Draft,
  growth: Growth,
  root: string,
): RenderedFile[] {
  const changed = new Map(
    draft.operations().flatMap((operation) => {
      const file = operation.path.slice(root.length + 1);
      return operation.kind === 'remove' ? [] : [[file, operation.after] as const];
    }),
  );
  const known = [...files, ...growth.files];
  const paths = new Set(known.map((file) => file.path));
  const others = [...changed.keys()].filter((file) => !paths.has(file));
  return [
    ...known.map((file) => ({ ...file, content: changed.get(file.path) ?? file.content })),
    // Made by edits, since several features may write to them.
    ...others.map((file) => ({
      path: file,
      content: changed.get(file)!,
      brief: briefOfNew(file, growth, root),
    })),
  ];
}

function briefOfNew(file: string, { edits }: Growth, root: string): string {
  if (file === '.env.example') return brief('files/env-example', '');
  return edits.find(({ change }) => change.file === `${root}/${file}`)?.why ?? '';
}

async function wantedFeatures(flags: AddFlags, project: Project): Promise<string[]> {
  const named = (flags.words ?? []).flatMap((name) => name.split(',')).filter(Boolean);
  if (named.length > 0) return named;
  const present = presentFeatures(project);
  const open = allFeatures.filter(({ id }) => !present.includes(id));
  const chosen = mayAsk(flags) && open.length > 0 ? await askFeatures(open) : [];
  if (chosen.length > 0) return chosen;
  throw new UserError(
    'The name of a feature is missing.',
    `For example:  ${programName} add ${open[0]?.id ?? 'postgres'}\n\nThe features are:\n${allFeatures
      .map(({ id, title }) => `  ${id.padEnd(12)}  ${title}`)
      .join('\n')}`,
    exitCode.usage,
  );
}

async function askFeatures(features: readonly { id: string; title: string }[]): Promise<string[]> {
  const { askSeveral } = await import('../ask');
  return askSeveral(
    'Features',
    features.map(({ id, title }) => ({ value: id, title: `${id}: ${title}` })),
  );
}

async function answersTo(
  options: readonly FeatureOption[],
  given: Answers,
  ask: boolean,
  title: string,
): Promise<Answers> {
  const answers: Record<string, string> = {};
  for (const { flag, question, choices, ...option } of options) {
    const said = given[flag];
    const initial = option.initial.replaceAll('{title}', title);
    if (said !== undefined || !ask) {
      answers[flag] = said ?? initial;
      continue;
    }
    const { askOne, askText } = await import('../ask');
    answers[flag] = choices
      ? await askOne(question, choices, initial)
      : await askText(question, initial, () => undefined);
  }
  return answers;
}

function refuse(project: Project, { added }: Choice, { blockers, byHand }: Growth): void {
  const names = added.map(({ id }) => id).join(', ');
  if (blockers.length > 0) {
    throw new UserError(
      `Nothing was written: ${names} cannot be added.\n${blockers.map((reason) => `  ${reason}`).join('\n')}`,
    );
  }
  if (byHand.length > 0) {
    mustBeMended(project, byHand);
    throw onlyByHand(
      `${names} needs edits that only you can make`,
      byHand,
      'Write these lines yourself, then run the same command again: what is there is left as it is.',
    );
  }
}

function noProject({ lost, root }: Project): UserError {
  return new UserError(
    `There is no Django project whose settings are known in ${root}. ${lost ?? ''}`.trim(),
    'Run this inside a project, or say which settings count: --settings MODULE',
  );
}

function tooOld({ version, from }: Version): UserError {
  return new UserError(
    `Features are written for Django ${djangoVersions.join(', ')}; this project has ${version} (${from}).`,
    'Nothing was written.',
  );
}

function madeByOld(file: string, version: string): UserError {
  return new UserError(
    `Features are written for Django ${djangoVersions.join(', ')}; ${file} was made by ${version}, and no file says which one the project has now.`,
    'Nothing was written. Where it has a newer one, write that down, such as Django~=5.2.0 in requirements.txt.',
  );
}

function reportNothingToDo(flags: AddFlags, { present }: Choice): void {
  const ids = present.map(({ id }) => id);
  if (flags.json) printJson({ command: 'add', features: [], already: ids, files: [], edits: [] });
  else print(`Nothing to do: ${ids.join(', ')} ${ids.length > 1 ? 'are' : 'is'} there already.`);
}

function printPreview(
  project: Project,
  choice: Choice,
  version: Version,
  notes: NotesLevel,
  growth: Growth,
): void {
  const width = Math.max(0, ...growth.files.map(({ path: file }) => file.length));
  const { added, brought, present } = choice;
  const lines = [
    '',
    ...added.map(({ id, title }) => `${id}: ${title}.`),
    ...brought.map(({ feature, neededBy }) => dimmed(`${neededBy} needs ${feature.id}.`)),
    dimmed(`Django ${version.version} (${version.from}).`),
    ...notesLine(notes),
    '',
    ...growth.files.map(({ path: file, brief }) => statusLine('create', file.padEnd(width), brief)),
    ...editLines(project, growth.edits),
    ...growth.already.map((line) => statusLine('same', line)),
    ...present.map(({ id }) => statusLine('same', id, 'is there already')),
    '',
    ...growth.edits.flatMap(({ change }) => change.warnings.map((warning) => `Note: ${warning}`)),
  ];
  print(lines.join('\n'));
}
