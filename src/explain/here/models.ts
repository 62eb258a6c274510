/** What a project knows of its models and their fields. */
import { adminRegistrations } from '../../project/admin';
import { creationOf, migrationFiles } from '../../project/migrations';
import { modelKindOf } from '../../project/model-kind';
import {
  appOfModule,
  appsAreKnown,
  type InheritedField,
  type Model,
  modelOf,
  modelsInFile,
  modelsOfApp,
} from '../../project/models';
import type { Project } from '../../project/project';
import { columnOf, joinTableOf, type Link, linkOf, linksTo } from '../../project/relations';
import { allRoutes } from '../../project/routes';
import { entryOf } from '../library';
import { at, code, listed, type Reader } from './reader';
import type { Remark } from './remark';

export function modelRemarks(reader: Reader, file: string): Remark[] {
  return modelsInFile(reader.project, file).flatMap((model) => [
    {
      name: model.name,
      line: model.line,
      endLine: model.endLine,
      id: 'models/Model',
      get facts() {
        return modelFacts(reader, model);
      },
    },
    ...inside(reader, model, file),
  ]);
}

function modelFacts(reader: Reader, model: Model): string[] {
  const { project } = reader;
  return [
    tableFact(project, model),
    ...outsideFacts(model),
    ...parentFacts(project, model),
    ...pageFacts(reader, model),
    ...adminFacts(reader, model),
    ...linkFacts(reader, model),
    ...migrationFacts(reader, model),
  ];
}

function tableFact(project: Project, model: Model): string {
  const name = code(model.name);
  if (modelKindOf(project, model.definition) === 'maybe') {
    return `${name} is a model only if ${code(model.bases.join(', '))}, of another package, is one.`;
  }
  if (model.abstract) {
    const heirs = model.app ? heirsOf(project, model) : [];
    const who = heirs.length > 0 ? listed(heirs.map(code)) : 'the models derived from it';
    return `${name} has no table: ${who} take${heirs.length === 1 ? 's' : ''} over its fields.`;
  }
  if (!model.app && !appsAreKnown(project)) {
    return `${name} becomes a table if \`INSTALLED_APPS\` names the app of this file. Only the running project knows.`;
  }
  if (!model.app) {
    return `${name} gets no table: no app in \`INSTALLED_APPS\` holds this file.`;
  }
  if (!model.table) return `${name} becomes a table; only the running project knows its name.`;
  const table = code(model.table);
  if (!model.certain) return `${name} becomes the table ${table}, where Django reads this file.`;
  if (model.proxy) return `${name} is another class for the table ${table}.`;
  if (!model.managed)
    return `${name} reads the table ${table}. Django neither makes nor changes it.`;
  return `${name} becomes the table ${table}.`;
}

function outsideFacts({ outside, certain }: Model): string[] {
  const names = [...new Set(outside.map((name) => name.split('.').at(-1)!))];
  if (names.length === 0 || !certain) return [];
  return [
    `${listed(names.map(code))}, of ${fromPackage(outside[0]!)}, bring${names.length === 1 ? 's' : ''} more columns.`,
  ];
}

const fromPackage = (name: string) => (name.startsWith('django.') ? 'Django' : 'another package');

function heirsOf(project: Project, base: Model): string[] {
  const app = appOfModule(project, base.module);
  return (app ? modelsOfApp(project, app.module) : [])
    .filter(({ fields }) => fields.some(({ from }) => from === base.name))
    .map(({ name }) => name);
}

function parentFacts(project: Project, model: Model): string[] {
  if (model.proxy) return [];
  return model.parents.flatMap((parent) => {
    const table = modelOf(project, parent)?.table;
    if (!table) return [];
    return [`Each row has a partner in ${code(table)}, the table of ${code(parent.name)}.`];
  });
}

function migrationFacts(reader: Reader, model: Model): string[] {
  if (model.abstract || !model.managed || !model.app || !model.certain) return [];
  const made = creationOf(reader.project, model);
  if (made) {
    const { file, name } = made.migration;
    return [
      `The migration ${code(name)} makes it (${at(reader, { file, line: made.operation.line })}).`,
    ];
  }
  const app = appOfModule(reader.project, model.module);
  // Migrations may also be elsewhere (MIGRATION_MODULES), or there are none on purpose.
  if (
    !app ||
    app.label !== model.app ||
    reader.project.settings[0]?.names.has('MIGRATION_MODULES')
  ) {
    return [];
  }
  const none = migrationFiles(reader.project, app.module).length === 0;
  const why = none ? `The app has no migrations yet` : 'No migration makes it yet';
  return [`${why}: run ${code(`python manage.py makemigrations ${app.label}`)}.`];
}

function adminFacts(reader: Reader, model: Model): string[] {
  const found = adminRegistrations(reader.project).find(
    (registration) => registration.model?.definition.node === model.definition.node,
  );
  return found ? [`The admin shows it (${at(reader, found)}).`] : [];
}

/** The address that get_absolute_url() builds. */
function pageFacts(reader: Reader, model: Model): string[] {
  const method = model.definition.node
    .child('body')
    ?.parts.find((part) => part.child('name')?.text === 'get_absolute_url');
  const name = /reverse(?:_lazy)?\(\s*["']([\w:-]+)["']/.exec(method?.text ?? '')?.[1];
  const route = name && allRoutes(reader.project).find(({ fullName }) => fullName === name);
  return route ? [`Its page is ${code(route.address)} (${at(reader, route)}).`] : [];
}

function linkFacts(reader: Reader, model: Model): string[] {
  const links = linksTo(reader.project, model).filter(({ accessor }) => accessor);
  if (links.length === 0) return [];
  const asked = links.map(({ accessor }) => code(`${variable(model)}.${accessor}`));
  return [`What leads to it is found by ${listed(asked)}.`];
}

function inside(reader: Reader, model: Model, file: string): Remark[] {
  const { module } = model.definition;
  const line = (end: number) => module.text.slice(0, end).split('\n').length;
  const fields = model.fields
    .filter((field) => field.from === undefined && field.file === file)
    .map((field) => ({
      name: `${model.name}.${field.name}`,
      line: field.line,
      endLine: line(field.node.end),
      id: fieldId(field),
      get facts() {
        return fieldFacts(reader, model, field);
      },
      // What leads to another model is worth a line among all there is in the file.
      isInner: !field.relation || field.relation.kind === 'generic',
    }));
  const parts = (model.definition.node.child('body')?.parts ?? []).flatMap((part) => {
    const node = part.type === 'decorated_definition' ? part.child('definition')! : part;
    const name = node.child('name')?.text;
    const id = name && INSIDE[name];
    if (!id) return [];
    const remark = { name: `${model.name}.${name}`, line: node.line, endLine: line(node.end) };
    return [{ ...remark, id, facts: [], isInner: true }];
  });
  return [...fields, ...parts];
}

const INSIDE: Record<string, string> = {
  Meta: 'models/Meta',
  __str__: 'models/str',
  get_absolute_url: 'models/get_absolute_url',
};

function fieldId({ fieldClass, relation }: InheritedField): string | undefined {
  return [fieldClass, relation?.kind]
    .map((name) => `models/${name}`)
    .find((id) => entryOf(id) !== undefined);
}

function fieldFacts(reader: Reader, model: Model, field: InheritedField): string[] {
  const name = code(field.name);
  const link = linkOf(reader.project, model, field);
  if (!link) {
    const column = columnOf(field);
    if (!column) return [];
    const where = model.table ? `the table ${code(model.table)}` : 'the tables that take it over';
    return [`${name} is the column ${code(column)} of ${where}.`];
  }
  return [leads(reader, link), ...deletion(link), ...otherSide(link)];
}

function leads(reader: Reader, { from, field, target, to }: Link): string {
  const written = field.arguments.get('to')?.text;
  const other =
    (to ?? written) ? code((to ?? written)!) : 'a model that only the running project knows';
  const where = target ? ` (${at(reader, target)})` : '';
  if (field.relation!.kind === 'ManyToManyField') {
    const table = joinTableOf(from, field);
    const keeps = table ? `the table ${code(table)} keeps` : 'another table keeps';
    return `${code(field.name)} leads to any number of ${other}${where}: ${keeps} which belong together.`;
  }
  const column = columnOf(field);
  const table = from.table ? ` of ${code(from.table)}` : '';
  return `${code(field.name)} leads to one ${other}${where}: the column ${code(column!)}${table} holds its key.`;
}

const ON_DELETE: Record<string, string> = {
  CASCADE: 'this row is deleted with it',
  PROTECT: 'Django refuses, as long as this row is there',
  RESTRICT: 'Django refuses, unless this row goes with another one',
  SET_NULL: 'this row stays, and the column becomes empty',
  SET_DEFAULT: 'this row stays, and the column gets its default',
  DO_NOTHING: 'Django leaves this row alone; the database may refuse',
  DB_CASCADE: 'the database deletes this row with it',
  DB_SET_NULL: 'this row stays, and the database empties the column',
};

function deletion({ field }: Link): string[] {
  const rule = /(\w+)$/.exec(field.arguments.get('on_delete')?.text ?? '')?.[1];
  const what = rule && ON_DELETE[rule];
  return what ? [`When the other row is deleted: ${what}.`] : [];
}

function otherSide({ target, to, accessor, field }: Link): string[] {
  if (!accessor || !to) return [];
  const other = target ? variable(target) : to.split('.').at(-1)!.toLowerCase();
  const asks = field.relation!.kind === 'OneToOneField' ? accessor : `${accessor}.all()`;
  return [`From the other side: ${code(`${other}.${asks}`)}.`];
}

/** What an object of a model is called in examples: `blog_post` of `BlogPost`. */
const variable = ({ name }: Model): string =>
  name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
