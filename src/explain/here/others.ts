/** What a project knows of its tests, its commands, its middleware and what else Django calls. */
import path from 'node:path';
import { importsOf } from '../../project/definitions';
import { foldersBelow } from '../../project/files';
import { appOfModule, appsOf } from '../../project/models';
import {
  configsIn,
  managementCommands,
  middlewareOf,
  receiversIn,
  testClassesIn,
} from '../../project/parts';
import { at, code, count, lastLine, listed, type Reader, seen } from './reader';
import type { Remark } from './remark';

export function testRemarks({ project }: Reader, file: string): Remark[] {
  return testClassesIn(project, file).map(({ definition, tests }) => ({
    name: definition.name,
    line: definition.node.line,
    endLine: lastLine(definition),
    id: 'concepts/testing',
    facts: [
      `${code(definition.name)} has ${count(tests.length, 'test')}: ${code(`python manage.py test ${definition.module.name}.${definition.name}`)}.`,
    ],
  }));
}

export function testFacts({ project }: Reader, file: string): string[] {
  const module = project.modules.load(file);
  const tests = testClassesIn(project, file).flatMap((found) => found.tests);
  if (!module || tests.length === 0) return [];
  return [
    `${count(tests.length, 'test')}. Run them with ${code(`python manage.py test ${module.name}`)}.`,
  ];
}

export function configRemarks(reader: Reader, file: string): Remark[] {
  const { project } = reader;
  return configsIn(project, file).flatMap(({ definition, ready, name }) => {
    const app = appsOf(project).find(({ module }) => module === name);
    const entry = app
      ? `${code(app.entry)} in \`INSTALLED_APPS\` (${at(reader, app.place)}) makes Django use ${code(definition.name)}.`
      : `No entry in \`INSTALLED_APPS\` leads to ${code(definition.name)}.`;
    const label = app ? [`The app has the label ${code(app.label)}.`] : [];
    const place = {
      name: definition.name,
      line: definition.node.line,
      endLine: lastLine(definition),
    };
    const config = { ...place, id: 'apps/AppConfig', facts: [entry, ...label] };
    if (!ready) return [config];
    const start = ['Django calls `ready()` once, when it has read all models.'];
    return [config, { name: 'ready', line: ready, endLine: ready, id: 'apps/ready', facts: start }];
  });
}

export function receiverRemarks({ project }: Reader, file: string): Remark[] {
  return receiversIn(project, file).map(({ definition, signals, sender }) => ({
    name: definition.name,
    line: definition.node.line,
    endLine: lastLine(definition),
    id: 'concepts/signals',
    facts: [
      `Django calls ${code(definition.name)} when ${listed(signals.map(code))} is sent${sender ? ` by ${code(sender)}` : ''}.`,
    ],
  }));
}

export function middlewareRemarks(reader: Reader, file: string): Remark[] {
  const all = middlewareOf(reader.project);
  return all.flatMap(({ definition, file: settings, line }, index) => {
    if (definition?.module.file !== file) return [];
    return [
      {
        name: definition.name,
        line: definition.node.line,
        endLine: lastLine(definition),
        id: 'concepts/middleware',
        facts: [
          `Every request passes ${code(definition.name)}: it is number ${index + 1} of ${all.length} in \`MIDDLEWARE\` (${at(reader, { file: settings, line })}).`,
        ],
      },
    ];
  });
}

export function commandFacts({ project }: Reader, file: string): string[] {
  const command = managementCommands(project).find((known) => known.file === file);
  return command ? [`Run it with ${code(`python manage.py ${command.name}`)}.`] : [];
}

/** For a file that Django does not look for by its name: where it belongs, and who imports it. */
export function moduleFacts(reader: Reader, file: string): string[] {
  const { project } = reader;
  const name = project.modules.nameOf(file);
  const app = appOfModule(project, name);
  if (file.endsWith('/__init__.py')) {
    return [
      app?.module === name
        ? `This folder is the app ${code(app.label)}, and Python imports it as ${code(name)}.`
        : `Python imports this folder as ${code(name)}.`,
    ];
  }
  const users = importersOf(reader, file, name);
  return [
    app
      ? `It is the module ${code(name)} of the app ${code(app.module)}.`
      : `Python imports it as ${code(name)}.`,
    users.length > 0
      ? `${listed(users.map((user) => code(seen(reader, user))))} import${users.length === 1 ? 's' : ''} it.`
      : 'No other file that was looked at imports it by its name.',
  ];
}

/** More files than these are not looked at. */
const FILES = 1500;

/** @param file the module itself, or the folder of a package; what is in there does not count */
export function importersOf({ project }: Reader, file: string, name: string): string[] {
  const { files, modules } = project;
  const word = name.split('.').at(-1)!;
  const mayImport = new RegExp(
    `import[^\\n]*\\b${word}\\b|from[^\\n]*\\b${word}\\b|\\b${word},?\\s*$`,
    'm',
  );
  const found: string[] = [];
  let looked = 0;
  for (const folder of foldersBelow(files, project.root, 6)) {
    for (const other of files.list(folder).filter((entry) => entry.endsWith('.py'))) {
      const at = `${folder}/${other}`;
      if (at === file || at.startsWith(`${file}/`) || ++looked > FILES) continue;
      const bytes = files.read(at);
      if (!bytes || !mayImport.test(new TextDecoder('latin1').decode(bytes))) continue;
      const module = modules.load(at);
      const isUser =
        module && importsOf(module).some((used) => used === name || used.startsWith(`${name}.`));
      if (isUser) found.push(at);
    }
  }
  return found;
}

/** The folder of an app that a file is in, and the app's name. */
export function appOfFile({ project }: Reader, file: string) {
  return appsOf(project).find(({ module, own }) => {
    const folder = own && project.modules.folderOf(module);
    return folder && path.posix.dirname(file) === folder;
  });
}
