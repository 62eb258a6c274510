/** Lays a table out in the columns of a terminal. */
import { stripVTControlCharacters } from 'node:util';
import { paint } from '../terminal';
import { columnsOf } from './columns';
import { paragraph } from './paragraph';

const gap = '  ';

/**
 * @param rows the first is the head
 * @returns lines of at most `width` columns; where the words are too long for columns, the cells of
 * a row stand below each other
 */
export function table(rows: readonly (readonly string[])[], width: number): string[] {
  const room = width - gap.length * (rows[0]!.length - 1);
  const widths = fitted(rows, room);
  if (sum(widths) > room) return stacked(rows, width);
  const [head = [], ...others] = rows.map((row) => showRow(row, widths));
  return [
    ...head.map((line) => paint('dim', line)),
    paint('dim', widths.map((columns) => '─'.repeat(columns)).join(gap)),
    ...others.flat(),
  ];
}

/** The widest column gives way until all of them fit, or no word could be shorter. */
function fitted(rows: readonly (readonly string[])[], room: number): number[] {
  const widths = columnWidths(rows, Number.POSITIVE_INFINITY);
  const least = columnWidths(rows, 1);
  while (sum(widths) > room) {
    const spare = widths.map((width, column) => (width > least[column]! ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest]! -= 1;
  }
  return widths;
}

/** What each column takes where its cells are broken to fit `width`. */
function columnWidths(rows: readonly (readonly string[])[], width: number): number[] {
  return rows[0]!.map((_, column) =>
    Math.max(...rows.flatMap((row) => paragraph(row[column] ?? '', width).map(visible)), 1),
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

function stacked([head, ...rows]: readonly (readonly string[])[], width: number): string[] {
  return rows.flatMap(([first = '', ...cells]) => [
    ...paragraph(first, width),
    ...cells.flatMap((cell, column) => {
      const lines = cell ? paragraph(`${head![column + 1]}: ${cell}`, width - 4) : [];
      return lines.map((line) => `    ${line}`);
    }),
  ]);
}

function showRow(cells: readonly string[], widths: readonly number[]): string[] {
  const columns = widths.map((width, column) => paragraph(cells[column] ?? '', width));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map((lines, column) => {
        const text = lines[line] ?? '';
        return text + ' '.repeat(Math.max(0, widths[column]! - visible(text)));
      })
      .join(gap)
      .trimEnd(),
  );
}

const visible = (text: string) => columnsOf(stripVTControlCharacters(text));
