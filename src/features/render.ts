/** Renders what a feature brings: its files, and the parts that its edits put into others. */
import type { CommentLevel, Facts, NoteText } from '../explain/comments';
import { featureNotes } from '../generated/features';
import {
  briefOf,
  type CompiledTemplate,
  finished,
  noteWriter,
  type RenderedFile,
} from '../render/render';
import { outputPath } from '../render/template';
import {
  type AppVariables,
  type DjangoVariables,
  factsOf,
  type Variables,
} from '../render/variables';
import type { Answers, Feature, FeatureProject } from './feature';

/** A feature with its templates, compiled at build time. */
export interface CompiledFeature {
  feature: Feature;
  files: readonly CompiledTemplate[];
  parts: readonly CompiledTemplate[];
}

/** What the templates of features may use, beside `note`. */
export interface FeatureVariables {
  project: FeatureProject;
  apps: AppVariables[];
  django: DjangoVariables;
  comments: CommentLevel;
  features: readonly string[];
  answers: Answers;
}

/** @returns the files of a feature, with paths relative to manage.py */
export function renderFeature(
  { files }: CompiledFeature,
  variables: FeatureVariables,
): RenderedFile[] {
  return files.flatMap((template) => {
    const path = outputPath(template.path, { project_name: variables.project.folder })!;
    const known = { ...facts(variables.project.package), ...appAround(files, template.path) };
    const content = renderTemplate(template, path, variables, known);
    // A file that is meant for some projects only renders to nothing in the others.
    if (content === '' && !path.endsWith('__init__.py')) return [];
    return [{ path, content, brief: briefOf(template.explanation, known, texts) }];
  });
}

/** @returns a part as the lines that an edit puts into a file */
export function renderPart(
  { feature, parts }: CompiledFeature,
  name: string,
  variables: FeatureVariables,
): string {
  const template = parts.find(({ path }) => path === `${name}.ejs`);
  if (!template) throw new Error(`The feature ${feature.id} has no parts/${name}.ejs`);
  return renderTemplate(template, name, variables, facts(variables.project.package));
}

/** The app that a feature brings and that a file of it belongs to. */
function appAround(files: readonly CompiledTemplate[], file: string): { app?: string } {
  const [folder] = file.split('/');
  return files.some(({ path }) => path === `${folder}/apps.py.ejs`) ? { app: folder! } : {};
}

/**
 * @param around what is known of the place beside the project, such as its app
 * @returns a note as whole lines for a file, at an indent
 */
export function noteAbove(
  path: string,
  id: string,
  variables: FeatureVariables,
  around: Facts = {},
) {
  const known = { ...facts(variables.project.package), ...around };
  const write = noteWriter(path, variables, known, texts);
  return (indent: string): string => write(indent, id);
}

/** @returns why a line is needed, in one line */
export function brief(id: string, projectPackage: string): string {
  return briefOf(id, facts(projectPackage), texts);
}

const texts: Readonly<Record<string, NoteText>> = featureNotes;

const facts = (name: string) => factsOf({ package: name, title: '', secretKey: '' });

function renderTemplate(
  template: CompiledTemplate,
  path: string,
  variables: FeatureVariables,
  known: Facts,
): string {
  const note = noteWriter(path, variables, known, texts);
  const all = { ...variables, note } as unknown as Variables;
  return finished(path, template.render(all, String));
}
