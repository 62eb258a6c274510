/** Python as the recogniser sees it: statements, classes, calls, and where names come from. */
import { type SyntaxNode, stringContent } from '../../python/syntax';

/** A module of a project. */
export class PythonSource {
  /** What a name at the top of the module stands for: `models` → `django.db.models`. */
  private readonly names = new Map<string, string>();
  /** The statements of the module, also those inside `if`, `try` and `with`. */
  readonly statements: readonly SyntaxNode[];

  constructor(
    readonly path: string,
    readonly text: string,
    readonly tree: SyntaxNode,
  ) {
    this.statements = [...unwrapped(tree)];
    for (const statement of this.statements) this.readImport(statement);
  }

  /** The dotted name of an expression, its first part as it was imported; else undefined. */
  dotted(node: SyntaxNode | undefined): string | undefined {
    if (!node) return undefined;
    if (node.type === 'identifier') return this.names.get(node.text) ?? node.text;
    if (node.type !== 'attribute') return undefined;
    const object = this.dotted(node.child('object'));
    const attribute = node.child('attribute');
    return object && attribute && `${object}.${attribute.text}`;
  }

  /** What a call calls. */
  callee(node: SyntaxNode | undefined): string | undefined {
    return node?.type === 'call' ? this.dotted(node.child('function')) : undefined;
  }

  /** Whether something of a package is imported here. */
  imports(prefix: string): boolean {
    for (const origin of this.names.values()) if (origin.startsWith(prefix)) return true;
    return false;
  }

  private readImport(statement: SyntaxNode): void {
    if (statement.type === 'import_statement') {
      for (const imported of statement.childrenAs('name')) {
        if (imported.type === 'aliased_import') {
          this.names.set(imported.child('alias')!.text, imported.child('name')!.text);
        }
      }
    } else if (statement.type === 'import_from_statement') {
      const module = statement.child('module_name')?.text ?? '';
      for (const imported of statement.childrenAs('name')) {
        const name = imported.child('name')?.text ?? imported.text;
        const local = imported.child('alias')?.text ?? imported.text;
        this.names.set(local, `${module}${module.endsWith('.') ? '' : '.'}${name}`);
      }
    }
  }
}

const wrappers = new Set(['if_statement', 'try_statement', 'with_statement', 'block']);
const clauses = new Set([
  'elif_clause',
  'else_clause',
  'except_clause',
  'finally_clause',
  'except_group_clause',
]);

function* unwrapped(node: SyntaxNode): Generator<SyntaxNode> {
  for (const child of node.children) {
    if (!child.named) continue;
    if (node.type === 'module' || node.type === 'block') yield child;
    if (wrappers.has(child.type) || clauses.has(child.type)) yield* unwrapped(child);
  }
}

export interface Assignment {
  name: string;
  target: SyntaxNode;
  value: SyntaxNode;
  /** False for `+=`. */
  plain: boolean;
}

/** `name = value`, `name: type = value` and `name += value`. */
export function assignment(statement: SyntaxNode): Assignment | undefined {
  if (statement.type !== 'expression_statement') return undefined;
  const [inner] = statement.children;
  if (inner?.type !== 'assignment' && inner?.type !== 'augmented_assignment') return undefined;
  const target = inner.child('left');
  const value = inner.child('right');
  if (target?.type !== 'identifier' || !value) return undefined;
  return { name: target.text, target, value, plain: inner.type === 'assignment' };
}

/** The call that a statement consists of: `admin.site.register(Post)`. */
export function statementCall(statement: SyntaxNode): SyntaxNode | undefined {
  const [inner] = statement.type === 'expression_statement' ? statement.children : [];
  return inner?.type === 'call' ? inner : undefined;
}

export interface Definition {
  /** With its decorators. */
  outer: SyntaxNode;
  node: SyntaxNode;
  name: string;
  decorators: readonly SyntaxNode[];
  /** The statements inside. */
  body: readonly SyntaxNode[];
}

/** A class or a function. */
export function definition(
  statement: SyntaxNode,
  type: 'class_definition' | 'function_definition',
): Definition | undefined {
  const decorated = statement.type === 'decorated_definition';
  const node = decorated ? statement.child('definition') : statement;
  if (node?.type !== type) return undefined;
  return {
    outer: statement,
    node,
    name: node.child('name')!.text,
    decorators: decorated ? statement.children.filter((each) => each.type === 'decorator') : [],
    body: node.child('body')?.parts ?? [],
  };
}

export const classIn = (statement: SyntaxNode) => definition(statement, 'class_definition');
export const functionIn = (statement: SyntaxNode) => definition(statement, 'function_definition');

/** The base classes, without keywords such as `metaclass`. */
export function basesOf({ node }: Definition): readonly SyntaxNode[] {
  return (node.child('superclasses')?.parts ?? []).filter(
    (base) => base.type !== 'keyword_argument',
  );
}

/** The names of a function's parameters, in order. */
export function parametersOf({ node }: Definition): string[] {
  return (node.child('parameters')?.parts ?? []).map(
    (parameter) =>
      parameter.child('name')?.text ??
      (parameter.type === 'identifier' ? parameter.text : (parameter.parts[0]?.text ?? '')),
  );
}

export interface Arguments {
  positional: readonly SyntaxNode[];
  keywords: ReadonlyMap<string, SyntaxNode>;
}

export function argumentsOf(call: SyntaxNode): Arguments {
  const parts = call.child('arguments')?.parts ?? [];
  const keywords = new Map<string, SyntaxNode>();
  for (const part of parts) {
    const name = part.type === 'keyword_argument' ? part.child('name')?.text : undefined;
    if (name) keywords.set(name, part.child('value')!);
  }
  return { positional: parts.filter((part) => part.type !== 'keyword_argument'), keywords };
}

/** The text of a string; undefined where it is no plain one. */
export function stringIn(node: SyntaxNode | undefined): string | undefined {
  return node && stringContent(node);
}

/** The elements of a list or tuple. */
export function elementsOf(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (node?.type === 'parenthesized_expression') return elementsOf(node.parts[0]);
  return node?.type === 'list' || node?.type === 'tuple' ? node.parts : [];
}

/** The pairs of a dictionary. */
export function pairsOf(
  node: SyntaxNode | undefined,
): { key: string; pair: SyntaxNode; value: SyntaxNode }[] {
  if (node?.type !== 'dictionary') return [];
  return node.parts.flatMap((pair) => {
    const key = stringIn(pair.child('key'));
    const value = pair.child('value');
    return key !== undefined && value ? [{ key, pair, value }] : [];
  });
}

export const isTrue = (node: SyntaxNode | undefined) => node?.type === 'true';
export const isFalse = (node: SyntaxNode | undefined) => node?.type === 'false';

/** Whether a body holds only a docstring, `pass` or `...`. */
export function isEmptyBody(body: readonly SyntaxNode[]): boolean {
  return body.every(
    (statement) =>
      statement.type === 'pass_statement' ||
      (statement.type === 'expression_statement' &&
        ['string', 'ellipsis'].includes(statement.children[0]?.type ?? '')),
  );
}

/** A text in which all quotes are double, so that it does not matter which ones a project likes. */
export const doubleQuoted = (text: string) => text.replaceAll("'", '"');
