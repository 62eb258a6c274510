/** The files of a project as a tree, with a few words for each. */
import path from 'node:path';
import { registrationsIn } from '../../project/admin';
import { foldersBelow } from '../../project/files';
import { idleApps } from '../../project/idle-apps';
import { migrationFiles } from '../../project/migrations';
import { appsOf, modelsInFile } from '../../project/models';
import { testClassesIn } from '../../project/parts';
import type { Project } from '../../project/project';
import { allRoutes, urlsFiles } from '../../project/routes';
import { viewsInUse } from '../../project/view-facts';
import { count, listed } from './reader';
import { chainOf } from './settings';

export interface Branch {
  /** The columns in front, with the lines of the tree. */
  name: string;
  note: string;
  depth: number;
}

/** A project with more files than this is shown by its apps. */
export const largest = 60;

/** Its own files, where there are few; undefined where a tree would be too long. */
export function treeOf(project: Project): Branch[] | undefined {
  const branches: Branch[] = [];
  walk(project, project.root, 0, branches);
  return branches.length > largest ? undefined : branches;
}

/** What no reader of a project opens. */
export const HIDDEN =
  /^(\.|__pycache__$|node_modules$|.*\.(sqlite3|pyc|mo)$|staticfiles$|(venv|env)$)/;

/** Folders that are told by how much is in them. */
const FOLDED = /^(migrations|static|media|locale|fixtures|docs?|assets|img|images|css|js|fonts)$/;

function walk(project: Project, folder: string, depth: number, branches: Branch[]): void {
  const { files } = project;
  const names = files.list(folder).filter((name) => !HIDDEN.test(name));
  const isFolder = (name: string) => files.isFolder(`${folder}/${name}`);
  const sorted = [...names].sort(
    (a, b) => Number(isFolder(a)) - Number(isFolder(b)) || (a < b ? -1 : 1),
  );
  for (const name of sorted) {
    if (branches.length > largest) return;
    const file = `${folder}/${name}`;
    if (!isFolder(name)) {
      if (name === '__init__.py') continue;
      branches.push({ name, note: noteOf(project, file), depth });
      continue;
    }
    if (files.isFile(`${file}/pyvenv.cfg`)) continue;
    const inside = countFiles(project, file);
    if (inside === 0) continue;
    const isFolded = FOLDED.test(name) || (name === 'templates' && inside > 12);
    const note = isFolded ? foldedNote(project, file, inside) : folderNote(project, file);
    branches.push({ name: `${name}/`, note, depth });
    if (!isFolded) walk(project, file, depth + 1, branches);
  }
}

/** The files of a folder and below it that somebody would open. */
export function countFiles({ files }: Project, folder: string): number {
  return [...foldersBelow(files, folder, 6)].reduce(
    (sum, below) =>
      sum +
      files.list(below).filter((name) => !HIDDEN.test(name) && files.isFile(`${below}/${name}`))
        .length,
    0,
  );
}

/** How much is in a folder. */
export function foldedNote(project: Project, folder: string, inside: number): string {
  if (path.posix.basename(folder) !== 'migrations') return count(inside, 'file');
  const app = appsOf(project).find(
    ({ module }) => project.modules.folderOf(module) === path.posix.dirname(folder),
  );
  const number = app ? migrationFiles(project, app.module).length : inside - 1;
  return number > 0 ? count(number, 'migration') : 'no migrations yet';
}

function folderNote(project: Project, folder: string): string {
  const app = appsOf(project).find(
    ({ module, own }) => own && project.modules.folderOf(module) === folder,
  );
  if (app) return `the app ${app.label}`;
  if (idleApps(project).some((idle) => idle.folder === folder)) return 'an app, not installed';
  const holdsSettings = project.settings.some(({ file }) => path.posix.dirname(file) === folder);
  return holdsSettings ? 'what holds the project together' : '';
}

/** What a file is, in a few words; '' where its name tells nothing. */
export function noteOf(project: Project, file: string): string {
  const name = path.posix.basename(file);
  const [main] = project.settings;
  if (main?.file === file) return 'the settings in use';
  if (main && chainOf(project, main.file).includes(file)) return 'settings that those build on';
  if ('file' in project.rootUrls && project.rootUrls.file === file)
    return 'where every address begins';
  const used = urlsFiles(project).find((urls) => urls.file === file);
  if (used) {
    const own = allRoutes(project).filter((route) => route.file === file);
    return `${count(new Set(own.map(({ line }) => line)).size, 'route')} below ${used.address}`;
  }
  if (!name.endsWith('.py')) return PLAIN[name] ?? '';
  if (name in NOTES) return NOTES[name]!;
  const models = modelsInFile(project, file);
  if (models.length > 0)
    return `${count(models.length, 'model')}: ${listed(
      models.map((model) => model.name),
      3,
    )}`;
  if (name === 'models.py') return 'no models yet';
  const shown = name.startsWith('admin') ? registrationsIn(project, file) : [];
  if (shown.length > 0)
    return `shows ${listed(
      shown.map(({ text }) => text),
      3,
    )}`;
  if (name === 'admin.py') return 'nothing registered yet';
  const tests = /test/.test(name)
    ? testClassesIn(project, file).flatMap((found) => found.tests)
    : [];
  if (tests.length > 0) return count(tests.length, 'test');
  if (name === 'tests.py') return 'no tests yet';
  const views = viewsInUse(project).filter(({ module }) => module.file === file);
  if (views.length > 0) return count(views.length, 'view');
  return name === 'views.py' ? 'no view in use yet' : '';
}

const NOTES: Record<string, string> = {
  'manage.py': 'the commands of the project',
  'wsgi.py': 'the door for a web server',
  'asgi.py': 'the door for an async server',
  'apps.py': 'introduces the app to Django',
};

const PLAIN: Record<string, string> = {
  'README.md': 'what people read first',
  'requirements.txt': 'the packages it needs',
  'pyproject.toml': 'its packages and tools',
  'base.html': 'the frame of all pages',
  '404.html': 'the page for unknown addresses',
  '500.html': 'the page when a view fails',
};
