import { asSequence } from '../python/resolve';
import { settingOf } from './constant';
import {
  type Asset,
  type AssetFolder,
  assetsIn,
  byName,
  foldersOfApps,
  foldersOfSetting,
} from './folders';
import { once, onceFor } from './once';
import type { Project } from './project';
import { templateTags } from './template-tags';

/**
 * Where Django looks for templates, in its order: DIRS, then the apps' folders with APP_DIRS.
 * https://docs.djangoproject.com/en/stable/topics/templates/#configuration
 */
export const templateFolders = once((project: Project): AssetFolder[] => {
  const engines = settingOf(project, 'TEMPLATES');
  const list = engines && asSequence(project.modules.world, engines);
  if (!list) {
    // Until Django 1.9 the setting was TEMPLATE_DIRS, and apps' folders were looked at.
    const old = foldersOfSetting(project, settingOf(project, 'TEMPLATE_DIRS'));
    return [...old, ...foldersOfApps(project, 'templates')];
  }
  return list.items.flatMap(({ value }) => {
    if (value.kind !== 'dictionary') return foldersOfApps(project, 'templates');
    const { entries } = value;
    const appDirs = entries.get('APP_DIRS');
    const named = foldersOfSetting(project, entries.get('DIRS'));
    const backend = entries.get('BACKEND');
    const isJinja = backend?.kind === 'constant' && /jinja2/i.test(String(backend.value));
    // With `loaders`, apps' folders are looked at where one of the loaders does so.
    const never = appDirs?.kind === 'constant' && !appDirs.value && !entries.has('OPTIONS');
    if (never) return named;
    return [...named, ...foldersOfApps(project, isJinja ? 'jinja2' : 'templates')];
  });
});

/** All templates of the project, also those that another one of the same name hides. */
export const allTemplates = once((project: Project): Asset[] =>
  assetsIn(project.files, templateFolders(project)),
);

const templatesByName = once((project: Project) => byName(allTemplates(project)));

/** The template that Django finds under a name, among the project's own. */
export function findTemplate(project: Project, name: string): Asset | undefined {
  return templatesByName(project).get(name);
}

/** Something that a template names by a text, and where. */
export interface Named {
  name: string;
  line: number;
}

/** What the source of a template says. Names that are computed are left out. */
export interface TemplateSource {
  extends: Named | undefined;
  includes: readonly Named[];
  blocks: readonly Named[];
  urls: readonly Named[];
  statics: readonly Named[];
  loads: readonly Named[];
}

/** What a template says, read from its file. */
export const readTemplate = onceFor((project: Project, file: string): TemplateSource => {
  const bytes = project.files.read(file);
  const tags = bytes ? templateTags(new TextDecoder().decode(bytes)) : [];
  const named = (...names: string[]): Named[] =>
    tags.flatMap(({ name, args, line }) => {
      const first = /^(['"])(.*?)\1/.exec(args)?.[2];
      return names.includes(name) && first !== undefined ? [{ name: first, line }] : [];
    });
  const words = (name: string): Named[] =>
    tags
      .filter((tag) => tag.name === name)
      .flatMap(({ args, line }) => args.split(/\s+/).map((word) => ({ name: word, line })));
  return {
    extends: named('extends')[0],
    includes: named('include'),
    blocks: words('block'),
    urls: named('url'),
    statics: named('static'),
    loads: words('load'),
  };
});
