/**
 * Where the notes of features stand, read off their templates: above which line of which file.
 *
 * So a note can be placed again in a file that has lost it, and no feature has to say so twice.
 */
import type { Feature } from '../src/features/feature';
import type { FeatureMark } from '../src/features/marks';

export interface Source {
  path: string;
  source: string;
}

interface Sources {
  feature: Feature;
  /** The text of feature.ts. */
  definition: string;
  files: readonly Source[];
  parts: readonly Source[];
}

export function marksOf({ feature, definition, files, parts }: Sources): FeatureMark[] {
  const { packages = [], environment = [] } = feature;
  return [
    ...files.flatMap(({ path, source }) => owned(marksIn(source, fileOf(path)))),
    ...parts.flatMap(({ path, source }) =>
      isModule(path, definition)
        ? owned(marksIn(source, fileOf(path)))
        : marksIn(source, hostOf(path)),
    ),
    ...packages.map(({ name, note }) => ({
      file: '(^|/)(requirements\\.txt|pyproject\\.toml)$',
      line: `^["']?${escaped(name)}(?![\\w\\[])`,
      has: name,
      note,
    })),
    ...environment.map(({ name, note }) => ({
      file: '(^|/)\\.env\\.example$',
      line: `^(#\\s*)?${escaped(name)}=`,
      has: name,
      note,
    })),
    ...edits(definition),
  ];
}

/** Half of its lines tell a feature's file from another one of that name. */
function owned(marks: readonly FeatureMark[]): FeatureMark[] {
  const least = Math.ceil(marks.filter(({ line }) => line !== undefined).length / 2);
  return marks.map((mark) => (mark.line === undefined ? { ...mark, least } : mark));
}

/** The file that a template makes. */
function fileOf(path: string): string {
  const made = path.replace(/\.ejs$/, '').replace(/(^|\/)dot-/g, '$1.');
  return `(^|/)${escaped(made).replace('project_name', '[^/]+')}$`;
}

/** Whether a part takes the place of a whole module: `draft.module(name, { part: 'asgi.py' })`. */
function isModule(path: string, definition: string): boolean {
  const calls = definition.matchAll(/draft\.module\([\s\S]*?part: '([^']+)'/g);
  return [...calls].some(([, part]) => path === `${part}.ejs`);
}

/** The files that a part goes into: settings may have any name. */
function hostOf(path: string): string {
  if (path.endsWith('.html.ejs')) return '\\.html$';
  return path.startsWith('compose.yaml') ? '(^|/)(docker-)?compose\\.ya?ml$' : '\\.py$';
}

/**
 * Each note with the line of code below it; with those below that where it only opens a block, is a
 * decorator, or stands in the file more than once.
 */
function marksIn(source: string, file: string): FeatureMark[] {
  const lines = source.split('\n').map((line) => line.trim());
  const isCode = (line: string) => line !== '' && !/^<%(?!=)/.test(line);
  return lines.flatMap((line, index): FeatureMark[] => {
    const note = /^<%-\s*note\('(\w+\/[^']+)'/.exec(line)?.[1];
    if (!note) return [];
    if (note.startsWith('files/')) return [{ file, note }];
    const below = lines.slice(index + 1).filter(isCode);
    if (below.length === 0) return [];
    // At most three openings: a block that is longer may be changed by others.
    const first = below.slice(0, 4);
    const isAlone = (each: string) => lines.filter((other) => other === each).length === 1;
    const closed = first.findIndex((each) => !/[:{[(]$|^@/.test(each) && isAlone(each));
    const own = first.slice(0, closed < 0 ? first.length : closed + 1);
    const [opening, ...next] = own.map(pattern);
    const has = longest(own.flatMap((each) => each.split(/<%.*?%>|["']/)));
    return [{ file, note, line: opening!, ...(next.length > 0 && { next }), has }];
  });
}

/** The edits of feature.ts that place a note: `draft.middleware(name, { note: '…' })`. */
function edits(definition: string): FeatureMark[] {
  const calls = definition.matchAll(
    /draft\.(app|middleware|urls|ignore|entry)\(\s*(?:'\w+', )?('[^']+'|\w+)[\s\S]*?note: '([^']+)'/g,
  );
  return [...calls].flatMap(([, method, argument, note]): FeatureMark[] => {
    const named = new RegExp(`const ${argument} = '([^']+)'`).exec(definition)?.[1];
    const has = named ?? argument!.slice(1, -1);
    const text = escaped(has);
    const file = method === 'ignore' ? '(^|/)\\.gitignore$' : '\\.py$';
    return [{ file, line: placed(method!, text), has: has.replace(/^\./, ''), note: note! }];
  });
}

function placed(method: string, text: string): string {
  if (method === 'ignore') return `^${text}$`;
  // A module beside the urls: the package may have any name.
  if (text.startsWith('\\.')) return `["'](\\w+\\.)*${text.slice(2)}["']`;
  if (method === 'entry') return `^["']${text}["']:`;
  if (method === 'urls') return `["']${text}["'], *include\\(`;
  // An element of a list, and not the value of a name.
  return `(?<!= )["']${text}["']`;
}

const longest = (texts: readonly string[]) =>
  texts.reduce((one, other) => (other.length > one.length ? other : one), '');

/** A line of a template: what is filled in may be anything, and quotes are of either kind. */
function pattern(line: string): string {
  const parts = line.split(/<%.*?%>/).map((part) => escaped(part).replace(/["']/g, `["']`));
  return `^${parts.join('.*')}$`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
