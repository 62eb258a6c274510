import path from 'node:path';
import { loadParser } from '../python/parser';
import { resolve } from '../python/resolve';
import { texts } from '../python/values';
import { disk, type Files, upwards } from './files';
import { findManage, readEntryPoint } from './manage';
import { Modules } from './modules';
import { configurationsIn, findSettingsFiles, readSettings, type Settings } from './settings';

/** Read-only facts about a Django project. Paths are absolute. */
export interface Project {
  /** The folder of manage.py; without one, the folder that was asked about. */
  root: string;
  manage: string | undefined;
  files: Files;
  modules: Modules;
  /** What each settings module that manage.py may choose comes to, the usual one first. */
  settings: readonly Settings[];
  /** Where the settings are a guess: what the guess rests on. Someone has to confirm it. */
  guess: string | undefined;
  /** Why nothing is known about the settings, where it is so. */
  lost: string | undefined;
  /** ROOT_URLCONF's file; with the reason why not, where it is not known. */
  rootUrls: RootUrls;
}

/** Where it is a guess, what it rests on. */
export type RootUrls = { file: string; module: string; guess?: string } | { unknown: string };

export interface Choices {
  files?: Files;
  /** The settings module to read, instead of the one that manage.py names. */
  settings?: string;
  /** The file with the root `urlpatterns`, instead of ROOT_URLCONF's. */
  urls?: string;
}

/** Finds and reads the project that a folder belongs to. Never writes, never runs Python. */
export async function openProject(folder: string, choices: Choices = {}): Promise<Project> {
  await loadParser();
  return readProject(folder, choices);
}

/** The same, for when the parser is loaded: to look again at a project whose files have changed. */
export function readProject(folder: string, choices: Choices = {}): Project {
  const files = choices.files ?? disk;
  const found = findManage(files, folder);
  const manage = found.length === 1 ? found[0] : undefined;
  const root = manage ? path.posix.dirname(manage) : folder;
  const modules = new Modules(files, importRoots(files, root));
  const project = {
    root,
    manage,
    files,
    modules,
    ...findSettings(modules, root, found, choices.settings),
  };
  modules.settings = project.settings[0]?.names;
  return { ...project, rootUrls: findRootUrls(modules, project.settings, root, choices.urls) };
}

/**
 * Imports start beside manage.py; `src/` and `apps/` are looked at where they are no packages, and
 * so is the folder of a distribution around the project, which is installed for development.
 */
function importRoots(files: Files, root: string): string[] {
  const below = ['src', 'apps'].map((name) => `${root}/${name}`);
  const around = [...upwards(root)].slice(1, 4);
  return [
    root,
    ...below.filter((name) => files.isFolder(name) && !files.isFile(`${name}/__init__.py`)),
    ...around.filter((name) => isDistribution(files, name)),
  ];
}

/** A folder that Python packages are made from. */
export const isDistribution = (files: Files, folder: string): boolean =>
  ['setup.py', 'setup.cfg', 'pyproject.toml'].some((file) => files.isFile(`${folder}/${file}`));

type Found = Pick<Project, 'settings' | 'guess' | 'lost'>;

function findSettings(
  modules: Modules,
  root: string,
  manages: readonly string[],
  chosen: string | undefined,
): Found {
  if (manages.length > 1 && !chosen) {
    const names = manages.map((file) => path.posix.relative(root, file)).join(', ');
    return { settings: [], guess: undefined, lost: `There are several manage.py: ${names}.` };
  }
  const entry = manages[0] ? readEntryPoint(modules, manages[0]) : undefined;
  const named = chosen ? [chosen] : (entry?.settingsModules ?? []);
  const settings = named.flatMap((module) => readSettings(modules, module) ?? []);
  const holding = settings.filter((candidate) => candidate.names.has('INSTALLED_APPS'));
  if (holding.length > 0) return { settings: holding, guess: undefined, lost: undefined };

  const configured = settings.flatMap((candidate) => {
    const classes = entry?.configurations.length
      ? entry.configurations
      : configurationsIn(modules, candidate.names);
    return classes.flatMap((name) => readSettings(modules, candidate.module, name) ?? []);
  });
  if (configured.length > 0) return { settings: configured, guess: undefined, lost: undefined };
  return guessSettings(modules, root, whyUnknown(modules, root, manages[0], named));
}

function whyUnknown(
  modules: Modules,
  root: string,
  manage: string | undefined,
  named: readonly string[],
): string {
  if (!manage && named.length === 0) return 'There is no manage.py';
  if (named.length === 0) return 'manage.py names no settings module';
  const file = named.map((module) => modules.find(module)).find(Boolean);
  if (!file) return `The settings module ${named.join(' or ')} is not in the project`;
  const broken = [...modules.broken.values()][0];
  if (broken) {
    return `${path.posix.relative(root, broken.file)}, line ${broken.line}: ${broken.why}`;
  }
  return `${path.posix.relative(root, file)} defines no INSTALLED_APPS`;
}

/** The one file that defines INSTALLED_APPS is a good guess; one of several is none. */
function guessSettings(modules: Modules, root: string, why: string): Found {
  const found = findSettingsFiles(modules, root);
  const only = found.length === 1 ? found[0]! : undefined;
  const settings = only ? readSettings(modules, modules.nameOf(only)) : undefined;
  if (only && settings) {
    const file = path.posix.relative(root, only);
    return {
      settings: [settings],
      guess: `${why}; ${file} is the only file that defines INSTALLED_APPS.`,
      lost: undefined,
    };
  }
  const several = found.map((file) => path.posix.relative(root, file)).join(', ');
  const lost =
    found.length > 1 ? `${why}; several files define INSTALLED_APPS: ${several}.` : `${why}.`;
  return { settings: [], guess: undefined, lost };
}

function findRootUrls(
  modules: Modules,
  settings: readonly Settings[],
  root: string,
  chosen: string | undefined,
): RootUrls {
  if (chosen) {
    const file = path.posix.resolve(root, chosen);
    if (!modules.files.isFile(file)) return { unknown: `${chosen} does not exist` };
    return { file, module: modules.nameOf(file) };
  }
  const main = settings[0];
  if (!main) return { unknown: 'the settings, which name the root urls, were not found' };
  const binding = main.names.get('ROOT_URLCONF');
  if (!binding) return { unknown: 'the settings do not name ROOT_URLCONF' };
  const [module, ...others] = texts(resolve(modules.world, binding.value));
  if (!module) return { unknown: 'ROOT_URLCONF is computed when the program runs' };
  if (others.length > 0) {
    return { unknown: `ROOT_URLCONF may be ${[module, ...others].join(' or ')}` };
  }
  const file = modules.find(module);
  if (file) return { file, module };
  const missing = `${module}, the ROOT_URLCONF, is not in the project`;
  const beside = `${path.posix.dirname(main.file)}/${module.split('.').at(-1)}.py`;
  if (!modules.files.isFile(beside)) return { unknown: missing };
  return { file: beside, module: modules.nameOf(beside), guess: `${missing}.` };
}
