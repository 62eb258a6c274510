import path from 'node:path';
import { readEntryPoint } from './manage';
import type { Project } from './project';
import { readSettings } from './settings';

/**
 * Warnings about wsgi.py and asgi.py where they start with settings that never read `file`: what
 * is added there works with manage.py, but not on that server.
 */
export function otherEntryPoints(project: Project, file: string): string[] {
  const { modules, root, settings } = project;
  const folders = new Set([root]);
  const near = [settings[0]?.file, 'file' in project.rootUrls ? project.rootUrls.file : undefined];
  for (const known of near) {
    if (!known) continue;
    folders.add(path.posix.dirname(known));
    folders.add(path.posix.dirname(path.posix.dirname(known)));
  }
  return [...folders].flatMap((folder) =>
    ['wsgi.py', 'asgi.py'].flatMap((name) => {
      const entry = `${folder}/${name}`;
      if (!project.files.isFile(entry)) return [];
      const modulesNamed = readEntryPoint(modules, entry).settingsModules;
      const different = modulesNamed.filter(
        (module) => !settings.some((known) => known.module === module),
      );
      return different
        .filter((module) => !reads(project, module, file))
        .map(
          (module) =>
            `${path.posix.relative(root, entry)} starts with ${module}, which does not read ${path.posix.relative(root, file)}.`,
        );
    }),
  );
}

/** Whether INSTALLED_APPS of a settings module is made of something that `file` holds. */
function reads(project: Project, module: string, file: string): boolean {
  const settings = readSettings(project.modules, module);
  const apps = settings?.names.get('INSTALLED_APPS')?.value;
  if (apps?.kind !== 'sequence') return false;
  return [...apps.sources.keys()].some((literal) => literal.place.file === file);
}
