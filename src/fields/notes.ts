/** Which explanation stands above a field, and which ones only `--fields` can place. */
import { fieldKinds } from './kinds';
import type { FieldSpec } from './parse';

/** @returns the id of the explanation; fields with the same one are of the same sort */
export function noteOf({ kind, options, optional }: FieldSpec): string {
  if (options.choices) return 'models/choices-pairs';
  switch (kind.name) {
    case 'created':
      return 'models/DateTimeField-auto_now_add';
    case 'updated':
      return 'models/DateTimeField-auto_now';
    case 'text':
      return optional ? 'models/TextField-blank' : 'models/TextField-required';
    case 'bool':
      if (optional && options.default === undefined) return 'models/BooleanField-null';
      return options.help_text ? 'models/BooleanField-help' : 'models/BooleanField-default';
    case 'char':
      return 'models/CharField-length';
    case 'file':
      return 'models/FileField-folder';
    case 'filepath':
      return 'models/FilePathField-function';
    case 'fk':
      return 'models/ForeignKey-column';
    case 'json':
      return ['dict', 'list', undefined].includes(options.default)
        ? 'models/JSONField-default'
        : 'models/JSONField';
    case 'uuid':
      return optional ? 'models/UUIDField' : 'models/UUIDField-uuid4';
    default:
      return `models/${kind.fieldClass}`;
  }
}

const variants = [
  'models/choices-pairs',
  'models/DateTimeField-auto_now_add',
  'models/DateTimeField-auto_now',
  'models/TextField-blank',
  'models/TextField-required',
  'models/BooleanField-null',
  'models/BooleanField-help',
  'models/BooleanField-default',
  'models/CharField-length',
  'models/FileField-folder',
  'models/FilePathField-function',
  'models/ForeignKey-column',
  'models/JSONField-default',
  'models/UUIDField-uuid4',
];

/** What follows from the fields: the order, the search, the columns of the admin. */
const consequences = [
  'models/Model-id',
  'models/Model-table',
  'models/ordering',
  'models/ordering-newest',
  'models/ordering-flag',
  'models/str',
  'models/str-number',
  'admin/list_display-linked',
  'admin/list_filter',
  'admin/search_fields-contains',
  'admin/autocomplete_fields',
  'admin/raw_id_fields',
  'admin/filter_horizontal',
  'migrations/dependencies',
  'migrations/dependencies-related',
  'migrations/dependencies-user',
  'views/process',
  'views/process-one',
];

/** All explanations that fields, and what follows from them, can ask for. */
export const fieldNotes: readonly string[] = [
  ...new Set([
    ...fieldKinds.map(({ fieldClass }) => `models/${fieldClass}`),
    ...variants,
    ...consequences,
  ]),
];
