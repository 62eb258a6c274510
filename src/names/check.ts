/**
 * What a project, an app and a model may be called, and why not.
 *
 * Every refusal names the reason and, where there is one, a name that would be accepted.
 */
import { modelNames } from './derive';
import {
  djangoApps,
  djangoTables,
  importedClasses,
  keywords,
  packages,
  projectFiles,
  standardLibrary,
  windowsDevices,
} from './reserved';
import { capitalized, pascalCase, snakeCase } from './words';

export interface Refusal {
  /** Why the name cannot be used: a sentence. */
  reason: string;
  /** A name that would be accepted. */
  suggestion: string;
}

/** Longer names make lines and table names that nobody can read. Django itself stops at 100. */
const longestName = 40;

/** With a longer name of its table, a line of the generated tests would not fit either. */
const longestTable = 59;

/** With a longer name for its objects, lines of the generated code would not fit into 88 columns. */
const longestVariable = 34;

/** `variable = Model.objects.get(` has to fit as well. */
const longestPair = 64;

export type Rule = (name: string) => string | undefined;

export const identifierRules: readonly Rule[] = [
  (name) => (name === '' ? 'A name needs at least one letter.' : undefined),
  (name) =>
    name.length > longestName
      ? `The name is ${name.length} characters long; at most ${longestName} stay readable.`
      : undefined,
  (name) =>
    /[^\x20-\x7e]/.test(name)
      ? `"${printable(name)}" has letters that are not plain English (ASCII). Python would take some of them, but tools and file systems write them in different ways.`
      : undefined,
  (name) =>
    /^[0-9]/.test(name) ? `"${name}" begins with a digit; a Python name cannot.` : undefined,
  (name) =>
    /[^A-Za-z0-9_]/.test(name)
      ? `"${printable(name)}" is no Python name: only letters, digits and _ may stand in one.`
      : undefined,
  (name) =>
    name.startsWith('_') || name.endsWith('_')
      ? `"${name}" begins or ends with _; Python and Django give such names a meaning of their own.`
      : undefined,
  (name) =>
    name.includes('__')
      ? `"${name}" has two _ in a row, which Django uses in look-ups such as title__contains.`
      : undefined,
  (name) => (keywords.has(name) ? `"${name}" is a word of the Python language.` : undefined),
];

const packageRules: Rule[] = [
  ...identifierRules,
  (name) =>
    /[A-Z]/.test(name)
      ? `"${name}" has capital letters; Python writes the names of packages in small ones.`
      : undefined,
  (name) =>
    keywords.has(capitalized(name))
      ? `"${name}" differs from a word of the Python language only by its capital letter.`
      : undefined,
  (name) =>
    windowsDevices.has(name)
      ? `Windows keeps the name "${name}" for a device; no folder can have it there.`
      : undefined,
  (name) =>
    standardLibrary.has(name)
      ? `"${name}" is a module of Python itself; your package would hide it from everything else.`
      : undefined,
  (name) =>
    packages.has(name)
      ? `"${name}" is an installed package that Django projects use; yours would hide it.`
      : undefined,
  (name) =>
    djangoApps.has(name)
      ? `Every Django project has an app called "${name}" already (django.contrib.${name}).`
      : undefined,
  (name) =>
    projectFiles.has(name)
      ? `The project has something called "${name}" at its top already.`
      : undefined,
  (name) =>
    name === 'type' ? `"${name}" is a word of the Python language (type aliases).` : undefined,
];

/** @param name the package of a project: the folder that holds settings.py */
export function refuseProject(name: string): Refusal | undefined {
  return refuse(name, packageRules, snakeCase, 'site');
}

/**
 * @param name the package of an app
 * @param project the project's package, which must be another one
 */
export function refuseApp(name: string, project?: string): Refusal | undefined {
  const rules: Rule[] = [
    ...packageRules,
    (text) =>
      project !== undefined && text === project
        ? `The project's own package is called "${project}"; an app needs a name of its own.`
        : undefined,
  ];
  return refuse(name, rules, snakeCase, 'app');
}

/**
 * @param name the class of a model
 * @param app the label of its app, which decides the name of the table
 */
export function refuseModel(name: string, app: string): Refusal | undefined {
  const rules: Rule[] = [
    ...identifierRules,
    (text) =>
      /^[A-Z][A-Za-z0-9]*$/.test(text)
        ? undefined
        : `"${text}" is no class name in Python's usual form: capital first letters, no _.`,
    (text) =>
      importedClasses.has(text) || text === 'Model'
        ? `The generated code uses "${text}" for something of Django's own.`
        : undefined,
    (text) => {
      const { variable, variablePlural } = modelNames(text, app);
      return variablePlural.length > longestVariable || variable.length + text.length > longestPair
        ? `"${text}" is too long: a list of them would be called ${variablePlural}.`
        : undefined;
    },
    (text) =>
      `${app}_${text}`.length > longestTable
        ? `"${text}" is too long: its table would be called ${`${app}_${text}`.toLowerCase()}.`
        : undefined,
    (text) =>
      djangoTables.has(`${app}_${text}`.toLowerCase())
        ? `The model would become the table "${`${app}_${text}`.toLowerCase()}", which Django has already.`
        : undefined,
  ];
  return refuse(name, rules, pascalCase, 'Item');
}

/**
 * @param repair makes a usual name of any text
 * @param suffix makes another name of a refused one
 */
export function refuse(
  name: string,
  rules: readonly Rule[],
  repair: (text: string) => string,
  suffix: string,
): Refusal | undefined {
  const failure = (text: string) => rules.map((rule) => rule(text)).find(Boolean);
  const reason = failure(name);
  if (reason === undefined) return undefined;

  const repaired = repair(name).slice(0, longestName);
  const candidates = [
    repaired,
    `${repaired} ${suffix}`,
    `${repaired.slice(0, 20)} ${suffix}`,
    suffix,
  ];
  const suggestion = candidates.map(repair).find((text) => !failure(text));
  return { reason, suggestion: suggestion ?? repair(`my ${suffix}`) };
}

/** Control characters shown as escapes, long names cut: fit for a terminal. */
function printable(name: string): string {
  const escaped = JSON.stringify(name).slice(1, -1);
  return escaped.length > longestName ? `${escaped.slice(0, longestName)}…` : escaped;
}
