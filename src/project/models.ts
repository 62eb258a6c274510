import path from 'node:path';
import type { SyntaxNode } from '../python/syntax';
import { lineAt } from '../python/text';
import { type Constant, texts } from '../python/values';
import { appsValue, type InstalledApp, installedApps } from './apps';
import { assignmentsIn } from './call';
import { basesOf, lineage } from './classes';
import { constantOf } from './constant';
import { definitionsIn, fullNameOf, type OwnDefinition } from './definitions';
import { type Field, type Manager, membersOf } from './fields';
import { foldersBelow } from './files';
import { modelFiles } from './model-files';
import { modelKindOf, outsideModels } from './model-kind';
import { once, onceFor } from './once';
import type { Project } from './project';

/** A model of the project: what its class says, and what follows from it. */
export interface Model {
  /** The class: `Post`. */
  name: string;
  /** The module that defines it: `blog.models`. */
  module: string;
  file: string;
  line: number;
  endLine: number;
  /** The label of its app; undefined where no installed app holds it: Django refuses it then. */
  app: string | undefined;
  /** `blog.Post`, as `AUTH_USER_MODEL` and relations write it. */
  label: string;
  /** No table of its own: other models take over what it says. */
  abstract: boolean;
  /** Another class for the table of its parent. */
  proxy: boolean;
  /** False where `managed = False`: Django neither makes nor changes its table. */
  managed: boolean;
  /** The table; undefined for abstract models, and where only running Python tells. */
  table: string | undefined;
  /** The fields in Django's order: those of abstract bases first. Parents' tables keep theirs. */
  fields: readonly InheritedField[];
  managers: readonly Manager[];
  /** Meta, with what it inherits. */
  meta: ReadonlyMap<string, MetaOption>;
  /** The methods of the class, of its abstract bases and mixins. */
  methods: ReadonlyMap<string, { file: string; line: number }>;
  /** The base classes as the source has them. */
  bases: readonly string[];
  /** Models of other packages that give it more fields: `django.contrib.auth.models.AbstractUser`. */
  outside: readonly string[];
  /** The models of the project that it inherits a table from. */
  parents: readonly OwnDefinition[];
  /**
   * False where it is a model only if a class of another package is one, if its app is installed,
   * or if something imports its file.
   */
  certain: boolean;
  definition: OwnDefinition;
}

export interface InheritedField extends Field {
  /** The abstract model that it comes from; undefined for its own. */
  from: string | undefined;
}

export interface MetaOption {
  text: string;
  value: Constant['value'] | undefined;
  file: string;
  line: number;
}

/** All models of the project's own installed apps, abstract ones too, in the order of the apps. */
export const allModels = once((project: Project): Model[] =>
  appsOf(project)
    .filter(({ own }) => own)
    .flatMap(({ module }) => modelsOfApp(project, module)),
);

/** The models in the files of one app, by the app's package. Reads only that app. */
export const modelsOfApp = onceFor((project: Project, app: string): Model[] => {
  const found = new Map<SyntaxNode, Model>();
  for (const { file, imported } of modelFiles(project, app)) {
    for (const model of modelsInFile(project, file)) {
      found.set(model.definition.node, imported ? model : { ...model, certain: false });
    }
  }
  return [...found.values()];
});

/** The models that one file defines, whether or not an installed app holds it. */
export const modelsInFile = onceFor((project: Project, file: string): Model[] => {
  const module = project.modules.load(file);
  if (!module) return [];
  return definitionsIn(module).flatMap((definition) => modelOf(project, definition) ?? []);
});

/** A class as a model; undefined where it is none. */
export function modelOf(project: Project, definition: OwnDefinition): Model | undefined {
  const known = models(project);
  const { node } = definition;
  if (!known.has(node)) known.set(node, readModel(project, definition));
  return known.get(node);
}

/** `blog.Post`, or `Post` for a model of the given app; undefined where the project has none. */
export function findModel(project: Project, label: string, app?: string): Model | undefined {
  const full = label.includes('.') ? label : `${app}.${label}`;
  const home = appsOf(project).find((known) => known.label === full.split('.')[0]);
  if (!home?.own) return undefined;
  const named = (model: Model) => model.label.toLowerCase() === full.toLowerCase();
  // A model of another package may have been moved here, by `app_label`.
  return modelsOfApp(project, home.module).find(named) ?? allModels(project).find(named);
}

/**
 * The installed apps, in their order. Where the settings tell of none of the project's own, its
 * folders that look like apps stand in for them, none of them certain.
 */
export const appsOf = once((project: Project): InstalledApp[] => {
  const [settings] = project.settings;
  const installed = settings ? installedApps(project.modules, settings) : [];
  return installed.some(({ own }) => own) || appsAreKnown(project)
    ? installed
    : [...installed, ...likelyApps(project)];
});

/** Whether INSTALLED_APPS is known to its last entry. */
export const appsAreKnown = once(({ modules, settings: [settings] }: Project): boolean => {
  const list = settings && appsValue(modules, settings);
  return list?.items.every(({ value }) => texts(value).length > 0) ?? false;
});

function likelyApps({ files, modules, root }: Project): InstalledApp[] {
  return [...foldersBelow(files, root, 4)].flatMap((folder) => {
    const holds = (name: string) => files.isFile(`${folder}/${name}`);
    if (folder === root || !['models.py', 'models/__init__.py', 'apps.py'].some(holds)) return [];
    const module = modules.nameOf(`${folder}/__init__.py`);
    const label = module.split('.').at(-1)!;
    const place = { file: folder, line: 1 };
    return [{ entry: module, module, label, own: true, certain: false, place }];
  });
}

/** The app that a module belongs to: the one with the longest name that the module's begins with. */
export function appOfModule(project: Project, module: string): InstalledApp | undefined {
  return appsOf(project)
    .filter((app) => module === app.module || module.startsWith(`${app.module}.`))
    .sort((a, b) => b.module.length - a.module.length)[0];
}

const models = once(() => new Map<SyntaxNode, Model | undefined>());

function readModel(project: Project, definition: OwnDefinition): Model | undefined {
  const { modules } = project;
  const { name, node, module } = definition;
  if (definition.kind !== 'class') return undefined;
  const kind = modelKindOf(project, definition);
  if (kind === 'no') return undefined;
  const meta = withOrderOfParent(project, definition, metaOf(project, definition));
  const isTrue = (option: string) => ownMeta(project, definition).get(option)?.value === true;
  const labelled = meta.get('app_label')?.value;
  const home = appOfModule(project, module.name);
  const app = typeof labelled === 'string' ? labelled : home?.label;
  const abstract = isTrue('abstract');
  const proxy = isTrue('proxy');
  const bases = basesOf(modules, definition);
  const parents = abstract ? [] : concreteBases(project, definition);
  const [parent] = parents;
  const { fields, managers } = collect(project, definition);
  return {
    name,
    module: module.name,
    file: module.file,
    line: node.line,
    endLine: lineAt(module.text, node.end),
    app,
    label: `${app ?? path.posix.basename(path.posix.dirname(module.file))}.${name}`,
    abstract,
    proxy,
    managed: meta.get('managed')?.value !== false,
    table: abstract
      ? undefined
      : proxy && parent
        ? modelOf(project, parent)?.table
        : tableOf(app, name, meta),
    fields: proxy ? [] : fields,
    managers,
    meta,
    methods: methodsOf(project, definition),
    bases: bases.map(({ text }) => text),
    outside: outsideModels(modules, definition),
    parents,
    certain: kind === 'model' && (!home || home.certain),
    definition,
  };
}

/** https://docs.djangoproject.com/en/stable/ref/models/options/#table-names */
function tableOf(app: string | undefined, name: string, meta: Model['meta']): string | undefined {
  const named = meta.get('db_table');
  if (named) return typeof named.value === 'string' ? named.value : undefined;
  return app && `${app}_${name.toLowerCase()}`;
}

/** Where a child has no Meta, it has that of its first abstract base; else what its Meta derives. */
function metaOf(project: Project, definition: OwnDefinition): Map<string, MetaOption> {
  for (const own of lineage(project.modules, definition)) {
    const node = metaNode(own);
    if (own !== definition && !isAbstract(project, own)) continue;
    if (!node) continue;
    const meta = new Map(optionsOf(project, own, node));
    if (own !== definition) meta.delete('abstract');
    return meta;
  }
  return new Map();
}

/** What Django takes over from a parent with a table, where nothing else says it. */
function withOrderOfParent(
  project: Project,
  definition: OwnDefinition,
  meta: Map<string, MetaOption>,
): Map<string, MetaOption> {
  if (meta.has('ordering') || isAbstract(project, definition)) return meta;
  const ordering = concreteBases(project, definition)
    .map((parent) => modelOf(project, parent)?.meta.get('ordering'))
    .find(Boolean);
  return ordering ? new Map([...meta, ['ordering', ordering]]) : meta;
}

const ownMeta = (project: Project, definition: OwnDefinition): Map<string, MetaOption> => {
  const node = metaNode(definition);
  return node ? optionsOf(project, definition, node, false) : new Map();
};

function isAbstract(project: Project, definition: OwnDefinition): boolean {
  return ownMeta(project, definition).get('abstract')?.value === true;
}

function metaNode({ node }: OwnDefinition): SyntaxNode | undefined {
  return node
    .child('body')
    ?.parts.find((part) => part.type === 'class_definition' && part.child('name')?.text === 'Meta');
}

function optionsOf(
  project: Project,
  owner: OwnDefinition,
  meta: SyntaxNode,
  inherit = true,
): Map<string, MetaOption> {
  const { module } = owner;
  const options = new Map<string, MetaOption>();
  // `class Meta(Base.Meta)`, where Django takes `abstract` away from what it inherits.
  for (const base of inherit ? (meta.child('superclasses')?.parts ?? []) : []) {
    const parent = /^([\w.]+)\.Meta$/.exec(base.text)?.[1];
    if (!parent) continue;
    for (const { definition, text } of basesOf(project.modules, owner)) {
      if (text !== parent || definition?.kind !== 'class') continue;
      for (const [name, option] of metaOf(project, definition)) {
        if (name !== 'abstract') options.set(name, option);
      }
    }
  }
  for (const { name, value, node } of assignmentsIn(meta.child('body'))) {
    options.set(name, {
      text: value.text,
      value: constantOf(project, module, value),
      file: module.file,
      line: node.line,
    });
  }
  return options;
}

/** The models above with tables of their own, the nearest ones. */
function concreteBases(project: Project, definition: OwnDefinition): OwnDefinition[] {
  return basesOf(project.modules, definition).flatMap(({ definition: base }) => {
    if (base?.kind !== 'class' || modelKindOf(project, base) === 'no') return [];
    return isAbstract(project, base) ? concreteBases(project, base) : [base];
  });
}

/** Own fields, and those of abstract models: plain mixins and parents with tables give none. */
function collect(
  project: Project,
  definition: OwnDefinition,
): { fields: InheritedField[]; managers: Manager[] } {
  const own = membersOf(project, definition);
  const taken = new Set([...own.fields.map(({ name }) => name), ...own.removed]);
  const fields: InheritedField[] = [];
  const managers = [...own.managers];
  for (const { definition: base } of basesOf(project.modules, definition)) {
    if (base?.kind !== 'class' || !isAbstract(project, base)) continue;
    if (modelKindOf(project, base) === 'no') continue;
    const inherited = collect(project, base);
    for (const field of inherited.fields) {
      if (taken.has(field.name)) continue;
      taken.add(field.name);
      fields.push({ ...field, from: field.from ?? base.name });
    }
    for (const manager of inherited.managers) {
      if (!managers.some(({ name }) => name === manager.name)) managers.push(manager);
    }
  }
  inOrderOfCreation(fields);
  fields.push(...own.fields.map((field) => ({ ...field, from: undefined })));
  return { fields, managers };
}

/** Django orders fields by when they were made: in one file, from top to bottom. */
function inOrderOfCreation(fields: InheritedField[]): void {
  const files = [...new Set(fields.map(({ file }) => file))];
  fields.sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line);
}

function methodsOf(project: Project, definition: OwnDefinition): Model['methods'] {
  const methods = new Map<string, { file: string; line: number }>();
  for (const { node, module } of lineage(project.modules, definition)) {
    for (const part of node.child('body')?.parts ?? []) {
      const method = part.type === 'decorated_definition' ? part.child('definition') : part;
      const name = method?.type === 'function_definition' && method.child('name')!.text;
      if (name && !methods.has(name)) methods.set(name, { file: module.file, line: method.line });
    }
  }
  return methods;
}

/** The full Python name of a model's class: `blog.models.Post`. */
export const modelName = (model: Model): string => fullNameOf(model.definition)!;
