/** Places of errors while Django reads the apps: imports, INSTALLED_APPS, apps.py. */
import path from 'node:path';
import { installedApps } from '../../../project/apps';
import { appOfModule, appsOf } from '../../../project/models';
import type { Project } from '../../../project/project';
import type { Case, Finder, Spot } from './case';
import { lastFrame, ownFrames, whereItRan } from './case';
import { didYouMean, nearestTo } from './nearest';
import { entryOf, inSettings, setting } from './settings';
import { escaped, linesLike, linesOf, pythonFiles, writtenPython } from './source';

const apps = (project: Project) =>
  project.settings[0] ? installedApps(project.modules, project.settings[0]) : [];

/** The entry that begins with the module that was not found, or names something in it. */
function entryFor(project: Project, module: string, why: string): Spot | undefined {
  const entry = apps(project).find(
    ({ entry }) =>
      entry === module || entry.startsWith(`${module}.`) || module.startsWith(`${entry}.`),
  );
  if (entry) return { ...entry.place, why };
  return glued(project, module);
}

/** A comma is missing between two entries: Python makes one text of both. */
function glued(project: Project, module: string): Spot | undefined {
  for (const file of pythonFiles(project).filter((name) => /settings/.test(name))) {
    const lines = linesOf(project, file);
    const at = lines.findIndex((line, index) => {
      const first = /^\s*(["'])([\w.]+)\1\s*(#.*)?$/.exec(line)?.[2];
      const second = /^\s*(["'])([\w.]+)\1/.exec(lines[index + 1] ?? '')?.[2];
      return first && second && `${first}${second}`.endsWith(module.split('.').at(-1)!);
    });
    if (at >= 0) {
      return { file, line: at + 1, why: 'A comma is missing at the end of this line.' };
    }
  }
  return undefined;
}

/** `import requests`, `from requests.auth import …`, `include("blog.url")`. */
function importOf(found: Case, module: string, why: string): Spot | undefined {
  const last = lastFrame(found);
  const mentions = new RegExp(`\\b${escaped(module.split('.').at(-1)!)}\\b`);
  if (last && mentions.test(linesOf(found.project, last.file)[last.line - 1] ?? '')) {
    return { file: last.file, line: last.line, why };
  }
  const whole = new RegExp(
    `(import|from)\\s+${escaped(module)}\\b|(["'])${escaped(module)}(\\.[\\w.]+)?\\2`,
  );
  const [line] = linesLike(found.project, writtenPython(found.project), whole);
  if (line) return { file: line.file, line: line.line, why };
  return last && { file: last.file, line: last.line, why };
}

/** The packages that may be apps: folders with Python in them. */
function packages({ modules, files }: Project): string[] {
  return modules.roots.flatMap((root) =>
    files.list(root).filter((name) => files.isFile(`${root}/${name}/__init__.py`)),
  );
}

/** The modules beside the one that was not found: `blog.urls` for `blog.url`. */
function siblings({ modules, files }: Project, module: string): string[] {
  const parent = module.split('.').slice(0, -1).join('.');
  const folder = modules.folderOf(parent);
  return (folder ? files.list(folder) : []).flatMap((name) =>
    name.endsWith('.py') ? [`${parent}.${name.slice(0, -3)}`] : [],
  );
}

const definitions = /^\s*(?:class|def|async def)\s+(\w+)|^(\w+)\s*=/;

const cannotImport: Finder = (found) => {
  const { project, match } = found;
  const { name = '', module } = match.groups;
  const file = module ? project.modules.find(module) : undefined;
  const names = file
    ? linesOf(project, file).flatMap((line) => {
        const [, defined, assigned] = definitions.exec(line) ?? [];
        return defined ?? assigned ?? [];
      })
    : [];
  const hint = didYouMean(nearestTo(name, names));
  return [
    whereItRan(found, `${module ?? 'The module'} has nothing called ${name}.${hint}`),
    file ? { file, line: null, why: `${name} would have to be in here.` } : undefined,
  ];
};

/** The import inside of the module that is still being read is the one to move. */
const circular: Finder = (found) => {
  const { project, match } = found;
  const frames = ownFrames(found);
  const module = match.groups.module;
  const file = module ? project.modules.find(module) : undefined;
  const waiting = frames.find((frame) => frame.file === file && frame.within === '<module>');
  const last = frames.at(-1);
  return [
    waiting && {
      file: waiting.file,
      line: waiting.line,
      why: `This import runs before the rest of ${module} is read. Take it away, or move it into the function that needs it.`,
    },
    last && {
      file: last.file,
      line: last.line,
      why: `This one leads back to ${module ?? 'where it began'}.`,
    },
  ];
};

const label = ({ match: { groups } }: Case) => groups.label ?? '';

export const appFinders: Record<string, Finder> = {
  'app-not-importable': ({ project, match: { groups } }) => {
    const module = groups.module ?? '';
    const hint =
      didYouMean(nearestTo(module, packages(project))) ||
      ' Compare the spelling, or install the package.';
    return [entryFor(project, module, `There is no module ${module}.${hint}`)];
  },
  'module-not-found': (found) => {
    const module = found.match.groups.module ?? '';
    const why = `${module} is not installed in this Python.`;
    const last = lastFrame(found);
    const named = last ? undefined : settingsEntry(found.project, module, why);
    return [named ?? importOf(found, module, why)];
  },
  'old-django-name': (found) => {
    const { name, module } = found.match.groups;
    return [importOf(found, name ?? module ?? '', `${name ?? module} is from an older Django.`)];
  },
  'own-module-missing': (found) => {
    const module = found.match.groups.module ?? '';
    const nearest = nearestTo(module, siblings(found.project, module));
    return [importOf(found, module, `There is no module ${module}.${didYouMean(nearest)}`)];
  },
  'no-module-django': ({ project }) => [
    ...requirement(
      project,
      /^\s*["']?django\b/i,
      'Install this in the environment of the project: python -m pip install -r requirements.txt',
    ),
  ],
  'pillow-missing': (found) => [fieldOfCheck(found, 'This field needs the package Pillow.')],
  'cannot-open-manage-py': ({ project }) => [
    project.manage
      ? { file: project.manage, line: null, why: 'It is here. Go to this folder first, with cd.' }
      : undefined,
  ],
  'cannot-import-name': cannotImport,
  'circular-import': circular,
  'apps-not-loaded': (found) => {
    // Where it began: the import further down is right in itself, but comes too early.
    const [first] = ownFrames(found).filter(({ file }) => file !== found.project.manage);
    const why =
      'This line needs the models before they are read. Move it; in apps.py, into ready().';
    return [first && { file: first.file, line: first.line, why }];
  },
  'app-label-missing': (found) => {
    const { project, match } = found;
    const model = match.groups.model?.split('.') ?? [];
    const module = model
      .slice(0, -1)
      .join('.')
      .replace(/\.models?(\..*)?$/, '');
    const last = lastFrame(found);
    return [
      setting(
        project,
        'INSTALLED_APPS',
        module ? `Add "${module}" to this list.` : 'The app of the model is missing here.',
      ),
      last && { file: last.file, line: last.line, why: 'The model whose app is not installed.' },
    ];
  },
  'app-label-duplicate': (found) => {
    const { project } = found;
    const same = apps(project).filter(
      (app) => app.label === label(found) || app.module === label(found),
    );
    return [...same].reverse().map(({ place, entry }, index) => ({
      ...place,
      why:
        index === 0
          ? `"${entry}" has the label ${label(found)} too. Keep one of the two.`
          : 'The other one.',
    }));
  },
  'app-config-missing': ({ project, match: { groups } }) => {
    const { module, name, config } = groups;
    if (config) {
      const at = config.split('.').slice(0, -1).join('.');
      const file = project.modules.find(at);
      const [line] = file ? linesLike(project, [file], /^\s*name\s*=/) : [];
      return [
        line && {
          file: line.file,
          line: line.line,
          why: `There is no module ${name}. Write the path of the app, ${at.split('.').slice(0, -1).join('.')}.`,
        },
        inSettings(project, config, 'The entry that leads to it.'),
      ];
    }
    const entry = `${module}.${name}`;
    const file = module ? project.modules.find(module) : undefined;
    const [line] = file ? linesLike(project, [file], /^class\s+\w*Config\b/) : [];
    return [
      inSettings(project, entry, `${module} has no class ${name}.`),
      line && { file: line.file, line: line.line, why: 'The class that is there.' },
    ];
  },
  'app-label-unknown': (found) => {
    const { project } = found;
    const nearest = nearestTo(
      label(found),
      appsOf(project).map((app) => app.label),
    );
    return [
      setting(
        project,
        'INSTALLED_APPS',
        `No app in this list has the label ${label(found)}.${didYouMean(nearest)}`,
      ),
    ];
  },
  'no-changes-detected': ({ project }) => {
    const missing = pythonFiles(project).find(
      (file) =>
        /\/models(\/\w+)?\.py$/.test(file) &&
        linesOf(project, file).some((line) => /^class \w+\(.*Model\)/.test(line)) &&
        !appOfModule(project, project.modules.nameOf(file)),
    );
    if (!missing)
      return [setting(project, 'INSTALLED_APPS', 'Only the apps in this list are looked at.')];
    const app = project.modules.nameOf(missing).replace(/\.models.*$/, '');
    return [
      setting(
        project,
        'INSTALLED_APPS',
        `Add "${app}" to this list: it has models and is not installed.`,
      ),
      { file: missing, line: null, why: 'The models that are not looked at.' },
    ];
  },
  'gunicorn-failed': ({ project }) =>
    pythonFiles(project)
      .filter((file) => /\/[aw]sgi\.py$/.test(file))
      .map((file) => ({
        file,
        line: null,
        why: `The application is in here: ${project.modules.nameOf(file)}`,
      })),
};

function settingsEntry(project: Project, module: string, why: string): Spot | undefined {
  const begins = (entry: string) => entry === module || entry.startsWith(`${module}.`);
  return (
    entryOf(project, 'MIDDLEWARE', begins, why) ??
    entryOf(project, 'INSTALLED_APPS', begins, why) ??
    undefined
  );
}

function requirement(project: Project, pattern: RegExp, why: string): Spot[] {
  const names = ['requirements.txt', 'requirements/base.txt', 'pyproject.toml', 'Pipfile'];
  const files = names.map((name) => path.posix.join(project.root, name));
  return linesLike(project, files, pattern)
    .slice(0, 1)
    .map(({ file, line }) => ({ file, line, why }));
}

/** A field that a check is about: `blog.Post.photo`. */
function fieldOfCheck({ project, check }: Case, why: string): Spot | undefined {
  const field = check?.subject.split('.').at(-1);
  const [line] = linesLike(
    project,
    writtenPython(project),
    field ? new RegExp(`^\\s+${escaped(field)}\\s*=\\s*\\w`) : /\bImageField\(/,
  );
  return line && { file: line.file, line: line.line, why };
}
