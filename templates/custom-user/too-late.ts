/** Why a project can no longer get a user model of its own, as far as its files tell. */
import path from 'node:path';
import type { NextFacts } from '../../src/features/feature';
import { importsOf } from '../../src/project/definitions';
import { foldersBelow } from '../../src/project/files';
import type { Project } from '../../src/project/project';
import { resolve } from '../../src/python/resolve';
import { text, type Value } from '../../src/python/values';

/**
 * https://docs.djangoproject.com/en/stable/topics/auth/customizing/#changing-to-a-custom-user-model-mid-project
 *
 * @returns the reason, or undefined where it is not too late
 */
export function tooLate(project: Project, { isNew, answers }: NextFacts): string | undefined {
  if (isNew) return undefined;
  const own = text(project.settings[0]?.names.get('AUTH_USER_MODEL')?.value);
  if (own && own !== 'auth.User') return `the project has a user model of its own: ${own}.`;

  const file = databases(project).find((name) => project.files.read(name)?.length);
  if (file) {
    return `${shown(project, file)} has been migrated: its tables point to Django's own users.
    Where its data is not worth keeping, delete that file and try again. Otherwise keep Django's
    users, and put what they lack into a model with a OneToOneField to the user.`;
  }
  if (isOpen(project) && answers.migrated !== 'no') {
    return `it has to come before the first migrate, and the database of this project cannot be looked into.
    Where migrate has never been run in it, say so: --migrated no`;
  }
  const uses = usesOfDjangosUser(project);
  if (uses.length > 0) {
    return `these places name Django's own users, which would have no table any more:
${uses.map((place) => `      ${place}`).join('\n')}
    Write get_user_model() there, and settings.AUTH_USER_MODEL in a ForeignKey.`;
  }
  return undefined;
}

/** Whether only the user knows if the database has been migrated: it is no file that is known. */
export function isOpen(project: Project): boolean {
  const all = standardDatabases(project);
  return all.length === 0 || all.some((database) => fileOf(project, database) === undefined);
}

/** The files with a database: those that the settings name, and others beside them. */
function databases(project: Project): string[] {
  const { files, root } = project;
  const lying = [...foldersBelow(files, root, 1)].flatMap((folder) =>
    files
      .list(folder)
      .filter((name) => /\.(sqlite3?|db)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const named = standardDatabases(project).flatMap((each) => fileOf(project, each) ?? []);
  return [...new Set([...named, ...lying])].filter((file) => files.isFile(file));
}

/** The file of a database in SQLite. */
function fileOf({ root }: Project, database: Value): string | undefined {
  if (database.kind !== 'dictionary') return undefined;
  const isSQLite = text(database.entries.get('ENGINE')) === 'django.db.backends.sqlite3';
  const name = text(database.entries.get('NAME'));
  return isSQLite && name ? path.posix.resolve(root, name) : undefined;
}

/** All that `DATABASES["default"]` may be. */
function standardDatabases({ settings, modules }: Project): Value[] {
  const possible = (value: Value | undefined): Value[] => {
    const known = value && resolve(modules.world, value);
    return known?.kind === 'either' ? known.options.flatMap(possible) : known ? [known] : [];
  };
  return possible(settings[0]?.names.get('DATABASES')?.value).flatMap((all) =>
    all.kind === 'dictionary' ? possible(all.entries.get('default')) : [all],
  );
}

/** Imports of Django's User and of the forms that are made for it, and `"auth.User"`. */
function usesOfDjangosUser(project: Project): string[] {
  const { files, root, modules } = project;
  return [...foldersBelow(files, root, 8)].flatMap((folder) =>
    files
      .list(folder)
      .filter((name) => name.endsWith('.py'))
      .map((name) => `${folder}/${name}`)
      .flatMap((file) => {
        const source = Buffer.from(files.read(file) ?? []).toString();
        const line = lineOfUse(source, () => importsOf(modules.load(file)!));
        return line === undefined ? [] : [`${shown(project, file)}:${line}`];
      }),
  );
}

const forms = [
  'UserCreationForm',
  'BaseUserCreationForm',
  'UserChangeForm',
  'AdminUserCreationForm',
];
const names = [
  'django.contrib.auth.models.User',
  ...forms.map((form) => `django.contrib.auth.forms.${form}`),
];

function lineOfUse(source: string, imports: () => readonly string[]): number | undefined {
  const named = /["']auth\.user["']/i.exec(source);
  const imported = /django\.contrib\.auth\.(models|forms)\b/.exec(source);
  const found = imported && imports().some((name) => names.includes(name)) ? imported : named;
  return found ? source.slice(0, found.index).split('\n').length : undefined;
}

const shown = ({ root }: Project, file: string) => path.posix.relative(root, file);
