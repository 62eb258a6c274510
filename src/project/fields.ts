import type { SourceModule } from '../python/evaluate';
import { type SyntaxNode, stringContent } from '../python/syntax';
import type { Constant } from '../python/values';
import { argument, argumentsOf, assignmentsIn } from './call';
import { outsideBases } from './classes';
import { constantOf } from './constant';
import { dottedName, fullNameOf, lookUp, type OwnDefinition } from './definitions';
import type { Project } from './project';

/** A field of a model, as a class writes it down. */
export interface Field {
  name: string;
  /** The class of the field as the source names it: `CharField`. */
  fieldClass: string;
  /** Its dotted name: `django.db.models.CharField`, or that of a class of the project. */
  callee: string;
  file: string;
  line: number;
  node: SyntaxNode;
  /** What is given by its name, and the first ones also by their position. */
  arguments: ReadonlyMap<string, FieldArgument>;
  relation: Relation | undefined;
}

export interface FieldArgument {
  /** As the source writes it: `models.CASCADE`. */
  text: string;
  /** The text, number, True, False or None that it is, where that is known. */
  value: Constant['value'] | undefined;
  line: number;
}

export type RelationKind = 'ForeignKey' | 'OneToOneField' | 'ManyToManyField' | 'generic';

/** What a field says about the model that it leads to. */
export interface Relation {
  kind: RelationKind;
  /** The class, where the field names one: `Author`. */
  target: OwnDefinition | undefined;
  /** The model as a text: `blog.Author`, `Author` of the same app, `self`; undefined: dynamic. */
  to: string | undefined;
}

/** A manager, which a model is asked for its rows through. */
export interface Manager {
  name: string;
  line: number;
  text: string;
}

/** The fields and managers in the body of one class, without those that it inherits. */
export function membersOf(
  project: Project,
  { node, module }: OwnDefinition,
): { fields: Field[]; managers: Manager[]; removed: string[] } {
  const fields: Field[] = [];
  const managers: Manager[] = [];
  const removed: string[] = [];
  for (const { name, value, node: at } of assignmentsIn(node.child('body'))) {
    if (value.type === 'none') removed.push(name);
    if (value.type !== 'call') continue;
    const callee = calleeOf(project, module, value);
    if (!callee) continue;
    if (callee.kind === 'manager') managers.push({ name, line: at.line, text: value.text });
    else fields.push(readField(project, module, name, at, value, callee));
  }
  return { fields, managers, removed };
}

interface Callee {
  kind: 'field' | 'manager';
  name: string;
  /** The classes that it comes from, itself first. */
  origins: readonly string[];
}

function calleeOf(project: Project, module: SourceModule, call: SyntaxNode): Callee | undefined {
  const callee = call.child('function');
  // `PostQuerySet.as_manager()`, `Manager.from_queryset(PostQuerySet)()`.
  if (/\.(as_manager|from_queryset)\b/.test(callee?.text ?? '')) {
    return { kind: 'manager', name: callee!.text, origins: [] };
  }
  const dotted = dottedName(callee);
  const definition = dotted ? lookUp(project.modules, module, dotted) : undefined;
  if (definition?.kind !== 'class' && definition?.kind !== 'outside') return undefined;
  const name = fullNameOf(definition)!;
  const origins = [name, ...outsideBases(project.modules, definition)];
  const last = origins.map((origin) => origin.split('.').at(-1)!);
  if (last.some((origin) => /Manager$/.test(origin) && origin !== 'TaggableManager')) {
    return { kind: 'manager', name, origins };
  }
  const isField = last.some((origin) => FIELD.test(origin));
  return isField && !FORM_FIELD.test(origins.at(-1)!)
    ? { kind: 'field', name, origins }
    : undefined;
}

const FIELD =
  /(Field|ForeignKey|ParentalKey|GenericRelation|TaggableManager|DateRange|Histor\w+Records)$/;
const FORM_FIELD = /\bforms\.|\bserializers\.|rest_framework|graphene/;

function readField(
  project: Project,
  module: SourceModule,
  name: string,
  node: SyntaxNode,
  call: SyntaxNode,
  callee: Callee,
): Field {
  const given = argumentsOf(call);
  const kind = relationKind(callee.origins);
  const read = (value: SyntaxNode): FieldArgument => ({
    text: value.text,
    // A constant may come from another file, which is read only when somebody asks.
    get value() {
      return constantOf(project, module, value);
    },
    line: value.line,
  });
  const known = [...given.keywords].map(([key, value]): [string, FieldArgument] => [
    key,
    read(value),
  ]);
  const to = kind && kind !== 'generic' ? argument(given, 0, 'to') : undefined;
  const names = POSITIONS[kind ?? 'none'];
  const positional = given.positional.flatMap((value, place): [string, FieldArgument][] =>
    names[place] ? [[names[place], read(value)]] : [],
  );
  return {
    name,
    fieldClass: callee.name.split('.').at(-1)!,
    callee: callee.name,
    file: module.file,
    line: node.line,
    node,
    arguments: new Map([...positional, ...known]),
    relation: kind && { kind, ...target(project, module, to) },
  };
}

/** What the first arguments of a field are; a plain field begins with its words. */
const POSITIONS: Record<RelationKind | 'none', readonly string[]> = {
  ForeignKey: ['to', 'on_delete', 'related_name'],
  OneToOneField: ['to', 'on_delete', 'to_field'],
  ManyToManyField: ['to', 'related_name'],
  generic: [],
  none: ['verbose_name', 'name'],
};

function relationKind(origins: readonly string[]): RelationKind | undefined {
  for (const origin of origins) {
    const last = origin.split('.').at(-1)!;
    if (/Generic(ForeignKey|Relation)$/.test(last)) return 'generic';
    if (/ManyToMany/.test(last)) return 'ManyToManyField';
    if (/OneToOne(Field)?$/.test(last)) return 'OneToOneField';
    if (/(ForeignKey|ParentalKey)$/.test(last)) return 'ForeignKey';
  }
  return undefined;
}

/** https://docs.djangoproject.com/en/stable/ref/models/fields/#module-django.db.models.fields.related */
function target(
  project: Project,
  module: SourceModule,
  to: SyntaxNode | undefined,
): Pick<Relation, 'to' | 'target'> {
  if (!to) return { to: undefined, target: undefined };
  const written = stringContent(to) ?? constantOf(project, module, to);
  if (typeof written === 'string') return { to: written, target: undefined };
  const call = to.type === 'call' ? dottedName(to.child('function')) : undefined;
  if (call?.endsWith('get_user_model')) {
    return { to: userModel(project), target: undefined };
  }
  const dotted = dottedName(to);
  const found = dotted ? lookUp(project.modules, module, dotted) : undefined;
  if (found?.kind === 'class') return { to: found.name, target: found };
  // `User = get_user_model()` at the top of the file.
  if (found?.kind === 'value' && /\bget_user_model\(\)$/.test(found.node.text)) {
    return { to: userModel(project), target: undefined };
  }
  return {
    to: found?.kind === 'outside' ? outsideModel(found.name) : undefined,
    target: undefined,
  };
}

/** AUTH_USER_MODEL. https://docs.djangoproject.com/en/stable/ref/settings/#auth-user-model */
export function userModel(project: Project): string | undefined {
  const binding = project.settings[0]?.names.get('AUTH_USER_MODEL');
  if (!binding) return 'auth.User';
  const { value } = binding;
  return value.kind === 'constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** `django.contrib.auth.models.User` is `auth.User`. Other packages may label their apps at will. */
function outsideModel(name: string): string | undefined {
  const found = /^django\.contrib\.(\w+)\.models\.(\w+)$/.exec(name);
  return found ? `${found[1]}.${found[2]}` : undefined;
}
