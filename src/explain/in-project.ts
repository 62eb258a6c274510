/**
 * What `explain` knows of the project that the reader is in. It brings the parser of Python along,
 * so it is a bundle of its own, loaded where there is a project to read.
 */
import { openProject } from '../project/project';
import type { Answer } from './answer';
import { settingHere } from './setting-here';

/** @param folder the folder that the reader is in, with slashes */
export async function settingIn(
  folder: string,
  name: string,
  fallback: string | undefined,
): Promise<Pick<Answer, 'here' | 'places'>> {
  return settingHere(await openProject(folder), name, fallback, folder);
}
