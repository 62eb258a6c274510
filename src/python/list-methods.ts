import type { Expressions } from './expressions';
import type { SyntaxNode } from './syntax';
import { concatenate, type Sequence, uncertain, type Value } from './values';

/** Methods that change the list they are called on. */
const CHANGING = new Set([
  'append',
  'extend',
  'insert',
  'remove',
  'clear',
  'pop',
  'sort',
  'reverse',
]);

export const changesList = (method: string): boolean => CHANGING.has(method);

/** What a list is after `list.append(x)` and the like. */
export function afterMethod(
  list: Sequence,
  method: string,
  call: SyntaxNode,
  expressions: Expressions,
): Value {
  const [first, second] = call.child('arguments')?.parts ?? [];
  const subject = call.child('function')!;
  const add = (value: Value) => expressions.add(list, value, { left: subject, right: call });
  const single = (node: SyntaxNode) => expressions.single(expressions.evaluate(node), node);

  if (method === 'append' && first) return add(single(first));
  if (method === 'extend' && first) return add(expressions.evaluate(first));
  if (method === 'insert' && first && second) {
    return first.text === '0' ? concatenate(single(second), list) : add(single(second));
  }
  if (method === 'remove' && first) return expressions.without(list, expressions.evaluate(first));
  return uncertain(list);
}
