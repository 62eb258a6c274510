/** Places in models, their migrations, and the classes of the admin. */
import { allModels, type Model } from '../../../project/models';
import type { Project } from '../../../project/project';
import type { Case, Finder, Spot } from './case';
import { lastFrame, whereItRan } from './case';
import { didYouMean, nearestTo } from './nearest';
import { setting, settingOrFile } from './settings';
import { escaped, linesLike, linesOf, pythonFiles, quoted, writtenPython } from './source';

const modelCalled = (project: Project, name: string): Model | undefined =>
  allModels(project).find(
    (model) => model.name.toLowerCase() === name.split('.').at(-1)!.toLowerCase(),
  );

const modelOfTable = (project: Project, table: string): Model | undefined =>
  allModels(project).find((model) => model.table?.toLowerCase() === table.toLowerCase());

/** A column such as `author_id` is kept by the field `author`. */
function fieldOf(model: Model | undefined, column: string) {
  return model?.fields.find(({ name }) => name === column || `${name}_id` === column);
}

const atModel = (model: Model | undefined, why: string): Spot | undefined =>
  model && { file: model.file, line: model.line, why };

const atField = (model: Model | undefined, name: string, why: string): Spot | undefined => {
  const field = fieldOf(model, name);
  return field && { file: field.file, line: field.line, why };
};

/** A line in the model files that gives a name: where the facts do not tell, a broken project. */
function assigned(project: Project, name: string, why: string): Spot | undefined {
  const files = writtenPython(project).filter((file) => /\/models(\/\w+)?\.py$/.test(file));
  const [line] = linesLike(project, files, new RegExp(`^\\s+${escaped(name)}\\s*=\\s*\\S`));
  return line && { file: line.file, line: line.line, why };
}

/** The field that a check is about: `blog.Post.author`. */
function checkedField({ project, check }: Case, why: string): Spot | undefined {
  const [app, model, field] = check?.subject.split('.') ?? [];
  if (!field) return undefined;
  const owner = allModels(project).find(({ label }) => label === `${app}.${model}`);
  return atField(owner, field, why) ?? assigned(project, field, why);
}

function dottedField(project: Project, dotted: string, why: string): Spot | undefined {
  const [app, model, field] = dotted.split('.');
  if (!field) return undefined;
  const owner = allModels(project).find(({ label }) => label === `${app}.${model}`);
  return atField(owner, field, why) ?? assigned(project, field, why);
}

const noSuchTable: Finder = (found) => {
  const { project, match } = found;
  const table = match.groups.table ?? '';
  const model = modelOfTable(project, table);
  if (model) {
    const has = migrationsOf(project, model).some(
      (file) =>
        linesLike(project, [file], new RegExp(`name\\s*=\\s*["']${escaped(model.name)}["']`))
          .length > 0,
    );
    return [
      atModel(
        model,
        has
          ? `Its table ${table} is not built yet: run migrate.`
          : `Its table ${table} is in no migration: run makemigrations, then migrate.`,
      ),
      setting(project, 'DATABASES', 'The database that was asked.'),
    ];
  }
  const lost = modelNotInstalled(project, table);
  if (lost) {
    const module = project.modules.nameOf(lost.file).replace(/\.models.*$/, '');
    return [setting(project, 'INSTALLED_APPS', `Add "${module}" to this list.`), lost];
  }
  return [setting(project, 'DATABASES', 'Run migrate for this database.')];
};

function modelNotInstalled(project: Project, table: string): Spot | undefined {
  const [, app, name] = /^([a-z0-9_]+?)_(\w+)$/.exec(table) ?? [];
  const files = pythonFiles(project).filter((file) => file.includes(`/${app}/models`));
  const line = linesLike(project, files, /^class\s+\w+\(/).find(
    ({ text }) => /^class\s+(\w+)/.exec(text)?.[1]?.toLowerCase() === name,
  );
  return line && { file: line.file, line: line.line, why: 'The model of this table.' };
}

/** The folder of migrations that belongs to a model. */
function migrationsOf(project: Project, { file }: Pick<Model, 'file'>): string[] {
  const app = file.replace(/\/models(\/.*|\.py)$/, '');
  return pythonFiles(project).filter((name) => name.startsWith(`${app}/migrations/`));
}

const noSuchColumn: Finder = (found) => {
  const { project, match } = found;
  const { table, relation, column = '' } = match.groups;
  const model = modelOfTable(project, relation ?? table ?? '');
  const why = `The database has no column ${column} yet: run makemigrations, then migrate.`;
  const anywhere = allModels(project).find((candidate) => fieldOf(candidate, column));
  return [
    atField(model, column, why) ?? atField(anywhere, column, why),
    atModel(model, 'The model of the table.'),
    fieldOf(model ?? anywhere, column)
      ? undefined
      : whereItRan(found, `Here ${column} is asked for.`),
  ];
};

/** A migration by its name: `blog.0002_tag`. */
function migrationFile(project: Project, dotted: string): string | undefined {
  const [app, name] = dotted.split('.');
  return pythonFiles(project).find((file) => file.endsWith(`/${app}/migrations/${name}.py`));
}

/** The migration that was being applied. */
function applying({ project, report }: Case): string | undefined {
  const found = [...report.text.matchAll(/Applying (\w+\.\w+)\.\.\./g)].at(-1)?.[1];
  return found && migrationFile(project, found);
}

const thereAlready =
  (operation: RegExp): Finder =>
  (found) => {
    const { project, match } = found;
    const name = match.groups.column ?? match.groups.table ?? '';
    const short = name.split('_').at(-1)!;
    const file = applying(found);
    const files = file
      ? [file]
      : pythonFiles(project).filter((one) => one.includes('/migrations/'));
    const lines = linesLike(project, files, operation);
    const near = (line: { file: string; line: number }) =>
      new RegExp(`["'](${escaped(name)}|${escaped(short)})["']`, 'i').test(
        linesOf(project, line.file)
          .slice(line.line - 1, line.line + 4)
          .join('\n'),
      );
    const line = lines.filter(near).at(-1) ?? (file ? lines[0] : undefined);
    return [
      line && {
        file: line.file,
        line: line.line,
        why: `It makes ${name}, which is there already.`,
      },
      atModel(modelOfTable(project, match.groups.table ?? ''), 'The model of the table.'),
    ];
  };

/** The line in a migration that names another one. */
function dependencyLine(
  project: Project,
  file: string | undefined,
  name: string,
  why: string,
): Spot | undefined {
  if (!file) return undefined;
  const [line] = linesLike(project, [file], quoted(name));
  return { file, line: line?.line ?? null, why };
}

const inconsistent: Finder = ({ project, match }) => {
  const { migration = '', dependency = '' } = match.groups;
  const file = migrationFile(project, migration);
  return [
    dependencyLine(
      project,
      file,
      dependency.split('.')[1] ?? '',
      `${dependency} counts as not applied, and this builds upon it.`,
    ),
    setting(project, 'AUTH_USER_MODEL', 'It has to be set before the first migrate.'),
    setting(project, 'DATABASES', 'The database whose list of migrations is out of order.'),
  ];
};

const conflicting: Finder = ({ project, match }) => {
  const names = match.groups.names ?? '';
  return names.split(/;\s*/).flatMap((group) => {
    const [, list = '', app = match.groups.app] = /^(.*?)(?: in (\w+))?$/.exec(group.trim()) ?? [];
    return list
      .split(/,\s*/)
      .sort()
      .map((name): Spot | undefined => {
        const file = migrationFile(project, `${app}.${name}`);
        const line = file ? linesLike(project, [file], /^\s*\(["']/)[0] : undefined;
        return file
          ? {
              file,
              line: line?.line ?? null,
              why: 'It comes after the same migration as the other one.',
            }
          : undefined;
      });
  });
};

const dependencyMissing: Finder = ({ project, match }) => {
  const { migration = '', name = '', app } = match.groups;
  const file = migrationFile(project, migration);
  const folder = app && pythonFiles(project).filter((one) => one.includes(`/${app}/migrations/`));
  const near = nearestTo(
    name,
    (folder || []).map((one) => one.split('/').at(-1)!.replace(/\.py$/, '')),
  );
  return [dependencyLine(project, file, name, `There is no migration ${name}.${didYouMean(near)}`)];
};

const circularMigrations: Finder = ({ project, match }) => {
  const names = (match.groups.names ?? '').split(/,\s*/).filter(Boolean).sort();
  return names.map((name) => {
    const file = migrationFile(project, name);
    const other = names.find(
      (one) =>
        one !== name && file && linesLike(project, [file], quoted(one.split('.')[1]!)).length > 0,
    );
    return dependencyLine(
      project,
      file,
      other?.split('.')[1] ?? '',
      `${name} waits for ${other ?? 'another one'}.`,
    );
  });
};

const nonNullable: Finder = ({ project, match }) => {
  const { field = '', model = '' } = match.groups;
  const why = 'Old rows need a value: give it null=True or a default.';
  return [atField(modelCalled(project, model), field, why) ?? assigned(project, field, why)];
};

const unapplied: Finder = ({ project, report }) => {
  const apps = /app\(s\):\s*([\w, ]+)/.exec(report.text)?.[1]?.split(/,\s*/) ?? [];
  const count = Number(/You have (\d+) unapplied/.exec(report.text)?.[1] ?? 1);
  const files = pythonFiles(project)
    .filter(
      (file) =>
        apps.some((app) => file.includes(`/${app.trim()}/migrations/`)) &&
        /\/\d{4}_\w+\.py$/.test(file),
    )
    .sort();
  return files
    .slice(-Math.min(count, 3))
    .map((file) => ({ file, line: null, why: 'It waits: run migrate.' }));
};

const withoutMigration: Finder = ({ project, match }) => {
  const apps = [...(match.groups.apps ?? '').matchAll(/\w+/g)].map(([name]) => name);
  const models = allModels(project).filter(({ app }) => app && apps.includes(app));
  return [...new Set(models.map(({ file }) => file))].map((file) => ({
    file,
    line: null,
    why: 'It has changes that are in no migration: run makemigrations, then migrate.',
  }));
};

const reverseClash: Finder = (found) => {
  const { project, match } = found;
  const { field = '', other = '' } = match.groups;
  const own = field.split('.').at(-1)!;
  const why = `Give it a related_name of its own, such as related_name="${own}_${(field.split('.').at(-2) ?? 'x').toLowerCase()}s".`;
  const places = [
    checkedField(found, why) ?? dottedField(project, field, why),
    dottedField(project, other, 'It clashes with this one.'),
  ];
  // In the order of the source, so that each pair of messages begins with the same field.
  return places.sort((a, b) => (a && b && a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : 0));
};

const check =
  (why: string): Finder =>
  (found) => [checkedField(found, why) ?? whereItRan(found, why)];

/** A line of Meta: `ordering = …`. */
const metaOption: Finder = ({ project, match, check: message }) => {
  const option = match.groups.option ?? 'ordering';
  const model = modelCalled(project, message?.subject ?? '');
  const found = model?.meta.get(option);
  const near =
    model &&
    nearestTo(
      match.groups.field ?? '',
      model.fields.map(({ name }) => name),
    );
  const why = `${model?.name ?? 'The model'} has no field ${match.groups.field ?? ''}.${didYouMean(near)}`;
  return [found ? { file: found.file, line: found.line, why } : atModel(model, why)];
};

/** The class of the admin that a check is about, and the name that it gets wrong. */
const adminOption: Finder = ({ project, match, check: message }) => {
  const name = /(\w+)'>?$/.exec(message?.subject ?? '')?.[1] ?? '';
  const { option = '', name: wrong } = match.groups;
  const files = pythonFiles(project);
  const [start] = linesLike(project, files, new RegExp(`^class\\s+${escaped(name)}\\b`));
  if (!start) return [];
  const lines = linesOf(project, start.file);
  const after = lines.findIndex((line, index) => index >= start.line && /^\S/.test(line));
  const body = lines.slice(0, after < 0 ? undefined : after);
  const from = body.findIndex(
    (line, index) => index >= start.line && new RegExp(`^\\s+${escaped(option)}\\s*=`).test(line),
  );
  const within = wrong
    ? body.findIndex(
        (line, index) => index >= Math.max(from, start.line) && quoted(wrong).test(line),
      )
    : -1;
  const at = within >= 0 ? within : from;
  const model = /'(?:\w+\.)?(\w+)'\.?$/.exec(message?.message.trim() ?? '')?.[1];
  const near =
    wrong &&
    model &&
    nearestTo(wrong, modelCalled(project, model)?.fields.map((field) => field.name) ?? []);
  const why = wrong
    ? `${model ?? 'The model'} has nothing called ${wrong}.${didYouMean(near || undefined)}`
    : 'The option that the message names.';
  return [{ file: start.file, line: at >= 0 ? at + 1 : start.line, why }];
};

const inlineClass: Finder = ({ project, match }) => {
  const { inline = '', model = '' } = match.groups;
  const files = pythonFiles(project);
  const name = inline.split('.').at(-1)!;
  const lines = linesLike(
    project,
    files,
    new RegExp(`^\\s+model\\s*=\\s*(\\w+\\.)*${escaped(name)}\\b`),
  );
  const [line] = lines;
  const at =
    line &&
    linesLike(project, [line.file], /^class\s+\w+/)
      .filter((one) => one.line < line.line)
      .at(-1);
  return [at && { file: at.file, line: at.line, why: `${name} does not point at ${model}.` }];
};

const frameAndModel =
  (why: string, about: string): Finder =>
  (found) => [
    whereItRan(found, why),
    atModel(modelCalled(found.project, found.match.groups.model ?? ''), about),
  ];

const strOfModel: Finder = (found) => {
  const { project } = found;
  const models = allModels(project).filter(({ methods }) => methods.has('__str__'));
  const returns = models.flatMap((model) => {
    const { file, line } = model.methods.get('__str__')!;
    const lines = linesOf(project, file);
    const at = lines.findIndex((text, index) => index >= line && /^\s+return\b/.test(text));
    return at >= 0
      ? [{ file, line: at + 1, code: lines[at]!, model }]
      : [{ file, line, code: '', model }];
  });
  const suspect = (code: string) =>
    Number(/return (f["']|["']|str\()/.test(code)) * 2 +
    Number(/\b(title|name|text|slug|username)\b/.test(code));
  const [best] = returns.sort((a, b) => suspect(a.code) - suspect(b.code));
  return [
    best && {
      file: best.file,
      line: best.line,
      why: `__str__ of ${best.model.name} has to return a text: wrap it in str().`,
    },
    whereItRan(found, 'Here the text of the object was asked for.'),
  ];
};

const columnField =
  (why: string): Finder =>
  (found) => {
    const { project, match } = found;
    const { table = '', column = '' } = match.groups;
    return [
      whereItRan(found, why),
      atField(modelOfTable(project, table), column, 'The field of this column.') ??
        (column && !table
          ? assigned(project, column.replace(/_id$/, ''), 'The field of this column.')
          : undefined),
    ];
  };

/** Until Python 3.11 a traceback names the class below a decorator. */
function decorated(found: Case, why: string): Spot | undefined {
  const ran = whereItRan(found, why);
  const above = ran?.line ? linesOf(found.project, ran.file)[ran.line - 2] : undefined;
  return ran?.line && /^\s*@/.test(above ?? '') ? { ...ran, line: ran.line - 1 } : ran;
}

export const modelFinders: Record<string, Finder> = {
  'no-such-table': noSuchTable,
  'no-such-column': noSuchColumn,
  'duplicate-column': thereAlready(/AddField|RenameField|RunSQL/),
  'table-already-exists': thereAlready(/CreateModel|AlterModelTable|RenameModel/),
  'inconsistent-migration-history': inconsistent,
  'conflicting-migrations': conflicting,
  'migration-dependency-missing': dependencyMissing,
  'migration-circular': circularMigrations,
  'migration-file-bad': ({ project, match }) => {
    const file = migrationFile(project, `${match.groups.app}.${match.groups.name}`);
    return [
      file
        ? { file, line: null, why: 'It has no class Migration. Move it out of this folder.' }
        : undefined,
    ];
  },
  'non-nullable-field': nonNullable,
  'unapplied-migrations': unapplied,
  'model-changes-without-migration': withoutMigration,
  'model-relation-unresolved': (found) => [
    checkedField(found, `There is no model ${found.match.groups.model ?? ''}.`) ??
      dottedField(
        found.project,
        found.match.groups.field ?? '',
        `There is no model ${found.match.groups.model ?? ''}.`,
      ),
    setting(found.project, 'INSTALLED_APPS', 'The app of the other model has to be in here.'),
  ],
  'relation-model-missing': check('No installed app has the model that it points at.'),
  'on-delete-missing': (found) => [
    whereItRan(found, 'Add on_delete=models.CASCADE, or what shall happen instead.'),
  ],
  'max-length-missing': check('Give it a max_length, a whole number above zero.'),
  'decimal-places-missing': check('Give it max_digits and decimal_places.'),
  'reverse-accessor-clash': reverseClash,
  'auth-user-swapped': (found) => [
    checkedField(found, 'Point at settings.AUTH_USER_MODEL instead.') ??
      whereItRan(found, 'Use get_user_model() here.'),
    setting(found.project, 'AUTH_USER_MODEL', 'The user model of the project.'),
  ],
  'pillow-missing': check('This field needs the package Pillow: python -m pip install Pillow.'),
  'meta-names-missing-field': metaOption,
  'meta-option-unknown': (found) => [
    assigned(
      found.project,
      found.match.groups.option ?? '',
      'Django knows no option of this name.',
    ) ?? whereItRan(found, 'Its Meta has an option that Django does not know.'),
  ],
  'set-null-without-null': check('Add null=True, or choose another on_delete.'),
  'field-clash': (found) => [
    checkedField(found, 'Rename it.') ??
      assigned(found.project, found.match.groups.field ?? '', 'Rename it.') ??
      whereItRan(found, 'Rename it.'),
  ],
  'field-without-effect': check('This option does nothing here, or not what it seems to.'),
  'choices-wrong': check('Write each choice as a pair: ("draft", "Draft").'),
  'model-unexpected-argument': frameAndModel(
    'This name is no field of the model.',
    'The model, with its fields.',
  ),
  'model-str': strOfModel,
  'does-not-exist': frameAndModel(
    'get() finds nothing here. In a view, use get_object_or_404().',
    'The model that was asked.',
  ),
  'integrity-not-null': columnField(
    'The object has no value for this column when it is saved here.',
  ),
  'integrity-unique': columnField('The value is taken already when it is saved here.'),
  'admin-option-wrong': adminOption,
  'admin-inline-foreign-key': inlineClass,
  'admin-already-registered': (found) => {
    const { project, match } = found;
    const model = match.groups.model ?? '';
    const other = linesLike(
      project,
      pythonFiles(project),
      new RegExp(`register\\(\\s*${escaped(model)}\\b`),
    );
    const last = lastFrame(found);
    return [
      whereItRan(found, `${model} is registered once more here. Keep one.`),
      ...other
        .filter(({ file, line }) => file !== last?.file || line !== last.line)
        .map(({ file, line }) => ({ file, line, why: 'It was registered here before.' })),
    ];
  },
  'admin-register-wrong': (found) => [
    decorated(found, 'Register a model, with a class that derives from admin.ModelAdmin.'),
  ],
  'protected-error': (found) => {
    const name = /'(?:(\w+)\.)?(\w+)'/.exec(
      found.match.groups.fields
        ? `'${found.match.groups.fields.split(',')[0]!.replace(/^'|'$/g, '')}'`
        : '',
    );
    const owner = name?.[1] && modelCalled(found.project, name[1]);
    return [
      whereItRan(found, 'Here it would be deleted, while others point at it.'),
      owner ? atField(owner, name![2]!, 'This relation forbids it: on_delete.') : undefined,
    ];
  },
  'test-database-exists': ({ project }) => [
    settingOrFile(
      project,
      'DATABASES',
      'The database of the tests is made beside this one.',
      'Add DATABASES here.',
    ),
  ],
};
