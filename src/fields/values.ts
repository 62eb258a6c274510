/** Values for a field in tests: for two objects that differ, and as a form sends them. */
import { pascalCase } from '../names/words';
import { className, type FieldContext, isUser } from './field';
import type { FieldSpec } from './parse';

export interface FieldValues {
  /** Python, for the first and the second object; absent where a test need not give one. */
  first?: string;
  second?: string;
  /** Python, as a form of the admin sends it; absent where it need not. */
  form?: FormValue[];
  /** What the tests import for it. */
  imports: readonly string[];
}

export interface FormValue {
  name: string;
  value: string;
  /** Where the form is sent again, for the same object, and the value must be another one. */
  changed?: string;
}

/** Three texts: of the first object, of the second, and of a form. */
type Three = readonly [string, string, string];

export function valuesOf(spec: FieldSpec, context: FieldContext): FieldValues {
  const { name, kind, options, optional } = spec;
  if (['stamp', 'auto', 'bool'].includes(kind.family)) return { imports: [] };
  if (kind.family === 'relation') return optional ? { imports: [] } : relationValues(spec, context);
  const [first, second, form] = plainValues(spec, context);

  // A test names only what an object cannot do without, and what must not be twice.
  const hasValue = options.default !== undefined || ['uuid', 'json'].includes(kind.name);
  const inObject = !(optional || hasValue);
  const inForm = !optional && kind.name !== 'binary';
  const sent = kind.name === 'datetime' ? splitMoment(name, form) : [{ name, value: form }];
  const code = `${inObject ? first + second : ''}${inForm ? form : ''}`;
  return {
    ...(inObject && { first, second }),
    ...(inForm && { form: sent }),
    imports: importsFor(code),
  };
}

function plainValues({ name, kind, options }: FieldSpec, { app }: FieldContext): Three {
  if (options.choices) {
    const [first, second = first] = options.choices as [string, string?];
    return kind.family === 'number' ? [first, second, `"${first}"`] : texts(first, second, first);
  }
  const longest = options.max_length ?? 200;
  const cut = (text: string) => text.slice(0, longest);
  switch (kind.name) {
    case 'email':
      return texts('a@example.com', 'p@example.com', 'n@example.com');
    case 'url':
      return texts('https://a.example', 'https://p.example', 'https://n.example');
    case 'slug':
      return texts(cut('apples'), cut('pears'), cut('new'));
    case 'decimal':
      return options.max_digits !== undefined && options.max_digits === options.decimal_places
        ? texts('0.1', '0.2', '0.3')
        : ['1', '2', '"3"'];
    case 'float':
      return ['1.5', '2.5', '"3.5"'];
    case 'date':
      return texts('2026-01-31', '2026-02-28', '2026-03-31');
    case 'datetime':
      return ['timezone.now()', 'timezone.now()', '2026-03-31 12:00'];
    case 'time':
      return texts('12:00', '13:00', '14:00');
    case 'duration':
      return ['timedelta(hours=1)', 'timedelta(hours=2)', '"03:00:00"'];
    case 'uuid':
      return ['uuid4()', 'uuid4()', '"12345678-1234-5678-1234-567812345678"'];
    case 'json':
      return ['{}', '{}', options.default === 'list' ? '"[1]"' : '\'{"a": 1}\''];
    case 'binary':
      return ['b"A"', 'b"P"', ''];
    case 'file':
      return [`"${app}/a.txt"`, `"${app}/p.txt"`, 'SimpleUploadedFile("new.txt", b"New")'];
    case 'image':
      return [`"${app}/a.gif"`, `"${app}/p.gif"`, 'SimpleUploadedFile("new.gif", PIXEL)'];
    case 'filepath': {
      const path = `str(Path(${name}_folder()) / "${app}.css")`;
      return [path, path, path];
    }
    case 'ip':
      return texts('192.0.2.1', '192.0.2.2', '192.0.2.3');
    default:
      return kind.family === 'number'
        ? ['1', '2', '"3"']
        : texts(cut('apples'), cut('pears'), cut('new'));
  }
}

function texts(...[first, second, form]: Three): Three {
  return [`"${first}"`, `"${second}"`, `"${form}"`];
}

/** The admin asks for day and time in two boxes. */
function splitMoment(name: string, moment: string): FormValue[] {
  return moment
    .split(' ')
    .map((value, index) => ({ name: `${name}_${index}`, value: `"${value}"` }));
}

function relationValues({ name, kind, options }: FieldSpec, context: FieldContext): FieldValues {
  const { code, from } = newObject(options.to!, context);
  const first = code(`a-${name}`);
  if (isUser(options.to!, context.userModel)) {
    const own = 'self.admin_user.pk';
    const form = [{ name, value: kind.name === 'many' ? `[${own}]` : own }];
    return {
      ...(kind.name !== 'many' && { first, second: code(`p-${name}`) }),
      form,
      imports: from,
    };
  }
  const value = `${code(`n-${name}`)}.pk`;
  if (kind.name === 'many') {
    const changed = `[${code(`c-${name}`)}.pk]`;
    return { form: [{ name, value: `[${value}]`, changed }], imports: from };
  }
  const form = [{ name, value, changed: `${context.variable}.${name}_id` }];
  return { first, second: code(`p-${name}`), form, imports: from };
}

/** @returns how a test makes an object of that model, under a name of its own */
function newObject(target: string, { userModel, related, model }: FieldContext) {
  if (isUser(target, userModel)) {
    const known = related[target];
    return {
      code: (own: string) => newUser(own, known?.values?.(own) ?? ''),
      from: known?.imports ?? [],
    };
  }
  const [app, name] = [target.split('.')[0]!, className(target)];
  const known = related[target];
  const module = known?.module ?? djangoModules[app] ?? `${app}.models`;
  const local = known?.local ?? (name === model ? pascalCase(app) + name : name);
  return {
    from: [importOf(module, name, local), ...(known?.imports ?? [])],
    code: (own: string) =>
      `${local}.objects.create(${(known?.values ?? djangoValues[target])?.(own) ?? ''})`,
  };
}

/** `Post` of another app is imported as `BlogPost`, where the tests have a `Post` of their own. */
export const importOf = (module: string, name: string, local: string): string =>
  `from ${module} import ${local === name ? name : `${name} as ${local}`}`;

/** @param more named values that a project's own user model asks for */
export const newUser = (name: string, more: string): string =>
  `get_user_model().objects.create_user(${[`"${name}"`, more].filter(Boolean).join(', ')})`;

const djangoModules: Readonly<Record<string, string>> = Object.fromEntries(
  ['auth', 'contenttypes', 'sites', 'flatpages'].map((app) => [
    app,
    `django.contrib.${app}.models`,
  ]),
);

const djangoValues: Readonly<Record<string, (own: string) => string>> = {
  'auth.Group': (own) => `name="${own}"`,
  'contenttypes.ContentType': (own) => `app_label="${own}", model="${own}"`,
  'sites.Site': (own) => `domain="${own}.example", name="${own}"`,
};

function importsFor(code: string): string[] {
  return [
    code.includes('Path(') && 'from pathlib import Path',
    code.includes('timedelta(') && 'from datetime import timedelta',
    code.includes('timezone.') && 'from django.utils import timezone',
    code.includes('SimpleUploadedFile(') &&
      'from django.core.files.uploadedfile import SimpleUploadedFile',
    ...[...code.matchAll(/\b(\w+_folder)\(/g)].map(([, name]) => `from .models import ${name}`),
  ].filter((line) => line !== false);
}
