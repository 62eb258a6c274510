/** Which explanation stands above a field, and which ones only `--fields` can place. */
import { fieldKinds } from './kinds';
import type { FieldSpec } from './parse';

/** @returns the id of the explanation; fields with the same one are of the same sort */
export function noteOf({ kind, options, optional }: FieldSpec): string {
  switch (kind.name) {
    case 'created':
      return 'models/DateTimeField-auto_now_add';
    case 'updated':
      return 'models/DateTimeField-auto_now';
    case 'text':
      return optional ? 'models/TextField' : 'models/TextField-required';
    case 'bool':
      if (optional && options.default === undefined) return 'models/BooleanField-null';
      return options.help_text ? 'models/BooleanField' : 'models/BooleanField-default';
    case 'char':
      return options.choices ? 'models/choices' : 'models/CharField';
    default:
      return `models/${kind.fieldClass}`;
  }
}

const variants = [
  'models/DateTimeField-auto_now_add',
  'models/DateTimeField-auto_now',
  'models/TextField-required',
  'models/BooleanField-null',
  'models/BooleanField-default',
  'models/choices',
];

/** What follows from the fields: the order, the search, the columns of the admin. */
const consequences = [
  'models/ordering',
  'models/ordering-newest',
  'models/ordering-plain',
  'models/str',
  'models/str-number',
  'admin/list_display',
  'admin/list_filter',
  'admin/list_filter-fields',
  'admin/search_fields',
  'admin/autocomplete_fields',
  'admin/raw_id_fields',
  'admin/filter_horizontal',
  'migrations/dependencies',
  'migrations/dependencies-related',
  'templates/variable',
  'templates/variable-heading',
  'tests/search',
  'tests/search-fields',
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
