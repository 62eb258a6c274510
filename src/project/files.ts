import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../errors';

/**
 * Where a project is read from: the disk, or a draft of what a command is about to write. Paths
 * are absolute and use `/`.
 */
export interface Files {
  /** The bytes of a file; undefined where there is none. */
  read(file: string): Uint8Array | undefined;
  isFile(file: string): boolean;
  isFolder(folder: string): boolean;
  /** The names in a folder; none where it does not exist. */
  list(folder: string): readonly string[];
}

export const disk: Files = {
  read: (file) => (disk.isFile(file) ? bytesOf(file) : undefined),
  isFile: (file) => existsSync(file) && statSync(file).isFile(),
  isFolder: (folder) => existsSync(folder) && statSync(folder).isDirectory(),
  list: (folder) => (disk.isFolder(folder) ? entriesOf(folder) : []),
};

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new UserError(`You may not read ${file}.`, 'Change the rights of that file.');
  }
}

/** Folders that are closed to the user hold nothing that the project needs. */
function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return [];
    throw error;
  }
}

/** Files that are held in memory, by their absolute path. */
export function inMemory(contents: Readonly<Record<string, string | Uint8Array>>): Files {
  const names = Object.keys(contents);
  const isFolder = (folder: string) => names.some((name) => name.startsWith(`${folder}/`));
  return {
    read: (file) => {
      const content = contents[file];
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
    isFile: (file) => Object.hasOwn(contents, file),
    isFolder,
    list: (folder) => [
      ...new Set(
        names
          .filter((name) => name.startsWith(`${folder}/`))
          .map((name) => name.slice(folder.length + 1).split('/')[0]!),
      ),
    ],
  };
}

/** The same files, one of them with another text. */
export function overlay(files: Files, file: string, text: string): Files {
  return {
    ...files,
    read: (name) => (name === file ? new TextEncoder().encode(text) : files.read(name)),
  };
}

/** The folders above a folder, itself first. */
export function* upwards(folder: string): Generator<string> {
  for (let at = folder; ; at = path.posix.dirname(at)) {
    yield at;
    if (at === path.posix.dirname(at)) return;
  }
}

const NEVER_PROJECT_CODE = new Set([
  'node_modules',
  'site-packages',
  '__pycache__',
  'dist',
  'build',
]);

/** The folders below a folder that may hold the project's own code, nearest first. */
export function* foldersBelow(files: Files, root: string, depth: number): Generator<string> {
  let level = [root];
  for (let at = 0; at <= depth && level.length > 0; at++) {
    yield* level;
    level = level.flatMap((folder) =>
      files
        .list(folder)
        .filter((name) => !name.startsWith('.') && !NEVER_PROJECT_CODE.has(name))
        .map((name) => `${folder}/${name}`)
        .filter((name) => files.isFolder(name) && !files.isFile(`${name}/pyvenv.cfg`))
        .sort(),
    );
  }
}
