/** Facts of a project that several features ask for. */
import { listSetting } from '../project/arrives';
import type { Project } from '../project/project';
import { findInclude } from '../project/reach';
import { isOfLiveSite, settingsAround } from '../project/settings-around';
import { routesOf } from '../project/urls';
import { bareCode } from '../python/same-code';
import { text } from '../python/values';

/** Whether the root urls include a module that stands beside them: `mysite.health`. */
export function includesBeside({ rootUrls, modules }: Project, name: string): boolean {
  if (!('file' in rootUrls)) return false;
  const beside = besideUrls(rootUrls.module, name);
  const routes = routesOf(modules, rootUrls.file, rootUrls.module) ?? [];
  return findInclude(routes, beside) !== undefined;
}

/** Whether MIDDLEWARE has a class of a module beside the root urls: `.timing.Timing`. */
export function middlewareBeside(project: Project, name: string): boolean {
  const { rootUrls } = project;
  if (!('file' in rootUrls)) return false;
  return listHas(project, 'MIDDLEWARE', besideUrls(rootUrls.module, name.slice(1)));
}

const besideUrls = (urls: string, name: string) =>
  [...urls.split('.').slice(0, -1), name].join('.');

/** Whether the settings have a name. */
export const hasSetting = ({ settings }: Project, name: string): boolean =>
  settings[0]?.names.has(name) === true;

/** The project as other settings make it that share a file with those in use: `production.py`. */
export function inOtherSettings(project: Project): Project[] {
  const live = settingsAround(project).filter(({ file }) => isOfLiveSite(file));
  return live.map((settings) => ({ ...project, settings: [settings] }));
}

/** Whether a file of the project, by its path from manage.py, has a text in it. */
export function fileSays({ files, root }: Project, name: string, words: RegExp): boolean {
  const bytes = files.read(`${root}/${name}`);
  return bytes !== undefined && words.test(Buffer.from(bytes).toString());
}

/** Whether a setting that is a list, such as MIDDLEWARE, has an element. */
export function listHas({ modules, settings }: Project, name: string, element: string): boolean {
  const list = settings[0] && listSetting(modules, settings[0], name);
  return list?.items.some(({ value }) => text(value) === element) === true;
}

/** Whether a file that settings are read from says something: `POSTGRES_DB`; comments do not count. */
export function settingsSay({ modules, settings }: Project, words: RegExp): boolean {
  const files = new Set(
    settings.flatMap(({ file, names }) => [
      file,
      ...[...names.values()].flatMap(({ places }) => places.map((place) => place.file)),
    ]),
  );
  return [...files].some((file) => {
    const source = modules.load(file);
    return source !== undefined && words.test(source.text) && words.test(bareCode(source.tree));
  });
}

/** Whether settings name a variable of the environment: `DJANGO_DEBUG`. */
export const settingsRead = (project: Project, variable: string): boolean =>
  settingsSay(project, new RegExp(`\\b${variable}\\b`));
