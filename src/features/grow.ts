/** Writes features to a draft: the one way they take, at creation and later. */
import path from 'node:path';
import type { CommentLevel } from '../explain/comments';
import { features } from '../generated/features';
import type { Draft } from '../plan/draft';
import { baseTemplate } from '../project/base-template';
import { loginPage } from '../project/login-page';
import type { ByHand, PlannedEdit } from '../project/outcome';
import type { Choices, Project } from '../project/project';
import { text } from '../python/values';
import type { RenderedFile } from '../render/render';
import type { AppVariables, DjangoVariables, EnvironmentVariable } from '../render/variables';
import { type Choice, chooseFeatures } from './choose';
import { FeatureEditor } from './editor';
import type { Answers, Feature, FeatureOption, FeatureProject } from './feature';
import { brief, type FeatureVariables, renderFeature } from './render';
import { served } from './served';

export const allFeatures: readonly Feature[] = features.map(({ feature }) => feature);

/** @returns the ids of the features that a project has */
export function presentFeatures(project: Project): string[] {
  return allFeatures
    .filter(({ present, byItself }) => present(project) || byItself?.(project))
    .map(({ id }) => id);
}

/**
 * What is to be added to a project, and what comes along.
 *
 * @throws UserError where a feature does not exist, or does not go with another
 */
export function chooseFor(project: Project, wanted: readonly string[]): Choice {
  return chooseFeatures(allFeatures, wanted, presentFeatures(project));
}

/** The questions of these features, each once. */
export function optionsOf(added: readonly Feature[]): FeatureOption[] {
  const all = added.flatMap(({ options }) => options ?? []);
  return [...new Map(all.map((option) => [option.flag, option])).values()];
}

export interface GrowRequest {
  draft: Draft;
  /** The folder of manage.py; absolute, with `/`. */
  root: string;
  /** What the user says about the places. */
  choices: Choices;
  added: readonly Feature[];
  /** Features that were asked for and are there: what is missing of them is added, no more. */
  present?: readonly Feature[];
  answers: Answers;
  apps: AppVariables[];
  django: DjangoVariables;
  comments: CommentLevel;
  isNew: boolean;
}

export interface Growth {
  /** The new files, with paths relative to the root. */
  files: RenderedFile[];
  edits: PlannedEdit[];
  already: string[];
  byHand: ByHand[];
  /** Files that are in the way, and features that this project cannot have. */
  blockers: string[];
  /** For the README. */
  environment: EnvironmentVariable[];
  next: string[];
}

/** Plans to add features, one after the other; each sees the edits of those before it. */
export function growDraft(project: Project, request: GrowRequest): Growth {
  const { draft, root, choices, added, present = [], answers } = request;
  const ids = [...presentFeatures(project), ...added.map(({ id }) => id)];
  const variables: FeatureVariables = {
    project: namesOf(project),
    apps: request.apps,
    django: request.django,
    comments: request.comments,
    features: ids,
    answers,
  };
  const growth: Growth = {
    files: [],
    edits: [],
    already: [],
    byHand: [],
    blockers: [],
    environment: [],
    next: [],
  };
  const unfinished = present.filter((each) => each.present(project));
  const newIds = added.map(({ id }) => id);
  for (const feature of [...unfinished, ...added]) {
    const isThere = present.includes(feature);
    const compiled = features.find((one) => one.feature === feature)!;
    const editor = new FeatureEditor(draft, root, choices, compiled, variables);
    const { isNew } = request;
    const facts = { project: variables.project, isNew, answers, features: ids, added: newIds };
    const refusal = feature.refuse?.(project, facts);
    if (refusal && !isThere) growth.blockers.push(`${feature.id}: ${refusal}`);
    for (const file of renderFeature(compiled, variables)) {
      const target = `${root}/${file.path}`;
      if (draft.text(target) === file.content) continue;
      if (draft.files.isFile(target) || draft.files.isFolder(target)) {
        // The user may have changed what the feature brought.
        if (isThere) continue;
        growth.blockers.push(
          `${file.path} exists already; ${feature.id} brings a file of that name`,
        );
        continue;
      }
      draft.write(target, file.content, file.mode);
      growth.files.push(file);
    }
    feature.edit?.(editor, editor.project);
    for (const wanted of feature.packages ?? []) editor.package(wanted);
    editor.environment(feature.environment ?? []);
    growth.edits.push(...editor.edits);
    growth.already.push(...editor.already.filter((line) => !growth.already.includes(line)));
    if (!isThere) growth.byHand.push(...editor.byHand);
    growth.environment.push(
      ...(feature.environment ?? []).flatMap(({ name, without, note }) => {
        const what = brief(note, variables.project.package).replace(/\.$/, '');
        return without === undefined ? [] : [{ name, without, brief: what }];
      }),
    );
    growth.next.push(...(feature.next?.(facts) ?? []));
  }
  growth.next = [
    ...new Set([...(request.isNew ? [] : installing(root, growth.edits, draft)), ...growth.next]),
  ];
  return growth;
}

/** How the packages get into the environment, by the file that lists them. */
function installing(root: string, edits: readonly PlannedEdit[], draft: Draft): string[] {
  const edited = (name: string) =>
    edits.find(({ change }) => path.posix.basename(change.file) === name)?.change;
  const list = edited('requirements.txt');
  if (list) {
    return [
      ...(list.before ? [] : ['Add to requirements.txt what else your project imports']),
      `python -m pip install -r ${path.posix.relative(root, list.file)}`,
    ];
  }
  const folder = path.posix.dirname(edited('pyproject.toml')?.file ?? '');
  if (folder === '.') return [];
  if (draft.files.isFile(`${folder}/uv.lock`)) return ['uv sync'];
  return [`python -m pip install ${path.posix.relative(root, folder) || '.'}`];
}

/** What a project calls its parts. */
function namesOf(project: Project): FeatureProject {
  const { root, rootUrls, settings, modules } = project;
  const module = settings[0]?.module ?? 'settings';
  const urls = 'module' in rootUrls ? rootUrls.module : module;
  const name = urls.split('.').slice(0, -1).join('.');
  const file = 'file' in rootUrls ? rootUrls.file : `${root}/urls.py`;
  const isPackage = file.endsWith('/__init__.py');
  const folder = path.posix.dirname(isPackage ? path.posix.dirname(file) : file);
  const server = (kind: 'wsgi' | 'asgi') => {
    const named = text(settings[0]?.names.get(`${kind.toUpperCase()}_APPLICATION`)?.value);
    const beside = [name, module.split('.')[0]!].map((start) =>
      start ? `${start}.${kind}` : kind,
    );
    const found = beside.find((one) => modules.find(one)) ?? beside[0]!;
    return named?.replace(/\.\w+$/, '') ?? found;
  };
  return {
    package: name,
    folder: path.posix.relative(root, folder) || '.',
    title: path.posix.basename(root),
    settings: module,
    secretKey: text(settings[0]?.names.get('SECRET_KEY')?.value) ?? '',
    base: baseTemplate(project) ? 'base.html' : '',
    login: loginPage(project) ?? '',
    wsgi: server('wsgi'),
    asgi: server('asgi'),
    static: served(project, 'STATIC'),
    media: served(project, 'MEDIA'),
  };
}
