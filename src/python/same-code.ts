import { type SyntaxNode, stringContent } from './syntax';

/**
 * The code below a node without what Python does not mind: comments, blank lines, the kind of
 * quotes, trailing commas, how lines are broken. Two pieces of code with the same result do the
 * same.
 */
export function bareCode(node: SyntaxNode): string {
  if (node.type === 'comment' || node.type === 'line_continuation') return '';
  if (node.type === 'string' || node.type === 'concatenated_string') {
    const content = stringContent(node);
    return content === undefined ? node.text : JSON.stringify(content);
  }
  if (node.children.length === 0) return node.text.trim();
  const parts = node.children.map(bareCode);
  if (node.type === 'module' || node.type === 'block') return `{${statements(parts)}}`;
  return parts.filter((part, index) => part !== '' && !isTrailingComma(node, index)).join(' ');
}

/** The statements at the top of a module, each as bare code; a docstring does nothing. */
export function bareStatements(tree: SyntaxNode): string[] {
  return tree.parts.filter((part, index) => index > 0 || !isDocstring(part)).map(bareCode);
}

export function isDocstring(statement: SyntaxNode): boolean {
  return statement.type === 'expression_statement' && statement.parts[0]?.type === 'string';
}

const statements = (parts: readonly string[]) => parts.filter((part) => part !== '').join('; ');

/** In `(a,)` the comma makes the tuple. */
function isTrailingComma(node: SyntaxNode, index: number): boolean {
  const rest = node.children.slice(index + 1).filter((child) => child.type !== 'comment');
  const closes = rest.length === 1 && /^[)\]}]$/.test(rest[0]!.type);
  const makesTuple = node.type === 'tuple' && node.parts.length === 1;
  return node.children[index]!.type === ',' && closes && !makesTuple;
}
