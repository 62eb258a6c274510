import type { SourceModule } from '../python/evaluate';
import { type SyntaxNode, stringContent } from '../python/syntax';
import { argumentsOf } from './call';
import { dottedName, fullNameOf, lookUp, lookUpName, type OwnDefinition } from './definitions';
import type { Project } from './project';

/** What a route calls. */
export interface View {
  kind: 'function' | 'class' | 'lambda' | 'dynamic';
  /** Its dotted name, `blog.views.PostList`; for what has none, the source: `lambda request: …`. */
  name: string;
  /** The last part of the name: `PostList`. */
  short: string;
  /** Where it is the project's own. */
  definition: OwnDefinition | undefined;
  /** What `.as_view()` is given, as the source has it. */
  options: ReadonlyMap<string, string>;
  /** What is wrapped around it in the urls file: `login_required`. */
  wrappers: readonly string[];
}

/**
 * The view that an expression in a urls file names: `views.index`, `PostList.as_view()`,
 * `login_required(views.index)`, and until Django 1.9 a text such as `'blog.views.index'`.
 */
export function viewOf(
  project: Project,
  module: SourceModule,
  node: SyntaxNode,
  prefix = '',
): View {
  const { modules } = project;
  const written = stringContent(node);
  if (written !== undefined) {
    const name = prefix ? `${prefix}.${written}` : written;
    return described(name, lookUpName(modules, name));
  }
  if (node.type === 'lambda') return unnamed('lambda', node);
  if (node.type === 'call') return viewOfCall(project, module, node, prefix);
  const dotted = dottedName(node);
  if (!dotted) return unnamed('dynamic', node);
  const definition = lookUp(modules, module, dotted);
  // `index = login_required(_index)` at the top of the file, and `detail = Detail.as_view()`.
  if (definition?.kind === 'value') {
    const { node: value, module: home } = definition;
    if (value.type === 'call' || value.type === 'lambda') return viewOf(project, home, value);
  }
  return described(fullNameOf(definition) ?? dotted, definition);
}

function viewOfCall(
  project: Project,
  module: SourceModule,
  call: SyntaxNode,
  prefix: string,
): View {
  const callee = call.child('function')!;
  const { positional, keywords } = argumentsOf(call);
  if (callee.type === 'attribute' && callee.child('attribute')!.text === 'as_view') {
    const dotted = dottedName(callee.child('object'));
    const definition = dotted ? lookUp(project.modules, module, dotted) : undefined;
    const options = new Map([...keywords].map(([key, value]) => [key, value.text]));
    const name = fullNameOf(definition) ?? dotted;
    if (name) return { ...described(name, definition), kind: 'class', options };
    return { ...unnamed('dynamic', call), options };
  }
  const [wrapped] = positional;
  if (!wrapped) {
    // `LatestEntriesFeed()`: an object that is called like a function.
    const dotted = dottedName(callee);
    const definition = dotted ? lookUp(project.modules, module, dotted) : undefined;
    const isClass = definition?.kind === 'class' || /^[A-Z]/.test(dotted?.split('.').at(-1) ?? '');
    if (!isClass) return unnamed('dynamic', call);
    return { ...described(fullNameOf(definition) ?? dotted!, definition), kind: 'class' };
  }
  const view = viewOf(project, module, wrapped, prefix);
  // `cache_page(60)(view)` calls what a call gave back.
  const name = dottedName(callee.type === 'call' ? callee.child('function') : callee);
  return { ...view, wrappers: [name ?? callee.text, ...view.wrappers] };
}

function described(name: string, definition: ReturnType<typeof lookUp>): View {
  const own =
    definition?.kind === 'class' || definition?.kind === 'function' ? definition : undefined;
  return {
    kind: own ? own.kind : definition?.kind === 'outside' ? 'function' : 'dynamic',
    name,
    short: name.split('.').at(-1)!,
    definition: own,
    options: new Map(),
    wrappers: [],
  };
}

function unnamed(kind: View['kind'], node: SyntaxNode): View {
  const text = node.text.replace(/\s+/g, ' ');
  return { kind, name: text, short: text, definition: undefined, options: new Map(), wrappers: [] };
}
