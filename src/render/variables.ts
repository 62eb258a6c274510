/** What a template may use. The README's part on `--template` describes the same. */
import { type DjangoVersion, oldestPythonFor } from '../django';
import type { Facts } from '../explain/comments';
import type { RelatedModel } from '../fields/field';
import { defaultFields, type ModelVariables, modelVariables } from '../fields/model';
import { parseFields } from '../fields/parse';
import { modelNames } from '../names/derive';
import { capitalized } from '../names/words';

/** The names that are in reach in every template. */
export const variableNames = [
  'project',
  'apps',
  'app',
  'model',
  'django',
  'files',
  'environment',
  'note',
] as const;

export interface Variables {
  project: ProjectVariables;
  /** The apps of the project: one, or none with `--no-app`. */
  apps: AppVariables[];
  /** The app whose file this is; in the user's own templates, the first app. */
  app?: AppVariables;
  /** The model of that app. */
  model?: ModelVariables;
  django: DjangoVariables;
  /** For the README: the other files, in reading order. */
  files: FileVariables[];
  /** For the README: the variables of the environment that features read. */
  environment: readonly EnvironmentVariable[];
  /** A note from the catalog: `note('settings/DEBUG')`, on a line of its own. */
  note(indent: string, id: string, facts?: Facts): string;
}

export interface FileVariables {
  path: string;
  /** What the file is for, in one line. */
  brief: string;
}

export interface EnvironmentVariable {
  name: string;
  /** What it is for, in one line. */
  brief: string;
  /** What happens without it. */
  without: string;
}

export interface ProjectVariables {
  /** The package with settings.py: `my_proj`. */
  package: string;
  /** For people: the name of the folder. */
  title: string;
  /** For development; it begins with `django-insecure-`. */
  secretKey: string;
}

export interface AppVariables {
  /** `blog` */
  name: string;
  /** For `import` and INSTALLED_APPS: `blog`, or `apps.blog`. */
  module: string;
  /** Its folder, seen from manage.py: `blog`. */
  folder: string;
  /** `BlogConfig` */
  config: string;
  /** What its addresses begin with: `blog/`. */
  prefix: string;
  /** For people: `Blog`. */
  title: string;
  model: ModelVariables;
  /** The name of its first page's address: `blog:post_list`. */
  home: string;
  /** Its table: `blog_post`. */
  table: string;
  /** The template that its pages extend: `base.html`, or one of its own, `blog/base.html`. */
  base: string;
}

export interface DjangoVariables {
  /** `6.1` */
  version: string;
  /** For requirements.txt: `Django~=6.1.0`. */
  requirement: string;
  /** The oldest Python for it: `3.12`. */
  python: string;
  /** The address of its documentation, with a slash at the end. */
  docs: string;
  /** From 6.1 on, MAILERS replaces the settings that begin with EMAIL_. */
  hasMailers: boolean;
  /** Before 6.0, a project says by itself that ids are big integers. */
  needsDefaultAutoField: boolean;
  /** The class of the field `id`: `BigAutoField`. */
  idField: string;
}

/** Versions that no new project is made for, but that projects may have. */
export type OlderDjango = `${2 | 3 | 4}.${number}` | '5.0' | '5.1';

/** @param version one that this program knows, or an older one of a project that is there */
export function djangoVariables(version: DjangoVersion | OlderDjango): DjangoVariables {
  const isBefore = (limit: number) => Number(version) < limit;
  return {
    version,
    requirement: `Django~=${version}.0`,
    python: oldestPythonFor(version).join('.'),
    docs: `https://docs.djangoproject.com/en/${version}/`,
    hasMailers: version === '6.1',
    needsDefaultAutoField: isBefore(6) && !isBefore(3.2),
    idField: isBefore(3.2) ? 'AutoField' : 'BigAutoField',
  };
}

/** Where an app goes, and what it holds; all of it has a default. */
export interface AppOptions {
  /** As `--fields` has it. */
  fields?: string;
  /** `apps.blog`; the name where nothing is said. */
  module?: string;
  folder?: string;
  prefix?: string;
  /** False where the project has no `base.html` with a block `content`. */
  hasBase?: boolean;
  /** AUTH_USER_MODEL of the project. */
  userModel?: string;
  /** What is known of models that fields lead to, by label: `shop.Product`. */
  related?: Readonly<Record<string, RelatedModel>>;
}

/** @throws UserError where the fields cannot be used */
export function appVariables(name: string, model: string, options: AppOptions = {}): AppVariables {
  const words = name.replaceAll('_', ' ');
  const names = modelNames(model, name);
  const module = options.module ?? name;
  const specs = parseFields(options.fields ?? defaultFields(names), { app: name, model });
  return {
    name,
    module,
    folder: options.folder ?? name,
    config: configName(words),
    prefix: options.prefix ?? `${name}/`,
    title: capitalized(words),
    model: modelVariables(specs, {
      app: name,
      module,
      model,
      names,
      variable: names.variable,
      userModel: options.userModel ?? 'auth.User',
      related: options.related ?? {},
      isDefault: options.fields === undefined,
    }),
    home: `${name}:${names.variable}_list`,
    table: `${name}_${names.lower}`,
    base: options.hasBase === false ? `${name}/base.html` : 'base.html',
  };
}

/** `BlogConfig`; an app called `app` must not hide Django's own `AppConfig`. */
function configName(words: string): string {
  const name = `${words.split(' ').map(capitalized).join('')}Config`;
  return name === 'AppConfig' ? 'MyAppConfig' : name;
}

/** The names that notes may mention, in `{braces}`. */
export function factsOf(project: ProjectVariables | undefined, app?: AppVariables): Facts {
  return {
    ...(project && {
      project: project.package,
      file: `${project.package}/urls.py`,
      wsgi: `${project.package}/wsgi.py`,
      admin: 'admin/',
    }),
    ...(app && {
      app: app.name,
      model: app.model.name,
      variable: app.model.variable,
      table: app.table,
      // An app at the root of the site has no beginning of its own.
      ...(app.prefix && { prefix: app.prefix }),
    }),
  };
}
