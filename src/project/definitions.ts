import type { SourceModule } from '../python/evaluate';
import { imported, importedModule, isStarImport } from '../python/import-statement';
import type { SyntaxNode } from '../python/syntax';
import type { Modules } from './modules';

/** What a name means: a class or function of the project, a value, or something from elsewhere. */
export type Definition =
  | { kind: 'class' | 'function'; name: string; node: SyntaxNode; module: SourceModule }
  | { kind: 'value'; node: SyntaxNode; module: SourceModule }
  | { kind: 'module'; name: string; file: string }
  /** From a package outside the project, by its dotted name. */
  | { kind: 'outside'; name: string };

export type OwnDefinition = Extract<Definition, { kind: 'class' | 'function' }>;

/** The names at the top level of a module, also those inside `if` and `try`. */
interface Scope {
  names: Map<string, Definition | { kind: 'import'; target: string }>;
  stars: string[];
}

/** Imports that lead round in a circle end here. */
const HOPS = 12;

const scopes = new WeakMap<SourceModule, Scope>();

/**
 * What a dotted name (`views.PostList`, `Post`) means in a module. Follows imports and what other
 * modules of the project re-export. Undefined where only running Python tells.
 */
export function lookUp(
  modules: Modules,
  module: SourceModule,
  dotted: string,
  hops = 0,
): Definition | undefined {
  const [first, ...rest] = dotted.split('.');
  if (hops > HOPS) return undefined;
  const scope = scopeOf(module);
  const known = scope.names.get(first!);
  if (known?.kind === 'import') {
    return importedName(modules, module, [known.target, ...rest].join('.'), hops + 1);
  }
  if (known) return attribute(modules, known, rest, hops);
  for (const star of scope.stars.toReversed()) {
    const file = findFrom(modules, module, star);
    const brought = file && modules.load(file);
    const found = brought && lookUp(modules, brought, dotted, hops + 1);
    if (found) return found;
  }
  // One star import from outside may have brought it, and nobody else did.
  const outside = scope.stars.filter((star) => !findFrom(modules, module, star));
  return outside.length === 1 && !/^(self|cls|super)$/.test(first!)
    ? { kind: 'outside', name: `${outside[0]}.${dotted}` }
    : undefined;
}

/**
 * What an absolute dotted name means, such as `blog.views.index` in a text. Undefined where the
 * module is the project's own, and the name in it is not to be found.
 */
export function lookUpName(modules: Modules, dotted: string, hops = 0): Definition | undefined {
  const parts = dotted.split('.');
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join('.');
    const file = modules.find(name);
    if (!file) continue;
    const rest = parts.slice(length);
    if (rest.length === 0) return { kind: 'module', name, file };
    const module = modules.load(file, name);
    return module && lookUp(modules, module, rest.join('.'), hops + 1);
  }
  return { kind: 'outside', name: dotted };
}

/** The dotted name that an expression writes: `admin.site.register`; undefined for other ones. */
export function dottedName(node: SyntaxNode | undefined): string | undefined {
  if (node?.type === 'identifier') return node.text;
  if (node?.type === 'parenthesized_expression') return dottedName(node.parts[0]);
  if (node?.type !== 'attribute') return undefined;
  const object = dottedName(node.child('object'));
  return object && `${object}.${node.child('attribute')!.text}`;
}

/** The name that Python gives to a definition: `blog.models.Post`. */
export function fullNameOf(definition: Definition | undefined): string | undefined {
  switch (definition?.kind) {
    case 'class':
    case 'function':
      return `${definition.module.name}.${definition.name}`;
    case 'module':
    case 'outside':
      return definition.name;
    default:
      return undefined;
  }
}

/** The classes and functions at the top level of a module, in source order. */
export function definitionsIn(module: SourceModule): OwnDefinition[] {
  const found: OwnDefinition[] = [];
  for (const statement of topLevel(module.tree)) {
    const definition = definitionOf(statement, module);
    if (definition) found.push(definition);
  }
  return found;
}

/** The modules that a module imports by its top-level statements, as dotted names. */
export function importsOf(module: SourceModule): string[] {
  const found: string[] = [...scopeOf(module).stars];
  for (const definition of scopeOf(module).names.values()) {
    if (definition.kind === 'import') found.push(definition.target);
  }
  return found;
}

/** The decorators of a class or function. */
export function decoratorsOf(node: SyntaxNode): SyntaxNode[] {
  if (node.parent?.type !== 'decorated_definition') return [];
  return node.parent.children
    .filter((child) => child.type === 'decorator')
    .flatMap((decorator) => decorator.parts[0] ?? []);
}

/** The statements of a module, also those behind a condition. */
export function* topLevel(block: SyntaxNode): Generator<SyntaxNode> {
  for (const statement of block.parts) {
    if (BRANCHING.has(statement.type)) yield* topLevel(statement);
    else yield statement;
  }
}

const BRANCHING = new Set([
  'if_statement',
  'else_clause',
  'elif_clause',
  'try_statement',
  'except_clause',
  'finally_clause',
  'with_statement',
  'block',
]);

function scopeOf(module: SourceModule): Scope {
  let scope = scopes.get(module);
  if (!scope) {
    scope = readScope(module);
    scopes.set(module, scope);
  }
  return scope;
}

function readScope(module: SourceModule): Scope {
  const names: Scope['names'] = new Map();
  const stars: string[] = [];
  for (const statement of topLevel(module.tree)) {
    if (/^import(_from)?_statement$/.test(statement.type)) {
      if (isStarImport(statement)) stars.push(importedModule(statement, module));
      for (const { name, value } of imported(statement, module)) {
        // `try: import x … except ImportError: import y as x`: the first is the usual one.
        if (names.get(name)?.kind !== 'import') {
          names.set(name, { kind: 'import', target: value.name });
        }
      }
      continue;
    }
    const definition = definitionOf(statement, module);
    if (definition) names.set(definition.name, definition);
    else readAssignment(statement, module, names);
  }
  return { names, stars };
}

function definitionOf(statement: SyntaxNode, module: SourceModule): OwnDefinition | undefined {
  const decorated = statement.type === 'decorated_definition';
  const node = decorated ? statement.child('definition') : statement;
  if (node?.type !== 'class_definition' && node?.type !== 'function_definition') return undefined;
  const kind = node.type === 'class_definition' ? 'class' : 'function';
  return { kind, name: node.child('name')!.text, node, module };
}

function readAssignment(statement: SyntaxNode, module: SourceModule, names: Scope['names']): void {
  const [assignment] = statement.parts;
  if (statement.type !== 'expression_statement' || assignment?.type !== 'assignment') return;
  const left = assignment.child('left')!;
  const node = assignment.child('right');
  if (left.type !== 'identifier' || !node) return;
  const known = names.get(left.text)?.kind;
  // `except ImportError: thing = None` does not take away what it usually is.
  if (known === undefined || known === 'value') {
    names.set(left.text, { kind: 'value', node, module });
  }
}

function attribute(
  modules: Modules,
  definition: Definition,
  rest: readonly string[],
  hops: number,
): Definition | undefined {
  if (rest.length === 0) {
    if (definition.kind !== 'value') return definition;
    // `View = other.View` is another name for the same thing.
    const alias = dottedName(definition.node);
    return (alias && lookUp(modules, definition.module, alias, hops + 1)) || definition;
  }
  if (definition.kind === 'outside') {
    return { kind: 'outside', name: [definition.name, ...rest].join('.') };
  }
  if (definition.kind === 'module') {
    return lookUpName(modules, [definition.name, ...rest].join('.'), hops + 1);
  }
  return undefined;
}

/** An imported name; `import models` of Python 2 may mean the module beside this one. */
function importedName(
  modules: Modules,
  from: SourceModule,
  target: string,
  hops: number,
): Definition | undefined {
  if (hops > HOPS) return undefined;
  const found = lookUpName(modules, target, hops);
  if (found?.kind !== 'outside' || modules.isOwn(target.split('.')[0]!)) return found;
  const beside = lookUpName(modules, `${packageOf(from)}.${target}`, hops);
  return beside?.kind === 'outside' ? found : (beside ?? found);
}

function findFrom(modules: Modules, from: SourceModule, name: string): string | undefined {
  return modules.find(name) ?? modules.find(`${packageOf(from)}.${name}`);
}

function packageOf({ name, isPackage }: SourceModule): string {
  return isPackage ? name : name.split('.').slice(0, -1).join('.');
}
