/** What a field may be called, and why not. */
import { identifierRules, type Refusal, refuse } from '../names/check';
import { snakeCase, wordSet } from '../names/words';

/**
 * What every model has already: a field of that name would take its place.
 *
 * Source: the attributes of `django.db.models.Model` in Django 5.2 to 6.1
 */
const modelAttributes = wordSet(`
  adelete arefresh_from_db asave check clean clean_fields date_error_message delete from_db
  full_clean get_absolute_url get_constraints get_deferred_fields objects pk prepare_database_save
  refresh_from_db save save_base serializable_value unique_error_message validate_constraints
  validate_unique
`);

/** What the class body or a call with named values needs under that name. */
const usedInside = wordSet('dict list models self settings timezone uuid4');

export function refuseField(name: string, isPrimaryKey = false): Refusal | undefined {
  return refuse(
    name,
    [
      ...identifierRules,
      (text) =>
        /[A-Z]/.test(text)
          ? `"${text}" has capital letters; fields are written in small letters, with _ between words.`
          : undefined,
      (text) =>
        text === 'id' && !isPrimaryKey
          ? '"id" is the number of the object, which Django adds to every model by itself.'
          : undefined,
      (text) =>
        modelAttributes.has(text)
          ? `"${text}" is a part of every Django model; the field would take its place.`
          : undefined,
      (text) =>
        /^get_.*_display$|^get_(next|previous)_by_/.test(text)
          ? `"${text}" looks like a method that Django adds for other fields.`
          : undefined,
      (text) =>
        usedInside.has(text) ? `The generated code uses "${text}" for something else.` : undefined,
    ],
    snakeCase,
    'field',
  );
}

/** The fields and reverse names of Django's own models that a relation can run into. */
const takenByTarget: Readonly<Record<string, ReadonlySet<string>>> = {
  'auth.User': wordSet(`
    date_joined email first_name groups id is_active is_staff is_superuser last_login last_name
    logentry logentry_set password user_permissions username
  `),
  'auth.Group': wordSet('id name permissions user user_set'),
  'auth.Permission': wordSet(
    'codename content_type content_type_id group group_set id name user user_set',
  ),
  'contenttypes.ContentType': wordSet(
    'app_label id logentry logentry_set model permission permission_set',
  ),
};

/** The two names by which the other model sees this one: as an attribute, and in look-ups. */
export interface ReverseNames {
  accessor: string;
  query: string;
}

/** @returns the name that the other model has already, or undefined */
export function takenReverseName(target: string, reverse: ReverseNames): string | undefined {
  const taken = takenByTarget[target];
  return [reverse.accessor, reverse.query].find((name) => taken?.has(name));
}
