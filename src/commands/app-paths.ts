/** Paths as the commands name them. */
import { dirname, relative, sep } from 'node:path';
import type { Project } from '../project/project';

/** A path as the user sees it from manage.py. */
export function shown(project: Project, path: string): string {
  return slashed(relative(project.root, path)) || '.';
}

/** The nearest folder that all paths are in, or that one of them is. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  let folder = first;
  while (!others.every((path) => isInside(folder, path))) folder = dirname(folder);
  return folder;
}

/** Whether a path is that folder, or somewhere in it. */
export function isInside(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`));
}

/** The project's files are named with `/` on every system. */
export function slashed(path: string): string {
  return path.split(sep).join('/');
}
