/** Renders the built-in templates: a whole project, in memory. */

import type { CommentLevel, Facts } from '../explain/comments';
import { insertFacts, type NoteText, noteLines, noteWithFacts } from '../explain/comments';
import { notes } from '../generated/notes';
import { appTemplates, bareTemplates, projectTemplates } from '../generated/templates';
import type { FileContent } from '../plan/plan';
import { wrapLongLines } from './long-lines';
import { withSingleQuotes } from './quotes';
import { outputPath } from './template';
import {
  type AppVariables,
  type DjangoVariables,
  type EnvironmentVariable,
  type FileVariables,
  factsOf,
  type ProjectVariables,
  type Variables,
} from './variables';

/** A template, compiled at build time. */
export interface CompiledTemplate {
  path: string;
  /** The explanation of the file as a whole. */
  explanation: string;
  render(variables: Variables, asText: (value: unknown) => string): string;
}

export interface RenderedFile {
  path: string;
  content: FileContent;
  /** What the file is for, in one line. */
  brief: string;
  mode?: number;
}

export interface RenderRequest {
  project: ProjectVariables;
  apps: AppVariables[];
  django: DjangoVariables;
  comments: CommentLevel;
  /** What features bring, for the README. */
  brought?: { files: readonly FileVariables[]; environment: readonly EnvironmentVariable[] };
}

/** @returns the files of a new project, in reading order, with paths relative to its root */
export function renderProject(request: RenderRequest): RenderedFile[] {
  const ofProject: TemplateUse[] = projectTemplates.map((template) => ({ template }));
  const ofApps = request.apps.flatMap((app) => appFiles(app, request));
  const isCode = ({ template }: TemplateUse) => /\.py\b/.test(template.path);
  return renderAll(request, [
    ...ofProject.filter(isCode),
    ...ofApps,
    ...ofProject.filter((file) => !isCode(file)),
  ]);
}

export interface AppRequest extends RenderRequest {
  /** No example model: what startapp makes, and urls.py. */
  bare?: boolean;
  /** The project writes its texts in single quotes. */
  singleQuotes?: boolean;
}

/** @returns the files of one app for a project that is there, with paths relative to manage.py */
export function renderApp(app: AppVariables, request: AppRequest): RenderedFile[] {
  const files = renderAll(request, appFiles(app, request));
  if (!request.singleQuotes) return files;
  return files.map((file) =>
    file.path.endsWith('.py') ? { ...file, content: withSingleQuotes(String(file.content)) } : file,
  );
}

interface TemplateUse {
  template: CompiledTemplate;
  /** The app whose file it makes. */
  app?: AppVariables;
}

function appFiles(app: AppVariables, { bare }: AppRequest): TemplateUse[] {
  const isWanted = ({ path }: CompiledTemplate) =>
    path !== ownBase || app.base === `${app.name}/base.html`;
  return (bare ? bareTemplates : appTemplates)
    .filter(isWanted)
    .map((template) => ({ template, app }));
}

/** The frame of the pages, for a project that has none. */
const ownBase = 'templates/app_name/base.html.ejs';

function renderAll(request: RenderRequest, uses: readonly TemplateUse[]): RenderedFile[] {
  const files = uses.map(({ template, app }) => ({
    template,
    app,
    path: pathOf(template.path, request.project, app),
    brief: briefOf(template.explanation, factsOf(request.project, app)),
  }));
  const overview: FileVariables[] = files.filter(({ path }) => path !== 'README.md');

  return files.map(({ template, app, path, brief }) => {
    const variables: Variables = {
      ...request,
      ...(app && { app, model: app.model }),
      files: [...overview, ...(request.brought?.files ?? [])],
      environment: request.brought?.environment ?? [],
      note: noteWriter(path, request, factsOf(request.project, app)),
    };
    return {
      path,
      content: finished(path, template.render(variables, String)),
      brief,
      ...(path === 'manage.py' && { mode: 0o755 }),
    };
  });
}

/** A file ends with one newline; an empty one has none. */
export function finished(path: string, text: string): string {
  const trimmed = text.trimEnd();
  const whole = trimmed && `${trimmed}\n`;
  return path.endsWith('.py') ? wrapLongLines(whole) : whole;
}

/** @returns the function `note` of a template for the file at `path` */
export function noteWriter(
  path: string,
  { django, comments }: Pick<RenderRequest, 'django' | 'comments'>,
  facts: Facts,
  texts: Readonly<Record<string, NoteText>> = notes,
): Variables['note'] {
  return (indent, id, moreFacts) => {
    if (!id) return '';
    const all = { ...facts, ...moreFacts };
    const text = textOf(noteWithFacts(id, all, texts) ?? id, texts);
    const explainsFile = id.startsWith('files/');
    const lines = noteLines(text, {
      path,
      indent,
      level: comments,
      facts: all,
      ...(explainsFile && text.docs && { more: django.docs + text.docs }),
    });
    // A blank line keeps the note on the file apart from the note on its first line of code.
    return explainsFile && lines ? `${lines}\n` : lines;
  };
}

function pathOf(templatePath: string, project: ProjectVariables, app?: AppVariables): string {
  const path = outputPath(templatePath, {
    project_name: project.package,
    ...(app && { app_name: app.name, model_name: app.model.variable }),
  });
  if (path === undefined) throw new Error(`${templatePath} needs an app`);
  return app ? `${app.folder}/${path}` : path;
}

/** What a file or a line is for, in one line. */
export function briefOf(
  id: string,
  facts: Facts,
  texts: Readonly<Record<string, NoteText>> = notes,
): string {
  return insertFacts(textOf(noteWithFacts(id, facts, texts) ?? id, texts).brief, facts);
}

function textOf(id: string, texts: Readonly<Record<string, NoteText>>): NoteText {
  const text = texts[id];
  if (!text) throw new Error(`There is no explanation "${id}"`);
  return text;
}
