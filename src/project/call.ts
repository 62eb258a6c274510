import type { SyntaxNode } from '../python/syntax';

/** The arguments of a call, in the source's order. */
export interface Arguments {
  positional: readonly SyntaxNode[];
  keywords: ReadonlyMap<string, SyntaxNode>;
}

export function argumentsOf(call: SyntaxNode): Arguments {
  const positional: SyntaxNode[] = [];
  const keywords = new Map<string, SyntaxNode>();
  const list = call.child('arguments');
  for (const part of list?.type === 'argument_list' ? list.parts : []) {
    if (part.type === 'keyword_argument') {
      const value = part.child('value');
      if (value) keywords.set(part.child('name')!.text, value);
    } else if (!/^(list|dictionary)_splat$/.test(part.type)) positional.push(part);
  }
  return { positional, keywords };
}

/** An argument that may be given by its position or by its name. */
export function argument(
  { positional, keywords }: Arguments,
  position: number,
  name: string,
): SyntaxNode | undefined {
  return keywords.get(name) ?? positional[position];
}

/** What a class body assigns to names, in order; also behind conditions. */
export function* assignmentsIn(block: SyntaxNode | undefined): Generator<{
  name: string;
  value: SyntaxNode;
  node: SyntaxNode;
}> {
  for (const statement of block?.parts ?? []) {
    if (/^(if|try)_statement$|^block$|_clause$/.test(statement.type)) {
      yield* assignmentsIn(statement);
    }
    const [node] = statement.type === 'expression_statement' ? statement.parts : [];
    if (node?.type !== 'assignment') continue;
    const left = node.child('left')!;
    const value = node.child('right');
    if (left.type === 'identifier' && value) yield { name: left.text, value, node };
  }
}

/** The elements of a list, tuple or set; a single value stands for itself. */
export function elementsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return /^(list|tuple|set)$/.test(node.type) ? node.parts : [node];
}
