/**
 * Turns explanations into notes: comments in a file whose text starts with a bar.
 *
 *     # | The address of this page.
 *
 * The bar reads as a margin, and tells a note from the user's own comments.
 */

export const commentLevels = ['full', 'brief', 'none'] as const;

export type CommentLevel = (typeof commentLevels)[number];

/** What a note needs to know of an explanation. */
export interface NoteText {
  /** One line. */
  brief: string;
  /** The text at the level `full`, where one line is not enough; filled to `noteWidth`. */
  comment?: string;
  /** True where the level `brief` leaves the note out. */
  detail?: boolean;
  /** A page of Django's documentation, relative to that of a version. */
  docs?: string;
  /** The Django versions it is true for; absent where it is true for all. */
  django?: string;
  /** The note of the same explanation that is true everywhere, for one that is true for a shape. */
  base?: string;
}

/** The names of the reader's own project, for placeholders such as `{app}`. */
export type Facts = Readonly<Record<string, string>>;

/** Names of which some may not be known. */
export type KnownFacts = Readonly<Record<string, string | undefined>>;

/** Columns of a note's text, without the comment signs and the indent. */
export const noteWidth = 72;

/** Columns of a whole line, as ruff and Black count them. */
const lineWidth = 88;

/**
 * Writes a note as the lines of a comment.
 *
 * @param path decides the comment signs
 * @param indent the white space in front of every line
 * @param more a page to read on, named in a last line at the level `full`
 * @returns whole lines, each with its newline; '' where the level or the file type has no note
 */
export function noteLines(text: NoteText, { path, indent, level, facts, more }: NotePlace): string {
  const comment = commentSigns(path);
  if (level === 'none' || !comment || (level === 'brief' && text.detail)) return '';

  const prose = level === 'full' ? (text.comment ?? text.brief) : text.brief;
  const signs = `${indent}${comment.open} | ${comment.close}`.length;
  const width = Math.min(noteWidth, lineWidth - signs);
  // The build has filled the text already; that stands where nothing makes it longer or narrower.
  const isFilled = width === noteWidth && !prose.includes('{');
  const lines = isFilled ? prose.split('\n') : fillEvenly(insertFacts(prose, facts), width);
  if (level === 'full' && more) lines.push(`More: ${more}`);
  return lines.map((line) => `${indent}${comment.open} | ${line}${comment.close}\n`).join('');
}

export interface NotePlace {
  path: string;
  indent: string;
  level: CommentLevel;
  facts: Facts;
  more?: string;
}

/** @returns the signs of a one-line comment, or undefined where the file type shows no notes */
export function commentSigns(path: string): { open: string; close: string } | undefined {
  const extension = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
  switch (extension) {
    case 'md': // Markdown explains itself.
      return undefined;
    case 'html':
      return { open: '{#', close: ' #}' };
    case 'svg':
      return { open: '<!--', close: ' -->' };
    case 'css':
      return { open: '/*', close: ' */' };
    case 'js':
      return { open: '//', close: '' };
    default:
      return { open: '#', close: '' };
  }
}

/** `{app}`, `{table}` and the like. */
const placeholder = /\{([a-z]+)\}/g;

/**
 * The note that can be written with these facts: where some of its own are not known, the one that
 * it is a variant of.
 */
export function noteWithFacts(
  id: string,
  facts: KnownFacts,
  notes: Readonly<Record<string, NoteText>>,
): string | undefined {
  const note = notes[id];
  if (!note) return undefined;
  const wanted = `${note.brief} ${note.comment ?? ''}`.matchAll(placeholder);
  if ([...wanted].every(([, name]) => facts[name!] !== undefined)) return id;
  return note.base && noteWithFacts(note.base, facts, notes);
}

/** @throws Error where the text has a placeholder that no fact answers */
export function insertFacts(text: string, facts: Facts): string {
  return text.replace(placeholder, (whole, name: string) => {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`No fact for the placeholder ${whole}`);
    return fact;
  });
}

/**
 * Breaks a paragraph into lines of at most `width` columns. Where a word or two would be left for
 * the last line, all lines become a little shorter instead.
 */
export function fillEvenly(text: string, width: number): string[] {
  let lines = fill(text, width);
  for (let narrower = width - 1; narrower > width * 0.75; narrower -= 1) {
    if (lines.length === 1 || lines.at(-1)!.length > width / 3) break;
    const next = fill(text, narrower);
    if (next.length > lines.length) break;
    lines = next;
  }
  return lines;
}

/** Breaks a paragraph into lines of at most `width` columns; a longer word stands alone. */
export function fill(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  if (line) lines.push(line);
  return lines;
}
