import type { SyntaxNode } from '../python/syntax';
import { argument, argumentsOf, assignmentsIn, elementsOf } from './call';
import { lineage, outsideBases } from './classes';
import { textOf } from './constant';
import { definitionsIn, dottedName, lookUp, type OwnDefinition } from './definitions';
import { type Model, modelOf } from './models';
import { once } from './once';
import type { Project } from './project';
import { allRoutes } from './routes';

/** A template that a view fills. */
export interface FilledTemplate {
  name: string;
  line: number;
  file: string;
  /** True where no line names it: a generic view makes the name up from its model. */
  isDefault: boolean;
}

/**
 * The templates that a view fills, as far as it names them by a text: `render(request, 'x.html')`,
 * `template_name`, and the default names of generic views.
 */
export function templatesOfView(project: Project, view: OwnDefinition): FilledTemplate[] {
  const found = view.kind === 'function' ? rendered(project, view) : ofClass(project, view);
  return found.filter(({ name }, index) => found.findIndex((a) => a.name === name) === index);
}

/** The models of the project that a view works with, in the order in which it names them. */
export function modelsOfView(project: Project, view: OwnDefinition): Model[] {
  const found = new Set<Model>();
  for (const { node, module } of view.kind === 'class' ? lineage(project.modules, view) : [view]) {
    for (const part of node.walk()) {
      if (part.type !== 'identifier' && part.type !== 'attribute') continue;
      if (!/^[A-Z]\w*$/.test(part.text.split('.').at(-1)!)) continue;
      const dotted = dottedName(part);
      const named = dotted ? lookUp(project.modules, module, dotted) : undefined;
      const model = named?.kind === 'class' ? modelOf(project, named) : undefined;
      if (model && named !== view) found.add(model);
    }
  }
  return [...found];
}

/** The views of the project that routes call, each once, and where each is reached. */
export const viewsInUse = once((project: Project): OwnDefinition[] => {
  const views = allRoutes(project).flatMap(({ view }) => view?.definition ?? []);
  return [...new Map(views.map((view) => [view.node, view])).values()];
});

/** Every function or class that fills a template, in the files that hold views. */
export const templateUsers = once((project: Project) => {
  const users = new Map<string, { view: OwnDefinition; line: number; file: string }[]>();
  const modules = new Set(viewsInUse(project).map(({ module }) => module));
  for (const view of [...modules].flatMap(definitionsIn)) {
    for (const { name, line, file } of templatesOfView(project, view)) {
      users.set(name, [...(users.get(name) ?? []), { view, line, file }]);
    }
  }
  return users;
});

/** Each with the place of the template's name among its arguments. */
const RENDERING: Record<string, number> = {
  render: 1,
  TemplateResponse: 1,
  render_to_response: 0,
  render_to_string: 0,
  get_template: 0,
  select_template: 0,
};

function rendered(project: Project, { node, module }: OwnDefinition): FilledTemplate[] {
  return [...node.walk()].flatMap((call) => {
    if (call.type !== 'call') return [];
    const name = call.child('function')!.text.split('.').at(-1)!;
    if (!Object.hasOwn(RENDERING, name)) return [];
    const given = argumentsOf(call);
    const position = RENDERING[name]!;
    const template = argument(given, position, 'template_name') ?? given.keywords.get('template');
    return template ? texts(project, module, template) : [];
  });
}

function texts(
  project: Project,
  module: OwnDefinition['module'],
  node: SyntaxNode,
): FilledTemplate[] {
  if (node.type === 'conditional_expression') {
    return node.parts.flatMap((part, at) => (at === 1 ? [] : texts(project, module, part)));
  }
  return elementsOf(node).flatMap((element) => {
    const name = textOf(project, module, element);
    const { line } = element;
    return name ? [{ name, line, file: module.file, isDefault: false }] : [];
  });
}

function ofClass(project: Project, view: OwnDefinition): FilledTemplate[] {
  const found = [...lineage(project.modules, view)].flatMap((own) => rendered(project, own));
  const named = attribute(project, view, 'template_name');
  if (named) return [...texts(project, named.owner.module, named.value), ...found];
  const fallback = defaultName(project, view);
  if (!fallback) return found;
  const { line } = view.node;
  return [{ name: fallback, line, file: view.module.file, isDefault: true }, ...found];
}

/** https://docs.djangoproject.com/en/stable/ref/class-based-views/mixins-multiple-object/ */
const SUFFIXES: Record<string, string> = {
  ListView: '_list',
  DetailView: '_detail',
  CreateView: '_form',
  UpdateView: '_form',
  DeleteView: '_confirm_delete',
  ArchiveIndexView: '_archive',
  YearArchiveView: '_archive_year',
  MonthArchiveView: '_archive_month',
  WeekArchiveView: '_archive_week',
  DayArchiveView: '_archive_day',
  TodayArchiveView: '_archive_day',
  DateDetailView: '_detail',
};

function defaultName(project: Project, view: OwnDefinition): string | undefined {
  const generic = outsideBases(project.modules, view)
    .filter((name) => name.startsWith('django.'))
    .map((name) => SUFFIXES[name.split('.').at(-1)!])
    .find(Boolean);
  if (!generic) return undefined;
  const suffix = attribute(project, view, 'template_name_suffix');
  const ending = suffix ? textOf(project, suffix.owner.module, suffix.value) : generic;
  const model = modelOfView(project, view);
  return model?.app && ending && `${model.app}/${model.name.toLowerCase()}${ending}.html`;
}

/** The model that a generic view is about: `model = Post`, or that of its `queryset`. */
export function modelOfView(project: Project, view: OwnDefinition): Model | undefined {
  const named = attribute(project, view, 'model') ?? attribute(project, view, 'queryset');
  for (const part of named?.value.walk() ?? []) {
    const dotted = dottedName(part);
    const definition = dotted && lookUp(project.modules, named!.owner.module, dotted);
    const model =
      definition && definition.kind === 'class' ? modelOf(project, definition) : undefined;
    if (model) return model;
  }
  return undefined;
}

function attribute(project: Project, view: OwnDefinition, name: string) {
  for (const owner of lineage(project.modules, view)) {
    for (const { name: given, value } of assignmentsIn(owner.node.child('body'))) {
      if (given === name) return { owner, value };
    }
  }
  return undefined;
}
