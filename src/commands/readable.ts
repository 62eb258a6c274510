/** Stops where a project cannot be read, and says which file or folder is to blame. */
import { accessSync, constants } from 'node:fs';
import { relative } from 'node:path';
import { programName } from '../cli';
import { UserError } from '../errors';
import type { Outcome } from '../project/outcome';
import type { Project } from '../project/project';
import { slashed } from './app-paths';

/** @throws UserError in a folder without a project, or with one whose settings nobody can read */
export function mustBeReadable(project: Project): void {
  const { manage, settings, lost, root, modules, files } = project;
  if (settings.length > 0) return;
  if (!manage && lost === 'There is no manage.py.') {
    throw new UserError(
      `There is no Django project in ${root}, nor above it.`,
      `Go into one, or make one:  ${programName} mysite`,
    );
  }
  for (const file of modules.broken.keys()) mustBePython(project, file);
  for (const name of files.list(root)) {
    const folder = `${root}/${name}`;
    if (name.startsWith('.') || !files.isFolder(folder) || isOpen(folder)) continue;
    throw new UserError(
      `The settings were not found, and you may not look into ${folder}.`,
      'Change the rights of that folder.',
    );
  }
}

/**
 * Lines to write by hand help nobody whose file Python itself could not read.
 *
 * @throws UserError where such a file has a syntax error
 */
export function mustBeMended(project: Project, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes) {
    if (outcome.outcome !== 'by hand') continue;
    const file = `${project.root}/${outcome.where}`;
    if (!file.endsWith('.py') || !project.files.isFile(file)) continue;
    project.modules.load(file);
    mustBePython(project, file);
  }
}

function mustBePython({ root, modules }: Project, file: string): void {
  const broken = modules.broken.get(file);
  if (broken?.why !== 'it has a syntax error') return;
  throw new UserError(
    `${slashed(relative(root, file))}, line ${broken.line}: ${broken.why}.`,
    'Nothing was written. Mend it, then run the same command again.',
  );
}

function isOpen(folder: string): boolean {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
