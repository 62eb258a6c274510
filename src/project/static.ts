import path from 'node:path';
import { settingOf, settingText } from './constant';
import { type Asset, type AssetFolder, assetsIn, foldersOfApps, foldersOfSetting } from './folders';
import { once } from './once';
import type { Project } from './project';

/**
 * Where Django looks for static files: STATICFILES_DIRS, then the folder `static` of each app.
 * https://docs.djangoproject.com/en/stable/ref/contrib/staticfiles/#staticfiles-finders
 */
export const staticFolders = once((project: Project): AssetFolder[] => [
  ...foldersOfSetting(project, settingOf(project, 'STATICFILES_DIRS')),
  ...foldersOfApps(project, 'static'),
]);

export const staticFiles = once((project: Project): Asset[] =>
  assetsIn(project.files, staticFolders(project)),
);

/** The address of a static file: `/static/css/site.css`; undefined where STATIC_URL is not known. */
export function staticAddress(project: Project, { name }: Asset): string | undefined {
  const url = settingText(project, 'STATIC_URL');
  if (!url) return undefined;
  return /^(https?:)?\/\//.test(url) ? url + name : path.posix.join('/', url, name);
}
