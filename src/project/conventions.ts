import path from 'node:path';
import { type Place, text } from '../python/values';
import { installedApps } from './apps';
import { isDistribution, type Project } from './project';
import { type Quote, quotesIn } from './quotes';

/** Where a project keeps its apps. */
export interface AppsFolder {
  folder: string;
  /** What stands in front of an app's name when it is imported: `shop.apps`; '' for nothing. */
  package: string;
  /** Why there, in one line. */
  why: string;
}

/** The folder that holds most of the installed apps of the project; else the one of manage.py. */
export function appsFolder(project: Project): AppsFolder {
  const { modules, root, settings } = project;
  const homes = new Map<string, { home: Omit<AppsFolder, 'why'>; apps: string[] }>();
  for (const { module, own } of settings[0] ? installedApps(modules, settings[0]) : []) {
    const folder = own ? modules.folderOf(module) : undefined;
    if (!folder || isSettingsPackage(project, folder)) continue;
    const home = {
      folder: path.posix.dirname(folder),
      package: module.split('.').slice(0, -1).join('.'),
    };
    if (isInstalled(project, home)) continue;
    const known = homes.get(`${home.folder} ${home.package}`) ?? { home, apps: [] };
    known.apps.push(module);
    homes.set(`${home.folder} ${home.package}`, known);
  }
  const [most] = [...homes.values()].sort((a, b) => b.apps.length - a.apps.length);
  if (!most) return { folder: root, package: '', why: 'beside manage.py' };
  return { ...most.home, why: `beside ${most.apps.at(-1)}` };
}

/**
 * The folder around the project that an installed package comes from, as in the example project of
 * a library: only what is listed there is installed, so a new folder could not be imported.
 */
function isInstalled({ root, files }: Project, home: Omit<AppsFolder, 'why'>): boolean {
  const isAround = home.package === '' && root.startsWith(`${home.folder}/`);
  return isAround && isDistribution(files, home.folder);
}

/** `mysite` holds settings.py; it may be installed like an app, but apps are not kept beside it. */
function isSettingsPackage(project: Project, folder: string): boolean {
  return project.settings.some(({ file }) => file.startsWith(`${folder}/`));
}

/** The quotes that the settings are written with. */
export function quoteStyle(project: Project): Quote {
  const file = project.settings[0]?.file;
  const module = file ? project.modules.load(file) : undefined;
  return module ? quotesIn(module.tree) : "'";
}

/** DEFAULT_AUTO_FIELD, where the settings have it. Since Django 6.0 it is BigAutoField without. */
export function defaultAutoField(
  project: Project,
): { value: string | undefined; place: Place } | undefined {
  const binding = project.settings[0]?.names.get('DEFAULT_AUTO_FIELD');
  return binding && { value: text(binding.value), place: binding.places[0]! };
}
