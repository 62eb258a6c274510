import { asSequence } from '../python/resolve';
import { stringContent } from '../python/syntax';
import { texts } from '../python/values';
import { argument, argumentsOf, assignmentsIn } from './call';
import { lineage, outsideBases } from './classes';
import { settingOf } from './constant';
import { decoratorsOf, definitionsIn, lookUpName, type OwnDefinition } from './definitions';
import { appsOf } from './models';
import { once, onceFor } from './once';
import type { Project } from './project';

/** An entry of MIDDLEWARE, and its class or function where it is the project's own. */
export interface MiddlewareEntry {
  name: string;
  definition: OwnDefinition | undefined;
  certain: boolean;
  file: string;
  line: number;
}

/** MIDDLEWARE in the order in which a request passes it. Until Django 1.9: MIDDLEWARE_CLASSES. */
export const middlewareOf = once((project: Project): MiddlewareEntry[] => {
  const setting = settingOf(project, 'MIDDLEWARE') ?? settingOf(project, 'MIDDLEWARE_CLASSES');
  const list = setting && asSequence(project.modules.world, setting);
  return (list?.items ?? []).flatMap(({ value, certain, place }) =>
    texts(value).map((name) => {
      const found = lookUpName(project.modules, name);
      const definition = found?.kind === 'class' || found?.kind === 'function' ? found : undefined;
      return { name, definition, certain, file: place.file, line: place.line };
    }),
  );
});

/** A class of tests. */
export interface TestClass {
  definition: OwnDefinition;
  /** The class of Django or Python that it comes from: `TestCase`. */
  base: string;
  tests: readonly { name: string; line: number }[];
}

/** The test classes of a file, with the tests that they and their bases hold. */
export const testClassesIn = onceFor((project: Project, file: string): TestClass[] => {
  const module = project.modules.load(file);
  if (!module) return [];
  return definitionsIn(module).flatMap((definition) => {
    if (definition.kind !== 'class') return [];
    const base = outsideBases(project.modules, definition)
      .map((name) => name.split('.').at(-1)!)
      .find((name) => /Test(Case|s)?$|TestCase/.test(name));
    if (!base) return [];
    const tests = [...lineage(project.modules, definition)].flatMap(({ node }) =>
      methodsOf(node).filter(({ name }) => name.startsWith('test')),
    );
    return [{ definition, base, tests }];
  });
});

function methodsOf(node: OwnDefinition['node']): { name: string; line: number }[] {
  return (node.child('body')?.parts ?? []).flatMap((part) => {
    const method = part.type === 'decorated_definition' ? part.child('definition') : part;
    if (method?.type !== 'function_definition') return [];
    return [{ name: method.child('name')!.text, line: method.line }];
  });
}

/** A function that a signal calls: `@receiver(post_save, sender=Post)`. */
export interface Receiver {
  definition: OwnDefinition;
  signals: readonly string[];
  sender: string | undefined;
}

/** The receivers that a file connects by a decorator. */
export const receiversIn = onceFor((project: Project, file: string): Receiver[] => {
  const module = project.modules.load(file);
  if (!module) return [];
  return definitionsIn(module).flatMap((definition) =>
    decoratorsOf(definition.node).flatMap((decorator) => {
      if (!/^(\w+\.)?receiver\(/.test(decorator.text)) return [];
      const given = argumentsOf(decorator);
      const signal = argument(given, 0, 'signal');
      const signals = (signal?.type === 'list' ? signal.parts : [signal]).flatMap(
        (node) => node?.text ?? [],
      );
      return [{ definition, signals, sender: given.keywords.get('sender')?.text }];
    }),
  );
});

/** A class derived from AppConfig. */
export interface Config {
  definition: OwnDefinition;
  name: string | undefined;
  label: string | undefined;
  /** The line of `ready()`, which Django calls once at its start. */
  ready: number | undefined;
}

export const configsIn = onceFor((project: Project, file: string): Config[] => {
  const module = project.modules.load(file);
  if (!module) return [];
  return definitionsIn(module).flatMap((definition) => {
    const isConfig = outsideBases(project.modules, definition).some((name) =>
      /^django\.apps\.(config\.)?AppConfig$/.test(name),
    );
    if (definition.kind !== 'class' || !isConfig) return [];
    const values = new Map(
      [...assignmentsIn(definition.node.child('body'))].map(({ name, value }) => [
        name,
        stringContent(value),
      ]),
    );
    const ready = methodsOf(definition.node).find(({ name }) => name === 'ready')?.line;
    return [{ definition, name: values.get('name'), label: values.get('label'), ready }];
  });
});

/** A command of the project: `python manage.py NAME`. */
export interface ManagementCommand {
  name: string;
  app: string;
  file: string;
}

/** https://docs.djangoproject.com/en/stable/howto/custom-management-commands/ */
export const managementCommands = once((project: Project): ManagementCommand[] =>
  appsOf(project).flatMap(({ module, label, own }) => {
    const folder = own && project.modules.folderOf(module);
    return project.files
      .list(`${folder}/management/commands`)
      .filter((name) => /^[A-Za-z0-9]\w*\.py$/.test(name))
      .map((name) => ({
        name: name.slice(0, -'.py'.length),
        app: label,
        file: `${folder}/management/commands/${name}`,
      }));
  }),
);
