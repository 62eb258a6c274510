/** Shows answers to people: as text that fits the terminal, or plain in a pipe. */
import { programName } from '../cli';
import { isPainted, isWatched, paint } from '../terminal';
import type { Answer, Place } from './answer';
import type { Explanation } from './catalog';
import { columnsOf, padded } from './columns';
import { fill } from './comments';
import { kinds } from './kinds';
import { entryOf } from './library';
import { type Block, readMarkdown } from './markdown';
import { paragraph } from './paragraph';
import { table } from './table';
import { holdsFor, rangeInWords, seriesOf } from './versions';

export interface View {
  /** Columns of a line. Code is never broken, so it may be longer. */
  width: number;
  /** The version of Django that links and remarks are for. */
  django: string;
  /** How an explanation is asked for: its title where that is enough, else its id. */
  callName(id: string): string;
}

/** Wide enough to read well, on any terminal. */
const widest = 88;
const usual = 80;

/** The columns to fill, where nobody has said. */
export function terminalWidth(): number {
  return isWatched() ? Math.min(process.stdout.columns || usual, widest) : usual;
}

export function showAnswer(answer: Answer, view: View): string[] {
  if (answer.isChoice) return showChoice(answer, view);
  const parts = [
    ...(answer.isGuess ? [[paint('dim', `Understood as ${answer.understood}.`)]] : []),
    ...(answer.explanations.length === 0 ? [[paint('bold', answer.understood)]] : []),
    ...answer.explanations
      .slice(0, answer.isNested ? 1 : undefined)
      .flatMap((explanation, place) =>
        place === 0
          ? [
              ...showHead(explanation, view),
              ...showHere(answer, view),
              ...showBody(explanation, view),
            ]
          : [[paint('dim', '─'.repeat(view.width))], ...showWhole(explanation, view)],
      ),
    ...(answer.explanations.length === 0 ? showHere(answer, view) : []),
    ...showRelated(answer, view),
  ];
  return joined(parts);
}

function showChoice({ understood, explanations }: Answer, view: View): string[] {
  return joined([
    paragraph(`What comes nearest to ${understood.replace(/^a search for /, '')}:`, view.width),
    rows(
      explanations.map(({ id, brief }) => [view.callName(id), brief] as const),
      view.width,
    ),
    showCommand(view.callName(explanations[0]!.id)),
  ]);
}

/** Names and what they are, in two columns where there is room. */
export function rows(
  list: readonly (readonly [name: string, text: string])[],
  width: number,
): string[] {
  const limit = Math.min(width * 0.4, 32);
  const lengths = list.map(([name]) => columnsOf(name)).filter((length) => length <= limit);
  const column = lengths.length > 0 ? Math.max(...lengths) : 2;
  const gap = ' '.repeat(column + 4);
  return list.flatMap(([name, text]) => {
    const lines = paragraph(text, width - gap.length);
    if (columnsOf(name) > limit) {
      return [`  ${paint('cyan', name)}`, ...lines.map((line) => gap + line)];
    }
    const [first = '', ...others] = lines;
    const start = `  ${paint('cyan', padded(name, column))}  ${first}`;
    return [start.trimEnd(), ...others.map((line) => gap + line)];
  });
}

export function showCommand(words: string): string[] {
  return [`  ${paint('dim', `npx ${programName}`)} explain ${words}`];
}

const showWhole = (explanation: Explanation, view: View) => [
  ...showHead(explanation, view),
  ...showBody(explanation, view),
];

function showHead({ kind, title, brief, django }: Explanation, view: View): string[][] {
  const label = kinds[kind]?.one ?? kind;
  const gap = view.width - columnsOf(title) - columnsOf(label);
  const isOther = django !== undefined && !holdsFor(django, view.django);
  return [
    [
      ...(gap >= 2
        ? [`${heading(title)}${' '.repeat(gap)}${paint('dim', label)}`]
        : fill(title, view.width).map(heading)),
      ...paragraph(brief, view.width),
    ],
    ...(isOther
      ? [
          paragraph(`Only ${rangeInWords(django)}, not ${seriesOf(view.django)}.`, view.width).map(
            (line) => paint('yellow', line),
          ),
        ]
      : []),
  ];
}

/** What is so in this project, and where. */
function showHere({ here, places, isDrawn }: Answer, view: View): string[][] {
  if (!here && places.length === 0) return [];
  const list = isDrawn ? [] : rows(places.map(placeRow), view.width);
  if (!here) return [[heading('In this project'), ...list]];
  return [...showMarkdown(here, view), ...(list.length > 0 ? [list] : [])];
}

export const placeRow = ({ path, line, why }: Place) =>
  [line === null ? path : `${path}:${line}`, why] as const;

function showBody({ body, docs }: Explanation, view: View): string[][] {
  return [
    ...showMarkdown(body, view),
    ...(docs
      ? [[`${heading('Documentation')}`, `  ${paint('underline', docsLink(docs, view.django))}`]]
      : []),
  ];
}

/** The page of the documentation for a version: `https://docs.djangoproject.com/en/6.1/…`. */
export function docsLink(docs: string, django: string): string {
  if (/^https?:/.test(docs)) return docs;
  return `https://docs.djangoproject.com/en/${seriesOf(django)}/${docs}`;
}

/** Explanations to read on, and those that the question may have meant instead. */
function showRelated({ explanations, others = [], isNested }: Answer, view: View): string[][] {
  const whole = isNested ? explanations.slice(0, 1) : explanations;
  const enclosing = explanations.slice(whole.length).map(({ id }) => id);
  const shown = new Set(whole.map(({ id }) => id));
  const see = [...new Set([...enclosing, ...whole.flatMap((explanation) => explanation.see)])];
  const related = see.filter((id) => !shown.has(id) && !others.includes(id));
  const list = (ids: readonly string[]) =>
    rows(
      ids.flatMap((id) => {
        const entry = entryOf(id);
        return entry ? [[view.callName(id), entry.brief] as const] : [];
      }),
      view.width,
    );
  const next = related[0] ?? others[0];
  return [
    ...(others.length > 0 ? [[heading('Of the same name'), ...list(others)]] : []),
    ...(related.length > 0 ? [[heading('See also'), ...list(related)]] : []),
    ...(next ? [showCommand(view.callName(next))] : []),
  ];
}

const heading = (text: string) => paint('bold', text);

/** Parts, each of one or several lines, with an empty line between them. */
export function joined(parts: readonly (readonly string[])[]): string[] {
  return parts.flatMap((lines, place) => (place === 0 ? lines : ['', ...lines]));
}

function showMarkdown(source: string, view: View): string[][] {
  const parts: string[][] = [];
  let previous: Block | undefined;
  for (const block of readMarkdown(source)) {
    const lines = showBlock(block, view.width);
    // A heading belongs to what follows; the items of a list belong together.
    const attached =
      previous?.kind === 'heading' || (previous?.kind === 'item' && block.kind === 'item');
    if (attached) parts.at(-1)!.push(...lines);
    else parts.push(lines);
    previous = block;
  }
  return parts;
}

function showBlock(block: Block, width: number): string[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block.text)];
    case 'paragraph':
      return paragraph(block.text, width);
    case 'item': {
      const marker = `${' '.repeat(block.indent)}${block.marker === '-' ? '•' : block.marker} `;
      const [first = '', ...others] = paragraph(block.text, width - marker.length);
      const gap = ' '.repeat(marker.length);
      return [paint('dim', marker) + first, ...others.map((line) => gap + line)];
    }
    case 'table':
      return table(block.rows, width - 2).map((line) => `  ${line}`);
    case 'code':
      return code(block.lines, block.language).map((line) => (line ? `    ${line}` : ''));
  }
}

function code(lines: readonly string[], language: string): readonly string[] {
  if (!isPainted()) return lines;
  const { highlight } = require('./highlight') as typeof import('./highlight');
  return highlight(lines, language);
}
