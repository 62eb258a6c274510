/** Finds the places of the notes that features bring, in a file that has lost them. */

/** A line of a file, and the note that belongs above it. All patterns are for one line. */
export interface FeatureMark {
  /** The path of the file. */
  file: string;
  /** The line, without its indent; absent where the note is about the file. */
  line?: string;
  /** The next lines of code, where the line alone could be another one. */
  next?: readonly string[];
  /** A part of the lines: a text without it need not be read. */
  has?: string;
  /**
   * For the note on a file that a feature brings: how many of its other lines have to be there.
   * With fewer it is another file of that name.
   */
  least?: number;
  /** The id of the explanation. */
  note: string;
}

export interface PlacedMark {
  note: string;
  /** The line that the note stands above, counted from 1. */
  line: number;
  /** The line below, where the note is about both. */
  next?: number;
  isFile: boolean;
  /** True for the note on a file that a feature brings: it knows all notes that belong there. */
  ownsFile: boolean;
}

/**
 * @param path seen from manage.py, with `/`
 * @param text without notes, or with them: comments are passed over
 * @returns the places in the order of the lines; each note once
 */
export function placesOf(marks: readonly FeatureMark[], path: string, text: string): PlacedMark[] {
  const own = marks.filter(({ file, has }) => text.includes(has ?? '') && regex(file).test(path));
  if (own.every(({ line }) => line === undefined)) return [];
  const lines = new Lines(text);
  const found = own.flatMap((mark) => {
    const place = lines.placeOf(mark);
    return place ? [{ file: mark.file, place }] : [];
  });
  const isThere = ({ file, least = 1 }: FeatureMark) =>
    found.filter((each) => each.file === file).length >= least;
  const files = own.filter(
    ({ line, note }, index) =>
      line === undefined && own.findIndex((other) => !other.line && other.note === note) === index,
  );
  const others = files.filter((mark) => mark.least !== undefined && !isThere(mark));
  const owner = files.find((mark) => mark.least !== undefined && isThere(mark));
  return [
    ...files.filter(isThere).map(({ note, least }) => ({
      ...{ note, line: 1, isFile: true, ownsFile: least !== undefined },
    })),
    ...found
      .filter(({ file }) => !others.some((other) => other.file === file))
      .filter(({ file }) => owner === undefined || owner.file === file)
      .map(({ place }) => place)
      .sort((a, b) => a.line - b.line),
  ];
}

class Lines {
  private readonly lines: readonly string[];
  /** The indexes of the lines that are neither empty nor comments; what Ruff reads is none. */
  private readonly code: readonly number[];

  constructor(text: string) {
    this.lines = text.split(/\r?\n/).map((line) => line.trim());
    this.code = [...this.lines.keys()].filter(
      (index) => this.lines[index] && !/^(#(?! ruff:)|\/\/|<!--)/.test(this.lines[index]!),
    );
  }

  placeOf({ line, next = [], note }: FeatureMark): PlacedMark | undefined {
    if (line === undefined) return undefined;
    const found = this.code.findIndex((_, position) =>
      [line, ...next].every((each, index) =>
        regex(each).test(this.lines[this.code[position + index] ?? -1] ?? ''),
      ),
    );
    if (found < 0) return undefined;
    const below = next.length === 0 ? {} : { next: this.code[found + 1]! + 1 };
    return { note, line: this.code[found]! + 1, ...below, isFile: false, ownsFile: false };
  }
}

const known = new Map<string, RegExp>();

function regex(pattern: string): RegExp {
  const compiled = known.get(pattern) ?? new RegExp(pattern);
  known.set(pattern, compiled);
  return compiled;
}
