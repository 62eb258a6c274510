import type { SourceModule } from '../python/evaluate';
import type { SyntaxNode } from '../python/syntax';
import { argument, argumentsOf, assignmentsIn, elementsOf } from './call';
import { lineage } from './classes';
import {
  decoratorsOf,
  definitionsIn,
  dottedName,
  lookUp,
  type OwnDefinition,
  topLevel,
} from './definitions';
import { foldersBelow } from './files';
import { appsOf, type Model, modelOf } from './models';
import { once, onceFor } from './once';
import type { Project } from './project';

/** A model that the admin shows. */
export interface AdminRegistration {
  /** The model as the source names it: `Post`. */
  text: string;
  /** Undefined for models of other packages, and where only running Python tells. */
  model: Model | undefined;
  /** The ModelAdmin; undefined where the standard one is used. */
  admin: OwnDefinition | undefined;
  /** What the ModelAdmin sets, with what it inherits: `list_display`. */
  options: ReadonlyMap<string, { text: string; file: string; line: number }>;
  file: string;
  line: number;
}

/** https://docs.djangoproject.com/en/stable/ref/contrib/admin/#modeladmin-objects */
export const adminRegistrations = once((project: Project): AdminRegistration[] =>
  appsOf(project)
    .filter(({ own }) => own)
    .flatMap(({ module }) => adminFiles(project, module))
    .flatMap((file) => registrationsIn(project, file)),
);

/** The admin module of an app, and the files of its package. */
function adminFiles({ modules, files }: Project, app: string): string[] {
  const start = modules.find(`${app}.admin`);
  if (!start?.endsWith('/__init__.py')) return start ? [start] : [];
  return [...foldersBelow(files, start.slice(0, -'/__init__.py'.length), 2)].flatMap((folder) =>
    files
      .list(folder)
      .filter((name) => name.endsWith('.py'))
      .map((name) => `${folder}/${name}`),
  );
}

/** What one file registers, by a decorator or a call. */
export const registrationsIn = onceFor((project: Project, file: string): AdminRegistration[] => {
  const module = project.modules.load(file);
  if (!module) return [];
  const byDecorator = definitionsIn(module).flatMap((definition) =>
    decoratorsOf(definition.node)
      .filter((decorator) => isRegister(decorator))
      .flatMap((decorator) => argumentsOf(decorator).positional)
      .map((model) => describe(project, module, model, definition, definition.node)),
  );
  const byCall = [...calls(module.tree)].filter(isRegister).flatMap((call) => {
    const given = argumentsOf(call);
    const models = argument(given, 0, 'model_or_iterable');
    const adminNode = argument(given, 1, 'admin_class');
    const dotted = dottedName(adminNode);
    const admin = dotted ? lookUp(project.modules, module, dotted) : undefined;
    const own = admin?.kind === 'class' ? admin : undefined;
    return (models ? elementsOf(models) : []).map((model) =>
      describe(project, module, model, own, call),
    );
  });
  return [...byDecorator, ...byCall];
});

/** `register(Post)` is a decorator too; `router.register(…)` of other packages begins with a text. */
function isRegister(call: SyntaxNode): boolean {
  if (call.type !== 'call' || !/(^|\.)register$/.test(call.child('function')!.text)) return false;
  return argumentsOf(call).positional[0]?.type !== 'string';
}

function* calls(block: SyntaxNode): Generator<SyntaxNode> {
  for (const statement of topLevel(block)) {
    if (statement.type === 'for_statement') yield* calls(statement.child('body')!);
    const [call] = statement.type === 'expression_statement' ? statement.parts : [];
    if (call?.type === 'call') yield call;
  }
}

function describe(
  project: Project,
  module: SourceModule,
  model: SyntaxNode,
  admin: OwnDefinition | undefined,
  at: SyntaxNode,
): AdminRegistration {
  const dotted = dottedName(model);
  const definition = dotted ? lookUp(project.modules, module, dotted) : undefined;
  return {
    text: model.text,
    model: definition?.kind === 'class' ? modelOf(project, definition) : undefined,
    admin,
    options: admin ? optionsOf(project, admin) : new Map(),
    file: module.file,
    line: at.line,
  };
}

function optionsOf(project: Project, admin: OwnDefinition): AdminRegistration['options'] {
  const options = new Map<string, { text: string; file: string; line: number }>();
  for (const { node, module } of lineage(project.modules, admin)) {
    for (const { name, value, node: at } of assignmentsIn(node.child('body'))) {
      if (!options.has(name)) {
        options.set(name, { text: value.text, file: module.file, line: at.line });
      }
    }
  }
  return options;
}
