/** Renders the user's own folder of templates instead of the built-in project. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ejs from 'ejs';
import { exitCode, UserError } from '../errors';
import { noteWriter, type RenderedFile, type RenderRequest } from './render';
import { ejsOptions, outputPath, prepareNotes } from './template';
import { factsOf, type Variables, variableNames } from './variables';

/**
 * Files that end in `.ejs` are rendered, all others are copied byte for byte. `project_name`,
 * `app_name` and `model_name` in a path stand for the names, `dot-` for a leading dot.
 *
 * @throws UserError where the folder or a template in it cannot be used, naming the file and line
 */
export function renderFolder(folder: string, request: RenderRequest): RenderedFile[] {
  const [app] = request.apps;
  const names = {
    project_name: request.project.package,
    ...(app && { app_name: app.name, model_name: app.model.variable }),
  };
  const files = listFiles(folder).flatMap((source) => {
    const path = outputPath(source, names);
    return path === undefined ? [] : [{ source, path }];
  });
  if (files.length === 0) {
    throw new UserError(
      `The template folder ${folder} has no files in it.`,
      undefined,
      exitCode.usage,
    );
  }
  const overview = files.map(({ path }) => ({ path, brief: '' }));

  return files.map(({ source, path }) => {
    const file = join(folder, source);
    const mode = statSync(file).mode & 0o777;
    if (!source.endsWith('.ejs')) return { path, content: readFileSync(file), brief: '', mode };
    const variables: Variables = {
      ...request,
      ...(app && { app, model: app.model }),
      files: overview,
      environment: [],
      note: noteWriter(path, request, factsOf(request.project, app)),
    };
    return { path, content: renderFile(file, variables), brief: '', mode };
  });
}

function renderFile(file: string, variables: Variables): string {
  try {
    return String(
      ejs.render(prepareNotes(readFileSync(file, 'utf8')), variables, {
        ...ejsOptions,
        compileDebug: true,
        filename: file,
        destructuredLocals: [...variableNames],
      } as ejs.Options),
    );
  } catch (error) {
    throw new UserError(
      `The template ${file} cannot be rendered:\n${(error as Error).message}`,
      `In reach of a template are: ${variableNames.join(', ')}.`,
    );
  }
}

function listFiles(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UserError(
      `There is no folder ${folder} to take templates from.`,
      undefined,
      exitCode.usage,
    );
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').includes('.git'))
    .sort();
}
