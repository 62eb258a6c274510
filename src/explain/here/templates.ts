/** What a project knows of its templates and static files. */
import { type Asset, byName } from '../../project/folders';
import type { Project } from '../../project/project';
import { allRoutes } from '../../project/routes';
import { staticAddress, staticFiles } from '../../project/static';
import { allTemplates, findTemplate, readTemplate } from '../../project/templates';
import { templateUsers } from '../../project/view-facts';
import { at, code, count, listed, placeOf, type Reader, seen } from './reader';
import type { Remark } from './remark';

export function templateFacts(reader: Reader, template: Asset): string[] {
  const { project } = reader;
  const { name, file, app } = template;
  const facts = [
    `Its name is ${code(name)}: that is what views and other templates call it.`,
    ...hidden(reader, template),
    ...users(reader, template),
  ];
  const above = readTemplate(project, file).extends;
  if (above) {
    const parent = findTemplate(project, above.name);
    const where = parent ? ` (${code(seen(reader, parent.file))})` : '';
    facts.push(`It extends ${code(above.name)}${where}.`);
  }
  const using = usersAmongTemplates(project, name);
  if (using.length > 0) {
    facts.push(
      `${listed(using.map((other) => code(other)))} build${using.length === 1 ? 's' : ''} on it.`,
    );
  }
  if (!app && facts.length === 1) facts.push('No view or template that can be read here names it.');
  return facts;
}

function hidden(reader: Reader, { name, file }: Asset): string[] {
  const taken = findTemplate(reader.project, name);
  if (!taken || taken.file === file) return [];
  return [`Django never uses this file: it finds ${code(seen(reader, taken.file))} first.`];
}

function users(reader: Reader, { name }: Asset): string[] {
  const { project } = reader;
  const views = templateUsers(project).get(name) ?? [];
  const shown = views.map(
    ({ view, file, line }) => `${code(view.name)} (${at(reader, { file, line })})`,
  );
  for (const route of allRoutes(project)) {
    if (route.view?.options.get('template_name')?.slice(1, -1) !== name) continue;
    shown.push(`${code(route.view.short)} (${at(reader, route)})`);
  }
  if (shown.length === 0) return [];
  return [`${listed(shown)} ${shown.length === 1 ? 'fills' : 'fill'} it.`];
}

function usersAmongTemplates(project: Project, name: string): string[] {
  return allTemplates(project)
    .filter(({ file }) => {
      if (!/\.(html|txt|xml)$/.test(file)) return false;
      const source = readTemplate(project, file);
      return source.extends?.name === name || source.includes.some((other) => other.name === name);
    })
    .map((other) => other.name);
}

/** The lines of a template that name something of the project. */
export function templateRemarks(reader: Reader, { file }: Asset): Remark[] {
  const { project } = reader;
  const source = readTemplate(project, file);
  const remark = (line: number, name: string, id: string, fact: string): Remark => ({
    name,
    line,
    endLine: line,
    id,
    facts: [fact],
  });
  const statics = byName(staticFiles(project));
  const found = [
    ...(source.extends ? [source.extends] : []).map(({ name, line }) =>
      remark(
        line,
        'extends',
        'templates/extends',
        `It fills the blocks of ${template(reader, name)}.`,
      ),
    ),
    ...source.includes.map(({ name, line }) =>
      remark(line, 'include', 'templates/include', `${template(reader, name)} is put in here.`),
    ),
    ...source.urls.map(({ name, line }) =>
      remark(line, 'url', 'templates/url', link(reader, name)),
    ),
    ...source.statics.map(({ name, line }) => {
      const asset = statics.get(name);
      const where = asset ? `, the file ${code(seen(reader, asset.file))}` : '';
      const address = (asset && staticAddress(project, asset)) ?? name;
      return remark(line, 'static', 'templates/static', `The address ${code(address)}${where}.`);
    }),
  ];
  return found.sort((a, b) => a.line - b.line);
}

function template(reader: Reader, name: string): string {
  const found = findTemplate(reader.project, name);
  return found ? `${code(name)} (${code(seen(reader, found.file))})` : code(name);
}

function link(reader: Reader, name: string): string {
  const routes = allRoutes(reader.project).filter(({ fullName }) => fullName === name);
  const [route] = routes;
  if (route) return `A link to ${code(route.address)} (${at(reader, route)}).`;
  const view = allRoutes(reader.project).find((other) => other.view?.name === name)?.view;
  if (view?.definition) return `A link to ${code(name)} (${at(reader, placeOf(view.definition))}).`;
  if (name.startsWith('admin:')) return `A link to a page of the admin, ${code(name)}.`;
  return `A link to the route ${code(name)}.`;
}

export function staticFacts(reader: Reader, asset: Asset): string[] {
  const { project } = reader;
  const address = staticAddress(project, asset);
  const users = allTemplates(project)
    .filter(({ file }) => /\.(html|txt|xml)$/.test(file))
    .flatMap(({ file }) =>
      readTemplate(project, file)
        .statics.filter(({ name }) => name === asset.name)
        .map(({ line }) => at(reader, { file, line })),
    );
  return [
    ...(address ? [`Its address is ${code(address)}.`] : []),
    `Templates name it by ${code(`{% static '${asset.name}' %}`)}.`,
    ...(users.length > 0
      ? [`${count(users.length, 'template does', 'templates do')}: ${listed(users)}.`]
      : []),
  ];
}
