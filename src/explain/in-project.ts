/**
 * What `explain` knows of the project that the reader is in. It brings the parser of Python along,
 * so it is a bundle of its own, loaded where there is a project to read.
 */
import path from 'node:path';
import { capitalized } from '../names/words';
import { openProject } from '../project/project';
import { explainAddress } from './address';
import type { Answer, Place } from './answer';
import { decode } from './errors/decode';
import { explainFile, explainLine } from './file';
import { explainFolder } from './folder';
import { glance } from './glance';
import { seen } from './here/reader';
import { roleOf } from './here/role';
import type { MeantFile } from './path-here';
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
  return decode(text, project.manage ? project : undefined, folder);
}

/** The project of a folder at a glance, drawn in so many columns. */
export async function glanceAt(folder: string, width: number): Promise<Answer> {
  return glance({ project: await openProject(folder), folder }, width);
}

/** Which route answers an address, and the way there. */
export async function addressIn(folder: string, typed: string, width: number): Promise<Answer> {
  return explainAddress({ project: await openProject(folder), folder }, typed, width);
}

/** A file of the project, or what stands at one of its lines. */
export async function fileIn(folder: string, { file, line }: MeantFile): Promise<Answer> {
  const reader = { project: await openProject(path.posix.dirname(file)), folder };
  return line === undefined ? explainFile(reader, file) : explainLine(reader, file, line);
}

/** A folder of the project; that of manage.py is the project itself. */
export async function folderIn(folder: string, asked: string, width: number): Promise<Answer> {
  const reader = { project: await openProject(asked), folder };
  return reader.project.root === asked ? glance(reader, width) : explainFolder(reader, asked);
}

/** What files of the same name are, each in its place. */
export async function namesakesIn(folder: string, files: readonly string[]): Promise<Place[]> {
  const reader = { project: await openProject(folder), folder };
  return files.map((file) => {
    const { title, facts } = roleOf(reader, file);
    return { path: seen(reader, file), line: null, why: facts[0] ?? `${capitalized(title)}.` };
  });
}
