import { foldersBelow } from './files';
import { appsAreKnown, appsOf } from './models';
import { once } from './once';
import { configsIn } from './parts';
import type { Project } from './project';

/** A folder that looks like an app, which INSTALLED_APPS does not name: Django ignores it. */
export interface IdleApp {
  folder: string;
  /** How INSTALLED_APPS would name it. */
  module: string;
}

/** How deep apps are looked for. */
const DEPTH = 3;

/**
 * The apps that nobody has installed, as `startapp` leaves them: a folder with an AppConfig in its
 * `apps.py`. None where INSTALLED_APPS is not known.
 */
export const idleApps = once((project: Project): IdleApp[] => {
  const { files, modules, root } = project;
  const installed = appsOf(project);
  if (!appsAreKnown(project)) return [];
  return [...foldersBelow(files, root, DEPTH)].flatMap((folder) => {
    const config = `${folder}/apps.py`;
    if (!files.isFile(config) || !files.isFolder(`${folder}/migrations`)) return [];
    const module = configsIn(project, config)[0]?.name ?? modules.nameOf(`${folder}/__init__.py`);
    const isInstalled = installed.some(
      (app) => app.module === module || modules.folderOf(app.module) === folder,
    );
    return isInstalled ? [] : [{ folder, module }];
  });
});

/** The app that nobody has installed which holds a file. */
export function idleAppOf(project: Project, file: string): IdleApp | undefined {
  return idleApps(project).find(({ folder }) => file.startsWith(`${folder}/`));
}
