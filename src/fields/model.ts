/** What follows from the fields of a model: what the templates of an app ask for. */
import type { Facts } from '../explain/comments';
import type { ModelNames } from '../names/derive';
import { capitalized } from '../names/words';
import { type Field, type FieldContext, isUser, writeField } from './field';
import type { FieldSpec } from './parse';
import { withFreeReverseName } from './reverse';
import { type HeadingValues, headingValues, type TestVariables, testVariables } from './tests';

export interface ModelVariables extends ModelNames {
  fields: readonly Field[];
  /** True for the example that an app has where no fields are given. */
  isDefault: boolean;
  /** Lines at the top of models.py, sorted; an empty one between Python's own and Django's. */
  imports: readonly string[];
  /** Functions in models.py that fields need. */
  helpers: readonly string[];
  ordering: readonly string[];
  /** The field that an object is known by. */
  heading?: Field;
  /** For `__str__`: `self.title`. */
  str: string;
  /** For templates: `post.title`, or `post`. */
  headline: string;
  /** The yes or no that puts objects first and gives them a badge. */
  pinned?: Field;
  /** The date in the list. */
  date?: Field;
  created?: Field;
  updated?: Field;
  /** Long texts, files, and all else that the page of an object shows. */
  texts: readonly Field[];
  files: readonly Field[];
  details: readonly Field[];
  /** The fields that the search looks in. */
  search: readonly Field[];
  /** For `filter()`: `Q(title__icontains=query) | Q(body__icontains=query)`. */
  searchFilter: string;
  /** What the badge says: `Featured`. */
  badge: string;
  /** When the object was written, for its page; empty where no field knows. */
  stamps: string;
  /** A tuple of texts in Python: `("title",)`. */
  tuple(names: readonly string[]): string;
  admin: readonly AdminLine[];
  prepopulated?: { slug: string; from: string };
  migration: MigrationVariables;
  tests: TestVariables;
  notes: ModelNotes;
}

/** An attribute of the class for the admin. */
export interface AdminLine {
  name: string;
  value: string;
  note: string;
}

export interface MigrationVariables {
  /** True where the imports, as Django sorts them, are not as Ruff sorts them. */
  importsLookUnsorted: boolean;
  imports: readonly string[];
  dependencies: readonly string[];
  /** The primary key, where Django adds it: `id`. */
  addsId: boolean;
  fields: readonly string[];
}

/** Explanations that differ with the fields. */
export interface ModelNotes {
  model: string;
  ordering: string;
  /** For the note on the order. */
  facts: Facts;
  search: string;
  dependencies: string;
  str: string;
}

/** The example that every new app has where nothing is said. */
export function defaultFields({ verboseNamePlural }: ModelNames): string {
  return `title body:text? attachment:file?
    is_featured:bool(help_text="Featured ${verboseNamePlural} come first in the list.")
    created_at:created updated_at:updated`;
}

/** The notes of the example speak of its own fields; other fields have more general ones. */
export interface ModelRequest extends FieldContext {
  names: ModelNames;
  isDefault: boolean;
}

export function modelVariables(specs: readonly FieldSpec[], request: ModelRequest): ModelVariables {
  const { names, isDefault } = request;
  const fields = withFirstNotes(
    specs.map((spec) => writeField(withFreeReverseName(spec, request), request)),
  );
  const of = (...families: string[]) => fields.filter(({ kind }) => families.includes(kind.family));
  const one = (kind: string) => fields.find((field) => field.kind.name === kind);

  const search = of('text').filter(isReadable);
  const heading = search.find(isRequired) ?? search[0];
  const pinned = of('bool').find(({ name }) => /^(is_)?(featured|pinned)$/.test(name));
  const [created, updated] = [one('created'), one('updated')];
  const date = created ?? one('datetime') ?? one('date');
  const texts = fields.filter((field) => field.kind.name === 'text' && field !== heading);
  const files = of('file');
  const apart = new Set([heading, pinned, created, updated, ...texts, ...files, ...of('auto')]);
  const slug = fields.find(({ kind }) => kind.name === 'slug');
  const slugSource = search.find(({ kind }) => kind.name === 'char');
  const migration = migrationVariables(fields, request);
  const wholeValues: HeadingValues | undefined = heading && headingValues(heading.kind.name);
  return {
    ...names,
    fields,
    isDefault,
    imports: sortedImports([
      ...fields.flatMap(({ imports }) => imports),
      'from django.db import models',
      'from django.urls import reverse',
    ]),
    helpers: fields.flatMap(({ helper }) => helper ?? []),
    ordering: [
      ...(pinned ? [`-${pinned.name}`] : []),
      date ? `-${date.name}` : (heading?.name ?? 'pk'),
    ],
    ...(heading && { heading }),
    str: strOf(heading, names),
    headline: heading && isRequired(heading) ? `${names.variable}.${heading.name}` : names.variable,
    ...(pinned && { pinned }),
    ...(date && { date }),
    ...(created && { created }),
    ...(updated && { updated }),
    texts,
    files,
    details: fields.filter((field) => !apart.has(field)),
    search,
    searchFilter: searchFilter(search),
    badge: pinned ? capitalized(pinned.name.replace(/^is_/, '')) : '',
    stamps: stampsOf(names.variable, created, updated),
    tuple,
    admin: [...adminLines(fields, { heading, search, userModel: request.userModel })],
    ...(slug && slugSource && { prepopulated: { slug: slug.name, from: slugSource.name } }),
    migration,
    tests: testVariables(fields, {
      names,
      heading,
      values: wholeValues,
      pinned,
      texts,
      userModel: request.userModel,
    }),
    notes: notesOf({ pinned, date, heading, search, migration, fields }),
  };
}

/** A sort of field is explained where it comes first. */
function withFirstNotes(fields: readonly Field[]): Field[] {
  const explained = new Set<string>();
  return fields.map((field) => {
    if (explained.has(field.note)) return { ...field, note: '' };
    explained.add(field.note);
    return field;
  });
}

const longEnough = 30;

/** Long enough for words, and not one of a few choices. */
function isReadable({ kind, options }: Field): boolean {
  return (
    kind.name === 'text' || (!options.choices && (options.max_length ?? longEnough) >= longEnough)
  );
}

function isRequired({ optional }: Field): boolean {
  return !optional;
}

function strOf(heading: Field | undefined, { verboseName }: ModelNames): string {
  const sentence = `f"${verboseName.charAt(0).toUpperCase()}${verboseName.slice(1)} {self.pk}"`;
  if (!heading) return sentence;
  return heading.optional ? `self.${heading.name} or ${sentence}` : `self.${heading.name}`;
}

function searchFilter(search: readonly Field[]): string {
  const conditions = search.map(({ name }) => `${name}__icontains=query`);
  return conditions.length > 1
    ? conditions.map((one) => `Q(${one})`).join(' | ')
    : conditions.join();
}

function stampsOf(variable: string, created?: Field, updated?: Field): string {
  const day = (field: Field) => `{{ ${variable}.${field.name}|date:"j F Y" }}`;
  const parts = [
    created && `written on ${day(created)}`,
    updated && `last changed on ${day(updated)}`,
  ].filter(Boolean);
  return capitalized(parts.join(', '));
}

interface AdminFacts {
  heading: Field | undefined;
  search: readonly Field[];
  userModel: string;
}

const mostColumns = 6;

function* adminLines(
  fields: readonly Field[],
  { heading, search, userModel }: AdminFacts,
): Generator<AdminLine> {
  const columns = fields.filter(
    ({ kind, options }) =>
      ['number', 'bool', 'time'].includes(kind.family) ||
      ['created', 'fk', 'one', 'ip'].includes(kind.name) ||
      options.choices,
  );
  const shown = [heading?.name ?? '__str__', ...columns.map(({ name }) => name)];
  yield line('list_display', shown.slice(0, mostColumns), 'admin/list_display-linked');

  const filters = columns.filter(
    ({ kind, options }) =>
      kind.family === 'bool' ||
      ['date', 'datetime', 'created'].includes(kind.name) ||
      options.choices,
  );
  if (filters.length > 0) yield line('list_filter', filters.map(nameOf), 'admin/list_filter');
  if (search.length > 0)
    yield line('search_fields', search.map(nameOf), 'admin/search_fields-contains');

  const relations = fields.filter(({ kind }) => kind.name === 'fk' || kind.name === 'one');
  const finds = ({ options }: Field) =>
    options.to === 'auth.Group' ||
    (isUser(options.to!, userModel) && userModel === 'auth.User') ||
    (options.to === 'self' && search.length > 0);
  const found = relations.filter(finds);
  const raw = relations.filter((field) => !finds(field));
  const many = fields.filter(({ kind }) => kind.name === 'many');
  if (found.length > 0)
    yield line('autocomplete_fields', found.map(nameOf), 'admin/autocomplete_fields');
  if (raw.length > 0) yield line('raw_id_fields', raw.map(nameOf), 'admin/raw_id_fields');
  if (many.length > 0) yield line('filter_horizontal', many.map(nameOf), 'admin/filter_horizontal');
}

function line(name: string, names: readonly string[], note: string): AdminLine {
  return { name, value: tuple(names), note };
}

function nameOf({ name }: Field): string {
  return name;
}

/** `("title",)` */
export function tuple(names: readonly string[]): string {
  const inside = names.map((name) => `"${name}"`).join(', ');
  return names.length === 1 ? `(${inside},)` : `(${inside})`;
}

/**
 * The migration as makemigrations writes it: relations come last, sorted by name, since Django
 * adds them when all models are there; its imports are sorted by their second word.
 *
 * Source: `django.db.migrations.autodetector`, `django.db.migrations.writer`
 */
function migrationVariables(fields: readonly Field[], request: ModelRequest): MigrationVariables {
  const relations = fields.filter(({ kind }) => kind.family === 'relation');
  const others = fields.filter(({ kind }) => kind.family !== 'relation');
  const sorted = [...relations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const imports = [
    ...new Set([
      ...fields.flatMap(({ migrationImports }) => migrationImports),
      'from django.db import migrations, models',
    ]),
  ];
  const order = (text: string) => `${text.startsWith('from')} ${text.split(' ')[1]}`;
  return {
    imports: imports.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    importsLookUnsorted: imports.some((text) => !/^(import|from) django\./.test(text)),
    dependencies: [...new Set(relations.flatMap((field) => dependency(field, request)))].sort(),
    addsId: fields.every(({ kind }) => kind.family !== 'auto'),
    fields: [...others, ...sorted].map(({ name, migration }) => `("${name}", ${migration})`),
  };
}

/** The last migrations of Django's own apps, the same since Django 3.1. */
const djangoMigrations: Readonly<Record<string, string>> = {
  admin: '0003_logentry_add_action_flag_choices',
  auth: '0012_alter_user_first_name_max_length',
  contenttypes: '0002_remove_content_type_name',
  flatpages: '0001_initial',
  redirects: '0002_alter_redirect_new_path_help_text',
  sessions: '0001_initial',
  sites: '0002_alter_domain_unique',
};

function dependency({ options }: Field, { app, userModel, related }: ModelRequest): string[] {
  const target = options.to!;
  if (isUser(target, userModel)) {
    return ['migrations.swappable_dependency(settings.AUTH_USER_MODEL)'];
  }
  const other = target.split('.')[0]!;
  if (target === 'self' || other === app) return [];
  const migration = related[target]?.migration ?? djangoMigrations[other] ?? '__first__';
  return [`("${other}", "${migration}")`];
}

function sortedImports(lines: readonly string[]): string[] {
  const unique = [...new Set(lines)].sort((a, b) => (importKey(a) < importKey(b) ? -1 : 1));
  const django = unique.filter((text) => text.includes(' django.'));
  const python = unique.filter((text) => !text.includes(' django.'));
  return python.length > 0 ? [...python, '', ...django] : django;
}

function importKey(text: string): string {
  return text.split(' ')[1]!;
}

interface NoteFacts {
  pinned: Field | undefined;
  date: Field | undefined;
  heading: Field | undefined;
  search: readonly Field[];
  migration: MigrationVariables;
  fields: readonly Field[];
}

function notesOf({ pinned, date, heading, search, migration, fields }: NoteFacts): ModelNotes {
  return {
    model: fields.some(({ kind }) => kind.family === 'auto')
      ? 'models/Model-table'
      : 'models/Model-id',
    ordering:
      pinned && date
        ? 'models/ordering-flag'
        : date && !pinned
          ? 'models/ordering-newest'
          : 'models/ordering',
    facts: pinned ? { flag: pinned.name } : {},
    search: search.length > 1 ? 'views/process' : 'views/process-one',
    dependencies: dependenciesNote(migration.dependencies),
    str: heading && !heading.optional ? 'models/str' : 'models/str-number',
  };
}

function dependenciesNote(dependencies: readonly string[]): string {
  if (dependencies.length === 0) return 'migrations/dependencies';
  return dependencies.some((line) => line.includes('swappable_dependency'))
    ? 'migrations/dependencies-user'
    : 'migrations/dependencies-related';
}
