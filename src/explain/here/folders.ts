/** What a folder is to its project: an app, the package of the project, templates, migrations … */
import path from 'node:path';
import type { InstalledApp } from '../../project/apps';
import type { AssetFolder } from '../../project/folders';
import { idleApps } from '../../project/idle-apps';
import { leafMigrations, migrationsOf } from '../../project/migrations';
import { allModels, appsOf } from '../../project/models';
import type { Project } from '../../project/project';
import { urlsFiles } from '../../project/routes';
import { staticFolders } from '../../project/static';
import { templateFolders } from '../../project/templates';
import { importersOf } from './others';
import { at, code, count, listed, type Reader, seen } from './reader';
import { countFiles } from './tree';
import { urlsFacts } from './urls';

export interface FolderRole {
  /** What the folder is, in a few words: `the app blog`. */
  title: string;
  /** The explanation about folders of this sort. */
  id: string | undefined;
  /** What the project knows of it: sentences. */
  facts: readonly string[];
  /** Whether it is told by all files below it, and not by those that lie directly in it. */
  isDeep?: true;
}

export function folderRole(reader: Reader, folder: string): FolderRole {
  return (
    appRole(reader, folder) ??
    projectRole(reader, folder) ??
    assetsRole(reader, folder) ??
    namedRole(reader, folder)
  );
}

function appRole(reader: Reader, folder: string): FolderRole | undefined {
  const { project } = reader;
  const id = 'concepts/project-and-app';
  const idle = idleApps(project).find((one) => one.folder === folder);
  if (idle) {
    const settings = code(seen(reader, project.settings[0]!.file));
    const fact = `\`INSTALLED_APPS\` does not name the app ${code(idle.module)} yet (${settings}), so Django ignores it.`;
    return { title: 'an app that is not installed', id, facts: [fact] };
  }
  const app = appIn(project, folder);
  if (!app) return undefined;
  const facts = [
    app.place.file === folder
      ? 'This folder looks like an app; the settings that install it are not known.'
      : `This folder is an app: ${code(app.entry)} in \`INSTALLED_APPS\` (${at(reader, app.place)}) installs it.`,
    ...modelFact(project, app),
    ...addressFacts(reader, folder),
    ...importFact(reader, folder, app.module),
  ];
  return { title: `the app ${app.label}`, id, facts };
}

const appIn = (project: Project, folder: string): InstalledApp | undefined =>
  appsOf(project).find(({ module, own }) => own && project.modules.folderOf(module) === folder);

function modelFact(project: Project, { label }: InstalledApp): string[] {
  const models = allModels(project).filter(({ app, abstract }) => app === label && !abstract);
  if (models.length === 0) return ['It has no models.'];
  return [
    `It has ${count(models.length, 'model')}: ${listed(models.map(({ name }) => code(name)))}.`,
  ];
}

/** What leads to the urls in the folder. */
function addressFacts(reader: Reader, folder: string): string[] {
  const own = urlsFiles(reader.project).map(({ file }) => file);
  const inside = [...new Set(own)].filter((file) => path.posix.dirname(file) === folder);
  return inside.flatMap((file) =>
    urlsFacts(reader, file).map((fact) => withName(reader, file, fact)),
  );
}

const withName = (reader: Reader, file: string, fact: string): string =>
  fact.replace(/ includes it under /, ` includes ${code(seen(reader, file))} under `);

function importFact(reader: Reader, folder: string, name: string): string[] {
  const users = importersOf(reader, folder, name).map((file) => code(seen(reader, file)));
  if (users.length === 0) return [];
  return [`${listed(users)} import${users.length === 1 ? 's' : ''} from it.`];
}

/** The folder beside manage.py that startproject makes. */
function projectRole(reader: Reader, folder: string): FolderRole | undefined {
  const { settings, rootUrls, manage } = reader.project;
  const main = settings.find(({ file }) => path.posix.dirname(file) === folder);
  if (!main) return undefined;
  const chosen = manage ? `, which ${code(seen(reader, manage))} names` : '';
  const urls = 'file' in rootUrls ? rootUrls.file : undefined;
  const facts = [
    `This folder holds the project together and is no app: it has the settings, ${code(seen(reader, main.file))}${chosen}.`,
    ...(urls && path.posix.dirname(urls) === folder
      ? [`Every address begins in ${code(seen(reader, urls))}.`]
      : []),
  ];
  return { title: 'the package of the project', id: 'concepts/project-and-app', facts };
}

/** Where Django looks for templates or static files, or a folder in there. */
function assetsRole(reader: Reader, folder: string): FolderRole | undefined {
  const { project } = reader;
  const sorts = [
    { folders: templateFolders(project), one: 'template', id: 'files/templates-folder' },
    { folders: staticFolders(project), one: 'static file', id: 'files/static-folder' },
  ];
  for (const { folders, one, id } of sorts) {
    const found = folders.find((known) => isInside(known.folder, folder));
    if (!found) continue;
    const number = countFiles(project, folder);
    const facts = [`${whyLookedAt(reader, found, folder, one)} It holds ${count(number, one)}.`];
    return { title: `${one}s`, id, facts, isDeep: true };
  }
  return undefined;
}

const isInside = (outer: string, folder: string) => `${folder}/`.startsWith(`${outer}/`);

function whyLookedAt(
  reader: Reader,
  { folder: top, app }: AssetFolder,
  folder: string,
  one: string,
) {
  const because = app
    ? `it belongs to the installed app ${code(app)}`
    : `${code(one === 'template' ? 'TEMPLATES' : 'STATICFILES_DIRS')} names ${top === folder ? 'it' : code(`${seen(reader, top)}/`)}`;
  const name = path.posix.relative(top, folder);
  const names = name ? ` Their names begin with ${code(`${name}/`)}.` : '';
  return `Django looks for ${one}s here, because ${because}.${names}`;
}

/** Folders that Django knows by their name, and all others. */
function namedRole(reader: Reader, folder: string): FolderRole {
  const { project } = reader;
  const name = path.posix.basename(folder);
  const app = appIn(project, path.posix.dirname(folder));
  if (name === 'migrations' && app) {
    return {
      title: `the migrations of ${app.label}`,
      id: 'files/migrations-folder',
      facts: migrationFacts(project, app),
    };
  }
  if (project.files.isFile(`${folder}/pyvenv.cfg`)) {
    const facts = [
      'It is the virtual environment, made by `python -m venv`. Nothing in it is yours.',
    ];
    return { title: 'a virtual environment', id: 'files/venv-folder', facts };
  }
  const id = NAMED[name];
  const module = project.modules.nameOf(`${folder}/__init__.py`);
  if (project.modules.folderOf(module) === folder) {
    const users = importFact(reader, folder, module);
    return { title: 'a package', id, facts: [`Python imports it as ${code(module)}.`, ...users] };
  }
  const number = countFiles(project, folder);
  const facts = [`It holds ${count(number, 'file')}.`];
  if (!id) facts.push('Django does not look for a folder of this name by itself.');
  return { title: 'a folder', id, facts };
}

const NAMED: Record<string, string> = {
  migrations: 'files/migrations-folder',
  templates: 'files/templates-folder',
  static: 'files/static-folder',
  media: 'files/media-folder',
  locale: 'files/locale-folder',
  fixtures: 'files/fixtures-folder',
  templatetags: 'files/templatetags',
  management: 'files/management-commands',
  commands: 'files/management-commands',
};

function migrationFacts(project: Project, app: InstalledApp): string[] {
  const all = migrationsOf(project, app.module);
  if (all.length === 0) {
    return [
      `The app has no migrations yet: ${code(`python manage.py makemigrations ${app.label}`)}.`,
    ];
  }
  const last = listed(leafMigrations(all).map(({ name }) => code(name)));
  return [
    `${count(all.length, 'migration')} of the app ${code(app.label)}; the last is ${last}.`,
    `${code(`python manage.py showmigrations ${app.label}`)} tells which of them the database has.`,
  ];
}
