/** A field, written out in all the places where the app has to do with it. */
import type { Facts } from '../explain/comments';
import { capitalized, pascalCase } from '../names/words';
import type { FieldKind } from './kinds';
import { noteOf } from './notes';
import type { FieldSpec } from './parse';
import { type FieldValues, valuesOf } from './values';

export interface Field {
  name: string;
  /** For people: `is featured`. */
  label: string;
  /** For headings: `Is featured`. */
  title: string;
  kind: FieldKind;
  options: FieldSpec['options'];
  optional: boolean;
  /** The explanation above it. */
  note: string;
  facts: Facts;
  /** In models.py, all after the indent: `title = models.CharField(max_length=200)`. */
  definition: string;
  /** In the migration: `models.CharField(max_length=200)`. */
  migration: string;
  /** What models.py imports for it. */
  imports: readonly string[];
  /** What its migration imports, beside `migrations` and `models`. */
  migrationImports: readonly string[];
  /** A function in models.py that it needs. */
  helper?: string;
  /** For templates, without the braces and the object: `get_status_display`. */
  shown: string;
  /** For tests. */
  values: FieldValues;
}

/** Models of other apps that fields lead to, as far as more is known than their name. */
export interface RelatedModel {
  /** Where it is imported from; `shop.models` where nothing is said. */
  module?: string;
  /** What tests call it, where its own name means several models. */
  local?: string;
  /** The last migration of its app; `__first__` where it has none. */
  migration?: string;
  /** Named values for a new object in tests, `name="a-author"`; `own` is different for each. */
  values?: (own: string) => string;
  /** What tests import for these values. */
  imports?: readonly string[];
  /** The names that it has already: fields, and the ways back from other models. */
  taken?: ReadonlySet<string>;
}

export interface FieldContext {
  /** The app's label, and its dotted name. */
  app: string;
  module: string;
  model: string;
  /** In tests, an object of the model: `post`. */
  variable: string;
  /** AUTH_USER_MODEL: `auth.User`, or the project's own. */
  userModel: string;
  related: Readonly<Record<string, RelatedModel>>;
}

/** The text of one argument, in the model and in the migration; undefined where it is left out. */
interface Argument {
  name: string;
  model?: string;
  migration?: string;
}

/** The width of a line of Python. */
const lineWidth = 88;

export function writeField(spec: FieldSpec, context: FieldContext): Field {
  const { name, kind, options, optional } = spec;
  const args = [...argumentsOf(spec, context)];
  const inModel = args.flatMap(({ name: key, model }) =>
    model === undefined ? [] : [key === 'to' ? model : `${key}=${model}`],
  );
  const inMigration = args
    .filter(({ migration }) => migration !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name: key, migration }) => `${key}=${migration}`);
  const migration = `models.${kind.fieldClass}(${inMigration.join(', ')})`;
  return {
    name,
    label: name.replaceAll('_', ' '),
    title: capitalized(name.replaceAll('_', ' ')),
    kind,
    options,
    optional,
    note: noteOf(spec),
    facts: {
      length: String(options.max_length ?? 200),
      field: name,
      folder: options.upload_to ?? `${context.app}/`,
    },
    definition: assignment(`${name} = models.${kind.fieldClass}`, inModel),
    migration,
    imports: importsFor(inModel.join()),
    migrationImports: migrationImportsFor(migration, context),
    ...(kind.name === 'filepath' && { helper: folderFunction(name, context) }),
    shown: shown(spec),
    values: valuesOf(spec, context),
  };
}

/** On one line, or where that is too long, with one argument on each. */
function assignment(start: string, args: readonly string[]): string {
  const line = `${start}(${args.join(', ')})`;
  if (line.length + 4 <= lineWidth) return line;
  return `${start}(\n${args.map((one) => `        ${one},\n`).join('')}    )`;
}

function* argumentsOf(spec: FieldSpec, context: FieldContext): Generator<Argument> {
  const { kind, options } = spec;
  switch (kind.name) {
    case 'char':
      yield both('max_length', String(options.max_length ?? 200));
      break;
    case 'slug':
    case 'url':
    case 'email':
    case 'binary':
      yield* ownLength(kind.name, options.max_length);
      break;
    case 'decimal':
      yield both('max_digits', String(options.max_digits ?? 10));
      yield both('decimal_places', String(options.decimal_places ?? 2));
      break;
    case 'created':
      yield both('auto_now_add', 'True');
      break;
    case 'updated':
      yield both('auto_now', 'True');
      break;
    case 'file':
    case 'image':
      yield both('upload_to', quoted(options.upload_to ?? `${context.app}/`));
      break;
    case 'filepath': {
      const path = `${spec.name}_folder`;
      yield { name: 'path', model: path, migration: `${context.module}.models.${path}` };
      if (options.recursive) yield both('recursive', 'True');
      // Whole paths are longer than the 100 characters that are the default.
      yield both('max_length', '255');
      break;
    }
    case 'auto':
    case 'bigauto':
    case 'smallauto':
      yield both('primary_key', 'True');
      yield { name: 'serialize', migration: 'False' };
      break;
    case 'fk':
    case 'one':
    case 'many':
      yield* relationArguments(spec, context);
  }
  if (options.choices) {
    const pairs = options.choices.map((choice) => {
      const value = kind.family === 'number' ? choice : quoted(choice);
      return `(${value}, ${quoted(choiceLabel(choice))})`;
    });
    yield both('choices', `[${pairs.join(', ')}]`);
  }
  yield* defaultArgument(spec);
  if (options.unique) yield both('unique', 'True');
  if (spec.optional) {
    if (hasNull(spec)) yield both('null', 'True');
    yield both('blank', 'True');
  }
  if (options.help_text) yield both('help_text', quoted(options.help_text));
}

/** Django leaves its own default length out of a migration, but for e-mail addresses. */
function* ownLength(kind: string, length: number | undefined): Generator<Argument> {
  const byDefault = { slug: 50, url: 200, email: 254, binary: undefined }[kind];
  if (length !== undefined && length !== byDefault) yield both('max_length', String(length));
  else if (kind === 'email') yield { name: 'max_length', migration: '254' };
}

function* relationArguments(
  { kind, options }: FieldSpec,
  { userModel, app, model }: FieldContext,
): Generator<Argument> {
  const to = options.to!;
  if (isUser(to, userModel)) {
    yield both('to', 'settings.AUTH_USER_MODEL');
  } else {
    const target = to === 'self' ? `${app}.${model}` : to;
    yield { name: 'to', model: quoted(to), migration: quoted(target.toLowerCase()) };
  }
  if (kind.name !== 'many') {
    const rule = (options.on_delete ?? 'cascade').toUpperCase();
    yield {
      name: 'on_delete',
      model: `models.${rule}`,
      migration: `django.db.models.deletion.${rule}`,
    };
  }
  if (options.related_name) yield both('related_name', quoted(options.related_name));
}

/** `auth.User` stands for the user model of the project, whichever it is. */
export function isUser(target: string, userModel: string): boolean {
  return target === 'auth.User' || target.toLowerCase() === userModel.toLowerCase();
}

function* defaultArgument({ kind, options, optional }: FieldSpec): Generator<Argument> {
  const value = options.default;
  if (kind.name === 'uuid') {
    if (!optional) yield { name: 'default', model: 'uuid4', migration: 'uuid.uuid4' };
  } else if (kind.name === 'json') {
    yield both('default', value ?? 'dict');
  } else if (kind.name === 'bool') {
    if (value || !optional) yield both('default', capitalized((value ?? 'false').toLowerCase()));
  } else if (value !== undefined) {
    if (kind.name === 'date' || kind.name === 'datetime') {
      const name = kind.name === 'date' ? 'localdate' : 'now';
      yield {
        name: 'default',
        model: `timezone.${name}`,
        migration: `django.utils.timezone.${name}`,
      };
    } else if (kind.name === 'decimal') {
      yield both('default', value.includes('.') ? `Decimal("${value}")` : value);
    } else if (kind.name === 'float') {
      yield both('default', value.includes('.') ? String(Number(value)) : value);
    } else {
      yield both('default', kind.family === 'number' ? value : quoted(value));
    }
  }
}

/**
 * The database keeps "nothing" for all but texts: for them there is the empty text. Only where no
 * two may be equal, "nothing" is needed after all, since two empty texts are equal.
 *
 * Source: https://docs.djangoproject.com/en/stable/ref/models/fields/#null
 */
function hasNull({ kind, options }: FieldSpec): boolean {
  if (kind.family === 'text') return options.unique === true;
  return kind.family !== 'file' && !['many', 'json', 'filepath'].includes(kind.name);
}

function both(name: string, text: string): Argument {
  return { name, model: text, migration: text };
}

/** Values hold no quotation marks and no backslashes. */
function quoted(text: string): string {
  return `"${text}"`;
}

/** `in_review` → `In review` */
function choiceLabel(choice: string): string {
  return capitalized(choice.replaceAll('_', ' '));
}

function importsFor(args: string): string[] {
  return [
    args.includes('settings.') && 'from django.conf import settings',
    args.includes('timezone.') && 'from django.utils import timezone',
    args.includes('Decimal(') && 'from decimal import Decimal',
    args.includes('uuid4') && 'from uuid import uuid4',
    /path=\w+_folder/.test(args) && 'from pathlib import Path',
  ].filter((line) => line !== false);
}

function migrationImportsFor(migration: string, { module }: FieldContext): string[] {
  return [
    migration.includes('django.db.models.deletion') && 'import django.db.models.deletion',
    migration.includes('django.utils.timezone') && 'import django.utils.timezone',
    migration.includes('default=uuid.') && 'import uuid',
    migration.includes('Decimal(') && 'from decimal import Decimal',
    migration.includes('to=settings.') && 'from django.conf import settings',
    migration.includes('path=') && `import ${module}.models`,
  ].filter((line) => line !== false);
}

/** A folder that is there from the start; a whole path in the migration would fit one machine. */
function folderFunction(name: string, { app }: FieldContext): string {
  return `def ${name}_folder():\n    return str(Path(__file__).parent / "static" / "${app}")\n`;
}

function shown({ name, kind, options, optional }: FieldSpec): string {
  if (options.choices) return `get_${name}_display`;
  const orDash = optional ? '|default_if_none:"–"' : '';
  switch (kind.name) {
    case 'bool':
      return `${name}|yesno`;
    case 'date':
      return `${name}|date:"j F Y"${optional ? '|default:"–"' : ''}`;
    case 'datetime':
      return `${name}|date:"j F Y, H:i"${optional ? '|default:"–"' : ''}`;
    case 'many':
      return `${name}.all|join:", "`;
    case 'binary':
      return `${name}|length`;
    default:
      return name + orDash;
  }
}

/** The class of a model, for a variable or a test: `shop.Product` → `Product`. */
export function className(target: string): string {
  const name = target.split('.').at(-1)!;
  return /^[A-Z]/.test(name) ? name : pascalCase(name);
}
