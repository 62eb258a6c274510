import { userModel } from './fields';
import {
  appOfModule,
  appsOf,
  findModel,
  type InheritedField,
  type Model,
  modelOf,
  modelsOfApp,
} from './models';
import type { Project } from './project';

/** A field that leads from one model to another. */
export interface Link {
  from: Model;
  field: InheritedField;
  /** The model it leads to, where the project has it. */
  target: Model | undefined;
  /** The model as Django names it: `auth.User`; undefined where only running Python tells. */
  to: string | undefined;
  /** What the objects of the target are asked with: `post_set`; undefined where nothing is. */
  accessor: string | undefined;
}

/** The fields of a model that lead to other models. */
export function linksOf(project: Project, model: Model): Link[] {
  return model.fields.flatMap((field) => linkOf(project, model, field) ?? []);
}

/** The links of all models that lead to a model. Reads only apps whose models name it. */
export function linksTo(project: Project, model: Model): Link[] {
  const wanted = model.label.toLowerCase();
  const isUser = wanted === userModel(project)?.toLowerCase();
  const user = isUser ? '|settings\\.AUTH_USER_MODEL|get_user_model' : '';
  const named = new RegExp(`\\w\\(\\s*(to\\s*=\\s*)?["']?((\\w+\\.)*${model.name}\\b${user})`, 'i');
  const home = appOfModule(project, model.module)?.module;
  return appsOf(project)
    .filter(({ own, module }) => own && (module === home || names(project, module, named)))
    .flatMap(({ module }) => modelsOfApp(project, module))
    .filter(({ abstract }) => !abstract)
    .flatMap((from) => linksOf(project, from))
    .filter(({ to }) => to?.toLowerCase() === wanted);
}

/** Whether the models of an app, as they stand in its files, have a text of this shape. */
function names({ modules, files }: Project, app: string, word: RegExp): boolean {
  const start = modules.find(`${app}.models`);
  if (!start) return false;
  const folder = start.slice(0, start.lastIndexOf('/'));
  const inside = start.endsWith('/__init__.py')
    ? files.list(folder).map((name) => `${folder}/${name}`)
    : [start];
  return inside.some((file) => word.test(new TextDecoder('latin1').decode(files.read(file))));
}

export function linkOf(project: Project, from: Model, field: InheritedField): Link | undefined {
  const { relation } = field;
  if (!relation || relation.kind === 'generic') return undefined;
  const target = targetOf(project, from, field);
  const to = target?.label ?? labelOf(relation.to, from);
  return { from, field, target, to, accessor: accessorOf(from, field, to) };
}

function targetOf(project: Project, from: Model, { relation }: InheritedField): Model | undefined {
  if (relation?.target) return modelOf(project, relation.target);
  if (relation?.to === 'self') return from;
  return relation?.to ? findModel(project, relation.to, from.app) : undefined;
}

function labelOf(to: string | undefined, { app, label }: Model): string | undefined {
  if (to === 'self') return label;
  return to && !to.includes('.') ? app && `${app}.${to}` : to;
}

/**
 * The name on the other side.
 * https://docs.djangoproject.com/en/stable/ref/models/fields/#django.db.models.ForeignKey.related_name
 */
function accessorOf(
  from: Model,
  field: InheritedField,
  to: string | undefined,
): string | undefined {
  const written = field.arguments.get('related_name');
  if (written && typeof written.value !== 'string') return undefined;
  const given = written?.value;
  const name = from.name.toLowerCase();
  if (typeof given === 'string') {
    if (given.endsWith('+')) return undefined;
    return given
      .replaceAll('%(class)s', name)
      .replaceAll('%(model_name)s', name)
      .replaceAll('%(app_label)s', from.app ?? '');
  }
  const kind = field.relation?.kind;
  const isSelf = to !== undefined && to.toLowerCase() === from.label.toLowerCase();
  const symmetrical = field.arguments.get('symmetrical')?.value !== false;
  if (kind === 'ManyToManyField' && isSelf && symmetrical) return undefined;
  return kind === 'OneToOneField' ? name : `${name}_set`;
}

/** The table between the two sides of a ManyToManyField; undefined with a model of its own. */
export function joinTableOf({ table }: Model, field: InheritedField): string | undefined {
  if (field.relation?.kind !== 'ManyToManyField' || field.arguments.has('through'))
    return undefined;
  const named = field.arguments.get('db_table');
  if (named) return typeof named.value === 'string' ? named.value : undefined;
  return table && `${table}_${field.name}`;
}

/** The column of a field in the table of its model. */
export function columnOf(field: InheritedField): string | undefined {
  const named = field.arguments.get('db_column')?.value;
  if (typeof named === 'string') return named;
  const kind = field.relation?.kind;
  if (kind === 'ManyToManyField' || kind === 'generic') return undefined;
  return kind ? `${field.name}_id` : field.name;
}
