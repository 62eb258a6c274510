/** Finds the file that somebody means by a path as people type it. */
import path from 'node:path';
import { UserError } from '../errors';
import { type Files, foldersBelow } from '../project/files';

export interface MeantFile {
  file: string;
  line: number | undefined;
}

interface Around {
  files: Files;
  /** The folder of manage.py; undefined outside of a project. */
  root: string | undefined;
  /** The folder that the reader is in. */
  folder: string;
}

/**
 * The file that a word names: seen from the reader's folder or from manage.py, absolute, with
 * slashes of either kind, or its name alone where only one file has it. A name that several files
 * have, such as urls.py, is rather a topic.
 *
 * @returns undefined where the word is not the path of a file
 * @throws UserError naming the candidates where several files fit a path or a line
 */
export function meantFile(around: Around, typed: string): MeantFile | undefined {
  const { name, line } = split(typed);
  if (!/[./]/.test(name) || /\n/.test(name) || name.endsWith('/')) return undefined;
  const { files, root, folder } = around;
  for (const base of [folder, root ?? folder]) {
    const file = path.posix.resolve(base, name);
    if (files.isFile(file)) return { file, line };
  }
  if (!root || /\s/.test(name) || !(name.includes('/') || EXTENSION.test(name))) return undefined;
  const found = endingWith(files, root, name);
  const below = found.filter((file) => file.startsWith(`${folder}/`));
  const [only] = found.length === 1 ? found : below.length === 1 ? below : [];
  if (only) return { file: only, line };
  if (found.length === 0 || (line === undefined && !name.includes('/'))) return undefined;
  const names = found.map((file) => path.posix.relative(folder, file));
  throw new UserError(
    `${name} may be one of ${found.length} files.`,
    `Which one?\n${names
      .slice(0, 20)
      .map((candidate) => `  ${candidate}${line === undefined ? '' : `:${line}`}`)
      .join('\n')}${names.length > 20 ? `\n  and ${names.length - 20} more` : ''}`,
  );
}

/**
 * The folder of the project that a path names, seen from the reader's folder or from manage.py. A
 * word without a slash is rather a topic, unless it names a package that no explanation has the
 * name of.
 */
export function meantFolder(
  { files, root, folder }: Around,
  typed: string,
  isTopic: (word: string) => boolean,
): string | undefined {
  const name = split(typed).name;
  if (!root || name === '' || name.includes('\n')) return undefined;
  const found = [folder, root]
    .map((base) => path.posix.resolve(base, name))
    .find((one) => (one === root || one.startsWith(`${root}/`)) && files.isFolder(one));
  if (!found || name.includes('/') || /^\.+$/.test(name)) return found;
  return files.isFile(`${found}/__init__.py`) && !isTopic(name) ? found : undefined;
}

/** `/blog/7/`, `http://127.0.0.1:8000/blog/7/?page=2` */
export const isAddress = (typed: string): boolean => /^(https?:\/\/[^/\s]+)?\/\S*$/.test(typed);

/** The files of the project with this name; none where it is no name of a file. */
export function filesNamed({ files, root }: Around, name: string): string[] {
  return root && /^[\w.-]+$/.test(name) && EXTENSION.test(name)
    ? endingWith(files, root, name)
    : [];
}

/** `blog/models.py:12`, `blog\models.py:12:5`, `"blog/models.py", line 12`, `blog/models.py#L12` */
function split(typed: string): { name: string; line: number | undefined } {
  const text = typed.trim().replace(/^(File )?["'](.*?)["']/, '$2');
  const [, name = text, line] =
    /^(.*?)(?::(\d+)(?::\d+)?|#L(\d+)|,? line (\d+))?:?$/s.exec(text) ?? [];
  const number = /(?::(\d+)(?::\d+)?|#L(\d+)|,? line (\d+)):?$/.exec(text);
  const found = line ?? number?.[1] ?? number?.[2] ?? number?.[3];
  const slashes = name.replaceAll('\\', '/').replace(/^[A-Za-z]:(?=\/)/, '');
  return { name: slashes, line: found === undefined ? undefined : Number(found) };
}

/** Other words with a dot in them are topics: `models.W042`. */
const EXTENSION = /\.(py|html?|txt|css|js|md|svg|toml|cfg|ini|json|ya?ml|xml|conf|sh|po|lock)$/;

/** Deeper folders are not looked at. */
const DEPTH = 10;

function endingWith(files: Files, root: string, name: string): string[] {
  const wanted = name.replace(/^(\.?\/)+/, '');
  const last = path.posix.basename(wanted);
  return [...foldersBelow(files, root, DEPTH)]
    .map((folder) => `${folder}/${last}`)
    .filter((file) => file.endsWith(`/${wanted}`) && files.isFile(file));
}
