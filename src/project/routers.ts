import type { SourceModule } from '../python/evaluate';
import type { SyntaxNode } from '../python/syntax';
import { argument, argumentsOf } from './call';
import { textOf } from './constant';
import { dottedName, lookUp, topLevel } from './definitions';
import type { Project } from './project';

/** `router.register('posts', PostViewSet)` of Django REST framework. */
export interface Registration {
  /** What stands in front of the addresses: `posts`; `…` where only running it tells. */
  prefix: string;
  /** What the names of its routes begin with: `post` of `post-list`. */
  basename: string | undefined;
  node: SyntaxNode;
  module: SourceModule;
}

/**
 * What is registered with the router that `router.urls` or `router` names.
 * https://www.django-rest-framework.org/api-guide/routers/
 */
export function registrationsOf(
  project: Project,
  source: SourceModule,
  target: SyntaxNode,
): Registration[] | undefined {
  const dotted = dottedName(target)?.replace(/\.urls$/, '');
  const found = dotted ? lookUp(project.modules, source, dotted) : undefined;
  if (found?.kind !== 'value' || found.node.type !== 'call') return undefined;
  const { module, node: made } = found;
  const variable = made.parent?.child('left')?.text;
  const calls: Registration[] = [];
  for (const statement of topLevel(module.tree)) {
    const [call] = statement.type === 'expression_statement' ? statement.parts : [];
    if (call?.type !== 'call' || call.child('function')?.text !== `${variable}.register`) continue;
    const given = argumentsOf(call);
    const basename = argument(given, 2, 'basename') ?? given.keywords.get('base_name');
    const prefix = textOf(project, module, argument(given, 0, 'prefix')) ?? '…';
    calls.push({ prefix, basename: textOf(project, module, basename), node: call, module });
  }
  return calls;
}
