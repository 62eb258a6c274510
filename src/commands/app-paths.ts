/** Paths as add-app names them. */
import { dirname, relative, sep } from 'node:path';
import type { Project } from '../project/project';

/** A path as the user sees it from manage.py. */
export function shown(project: Project, path: string): string {
  return slashed(relative(project.root, path)) || '.';
}

/** The nearest folder that all paths are in, or that one of them is. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const isInside = (folder: string) =>
    others.every((path) => !relative(folder, path).startsWith('..'));
  let folder = first;
  while (!isInside(folder)) folder = dirname(folder);
  return folder;
}

/** The project's files are named with `/` on every system. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
