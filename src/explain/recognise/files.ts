import type { Surroundings } from '../surroundings';
import type { Marks } from './marks';
import type { Rule } from './python';
import { isSettings } from './settings';
import { basesOf, classIn, type PythonSource } from './source';

/** What a Python file as a whole is for. Django finds most of them by their names. */
export const recogniseFile: Rule = (source, around, marks) => {
  const { path, text } = source;
  const name = path.split('/').at(-1)!;
  const folder = path.slice(0, -name.length - 1);
  if (name === 'manage.py' && text.includes('execute_from_command_line')) {
    const wsgi = wsgiFile(around);
    marks.addFile(name, ['files/manage-wsgi', 'files/manage'], { ...(wsgi && { wsgi }) });
  } else if (/\bget_wsgi_application\(\)/.test(text) && name === 'wsgi.py') {
    marks.addFile(name, around.runsAsgi ? 'files/wsgi' : 'files/wsgi-runserver');
  } else if (/\bget_asgi_application\(\)/.test(text) && name === 'asgi.py') {
    marks.addFile(name, around.runsAsgi ? 'files/asgi' : 'files/asgi-asleep');
  } else if (path === around.rootUrls) {
    marks.addFile(name, 'files/project-urls');
  } else if (isSettings(source, around)) {
    markSettings(source, around, marks);
  } else {
    markAppFile(source, { name, folder }, around, marks);
  }
};

/** wsgi.py of the project: beside the settings, or beside the root urls. */
function wsgiFile({ rootUrls, settings, has }: Surroundings): string | undefined {
  const folders = [settings.main, rootUrls].flatMap((file) => (file ? [folderOf(file)] : []));
  return folders.map((folder) => `${folder}/wsgi.py`).find((file) => has(file));
}

const folderOf = (path: string) => path.split('/').slice(0, -1).join('/');

function markSettings(
  { path, text }: PythonSource,
  { settings }: Surroundings,
  marks: Marks,
): void {
  const isWhole = path === settings.main && settings.files.size === 1;
  if (path.endsWith('__init__.py') && !/^[A-Z][A-Z_]+ *=/m.test(text)) return;
  marks.addFile('settings', isWhole ? 'files/settings' : 'files/settings-part');
}

function markAppFile(
  source: PythonSource,
  { name, folder }: { name: string; folder: string },
  around: Surroundings,
  marks: Marks,
): void {
  const { path, text } = source;
  const app = around.appOf(path);
  const isEmpty = source.tree.parts.length === 0;
  if (name === '__init__.py') {
    if (!isEmpty) return;
    const isProject = around.rootUrls !== undefined && folderOf(around.rootUrls) === folder;
    if (app && folder === app.folder) marks.addFile(name, 'files/app-init', { app: app.label });
    else if (isProject && !folder.includes('/') && around.settings.main?.startsWith(`${folder}/`)) {
      marks.addFile(name, 'files/project-init', { project: folder });
    } else if (app && path === `${app.folder}/migrations/__init__.py`) {
      marks.addFile(name, 'files/migrations-init', { app: app.label });
    }
    return;
  }
  if (!app) return;
  const facts = {
    app: app.label,
    ...(app.prefix && { prefix: app.prefix }),
    file: app.includedBy,
    ...(around.admin && { admin: around.admin }),
  };
  if (path === `${app.folder}/${name}`) {
    switch (name) {
      case 'models.py':
        marks.addFile(name, 'files/models');
        return;
      case 'admin.py':
        marks.addFile(name, ['files/admin-address', 'files/admin'], facts);
        return;
      case 'apps.py':
        if (text.includes('AppConfig')) marks.addFile(name, ['files/apps'], facts);
        return;
      case 'views.py':
        marks.addFile(name, viewsNotes(source));
        return;
      case 'urls.py':
        if (text.includes('urlpatterns'))
          marks.addFile(name, ['files/app-urls-prefix', 'files/app-urls'], facts);
        return;
    }
  }
  if (/^tests?(_\w+)?\.py$/.test(name) && (holdsOnlyImports(source) || hasTests(source)))
    marks.addFile(name, 'files/tests');
  else if (/\/migrations\/\d{4}_\w+\.py$/.test(path)) markMigration(source, app.label, marks);
}

/** Functions with a request, or classes: what the note on the whole file says is true of functions. */
function viewsNotes({ text }: PythonSource): string {
  return /^class \w+/m.test(text) ? 'files/views' : 'files/views-functions';
}

/** As startapp makes it. */
function holdsOnlyImports({ tree }: PythonSource): boolean {
  return tree.parts.every(({ type }) => /^import/.test(type));
}

function hasTests(source: PythonSource): boolean {
  return source.statements.some((statement) => {
    const found = classIn(statement);
    return found && basesOf(found).some((base) => /TestCase$/.test(source.dotted(base) ?? ''));
  });
}

function markMigration({ path, text }: PythonSource, app: string, marks: Marks): void {
  const models = [...text.matchAll(/migrations\.CreateModel\(\s*name=['"](\w+)['"]/g)].map(
    ([, name]) => name!,
  );
  const [only] = models;
  const isFirst =
    /^\s+initial = True/m.test(text) && models.length === 1 && !text.includes('db_table');
  const table = isFirst ? `${app}_${only!.toLowerCase()}` : undefined;
  marks.addFile(path.split('/').at(-1)!, ['files/migration-first', 'files/migration'], { table });
}
