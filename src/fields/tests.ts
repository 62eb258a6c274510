/** The values with which an app's tests.py tries its model. */
import type { ModelNames } from '../names/derive';
import type { Field } from './field';

export interface TestVariables {
  /** Lines between the imports that every tests.py has, in the order that Ruff wants. */
  imports: readonly string[];
  /** `"A clear title"` */
  clear: string;
  /** Named values for the two objects: `title="Apples", body="Crisp"`. */
  apples: string;
  pears: string;
  /** What pages show of them: `Apples`. */
  applesText: string;
  pearsText: string;
  /** What to search for to find the first one: `"appl", "CRISP"`. */
  words: string;
  /** In the names of tests: `title_and_body`. */
  wordPlaces: string;
  /** A text on the page of the first one. */
  detail: string;
  /** What the forms of the admin are sent: `{"title": "New"}`. */
  newForm: string;
  changedForm: string;
  newText: string;
  changedText: string;
  /** Python, for `create_superuser()`. A project's own user model may ask for a password. */
  superuser: string;
  /** True where a form sends a file, which must not stay on the disk. */
  sendsFiles: boolean;
  /** True where it must be a picture. */
  sendsImage: boolean;
}

/** The value of the heading, for each of the objects that the tests make. */
export interface HeadingValues {
  clear: string;
  apples: string;
  pears: string;
  word: string;
  new: string;
  changed: string;
}

export function headingValues(kind: string): HeadingValues {
  const write = (text: (word: string) => string): HeadingValues => ({
    clear: text('clear'),
    apples: text('apples'),
    pears: text('pears'),
    word: 'APPL',
    new: text('new'),
    changed: text('changed'),
  });
  switch (kind) {
    case 'slug':
      return write((word) => word);
    case 'email':
      return write((word) => `${word}@example.com`);
    case 'url':
      return write((word) => `https://example.com/${word}`);
    default:
      return {
        clear: 'A clear title',
        apples: 'Apples',
        pears: 'Pears',
        word: 'appl',
        new: 'New',
        changed: 'Changed',
      };
  }
}

interface TestFacts {
  names: ModelNames;
  heading: Field | undefined;
  values: HeadingValues | undefined;
  pinned: Field | undefined;
  texts: readonly Field[];
  userModel: string;
}

export function testVariables(
  fields: readonly Field[],
  { names, heading, values, pinned, texts, userModel }: TestFacts,
): TestVariables {
  const { name: model } = names;
  const text = texts[0];
  const object = (which: 'first' | 'second') =>
    fields.flatMap((field) => {
      const { name, values: own } = field;
      if (field === heading)
        return [`${name}="${which === 'first' ? values!.apples : values!.pears}"`];
      if (field === text && which === 'first') return [`${name}="Crisp"`];
      if (field === text && !field.optional && which === 'second') return [`${name}="Soft"`];
      if (field === pinned && which === 'second') return [`${name}=True`];
      return own[which] === undefined ? [] : [`${name}=${own[which]}`];
    });
  const isFile = ({ kind }: Field) => kind.family === 'file';
  const form = (headingText: string | undefined, sent: readonly Field[], isChange = false) => {
    const entries = sent.flatMap((field) =>
      field === heading
        ? [`"${field.name}": "${headingText}"`]
        : (field.values.form ?? []).map(
            ({ name, value, changed }) => `"${name}": ${(isChange && changed) || value}`,
          ),
    );
    return `{${entries.join(', ')}}`;
  };
  const sent = fields.filter(({ kind }) => kind.family !== 'auto');
  const newForm = form(values?.new, sent);
  const sentence = (pk: string) =>
    `${names.verboseName.charAt(0).toUpperCase()}${names.verboseName.slice(1)} ${pk}`;
  return {
    imports: importLines(fields, newForm, model),
    clear: values?.clear ?? sentence('7'),
    apples: object('first').join(', '),
    pears: object('second').join(', '),
    applesText: values?.apples ?? '',
    pearsText: values?.pears ?? '',
    words: [values?.word, text && 'CRISP']
      .flatMap((word) => (word ? [`"${word}"`] : []))
      .join(', '),
    wordPlaces: [heading, text].flatMap((field) => field?.name ?? []).join('_and_'),
    detail: text ? 'Crisp' : (values?.apples ?? ''),
    newForm,
    changedForm: form(
      values?.changed,
      sent.filter((field) => !isFile(field)),
      true,
    ),
    newText: values?.new ?? '',
    changedText: values?.changed ?? '',
    superuser: userModel === 'auth.User' ? '"admin"' : '"admin", password="secret"',
    sendsFiles: newForm.includes('SimpleUploadedFile'),
    sendsImage: newForm.includes('PIXEL'),
  };
}

/** @returns the imports in the order of Ruff: Python, Django, the project, the app itself */
function importLines(fields: readonly Field[], newForm: string, model: string): string[] {
  const sendsFiles = newForm.includes('SimpleUploadedFile');
  const wanted = [
    ...fields.flatMap(({ values }) => values.imports),
    ...(sendsFiles ? ['from django.conf import settings'] : []),
    'from django.contrib.auth import get_user_model',
    `from django.test import SimpleTestCase, TestCase${sendsFiles ? ', override_settings' : ''}`,
    'from django.urls import reverse',
    `from .models import ${model}`,
  ];
  const modules = new Map<string, string[]>();
  for (const line of new Set(wanted)) {
    const [, module, names] = /^from (\S+) import (.+)$/.exec(line)!;
    modules.set(module!, [...(modules.get(module!) ?? []), names!]);
  }
  const groups: string[][] = [[], [], [], []];
  for (const [module, names] of [...modules].sort(([a], [b]) => (a < b ? -1 : 1))) {
    groups[groupOf(module)]!.push(`from ${module} import ${names.sort().join(', ')}`);
  }
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group) => [...group, ''])
    .slice(0, -1);
}

function groupOf(module: string): number {
  if (['datetime', 'pathlib', 'uuid'].includes(module)) return 0;
  if (module.startsWith('django.')) return 1;
  return module.startsWith('.') ? 3 : 2;
}
