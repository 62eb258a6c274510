/**
 * The kinds of fields that `--fields` knows, by short names.
 *
 * Left out are GeneratedField (it needs an expression over other fields, which one line cannot
 * say well), CompositePrimaryKey (the admin does not support it) and Django's base classes.
 *
 * Source: https://docs.djangoproject.com/en/stable/ref/models/fields/#field-types
 */

/** What kinds have in common; it decides about forms, search, columns and values in tests. */
export type Family =
  | 'text'
  | 'number'
  | 'bool'
  | 'time'
  | 'stamp'
  | 'file'
  | 'relation'
  | 'auto'
  | 'other';

export const optionNames = [
  'max_length',
  'max_digits',
  'decimal_places',
  'choices',
  'default',
  'unique',
  'help_text',
  'to',
  'on_delete',
  'related_name',
  'upload_to',
  'recursive',
] as const;

export type OptionName = (typeof optionNames)[number];

export interface FieldKind {
  /** As it is written in `--fields`: `char`. */
  name: string;
  /** Django's class: `CharField`. */
  fieldClass: string;
  family: Family;
  /** For the help: what it keeps. */
  meaning: string;
  /** Options whose names may be left out, in this order: `decimal(8,2)`. */
  positional: readonly OptionName[];
  /** All options that it takes. */
  options: readonly OptionName[];
}

type Row = readonly [fieldClass: string, meaning: string, positional: string, others: string];

const table: Readonly<Record<Family, Readonly<Record<string, Row>>>> = {
  text: {
    char: ['CharField', 'text of one line', 'max_length', 'choices default unique help_text'],
    text: ['TextField', 'text of any length', '', 'default help_text'],
    slug: ['SlugField', 'letters for an address', 'max_length', 'default unique help_text'],
    email: ['EmailField', 'an e-mail address', 'max_length', 'default unique help_text'],
    url: ['URLField', 'a web address', 'max_length', 'default unique help_text'],
  },
  number: {
    int: ['IntegerField', 'a whole number', '', 'choices default unique help_text'],
    bigint: ['BigIntegerField', 'a very large one', '', 'choices default unique help_text'],
    smallint: ['SmallIntegerField', 'a small one', '', 'choices default unique help_text'],
    posint: ['PositiveIntegerField', 'from 0 up', '', 'choices default unique help_text'],
    posbigint: ['PositiveBigIntegerField', 'very large', '', 'choices default unique help_text'],
    possmallint: ['PositiveSmallIntegerField', 'small', '', 'choices default unique help_text'],
    decimal: [
      'DecimalField',
      'an exact number, for money',
      'max_digits decimal_places',
      'default unique help_text',
    ],
    float: ['FloatField', 'a measured number', '', 'default unique help_text'],
  },
  bool: { bool: ['BooleanField', 'yes or no', '', 'default help_text'] },
  time: {
    date: ['DateField', 'a day', '', 'default unique help_text'],
    datetime: ['DateTimeField', 'a moment', '', 'default help_text'],
    time: ['TimeField', 'a time of day', '', 'unique help_text'],
    duration: ['DurationField', 'a length of time', '', 'unique help_text'],
  },
  stamp: {
    created: ['DateTimeField', 'when it was first saved', '', ''],
    updated: ['DateTimeField', 'when it was last saved', '', ''],
  },
  file: {
    file: ['FileField', 'an uploaded file', 'upload_to', 'help_text'],
    image: ['ImageField', 'an uploaded picture; needs Pillow', 'upload_to', 'help_text'],
  },
  relation: {
    fk: ['ForeignKey', 'one object of a model', 'to', 'on_delete related_name help_text'],
    one: ['OneToOneField', 'one, and nobody else’s', 'to', 'on_delete related_name help_text'],
    many: ['ManyToManyField', 'any number of them', 'to', 'related_name help_text'],
  },
  auto: {
    auto: ['AutoField', 'the primary key, counted by itself', '', ''],
    bigauto: ['BigAutoField', 'the same, for very many rows', '', ''],
    smallauto: ['SmallAutoField', 'the same, for few rows', '', ''],
  },
  other: {
    uuid: ['UUIDField', 'a random number without a double', '', 'unique help_text'],
    json: ['JSONField', 'lists and dictionaries', '', 'default help_text'],
    binary: ['BinaryField', 'bytes; in no form', 'max_length', ''],
    filepath: ['FilePathField', 'a file of a folder', '', 'recursive help_text'],
    ip: ['GenericIPAddressField', 'an IP address', '', 'default unique help_text'],
  },
};

export const fieldKinds: readonly FieldKind[] = Object.entries(table).flatMap(([family, rows]) =>
  Object.entries(rows).map(([name, [fieldClass, meaning, positional, others]]) => ({
    name,
    fieldClass,
    family: family as Family,
    meaning,
    positional: optionList(positional),
    options: optionList(`${positional} ${others}`),
  })),
);

const byName = new Map(fieldKinds.map((kind) => [kind.name, kind]));

export function fieldKind(name: string): FieldKind | undefined {
  return byName.get(name);
}

function optionList(text: string): OptionName[] {
  return text.split(' ').filter(Boolean) as OptionName[];
}
