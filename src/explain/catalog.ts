/**
 * Reads the catalog: one Markdown file for each explanation, in a folder for each kind.
 *
 * The path is the identity: `explanations/settings/MIDDLEWARE.md` is `settings/MIDDLEWARE`.
 * Only the build and the catalog's checks read the files; the program has them from `library.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { fillEvenly, type NoteText, noteWidth } from './comments';

export interface Explanation extends NoteText {
  /** Kind and name: `settings/MIDDLEWARE`. */
  id: string;
  /** The folder: `settings`. */
  kind: string;
  title: string;
  /** Other words that a learner would type for it. */
  also?: string[];
  /** The Django versions it is true for (`>=6.1`, `>=5.2 <6.1`); absent where for all. */
  django?: string;
  /** A setting's default, as Python writes it; where versions differ, one for each range. */
  default?: string | Record<string, string>;
  /** For an error: the patterns of its message. */
  match?: string[];
  /** For an error: what one was doing when it came. */
  doing?: string;
  /** Notes for places of a certain shape: `DEBUG-variable` is the variant `variable` of `DEBUG`. */
  variants?: Record<string, NoteText>;
  /** The ids of related explanations. */
  see: string[];
  /** Markdown: what it is, when it happens, when you would change it, the usual mistake. */
  body: string;
}

/**
 * @param folder the folder `explanations`
 * @returns every explanation, by id
 * @throws Error naming the file whose front matter cannot be read
 */
export function readCatalog(folder: string): Map<string, Explanation> {
  const explanations = new Map<string, Explanation>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const file = join(entry.parentPath, entry.name);
    const id = relative(folder, file).slice(0, -'.md'.length).split(sep).join('/');
    explanations.set(id, parseExplanation(id, readFileSync(file, 'utf8')));
  }
  return explanations;
}

/** @throws Error where the front matter is missing or is no YAML */
export function parseExplanation(id: string, source: string): Explanation {
  const [, frontMatter, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(source) ?? [];
  if (frontMatter === undefined || body === undefined) {
    throw new Error(`${id}: the file does not begin with front matter between two lines of ---`);
  }
  const fields = parseYaml(frontMatter) as Partial<Explanation> | null;
  return {
    title: '',
    brief: '',
    see: [],
    ...fields,
    ...filled(fields),
    ...(fields?.variants && {
      variants: mapValues(fields.variants, (note) => ({ ...note, ...filled(note) })),
    }),
    id,
    kind: id.split('/')[0]!,
    body: body.trim(),
  };
}

function filled(note: Partial<NoteText> | null): Partial<NoteText> {
  return note?.comment ? { comment: fillEvenly(note.comment, noteWidth).join('\n') } : {};
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/**
 * The notes of an explanation by their ids: its own, and `settings/DEBUG-variable` for its variant
 * `variable`. What a variant leaves out is as in the explanation.
 */
export function notesOf({
  id,
  brief,
  comment,
  detail,
  docs,
  django,
  variants,
}: Explanation): Record<string, NoteText> {
  const shared = { detail, docs, django };
  const own = { brief, comment, ...shared };
  const others = Object.entries(variants ?? {}).map(([name, note]) => [
    `${id}-${name}`,
    { ...shared, ...note, base: id },
  ]);
  return { [id]: own, ...Object.fromEntries(others) };
}
