import { type SyntaxNode, stringContent } from '../python/syntax';
import { argument, argumentsOf, assignmentsIn } from './call';
import { definitionsIn } from './definitions';
import { userModel } from './fields';
import { appOfModule, appsOf, type Model } from './models';
import { onceFor } from './once';
import type { Project } from './project';

/** A migration as its file has it. */
export interface Migration {
  app: string;
  /** `0001_initial`. */
  name: string;
  file: string;
  line: number;
  dependencies: readonly { app: string; name: string; line: number }[];
  /** The migrations that this one stands for, after squashmigrations. */
  replaces: readonly { app: string; name: string; line: number }[];
  operations: readonly Operation[];
}

/** https://docs.djangoproject.com/en/stable/ref/migration-operations/ */
export interface Operation {
  /** `CreateModel`. */
  kind: string;
  /** The model as the operation names it; undefined where it is about none. */
  model: string | undefined;
  /** The field. */
  field: string | undefined;
  line: number;
  node: SyntaxNode;
}

/** The files of an app's migrations by name; the app by its package. Reads none of them. */
export function migrationFiles({ modules, files }: Project, app: string): string[] {
  const folder = modules.folderOf(app);
  return files
    .list(`${folder}/migrations`)
    .filter((name) => /^[A-Za-z0-9]\w*\.py$/.test(name))
    .sort()
    .map((name) => `${folder}/migrations/${name}`);
}

/** The migrations of an app, in the order of their names. Files without one are left out. */
export const migrationsOf = onceFor((project: Project, app: string): Migration[] =>
  migrationFiles(project, app).flatMap((file) => readMigration(project, file) ?? []),
);

/** A migration; undefined where the file holds none. */
export const readMigration = onceFor((project: Project, file: string): Migration | undefined => {
  const module = project.modules.load(file);
  const found = module && definitionsIn(module).find(({ name }) => name === 'Migration');
  if (!found) return undefined;
  const attributes = new Map(
    [...assignmentsIn(found.node.child('body'))].map(({ name, value }) => [name, value]),
  );
  const own = appOfModule(project, module.name);
  return {
    app: own?.label ?? module.name.split('.').at(-3) ?? '',
    name: module.name.split('.').at(-1)!,
    file,
    line: found.node.line,
    dependencies: keysIn(project, attributes.get('dependencies')),
    replaces: keysIn(project, attributes.get('replaces')),
    operations: operationsIn(attributes.get('operations')),
  };
});

/** The migrations that no other migration of the app builds on. More than one is a conflict. */
export function leafMigrations(migrations: readonly Migration[]): Migration[] {
  const needed = new Set(
    migrations.flatMap(({ dependencies, replaces }) =>
      [...dependencies, ...replaces].map(({ app, name }) => `${app}.${name}`),
    ),
  );
  return migrations.filter(({ app, name }) => !needed.has(`${app}.${name}`));
}

/** The migration that makes the table of a model. Reads only the files that name the model. */
export function creationOf(
  project: Project,
  model: Model,
): { migration: Migration; operation: Operation } | undefined {
  const app = appsOf(project).find(({ label }) => label === model.app)?.module;
  const wanted = model.name.toLowerCase();
  for (const file of app ? migrationFiles(project, app) : []) {
    const bytes = project.files.read(file);
    const source = bytes ? new TextDecoder('latin1').decode(bytes) : '';
    const names = source.toLowerCase().includes(wanted);
    if (!names || !/CreateModel|RenameModel/.test(source)) continue;
    const migration = readMigration(project, file);
    const operation = migration?.operations.find(
      ({ kind, model: name, field }) =>
        (kind === 'CreateModel' && name?.toLowerCase() === wanted) ||
        (kind === 'RenameModel' && field?.toLowerCase() === wanted),
    );
    if (migration && operation) return { migration, operation };
  }
  return undefined;
}

type Key = Migration['dependencies'][number];

function keysIn(project: Project, list: SyntaxNode | undefined): Key[] {
  return (list?.parts ?? []).flatMap((pair): Key[] => {
    // `swappable_dependency(settings.AUTH_USER_MODEL)`: the first one of the user model's app.
    if (pair.type === 'call' && /swappable_dependency$/.test(pair.child('function')!.text)) {
      const user = userModel(project);
      return user ? [{ app: user.split('.')[0]!, name: '__first__', line: pair.line }] : [];
    }
    const [app, name] = (pair.type === 'tuple' ? pair.parts : []).map(stringContent);
    return app && name ? [{ app, name, line: pair.line }] : [];
  });
}

/** Also those inside `SeparateDatabaseAndState`. */
function operationsIn(list: SyntaxNode | undefined): Operation[] {
  return (list?.parts ?? []).flatMap((node) => {
    if (node.type !== 'call') return [];
    const kind = node.child('function')!.text.split('.').at(-1)!;
    const given = argumentsOf(node);
    const string = (position: number, name: string) => {
      const found = argument(given, position, name);
      return found && stringContent(found);
    };
    const inside = [...given.keywords]
      .filter(([name]) => /_operations$/.test(name))
      .flatMap(([, value]) => operationsIn(value));
    const isModel = /Model(Table|Options|Managers|TableComment)?$/.test(kind);
    const model = isModel ? (string(0, 'name') ?? string(0, 'old_name')) : string(0, 'model_name');
    const field =
      kind === 'RenameModel' ? string(1, 'new_name') : isModel ? undefined : string(1, 'name');
    return [{ kind, model, field, line: node.line, node }, ...inside];
  });
}
