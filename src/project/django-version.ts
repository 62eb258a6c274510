import path from 'node:path';
import { decoded } from '../python/text';
import { type Files, upwards } from './files';

/** The Django version that a project uses, as far as its files tell. */
export interface DjangoVersion {
  /** As written: `5.2.1`, or the lower bound of a range. */
  version: string;
  /** The file that says so. */
  file: string;
}

/**
 * Looks for Django's version: what is installed in the project's own environment comes first, then
 * lock files, then what the project asks for.
 */
export function djangoVersion(files: Files, root: string): DjangoVersion | undefined {
  for (const folder of projectFolders(files, root)) {
    const found = installed(files, folder) ?? declared(files, folder);
    if (found) return found;
  }
  return undefined;
}

/** Whether the project is known to use a Django older than a major version. */
export function isBefore(project: { files: Files; root: string }, major: number): boolean {
  const known = djangoVersion(project.files, project.root);
  return known !== undefined && Number.parseInt(known.version, 10) < major;
}

/** From the folder of manage.py up to the repository's. */
export function* projectFolders(files: Files, root: string): Generator<string> {
  let climbed = 0;
  for (const folder of upwards(root)) {
    yield folder;
    if (files.isFolder(`${folder}/.git`) || ++climbed > 2) return;
  }
}

function installed(files: Files, folder: string): DjangoVersion | undefined {
  for (const name of ['.venv', 'venv', 'env']) {
    if (!files.isFile(`${folder}/${name}/pyvenv.cfg`)) continue;
    const libraries = files
      .list(`${folder}/${name}/lib`)
      .map((python) => `${folder}/${name}/lib/${python}/site-packages`);
    for (const packages of [...libraries, `${folder}/${name}/Lib/site-packages`]) {
      for (const entry of files.list(packages)) {
        const found = /^django-(\d[\w.]*)\.dist-info$/i.exec(entry);
        if (found) return { version: found[1]!, file: `${packages}/${entry}` };
      }
    }
  }
  return undefined;
}

/** Each kind of file with the shape of its entry for Django. The first number found counts. */
const DECLARATIONS: readonly [name: RegExp, entry: RegExp][] = [
  [/^(uv|poetry|pdm)\.lock$/, /^name = "django"\s+version = "(\d[\w.]*)"/im],
  [/^Pipfile\.lock$/, /"django": \{[^}]*?"version": "==(\d[\w.]*)"/i],
  [/^requirements.*\.(txt|in|pip)$/, /^\s*django(?:\[[\w,]+\])?\s*[=~<>!]=?=?\s*(\d[\w.]*)/im],
  [
    /^pyproject\.toml$/,
    /["']?django(?:\[[\w,]+\])?["']?\s*(?:=\s*["'])?\s*[\^~=<>!]*\s*(\d[\w.]*)/i,
  ],
  [/^Pipfile$/, /^["']?django["']?\s*=\s*["'][\^~=<>!]*\s*(\d[\w.]*)/im],
  [/^setup\.(py|cfg)$/, /\bdjango\s*[=~<>!]=?\s*(\d[\w.]*)/i],
];

function declared(files: Files, folder: string): DjangoVersion | undefined {
  const candidates = [folder, `${folder}/requirements`].flatMap((where) =>
    files.list(where).map((name) => `${where}/${name}`),
  );
  for (const [shape, entry] of DECLARATIONS) {
    for (const file of candidates) {
      const name = path.posix.basename(file);
      const inRequirements = /\/requirements\/[^/]+\.(txt|in|pip)$/.test(file);
      if (!shape.test(name) && !(inRequirements && shape.test(`requirements-${name}`))) continue;
      const bytes = files.read(file);
      const found = bytes && entry.exec(decoded(bytes));
      if (found) return { version: found[1]!, file };
    }
  }
  return undefined;
}
