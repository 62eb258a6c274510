/**
 * Reads the Markdown of explanations: headings, paragraphs, lists, tables, code blocks, and `code`,
 * **strong** and *emphasis* in a line. The lint of the catalog allows no more, so this is enough.
 */

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  /** `marker` is `-` or `1.`; deeper items have more columns of indent. */
  | { kind: 'item'; indent: number; marker: string; text: string }
  /** The first row is the head. */
  | { kind: 'table'; rows: readonly (readonly string[])[] }
  | { kind: 'code'; language: string; lines: readonly string[] };

export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const fence = /^(\s*)(```+)(\w*)/.exec(line);
    if (fence) {
      const [, indent, ticks, language] = fence;
      const code: string[] = [];
      for (at++; at < lines.length && lines[at]!.trim() !== ticks; at++) {
        code.push(lines[at]!.startsWith(indent!) ? lines[at]!.slice(indent!.length) : lines[at]!);
      }
      blocks.push({ kind: 'code', language: language!, lines: code });
      continue;
    }
    const [, text] = /^#+ (.*)$/.exec(line) ?? [];
    if (text) {
      blocks.push({ kind: 'heading', text });
      continue;
    }
    const item = /^(\s*)([-*]|\d+\.) (.*)$/.exec(line);
    if (item) {
      const [, indent, marker, first] = item;
      blocks.push({ kind: 'item', indent: indent!.length, marker: marker!, text: first! });
      continue;
    }
    if (/^\|.*\|\s*$/.test(line)) {
      const rows: string[][] = [];
      for (; at < lines.length && lines[at]!.startsWith('|'); at++) rows.push(cellsOf(lines[at]!));
      at--;
      blocks.push({ kind: 'table', rows: rows.filter((row) => !row.every(isRule)) });
      continue;
    }
    if (!line.trim()) continue;
    const last = blocks.at(-1);
    const continues = at > 0 && lines[at - 1]!.trim() !== '';
    if (continues && (last?.kind === 'paragraph' || last?.kind === 'item')) {
      blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    } else {
      blocks.push({ kind: 'paragraph', text: line.trim() });
    }
  }
  return blocks;
}

/** `| a | b |` has two cells. A bar inside code, or behind a backslash, is a sign in one of them. */
function cellsOf(line: string): string[] {
  const inside = line.trim().slice(1, -1);
  const cells = inside.matchAll(/((?:`[^`]*`|\\\||[^|])*)(?:\||$)/g);
  return [...cells]
    .filter(({ 0: whole, index }) => whole !== '' || index < inside.length)
    .map(([, cell]) => cell!.trim().replaceAll('\\|', '|'));
}

const isRule = (cell: string) => /^:?-{3,}:?$/.test(cell);

export type Inline = { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string };

const inline = /(`+)(.+?)\1|\*\*(.+?)\*\*|(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])/g;

export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let end = 0;
  for (const found of text.matchAll(inline)) {
    const [whole, , code, strong, emphasis] = found;
    if (found.index > end) parts.push({ kind: 'text', text: text.slice(end, found.index) });
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else parts.push({ kind: 'emphasis', text: emphasis! });
    end = found.index + whole.length;
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
