import type { SourceModule } from '../python/evaluate';
import { resolve } from '../python/resolve';
import { type SyntaxNode, stringContent } from '../python/syntax';
import { type Constant, text, type Value } from '../python/values';
import { dottedName, fullNameOf, lookUp } from './definitions';
import type { Project } from './project';

/**
 * The text, number, True, False or None that an expression is: written down, or behind the name of
 * a constant or of a setting. Undefined where only running Python tells.
 */
export function constantOf(
  project: Project,
  module: SourceModule,
  node: SyntaxNode | undefined,
  hops = 0,
): Constant['value'] | undefined {
  if (!node) return undefined;
  switch (node.type) {
    case 'true':
      return true;
    case 'false':
      return false;
    case 'none':
      return null;
    case 'integer':
    case 'float':
      return Number(node.text.replaceAll('_', ''));
    case 'call':
      return translated(project, module, node, hops);
    case 'binary_operator':
      return sum(project, module, node, hops);
    case 'identifier':
    case 'attribute':
      return named(project, module, node, hops);
    default:
      return stringContent(node);
  }
}

export function textOf(
  project: Project,
  module: SourceModule,
  node: SyntaxNode | undefined,
): string | undefined {
  const value = constantOf(project, module, node);
  return typeof value === 'string' ? value : undefined;
}

/** What a setting is, with all of its chain; undefined where it is absent. */
export function settingOf(project: Project, name: string): Value | undefined {
  const value = project.settings[0]?.names.get(name)?.value;
  return value && resolve(project.modules.world, value);
}

export const settingText = (project: Project, name: string): string | undefined =>
  text(settingOf(project, name));

const DJANGO_SETTINGS = /^django\.conf\.settings\.(\w+)$/;

function named(project: Project, module: SourceModule, node: SyntaxNode, hops: number) {
  const dotted = dottedName(node);
  const found = dotted ? lookUp(project.modules, module, dotted) : undefined;
  if (found?.kind === 'value' && hops < 5) {
    return constantOf(project, found.module, found.node, hops + 1);
  }
  const setting = DJANGO_SETTINGS.exec(fullNameOf(found) ?? '')?.[1];
  if (!setting) return undefined;
  const value = settingOf(project, setting);
  if (!value && setting === 'AUTH_USER_MODEL') return 'auth.User';
  return value?.kind === 'constant' ? value.value : undefined;
}

/** `_('about/')`: the text before it is translated. */
function translated(project: Project, module: SourceModule, node: SyntaxNode, hops: number) {
  const callee = dottedName(node.child('function'));
  const name = callee && fullNameOf(lookUp(project.modules, module, callee));
  if (!name || !/^django\.utils\.translation\.u?gettext(_lazy)?$/.test(name)) return undefined;
  return constantOf(project, module, node.child('arguments')?.parts[0], hops);
}

function sum(project: Project, module: SourceModule, node: SyntaxNode, hops: number) {
  if (node.child('operator')?.text !== '+') return undefined;
  const left = constantOf(project, module, node.child('left'), hops);
  const right = constantOf(project, module, node.child('right'), hops);
  return typeof left === 'string' && typeof right === 'string' ? left + right : undefined;
}
