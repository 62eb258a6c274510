import path from 'node:path';
import { asSequence } from '../python/resolve';
import { texts, type Value } from '../python/values';
import type { Files } from './files';
import { appsOf } from './models';
import type { Project } from './project';

/** A folder of templates or of static files, and the app that brings it. */
export interface AssetFolder {
  folder: string;
  /** The label of the app; undefined for a folder that the settings name. */
  app: string | undefined;
  /** What stands in front of its files' names: `('docs', folder)` in STATICFILES_DIRS. */
  prefix: string;
}

/** A file in such a folder. */
export interface Asset extends AssetFolder {
  /** As `{% extends %}` or `{% static %}` write it: `blog/post_list.html`. */
  name: string;
  file: string;
}

/** The folders of this name inside the project's own installed apps, in the order of the apps. */
export function foldersOfApps(project: Project, name: string): AssetFolder[] {
  return appsOf(project).flatMap(({ module, label, own }) => {
    const home = own ? project.modules.folderOf(module) : undefined;
    const folder = `${home}/${name}`;
    return home && project.files.isFolder(folder) ? [{ folder, app: label, prefix: '' }] : [];
  });
}

/** The folders that a setting lists. Those that only running the project tells are left out. */
export function foldersOfSetting(project: Project, value: Value | undefined): AssetFolder[] {
  const list = value && asSequence(project.modules.world, value);
  return (list?.items ?? []).flatMap(({ value: entry }) => {
    const [first, second] = entry.kind === 'sequence' ? entry.items : [];
    const [prefix] = second ? texts(first?.value) : [''];
    return texts(second ? second.value : entry).map((folder) => ({
      folder: path.posix.resolve(project.root, folder),
      app: undefined,
      prefix: prefix ?? '',
    }));
  });
}

/** All files of such folders by name, the first of a name in front: that one is taken. */
export function assetsIn(files: Files, folders: readonly AssetFolder[]): Asset[] {
  return folders.flatMap((from) =>
    filesBelow(files, from.folder, from.folder).map((file) => ({
      ...from,
      file,
      name: path.posix.join(from.prefix, file.slice(from.folder.length + 1)),
    })),
  );
}

/** Links that lead round in a circle end here. */
const DEPTH = 12;

function filesBelow(files: Files, folder: string, top: string): string[] {
  if (folder.split('/').length - top.split('/').length > DEPTH) return [];
  return [...files.list(folder)].sort().flatMap((name) => {
    const file = `${folder}/${name}`;
    if (name.startsWith('.') || name === 'node_modules') return [];
    return files.isFolder(file) ? filesBelow(files, file, top) : [file];
  });
}

/** The names that a value maps to its files, first one first. */
export function byName(assets: readonly Asset[]): Map<string, Asset> {
  const known = new Map<string, Asset>();
  for (const asset of assets) if (!known.has(asset.name)) known.set(asset.name, asset);
  return known;
}
