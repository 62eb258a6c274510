import type { Splice } from './splice';
import type { SyntaxNode } from './syntax';
import { indentOf, lineEnd, lineStart, newlineOf } from './text';

/**
 * Puts one more element into something with commas: a list, a tuple, the names of an import.
 *
 * `position` is the number of elements that stay in front of it. Everything that is there stays as
 * it is; the new element takes over the habits around it: one element a line or many, a trailing
 * comma or none, the indent, the newline. A comment block above an element stays with that element.
 *
 * `brackets` holds the elements: its first and last children are the brackets.
 */
export function insertElement(
  source: string,
  brackets: SyntaxNode,
  position: number,
  element: string,
  above: LinesAbove = () => '',
): Splice[] {
  const elements = brackets.parts;
  const newline = newlineOf(source);
  /** The element on lines of its own: what stands above it, and a value of several lines. */
  const lines = (indent: string): string =>
    `${above(indent)}${indent}${element.replaceAll('\n', `\n${indent}`)}`.replaceAll('\n', newline);
  if (elements.length === 0) return insertOnly(source, brackets, element, lines);
  const next = elements[position];
  if (!next) return insertLast(source, brackets, elements.at(-1)!, element, lines);
  const previous = elements[position - 1];
  return (
    (previous && insertBelow(source, brackets, previous, next, lines)) ??
    insertBefore(source, brackets, next, element, lines)
  );
}

/** Whole lines (a comment) that stand above an element, where it has a line of its own. */
export type LinesAbove = (indent: string) => string;

function insertOnly(
  source: string,
  brackets: SyntaxNode,
  element: string,
  lines: LinesAbove,
): Splice[] {
  const open = brackets.children[0]!;
  const close = brackets.children.at(-1)!;
  const comma = brackets.type === 'tuple' ? ',' : '';
  const closeIndent = indentOf(source, close.start);
  if (closeIndent === undefined) return [{ at: open.end, insert: element + comma }];
  const comment = brackets.children.find((child) => child.type === 'comment');
  const indent = (comment && indentOf(source, comment.start)) ?? `${closeIndent}    `;
  return [
    {
      at: lineStart(source, close.start),
      insert: `${lines(indent)},${newlineOf(source)}`,
    },
  ];
}

/** On the line below an element that ends its line, so above everything that belongs to the next. */
function insertBelow(
  source: string,
  brackets: SyntaxNode,
  previous: SyntaxNode,
  next: SyntaxNode,
  lines: LinesAbove,
): Splice[] | undefined {
  const end = lineEnd(source, previous.end);
  const indent = indentOf(source, next.start);
  const comma = brackets.children.find(
    (child) => child.type === ',' && child.start >= previous.end,
  );
  if (indent === undefined || !comma || comma.end > end) return undefined;
  return [{ at: end, insert: `${newlineOf(source)}${lines(indent)},` }];
}

function insertBefore(
  source: string,
  brackets: SyntaxNode,
  next: SyntaxNode,
  element: string,
  lines: LinesAbove,
): Splice[] {
  const indent = indentOf(source, next.start);
  if (indent === undefined) return [{ at: next.start, insert: `${element}, ` }];
  return [
    {
      at: lineStart(source, aboveComments(source, brackets, next).start),
      insert: `${lines(indent)},${newlineOf(source)}`,
    },
  ];
}

/** The top of the comment block that stands directly above a node, or the node itself. */
function aboveComments(source: string, brackets: SyntaxNode, node: SyntaxNode): SyntaxNode {
  let top = node;
  for (let index = brackets.children.indexOf(node) - 1; index > 0; index--) {
    const comment = brackets.children[index]!;
    const directlyAbove =
      comment.type === 'comment' &&
      indentOf(source, comment.start) !== undefined &&
      source.slice(comment.end, top.start).split('\n').length === 2;
    if (!directlyAbove) break;
    top = comment;
  }
  return top;
}

function insertLast(
  source: string,
  brackets: SyntaxNode,
  last: SyntaxNode,
  element: string,
  lines: LinesAbove,
): Splice[] {
  const children = brackets.children;
  const comma = children.slice(children.indexOf(last)).find((child) => child.type === ',');
  const close = children.at(-1)!;
  const indent = elementIndent(source, brackets);
  const newline = newlineOf(source);

  if (indent === undefined) {
    return comma
      ? [{ at: comma.end, insert: ` ${element},` }]
      : [{ at: last.end, insert: `, ${element}` }];
  }
  const separator: Splice[] = comma ? [] : [{ at: last.end, insert: ',' }];
  if (indentOf(source, close.start) === undefined) {
    // The closing bracket stands behind an element: `    'last')`.
    const before = children.at(-2)!;
    const at = before.type === 'comment' ? before.end : (comma ?? last).end;
    return [...separator, { at, insert: `${newline}${lines(indent)}${comma ? ',' : ''}` }];
  }
  const lastLine = children.at(-2)!;
  return [
    ...separator,
    {
      at: lineEnd(source, lastLine.end),
      insert: `${newline}${lines(indent)}${comma ? ',' : ''}`,
    },
  ];
}

/** The indent of the last element that begins a line; undefined where all stand in one line. */
function elementIndent(source: string, brackets: SyntaxNode): string | undefined {
  for (const element of brackets.parts.toReversed()) {
    const indent = indentOf(source, element.start);
    if (indent !== undefined) return indent;
  }
  return undefined;
}
