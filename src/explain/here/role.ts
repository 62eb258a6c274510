/** What a file is to its project: which explanation is about it, and what the project knows of it. */
import path from 'node:path';
import { registrationsIn } from '../../project/admin';
import { settingText } from '../../project/constant';
import { definitionsIn } from '../../project/definitions';
import { idleAppOf } from '../../project/idle-apps';
import { readMigration } from '../../project/migrations';
import { modelsInFile } from '../../project/models';
import { configsIn, managementCommands, testClassesIn } from '../../project/parts';
import { urlsFiles } from '../../project/routes';
import { staticFiles } from '../../project/static';
import { allTemplates } from '../../project/templates';
import { viewsInUse } from '../../project/view-facts';
import { entryOf } from '../library';
import { byName } from '../lookup';
import { adminAddress, adminRemarks } from './admin';
import { migrationFacts, operationRemarks } from './migrations';
import { modelRemarks } from './models';
import {
  appOfFile,
  commandFacts,
  configRemarks,
  middlewareRemarks,
  moduleFacts,
  receiverRemarks,
  testFacts,
  testRemarks,
} from './others';
import { code, count, type Reader, seen } from './reader';
import type { Remark } from './remark';
import { isSettings, settingRemarks, settingsFacts } from './settings';
import { staticFacts, templateFacts, templateRemarks } from './templates';
import { routeRemarks, urlsFacts } from './urls';
import { viewRemarks } from './views';

export interface Role {
  /** What the file is, in a few words: `the models of blog`. */
  title: string;
  /** The explanation about files of this sort. */
  id: string | undefined;
  /** The line of the catalog that is true of it here. */
  brief?: string | undefined;
  /** What the project knows of the file as a whole: sentences. */
  facts: readonly string[];
  /** What it knows of what is in the file, in the file's order. */
  remarks: readonly Remark[];
}

export function roleOf(reader: Reader, file: string): Role {
  const role = roleByKind(reader, file);
  const idle = idleAppOf(reader.project, file);
  if (!idle) return role;
  const settings = reader.project.settings[0]!.file;
  const fact = `\`INSTALLED_APPS\` does not name the app ${code(idle.module)} yet (${code(seen(reader, settings))}), so Django ignores it.`;
  return { ...role, facts: [fact, ...role.facts] };
}

function roleByKind(reader: Reader, file: string): Role {
  return (
    assetRole(reader, file) ?? (file.endsWith('.py') ? pythonRole(reader, file) : plainRole(file))
  );
}

function pythonRole(reader: Reader, file: string): Role {
  const { project } = reader;
  const name = path.posix.basename(file);
  const folder = path.posix.basename(path.posix.dirname(file));
  const broken = project.modules.load(file) ? undefined : project.modules.broken.get(file);
  if (broken) {
    const facts = [`Line ${broken.line}: ${broken.why}. So nothing more is known of this file.`];
    return { ...named(reader, file), facts, remarks: [] };
  }
  const role = named(reader, file);
  const remarks = remarksOf(reader, file);
  if (file === project.manage)
    return {
      title: 'the commands of the project',
      id: 'files/manage',
      facts: manageFacts(reader),
      remarks,
    };
  if (isSettings(project, file)) {
    return {
      title: 'settings of the project',
      id: 'files/settings',
      facts: settingsFacts(reader, file),
      remarks: settingRemarks(reader, file),
    };
  }
  const root = 'file' in project.rootUrls && project.rootUrls.file === file;
  if (root || name === 'urls.py' || urlsFiles(project).some((used) => used.file === file)) {
    const id = root ? 'files/project-urls' : 'files/app-urls';
    return { title: root ? 'the root urls' : 'urls', id, facts: urlsFacts(reader, file), remarks };
  }
  const migration = folder === 'migrations' ? readMigration(project, file) : undefined;
  if (migration) {
    return {
      title: `the migration ${migration.name}`,
      id: 'files/migration',
      facts: migrationFacts(reader, migration),
      remarks: operationRemarks(reader, migration),
    };
  }
  const tests = testClassesIn(project, file);
  if (tests.length > 0)
    return { title: 'tests', id: 'files/tests', facts: testFacts(reader, file), remarks };
  if (managementCommands(project).some((command) => command.file === file)) {
    const facts = commandFacts(reader, file);
    return { title: 'a command of manage.py', id: 'files/management-commands', facts, remarks };
  }
  if (/^[aw]sgi\.py$/.test(name)) return { ...role, facts: serverFacts(reader, name), remarks };
  if (name === 'admin.py' || registrationsIn(project, file).length > 0) {
    const prefix = adminAddress(project);
    const facts = prefix ? [`The admin of this project is at ${code(prefix)}.`] : [];
    return { title: 'what the admin shows', id: 'files/admin', facts, remarks };
  }
  if (name === 'models.py' || modelsInFile(project, file).length > 0) {
    return { title: 'models', id: 'files/models', facts: modelsFacts(reader, file), remarks };
  }
  if (configsIn(project, file).length > 0)
    return { title: 'the app itself', id: 'files/apps', facts: [], remarks };
  const isViews = /^(views?|api|viewsets?)\.py$/.test(name) || /^views?$/.test(folder);
  if (isViews || viewsInUse(project).some(({ module }) => module.file === file)) {
    return { title: 'views', id: 'files/views', facts: [], remarks };
  }
  return { ...role, facts: moduleFacts(reader, file), remarks };
}

/** Whatever the constructs of a Python file are, also where several sorts share it. */
function remarksOf(reader: Reader, file: string): Remark[] {
  const { project } = reader;
  const all = [
    ...modelRemarks(reader, file),
    ...adminRemarks(reader, file),
    ...routeRemarks(reader, file),
    ...viewRemarks(reader, file),
    ...testRemarks(reader, file),
    ...configRemarks(reader, file),
    ...receiverRemarks(reader, file),
    ...middlewareRemarks(reader, file),
  ];
  const known = new Set(all.map(({ line }) => line));
  const module = project.modules.load(file);
  const others = (module ? definitionsIn(module) : [])
    .filter(({ node }) => !known.has(node.line))
    .map(({ name, node }) => {
      const endLine = node.line + node.text.split('\n').length - 1;
      return { name, line: node.line, endLine, id: undefined, facts: [], isInner: true };
    });
  return [...all, ...others].sort((a, b) => a.line - b.line || b.endLine - a.endLine);
}

/** Files that are known by their name alone. */
function named({ project }: Reader, file: string): Role {
  const name = path.posix.basename(file);
  const inMigrations = /\/migrations\/__init__\.py$/.test(file);
  const besideSettings = project.settings.some(
    (settings) => path.posix.dirname(settings.file) === path.posix.dirname(file),
  );
  const isProject = name === '__init__.py' && besideSettings;
  const id = inMigrations
    ? 'files/migrations-init'
    : isProject
      ? 'files/project-init'
      : (NAMED[name] ?? (/\/templatetags\/[^/]+$/.test(file) ? 'files/templatetags' : undefined));
  return { title: name, id, facts: [], remarks: [] };
}

const NAMED: Record<string, string> = {
  'manage.py': 'files/manage',
  'wsgi.py': 'files/wsgi',
  'asgi.py': 'files/asgi',
  'apps.py': 'files/apps',
  'models.py': 'files/models',
  'views.py': 'files/views',
  'admin.py': 'files/admin',
  'tests.py': 'files/tests',
  'urls.py': 'files/app-urls',
  '__init__.py': 'files/app-init',
  'forms.py': 'files/forms',
  'signals.py': 'files/signals',
  'serializers.py': 'files/serializers',
  'consumers.py': 'files/consumers',
  'routing.py': 'files/routing',
  'tasks.py': 'files/tasks',
  'middleware.py': 'files/middleware',
  'context_processors.py': 'files/context-processors',
};

function plainRole(file: string): Role {
  const name = path.posix.basename(file);
  const found = byName(name)?.explanations[0];
  const id = found?.kind === 'files' ? found.id : undefined;
  const facts = id ? [] : ['Django does not look for a file of this name by itself.'];
  return { title: name, id, facts, remarks: [] };
}

/** Templates and static files, wherever the settings say that they are. */
function assetRole(reader: Reader, file: string): Role | undefined {
  if (file.endsWith('.py')) return undefined;
  const { project } = reader;
  const template = allTemplates(project).find((known) => known.file === file);
  if (template) {
    return {
      title: `the template ${template.name}`,
      id: templateId(template.name, template.app),
      facts: templateFacts(reader, template),
      remarks: templateRemarks(reader, template),
    };
  }
  const asset = staticFiles(project).find((known) => known.file === file);
  if (!asset) return undefined;
  const id = /site\.css$/.test(file) ? 'files/site-css' : 'concepts/static-files';
  return {
    title: `the static file ${asset.name}`,
    id,
    facts: staticFacts(reader, asset),
    remarks: [],
  };
}

function templateId(name: string, app: string | undefined): string {
  const special: Record<string, string> = {
    'base.html': app ? 'files/app-base-html' : 'files/base-html',
    'home.html': 'files/home-html',
    '404.html': 'files/404-html',
    '500.html': 'files/500-html',
  };
  const base = path.posix.basename(name);
  const id =
    special[base] ??
    (/_(list|detail)\.html$/.exec(base)?.[1] &&
      `files/${/_(list|detail)\.html$/.exec(base)![1]}-html`);
  return id && entryOf(id) ? id : 'concepts/templates';
}

function manageFacts({ project }: Reader): string[] {
  const [main] = project.settings;
  if (!main) return [];
  return [
    `It chooses the settings ${code(main.module)}, unless \`DJANGO_SETTINGS_MODULE\` is set already.`,
  ];
}

function serverFacts(reader: Reader, name: string): string[] {
  const { project } = reader;
  const [main] = project.settings;
  const setting = name === 'wsgi.py' ? 'WSGI_APPLICATION' : 'ASGI_APPLICATION';
  const value = settingText(project, setting);
  return [
    ...(main
      ? [`Behind it work the settings ${code(main.module)} (${code(seen(reader, main.file))}).`]
      : []),
    ...(value ? [`\`runserver\` uses ${code(value)}, because \`${setting}\` names it.`] : []),
  ];
}

function modelsFacts(reader: Reader, file: string): string[] {
  const models = modelsInFile(reader.project, file);
  const app = appOfFile(reader, file);
  const label = models[0]?.app ?? app?.label;
  if (models.length === 0) return ['There is no model in this file yet.'];
  const tables = models.filter(({ table, proxy }) => table && !proxy).length;
  const where = label ? ` of the app ${code(label)}` : '';
  return [`${count(models.length, 'model')}${where}, with ${count(tables, 'table')}.`];
}
