/** What a project knows of its views. */
import { outsideBases } from '../../project/classes';
import { definitionsIn, type OwnDefinition } from '../../project/definitions';
import type { Project } from '../../project/project';
import { allRoutes, type FlatRoute } from '../../project/routes';
import { findTemplate } from '../../project/templates';
import { modelsOfView, templatesOfView } from '../../project/view-facts';
import { entryOf } from '../library';
import { at, code, lastLine, listed, type Reader, seen } from './reader';
import type { Remark } from './remark';

export function viewRemarks(reader: Reader, file: string): Remark[] {
  const module = reader.project.modules.load(file);
  return (module ? definitionsIn(module) : []).flatMap((view) => {
    const routes = routesTo(reader.project, view);
    if (routes.length === 0 && !looksLikeView(reader.project, view)) return [];
    return [
      {
        name: view.name,
        line: view.node.line,
        endLine: lastLine(view),
        id: viewId(reader.project, view),
        get facts() {
          return viewFacts(reader, view, routes);
        },
      },
    ];
  });
}

/** The routes that call a view, each line of a urls file once. */
export function routesTo(project: Project, view: OwnDefinition): FlatRoute[] {
  const lines = new Set<string>();
  return allRoutes(project).filter(({ view: called, file, line, certain }) => {
    if (called?.definition?.node !== view.node) return false;
    const key = `${file}:${line}`;
    if (lines.has(key) && !certain) return false;
    lines.add(key);
    return true;
  });
}

function viewFacts(reader: Reader, view: OwnDefinition, routes: readonly FlatRoute[]): string[] {
  const { project } = reader;
  const facts: string[] = [];
  const [first, ...others] = routes;
  if (first) {
    const name = first.fullName && !first.dynamic ? `, the route ${code(first.fullName)}` : '';
    facts.push(
      `${code(view.name)} is reached by ${code(first.address)} (${at(reader, first)})${name}.`,
    );
    if (others.length > 0) {
      facts.push(`Also by ${listed(others.map(({ address }) => code(address)))}.`);
    }
  } else facts.push(`No route that can be read here leads to ${code(view.name)}.`);
  const templates = templatesOfView(project, view);
  if (templates.length > 0) {
    const shown = templates.map(({ name }) => {
      const template = findTemplate(project, name);
      return template ? `${code(name)} (${code(seen(reader, template.file))})` : code(name);
    });
    facts.push(`It fills ${listed(shown)}.`);
  }
  const models = modelsOfView(project, view);
  if (models.length > 0) {
    const shown = models.map((model) => `${code(model.name)} (${at(reader, model)})`);
    facts.push(`It works with ${listed(shown)}.`);
  }
  return facts;
}

/** `def index(request)`, or a class that comes from Django's or REST framework's views. */
function looksLikeView(project: Project, view: OwnDefinition): boolean {
  if (view.name.startsWith('_')) return false;
  if (view.kind === 'function') {
    return view.node.child('parameters')?.parts[0]?.text.split(':')[0]?.trim() === 'request';
  }
  if (/Mixin$|^Base/.test(view.name)) return false;
  return outsideBases(project.modules, view).some((name) =>
    /^(django\.(views|contrib\.\w+\.views)|rest_framework\.(views|generics|viewsets))\./.test(name),
  );
}

/** A class that comes from a generic view is explained as one. */
function viewId(project: Project, view: OwnDefinition): string | undefined {
  if (view.kind === 'function') return 'files/views';
  const generic = outsideBases(project.modules, view)
    .map((name) => `views/${name.split('.').at(-1)}`)
    .find((id) => entryOf(id));
  return generic ?? 'concepts/class-based-views';
}
