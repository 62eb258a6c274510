/** What is read of a project without running Python, held against what Django itself knows of it. */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { adminRegistrations } from '../../src/project/admin';
import { creationOf, migrationsOf } from '../../src/project/migrations';
import { allModels, type Model } from '../../src/project/models';
import { managementCommands } from '../../src/project/parts';
import { openProject, type Project } from '../../src/project/project';
import { columnOf, linkOf } from '../../src/project/relations';
import { allRoutes } from '../../src/project/routes';
import { staticFiles } from '../../src/project/static';
import { allTemplates, findTemplate } from '../../src/project/templates';
import { describeEachDjango, mustRun, pythonWith } from './support/environments';
import { temporaryFolder } from './support/program';

jest.setTimeout(120_000);

const fixture = join(__dirname, '../fixtures/library');
const script = join(__dirname, 'support/facts.py');

interface Real {
  models: Record<string, Record<string, unknown>>;
  routes: [address: string, name: string | null, view: string][];
  admin: string[];
  templates: Record<string, string>;
  statics: Record<string, string>;
  migrations: Record<string, { dependencies: string[]; operations: string[] }>;
  commands: string[];
}

describeEachDjango('a project of many shapes under', (version) => {
  let project: Project;
  let real: Real;

  beforeAll(async () => {
    const root = join(temporaryFolder(), 'library');
    cpSync(fixture, root, { recursive: true });
    // Read first: Python writes migrations and caches into the folder.
    const before = await openProject(root);
    const names = [...new Set(allTemplates(before).map(({ name }) => name))];
    const statics = staticFiles(before).map(({ name }) => name);
    const args = [script, 'config.settings.local', names.join(','), statics.join(',')];
    real = JSON.parse(mustRun(pythonWith(version), args, root)) as Real;
    project = await openProject(root);
  });

  test('models: tables, places, Meta, and every field with its column and relation', () => {
    const ours = allModels(project).filter(({ abstract }) => !abstract);
    expect(
      Object.fromEntries(ours.map((model) => [model.label, described(project, model)])),
    ).toEqual(real.models);
    expect(ours.filter(({ certain }) => !certain)).toEqual([]);
  });

  test('routes: addresses, names and views', () => {
    const isOfAdmin = (address: string) => address.startsWith('/admin/');
    const shown = real.routes
      .filter(([address]) => !isOfAdmin(address))
      .map(
        ([address, name, view]) =>
          `${plain(address)} ${name} ${view.replace('generic.base.', 'generic.')}`,
      );
    const ours = allRoutes(project)
      .filter(({ dynamic }) => !dynamic)
      .map(({ address, fullName, view }) => `${address} ${fullName ?? null} ${view!.name}`)
      .map((line) =>
        line.replace('<language>', 'en-us').replace('/media/<path>', '/media/(?P<path>.*)'),
      );
    expect(ours).toEqual(shown);
    expect(allRoutes(project).flatMap(({ dynamic }) => dynamic ?? [])).toEqual(['admin.site.urls']);
    for (const { view } of allRoutes(project)) {
      if (view?.definition) expect(existsSync(view.definition.module.file)).toBe(true);
    }
  });

  test('the admin', () => {
    const labels = adminRegistrations(project).map(({ model }) => model?.label);
    expect(labels.sort()).toEqual(real.admin);
  });

  test('templates and static files: the file that Django finds under each name', () => {
    const names = Object.keys(real.templates);
    expect(names.length).toBeGreaterThan(5);
    expect(
      Object.fromEntries(names.map((name) => [name, findTemplate(project, name)?.file])),
    ).toEqual(real.templates);
    const statics = staticFiles(project).map(({ name, file }) => [name, file]);
    expect(Object.fromEntries(statics)).toEqual(real.statics);
  });

  test('migrations: what they build on, what they do, and which makes each table', () => {
    const ours = ['people', 'books', 'shop'].flatMap((app) => migrationsOf(project, app));
    const shown = ours.map(({ app, name, dependencies, operations }) => [
      `${app}.${name}`,
      {
        dependencies: dependencies.map((needed) => `${needed.app}.${needed.name}`).sort(),
        operations: operations.map(({ kind }) => kind),
      },
    ]);
    expect(Object.fromEntries(shown)).toEqual(real.migrations);
    for (const model of allModels(project).filter(({ table }) => table)) {
      expect(creationOf(project, model)?.migration.app).toBe(model.app);
    }
  });

  test('commands', () =>
    expect(managementCommands(project).map(({ name }) => name)).toEqual(real.commands));
});

function described(project: Project, model: Model): Record<string, unknown> {
  const text = (option: string) => model.meta.get(option);
  const words = model.name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return {
    table: model.table,
    line: model.line,
    file: model.file,
    // Django keeps the fields with columns first, each sort in its order.
    fields: [...model.fields]
      .sort((a, b) => sort(a) - sort(b))
      .map((field) => {
        const link = linkOf(project, model, field);
        const column = columnOf(field) ?? null;
        return [field.name, field.fieldClass, column, link?.to ?? null, link?.accessor ?? null];
      }),
    ordering: (text('ordering')?.text.match(/[-\w]+/g) ?? []) as string[],
    verbose_name: text('verbose_name')?.value ?? words,
    managed: model.managed,
    proxy: model.proxy,
  };
}

function sort({ relation }: Model['fields'][number]): number {
  if (relation?.kind === 'generic') return 2;
  return relation?.kind === 'ManyToManyField' ? 1 : 0;
}

/** Regular expressions without the signs that begin and end them. */
const plain = (address: string) => address.replace('/^', '/').replace(/\$$/, '');
