/**
 * What `explain` knows of the project that the reader is in. It brings the parser of Python along,
 * so it is a bundle of its own, loaded where there is a project to read.
 */
import { openProject } from '../project/project';
import type { Answer } from './answer';
import { decode } from './errors/decode';
import { settingHere } from './setting-here';

/** @param folder the folder that the reader is in, with slashes */
export async function settingIn(
  folder: string,
  name: string,
  fallback: string | undefined,
): Promise<Pick<Answer, 'here' | 'places'>> {
  return settingHere(await openProject(folder), name, fallback, folder);
}

/** What an error means, and where in the project of the folder its cause lies. */
export async function errorIn(folder: string, text: string): Promise<Answer | undefined> {
  const project = await openProject(folder);
  return decode(text, project.manage ? project : undefined);
}
