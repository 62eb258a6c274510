import { parse } from '../python/parser';
import { bareCode } from '../python/same-code';
import type { SyntaxNode } from '../python/syntax';

/**
 * A statement as Django's own templates or this program write it: its source, whatever its quotes
 * and line breaks; or, where it holds a part that differs, a pattern for its bare code.
 */
export type Stock = readonly (string | RegExp)[];

/** Whether a name is given a value once, at the top of the module, by a stock statement. */
export function isStock(tree: SyntaxNode, name: string, stock: Stock): boolean {
  const statement = onlyAssignment(tree, name);
  return statement !== undefined && matches(statement, stock);
}

export function matches(statement: SyntaxNode, stock: Stock): boolean {
  const code = bareCode(statement);
  return stock.some((form) =>
    typeof form === 'string' ? bareCode(parse(form).parts[0]!) === code : form.test(code),
  );
}

/** The one statement that gives a name its value; undefined where there are several, or others. */
export function onlyAssignment(tree: SyntaxNode, name: string): SyntaxNode | undefined {
  const statements = [...tree.walk()].filter((part) => changes(part, name));
  const [only] = statements;
  const isTop = only?.parent?.type === 'expression_statement' && only.parent.parent === tree;
  return statements.length === 1 && isTop ? only.parent : undefined;
}

/** `NAME = …`, `NAME += …`, `NAME['x'] = …`, `NAME.append(…)`, `del NAME`. */
function changes(part: SyntaxNode, name: string): boolean {
  const begins = (node: SyntaxNode | undefined) =>
    node !== undefined && new RegExp(`^${name}\\b`).test(node.text);
  if (/assignment$/.test(part.type)) return begins(part.child('left'));
  if (part.type === 'call') {
    const callee = part.child('function');
    return callee?.type === 'attribute' && begins(callee);
  }
  return part.type === 'delete_statement' && part.parts.some((target) => begins(target));
}
