import { importsOf } from './definitions';
import { foldersBelow } from './files';
import type { Project } from './project';

/** A file that may define models. */
export interface ModelFile {
  file: string;
  /** Whether Django reads it at its start: `models` itself, and what it imports. */
  imported: boolean;
}

/**
 * The files of an app that may define models: `models.py` or the package `models`, and the modules
 * of the app that these import. Modules of the package that nothing there imports come last.
 * https://docs.djangoproject.com/en/stable/topics/db/models/#organizing-models-in-a-package
 */
export function modelFiles({ modules, files }: Project, app: string): ModelFile[] {
  const start = modules.find(`${app}.models`);
  if (!start) return [];
  const found = new Set<string>();
  const follow = (file: string, name: string) => {
    if (found.has(file)) return;
    found.add(file);
    const module = modules.load(file, name);
    for (const target of module ? importsOf(module) : []) {
      if (!target.startsWith(`${app}.`)) continue;
      // `from .post import Post`: a name of the module `blog.models.post`, or a module.
      for (const candidate of [target, target.split('.').slice(0, -1).join('.')]) {
        const next = candidate.startsWith(`${app}.`) ? modules.find(candidate) : undefined;
        if (!next) continue;
        if (mayHaveModels(files.read(next))) follow(next, candidate);
        break;
      }
    }
  };
  follow(start, `${app}.models`);
  const imported = [...found].map((file) => ({ file, imported: true }));
  if (!start.endsWith('/__init__.py')) return imported;
  const folder = start.slice(0, -'/__init__.py'.length);
  const others = [...foldersBelow(files, folder, 3)]
    .flatMap((below) =>
      files
        .list(below)
        .filter((name) => /^[A-Za-z_]\w*\.py$/.test(name))
        .sort()
        .map((name) => `${below}/${name}`),
    )
    .filter((file) => !found.has(file) && mayHaveModels(files.read(file)))
    .map((file) => ({ file, imported: false }));
  return [...imported, ...others];
}

/** A file without the word `models` has none; it need not be parsed. */
function mayHaveModels(bytes: Uint8Array | undefined): boolean {
  return bytes !== undefined && /\bmodels?\b/i.test(new TextDecoder('latin1').decode(bytes));
}
