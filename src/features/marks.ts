/** Finds the places of the notes that features bring, in a file that has lost them. */

/** A line of a file, and the note that belongs above it. All three patterns are for one line. */
export interface FeatureMark {
  /** The path of the file. */
  file: string;
  /** The line, without its indent; absent where the note is about the file. */
  line?: string;
  /** The next line of code, where the line alone could be another one. */
  next?: string;
  /** The id of the explanation. */
  note: string;
}

export interface PlacedMark {
  note: string;
  /** The line that the note stands above, counted from 1. */
  line: number;
  isFile: boolean;
}

/**
 * @param path seen from manage.py, with `/`
 * @param text without notes, or with them: comments are passed over
 * @returns the places in the order of the lines; each note once
 */
export function placesOf(marks: readonly FeatureMark[], path: string, text: string): PlacedMark[] {
  const own = marks.filter(({ file }) => pattern(file).test(path));
  if (own.length === 0) return [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const code = [...lines.keys()].filter(
    (index) => lines[index] && !/^(#|\/\/|<!--)/.test(lines[index]!),
  );
  return own
    .flatMap(({ line, next, note }): PlacedMark[] => {
      if (line === undefined) return [{ note, line: 1, isFile: true }];
      const at = code.findIndex(
        (index, position) =>
          pattern(line).test(lines[index]!) &&
          (next === undefined || pattern(next).test(lines[code[position + 1] ?? -1] ?? '')),
      );
      return at < 0 ? [] : [{ note, line: code[at]! + 1, isFile: false }];
    })
    .sort((a, b) => a.line - b.line || Number(b.isFile) - Number(a.isFile));
}

const patterns = new Map<string, RegExp>();

/** Each is asked for many lines. */
function pattern(source: string): RegExp {
  let known = patterns.get(source);
  if (!known) {
    known = new RegExp(source);
    patterns.set(source, known);
  }
  return known;
}
