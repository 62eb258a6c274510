/** Explains a folder of a project: what it is, what uses it, and what lies in it. */
import path from 'node:path';
import { capitalized } from '../names/words';
import { foldersBelow } from '../project/files';
import type { Answer, Place } from './answer';
import { type FolderRole, folderRole } from './here/folders';
import { type Reader, seen } from './here/reader';
import { roleOf } from './here/role';
import { countFiles, foldedNote, HIDDEN, noteOf } from './here/tree';
import { entryOf, explanationOf } from './library';

/** More than these are not shown. */
const most = 40;

/** @param folder absolute, inside of the project */
export function explainFolder(reader: Reader, folder: string): Answer {
  const role = folderRole(reader, folder);
  const entry = role.id && entryOf(role.id);
  const places = placesIn(reader, folder, role);
  const left = places.length - most;
  const facts = left > 0 ? [...role.facts, `${left} more are in it than these:`] : role.facts;
  return {
    understood: `the folder ${seen(reader, folder)}/, ${role.title}`,
    explanations: entry ? [explanationOf(entry)] : [],
    places: places.slice(0, most),
    here: `## In this project\n${facts.join(' ')}`,
  };
}

/** Files are told one by one; of folders in them only how much they hold. */
function placesIn(reader: Reader, folder: string, { isDeep }: FolderRole): Place[] {
  const { files } = reader.project;
  const folders = isDeep ? [...foldersBelow(files, folder, 6)] : [folder];
  return folders.flatMap((each) => {
    const names = files.list(each).filter((name) => !HIDDEN.test(name));
    const paths = names.sort().map((name) => `${each}/${name}`);
    const inner = isDeep ? [] : paths.filter((one) => files.isFolder(one));
    return [
      ...paths.filter((one) => files.isFile(one)).map((file) => filePlace(reader, file)),
      ...inner.flatMap((one) => folderPlace(reader, one)),
    ];
  });
}

function filePlace(reader: Reader, file: string): Place {
  const { title, id, facts } = roleOf(reader, file);
  const entry = id ? entryOf(id) : undefined;
  const brief = entry?.kind === 'files' ? entry.brief : undefined;
  const note = path.posix.basename(file) === '__init__.py' ? '' : noteOf(reader.project, file);
  const why = note ? sentence(note) : (brief ?? facts[0] ?? entry?.brief ?? sentence(title));
  return { path: seen(reader, file), line: null, why, ...(entry && { explanation: entry.id }) };
}

function folderPlace(reader: Reader, folder: string): Place[] {
  const inside = countFiles(reader.project, folder);
  if (inside === 0) return [];
  const { id } = folderRole(reader, folder);
  const why = sentence(foldedNote(reader.project, folder, inside));
  return [{ path: `${seen(reader, folder)}/`, line: null, why, ...(id && { explanation: id }) }];
}

const sentence = (words: string) => `${capitalized(words)}.`;
