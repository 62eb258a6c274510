/** What notes may say about a project, from its files. Each question is answered when it is asked. */
import path from 'node:path';
import { installedApps } from '../project/apps';
import { djangoVersion } from '../project/django-version';
import type { Project } from '../project/project';
import { type Route, routesOf } from '../project/urls';
import { stringContent } from '../python/syntax';
import type { AppAround, Surroundings } from './surroundings';

export function surroundingsOf(project: Project): Surroundings {
  const { root, files, modules, rootUrls } = project;
  const shown = (file: string) => path.posix.relative(root, file);
  const settings = project.settings[0];
  const urls = 'file' in rootUrls && !rootUrls.guess ? shown(rootUrls.file) : undefined;
  const chain = once(() => settingsFiles(project));
  const includes = once(() => includesOf(project));
  const apps = once(() => appsOf(project, includes));
  const version = once(() => djangoOf(project));
  const byFolder = new Map<string, AppAround | undefined>();
  const patterns = new Map<string, ReadonlyMap<string, string>>();

  return {
    get django() {
      return version();
    },
    rootUrls: urls,
    settings: {
      main: settings && shown(settings.file),
      get files() {
        return chain();
      },
    },
    get admin() {
      return includes().admin;
    },
    get servesMedia() {
      return includes().servesMedia;
    },
    get runsAsgi() {
      const entries = settings ? installedApps(modules, settings).map(({ entry }) => entry) : [];
      return entries.some((entry) => /^(daphne|channels)\b/.test(entry));
    },
    appOf(file) {
      const folder = path.posix.dirname(file);
      if (!byFolder.has(folder))
        byFolder.set(folder, nearest(apps(), file) ?? unlisted(project, file));
      return byFolder.get(folder);
    },
    ownApp(entry) {
      for (const app of apps().values()) {
        if (app.module === entry || app.entry === entry) return app;
      }
      return undefined;
    },
    patternOf(app, view) {
      let known = patterns.get(app.folder);
      if (!known) {
        known = viewNames(project, `${root}/${app.folder}/urls.py`);
        patterns.set(app.folder, known);
      }
      return known.get(view);
    },
    ignores(entry) {
      const bytes = files.read(`${root}/.gitignore`);
      const lines = bytes ? new TextDecoder().decode(bytes).split(/\r?\n/) : [];
      return lines.some((line) => line.replace(/^\//, '') === entry);
    },
    has: (file) => files.isFile(`${root}/${file}`),
  };
}

function once<Value>(make: () => Value): () => Value {
  let value: { made: Value } | undefined;
  return () => {
    value ??= { made: make() };
    return value.made;
  };
}

/** `6.1`, of what is installed, locked or asked for; else what django-admin has written down. */
function djangoOf({ files, root, settings }: Project): string | undefined {
  const known = djangoVersion(files, root)?.version;
  const bytes = known === undefined && settings[0] ? files.read(settings[0].file) : undefined;
  const header = bytes && new TextDecoder().decode(bytes.subarray(0, 600));
  const version = known ?? /using Django (\d+\.\d+)/.exec(header ?? '')?.[1];
  return version?.split('.').slice(0, 2).join('.');
}

/** The settings module, and the modules that its settings come from. */
function settingsFiles({ root, settings }: Project): ReadonlySet<string> {
  const files = new Set<string>();
  for (const { file, names } of settings) {
    files.add(path.posix.relative(root, file));
    for (const [name, { places }] of names) {
      if (!/^[A-Z][A-Z0-9_]+$/.test(name)) continue;
      for (const place of places) files.add(path.posix.relative(root, place.file));
    }
  }
  return files;
}

interface App extends AppAround {
  /** As INSTALLED_APPS has it. */
  entry: string;
}

function appsOf(
  { root, modules, settings }: Project,
  includes: () => Includes,
): ReadonlyMap<string, App> {
  const apps = new Map<string, App>();
  for (const { entry, module, label, own } of settings[0]
    ? installedApps(modules, settings[0])
    : []) {
    const folder = own ? modules.folderOf(module) : undefined;
    if (!folder) continue;
    const around: App = {
      entry,
      label,
      module,
      folder: path.posix.relative(root, folder),
      get prefix() {
        return includes().byFile.get(`${folder}/urls.py`)?.prefix || undefined;
      },
      get includedBy() {
        return includes().byFile.get(`${folder}/urls.py`)?.from;
      },
    };
    apps.set(around.folder, around);
  }
  return apps;
}

function nearest(apps: ReadonlyMap<string, App>, file: string): App | undefined {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    const app = apps.get(folder);
    if (app) return app;
  }
  return undefined;
}

/** A folder that looks like an app, though no list of apps that can be read names it. */
function unlisted({ root, files, modules }: Project, file: string): AppAround | undefined {
  for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
    const has = (name: string) => files.isFile(`${root}/${folder}/${name}`);
    if (has('apps.py') || has('models.py') || has('migrations/__init__.py')) {
      return {
        label: path.posix.basename(folder),
        module: modules.nameOf(`${root}/${folder}/__init__.py`),
        folder,
        prefix: undefined,
        includedBy: undefined,
      };
    }
  }
  return undefined;
}

interface Includes {
  /** Of each urls.py: what stands in front of its addresses, and the file that says so. */
  byFile: ReadonlyMap<string, { prefix: string; from: string }>;
  admin: string | undefined;
  servesMedia: boolean;
}

function includesOf({ root, modules, rootUrls }: Project): Includes {
  const byFile = new Map<string, { prefix: string; from: string }>();
  let admin: string | undefined;
  let servesMedia = false;
  if ('file' in rootUrls) {
    visit(routesOf(modules, rootUrls.file, rootUrls.module) ?? [], '', rootUrls.file);
    const text = modules.load(rootUrls.file)?.text ?? '';
    servesMedia = /static\(\s*settings\.MEDIA_URL,/.test(text);
  }
  return { byFile, admin, servesMedia };

  function visit(routes: readonly Route[], before: string | undefined, from: string): void {
    for (const route of routes) {
      const part = route.pattern && literal(route.pattern);
      const prefix = before === undefined || part === undefined ? undefined : before + part;
      if (/\badmin\.site\.urls\b/.test(route.node.text)) admin ??= prefix;
      if (route.leadsTo.kind === 'routes') visit(route.leadsTo.routes, prefix, from);
      if (route.leadsTo.kind !== 'module') continue;
      const file = modules.find(route.leadsTo.name);
      if (!file || byFile.has(file) || prefix === undefined) continue;
      byFile.set(file, { prefix, from: path.posix.relative(root, from) });
      visit(routesOf(modules, file, route.leadsTo.name) ?? [], prefix, file);
    }
  }
}

/** The address that a pattern stands for, where it stands for one only. */
function literal({ syntax, source }: { syntax: string; source: string }): string | undefined {
  const address = syntax === 'regex' ? source.replace(/^\^/, '') : source;
  return /^[\w/.-]*$/.test(address) && !(syntax === 'regex' && address.includes('.'))
    ? address
    : undefined;
}

/** The names of the patterns of a urls.py, by the views that they call: `views.post_list`. */
function viewNames({ modules }: Project, file: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { node } of routesOf(modules, file) ?? []) {
    const args = node.child('arguments')?.parts ?? [];
    const view = args[1]?.text.split('.').at(-1);
    const named = args.find((arg) => arg.child('name')?.text === 'name')?.child('value');
    const name = named && stringContent(named);
    if (view && name && /^\w+$/.test(view) && !names.has(view)) names.set(view, name);
  }
  return names;
}
