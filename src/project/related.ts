import type { RelatedModel } from '../fields/field';
import { importOf, newUser } from '../fields/values';
import { pascalCase } from '../names/words';
import { stringContent } from '../python/syntax';
import { assignmentsIn } from './call';
import type { InheritedField, Model } from './models';
import { allModels, appsOf, findModel, modelsOfApp } from './models';
import type { Project } from './project';

/**
 * What a new model's tests and migration have to know of the model that one of its fields leads to.
 * Where the project has no such model, that is only what leads to it already.
 *
 * @param own the class of the new model, whose name is taken in its tests
 */
export function relatedModel(project: Project, label: string, own: string): RelatedModel {
  const model = findModel(project, label);
  if (!model) return { taken: reverseNames(project, label) };
  const migration = lastMigration(project, model);
  const given = isUserModel(project, model) ? givenToUsers(model) : [];
  const objects = required({ project, own }, model, 0, given);
  return {
    module: model.module,
    local: localName({ project, own }, model),
    ...(migration && { migration }),
    values: objects.values,
    imports: objects.imports,
    taken: new Set([...model.fields.map(({ name }) => name), ...reverseNames(project, label)]),
  };
}

/** The models of an app of the project, by its label, for somebody who misspelt one. */
export function modelsWithLabel(project: Project, label: string): string[] | undefined {
  const app = appsOf(project).find((candidate) => candidate.own && candidate.label === label);
  if (!app) return undefined;
  return modelsOfApp(project, app.module).flatMap(({ abstract, name }) => (abstract ? [] : [name]));
}

/** What the project's models call themselves on the side of the model that they lead to. */
function reverseNames(project: Project, label: string): Set<string> {
  const names = new Set<string>();
  for (const model of allModels(project)) {
    if (model.abstract) continue;
    for (const field of model.fields) {
      if (leadsTo(project, model, field)?.toLowerCase() !== label.toLowerCase()) continue;
      for (const name of namesFor(model, field)) names.add(name);
    }
  }
  return names;
}

/** The label of the model that a field leads to. */
function leadsTo(project: Project, from: Model, { relation }: InheritedField): string | undefined {
  if (!relation) return undefined;
  const { to, target } = relation;
  if (to === 'self') return from.label;
  if (to) return to.includes('.') ? to : `${from.app}.${to}`;
  if (target?.kind !== 'class') return undefined;
  return allModels(project).find(({ definition }) => definition.node === target.node)?.label;
}

function namesFor(model: Model, { arguments: given, relation }: InheritedField): string[] {
  const lower = model.name.toLowerCase();
  const written = given.get('related_name')?.value;
  if (typeof written === 'string') {
    const name = written
      .replaceAll('%(class)s', lower)
      .replaceAll('%(model_name)s', lower)
      .replaceAll('%(app_label)s', model.app ?? '');
    return name.endsWith('+') ? [] : [name];
  }
  return [relation?.kind === 'OneToOneField' ? lower : `${lower}_set`, lower];
}

/** The name of the last file of its app's migrations: all tables are there behind it. */
function lastMigration({ modules, files }: Project, { module }: Model): string | undefined {
  const app = module.replace(/\.models(\..*)?$/, '');
  return files
    .list(`${modules.folderOf(app)}/migrations`)
    .filter((name) => /^\d{4}_\w+\.py$/.test(name))
    .sort()
    .at(-1)
    ?.replace(/\.py$/, '');
}

interface Around {
  project: Project;
  own: string;
}

interface Objects {
  /** Named values for a new object that differs from others. */
  values(own: string): string;
  imports: readonly string[];
}

const deepest = 3;

/** The fields that an object cannot do without: those that have to be different, or may not be NULL. */
function required(
  around: Around,
  model: Model,
  depth: number,
  given: readonly string[] = [],
): Objects {
  const parts = model.fields.flatMap((field) => {
    if (given.includes(field.name)) return [];
    const value = valueFor(around, model, field, depth);
    return value ? [{ name: field.name, ...value }] : [];
  });
  return {
    values: (own) => parts.map(({ name, code }) => `${name}=${code(own)}`).join(', '),
    imports: [...new Set(parts.flatMap(({ imports }) => imports))],
  };
}

interface Value {
  code(own: string): string;
  imports: readonly string[];
}

function valueFor(
  around: Around,
  model: Model,
  field: InheritedField,
  depth: number,
): Value | undefined {
  const given = field.arguments;
  const is = (option: string) => given.get(option)?.value === true;
  if (
    is('null') ||
    ['default', 'db_default', 'auto_now', 'auto_now_add'].some((o) => given.has(o))
  ) {
    return undefined;
  }
  if (field.relation) return newObject(around, model, field, depth);
  const isUnique = is('unique') || is('primary_key');
  const written = byClass[field.fieldClass];
  if (written) return written(isUnique, Number(given.get('max_length')?.value ?? 200));
  return undefined;
}

/** Text needs a value only where it must be different: a new object has the empty one. */
const text = (write: (own: string) => string) => (isUnique: boolean, longest: number) =>
  isUnique
    ? { code: (own: string) => `"${shortened(write(own), longest)}"`, imports: [] }
    : undefined;

const number = (isUnique: boolean): Value => ({
  code: (own) => (isUnique ? String(1 + (digest(own) % 30_000)) : '1'),
  imports: [],
});

/** Where a text is too long, another one that differs as well. */
function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : digest(text).toString(36).slice(-longest);
}

/** A number that is different for different texts, but for chance. */
function digest(text: string): number {
  return [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 1_000_003, 7);
}

const fixed =
  (code: string, ...imports: string[]) =>
  (): Value => ({ code: () => code, imports });

const byClass: Readonly<Record<string, (isUnique: boolean, longest: number) => Value | undefined>> =
  {
    CharField: text((own) => own),
    TextField: text((own) => own),
    SlugField: text((own) => own),
    EmailField: text((own) => `${own}@example.com`),
    URLField: text((own) => `https://${own}.example`),
    IntegerField: number,
    BigIntegerField: number,
    SmallIntegerField: number,
    PositiveIntegerField: number,
    PositiveBigIntegerField: number,
    PositiveSmallIntegerField: number,
    DecimalField: number,
    FloatField: number,
    BooleanField: fixed('False'),
    DateField: fixed('"2026-01-31"'),
    DateTimeField: fixed('timezone.now()', 'from django.utils import timezone'),
    TimeField: fixed('"12:00"'),
    DurationField: fixed('timedelta(hours=1)', 'from datetime import timedelta'),
    UUIDField: fixed('uuid4()', 'from uuid import uuid4'),
    JSONField: fixed('{}'),
    GenericIPAddressField: fixed('"192.0.2.1"'),
    BinaryField: fixed('b"A"'),
  };

function newObject(
  around: Around,
  model: Model,
  field: InheritedField,
  depth: number,
): Value | undefined {
  const { project } = around;
  const kind = field.relation!.kind;
  const label = leadsTo(project, model, field);
  if (depth >= deepest || kind === 'ManyToManyField' || kind === 'generic' || !label) {
    return undefined;
  }
  const target = findModel(project, label);
  const isUser = target ? isUserModel(project, target) : label === 'auth.User';
  if (!target && !isUser) return undefined;
  const inside = target && required(around, target, depth + 1, isUser ? givenToUsers(target) : []);
  const more = (own: string) => inside?.values(own) ?? '';
  if (isUser) {
    return {
      code: (own) => newUser(`${own}-${field.name}`, more(`${own}-${field.name}`)),
      imports: ['from django.contrib.auth import get_user_model', ...(inside?.imports ?? [])],
    };
  }
  const local = localName(around, target!);
  return {
    code: (own) => `${local}.objects.create(${more(`${own}-${field.name}`)})`,
    imports: [importOf(target!.module, target!.name, local), ...inside!.imports],
  };
}

/** `BlogPost`, where other models are called `Post` as well. */
function localName({ project, own }: Around, { name, app }: Model): string {
  const isAlone = allModels(project).filter((model) => model.name === name).length < 2;
  return isAlone && name !== own ? name : `${pascalCase(app ?? '')}${name}`;
}

/** AUTH_USER_MODEL; Django's own where the settings say nothing. */
export function userModel({ settings }: Project): string {
  const value = settings[0]?.names.get('AUTH_USER_MODEL')?.value;
  return value?.kind === 'constant' && typeof value.value === 'string' ? value.value : 'auth.User';
}

const isUserModel = (project: Project, { label }: Model): boolean =>
  label.toLowerCase() === userModel(project).toLowerCase();

/** What `create_user()` fills in: the name of the user, whichever field that is, and the password. */
function givenToUsers({ definition }: Model): string[] {
  const named = [...assignmentsIn(definition.node.child('body'))].find(
    ({ name }) => name === 'USERNAME_FIELD',
  );
  const field = named && stringContent(named.value);
  return ['password', 'last_login', field ?? 'username'];
}
