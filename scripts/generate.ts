/**
 * Turns templates/ and explanations/ into what the program reads, so that it starts without parsing
 * or compiling anything: `src/generated/templates.ts`, `src/generated/notes.ts` and, for `explain`,
 * the files in `src/generated/catalog/`.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ejs from 'ejs';
import { type Explanation, notesOf, readCatalog } from '../src/explain/catalog';
import { insertFacts, type NoteText } from '../src/explain/comments';
import { exampleFacts } from '../src/explain/example-facts';
import { kindsWithoutPlaces } from '../src/explain/kinds';
import type { Entry } from '../src/explain/library';
import { namesOf } from '../src/explain/names';
import { makeSearchIndex } from '../src/explain/search-index';
import type { Feature } from '../src/features/feature';
import { featureVariableNames, notesOfTheEngine } from '../src/features/names';
import { fieldNotes } from '../src/fields/notes';
import { ejsOptions, notesIn, prepareNotes } from '../src/render/template';
import { variableNames } from '../src/render/variables';
import { marksOf, type Source } from './feature-marks';

const root = join(__dirname, '..');

/** The files below a folder, in the order in which a reader would meet them. */
function readTemplates(folder: string): Source[] {
  const base = join(root, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: relative(base, file).split(sep).join('/'),
      source: readFileSync(file, 'utf8'),
    }))
    .sort((a, b) => readingOrder(a.path) - readingOrder(b.path) || (a.path < b.path ? -1 : 1));
}

const firstToLast = [
  /^manage/,
  /settings/,
  /^project_name\/urls/,
  /asgi/,
  /wsgi/,
  /^project_name/,
  /^urls/,
  /^views/,
  /^models/,
  /^admin/,
  /^apps/,
  /^tests/,
  /^__init__/,
  /^migrations/,
  /^templates/,
  /^static/,
];

function readingOrder(path: string): number {
  const place = firstToLast.findIndex((pattern) => pattern.test(path));
  return place < 0 ? firstToLast.length : place;
}

function compile(file: Source): string {
  const explanation = notesIn(file.source).find((id) => id.startsWith('files/'));
  if (!explanation) throw new Error(`${file.path}: no note says what the file as a whole is for`);
  return compileAs(file, explanation, variableNames);
}

function compileAs(
  { path, source }: Source,
  explanation: string,
  names: readonly string[],
): string {
  const template = new ejs.Template(prepareNotes(source), {
    ...ejsOptions,
    destructuredLocals: [...names],
  } as ejs.Options);
  template.compile();
  const body = (template as unknown as { source: string }).source;
  return `  {
    path: ${JSON.stringify(path)},
    explanation: ${JSON.stringify(explanation)},
    render(locals, escapeFn) {
${body}    },
  },\n`;
}

function writeModule(name: string, text: string): void {
  const folder = join(root, 'src', 'generated');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.ts`), `// Made by scripts/generate.ts.\n${text}`);
}

/** Source that is read faster than the same as an object: https://v8.dev/blog/cost-of-javascript-2019#json */
const parsed = (value: object) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;

/** Every note of an explanation that stands in files. */
function allNotes(): Record<string, NoteText> {
  const inFiles = [...catalog.values()]
    .filter(({ kind }) => !kindsWithoutPlaces.includes(kind))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return Object.assign({}, ...inFiles.map(notesOf));
}

/** The notes that templates place, and those that they are variants of. */
function notesOfTemplates(
  sources: readonly Source[],
  others: readonly string[],
): Record<string, NoteText> {
  const all = allNotes();
  const ids = [...sources.flatMap(({ source }) => notesIn(source)), ...others];
  const wanted = ids.flatMap((id) => {
    const note = all[id];
    if (!note) throw new Error(`A template asks for "${id}", which the catalog lacks`);
    return note.base ? [id, note.base] : [id];
  });
  return Object.fromEntries([...new Set(wanted)].sort().map((id) => [id, all[id]!]));
}

/**
 * A folder in templates/ with a feature.ts is a feature; there is no list of them. What others bring
 * along comes last: whoever chooses a feature seldom starts there.
 */
function findFeatures(): string[] {
  const ids = readdirSync(join(root, 'templates'))
    .filter((name) => existsSync(join(root, 'templates', name, 'feature.ts')))
    .sort();
  const needs = ids.flatMap((id) => definitionOf(id).needs ?? []);
  const isBrought = (id: string) =>
    needs.some(
      (need) =>
        need === id || (typeof need === 'object' && 'feature' in need && need.feature === id),
    );
  return [...ids.filter((id) => !isBrought(id)), ...ids.filter(isBrought)];
}

/** What the command line knows of features, which every run reads, and all the rest. */
function writeFeatures(ids: readonly string[]): void {
  const list = ids.map((id) => {
    const feature = definitionOf(id);
    if (feature.id !== id) throw new Error(`templates/${id}/feature.ts calls itself ${feature.id}`);
    const { title, inNewProjects = false } = feature;
    const options = (feature.options ?? []).map(({ isOpen, ...option }) => ({
      ...option,
      asksNew: !isOpen,
    }));
    return { id, title, options, inNewProjects };
  });
  writeModule(
    'feature-list',
    `import type { FeatureEntry } from '../features/names';
export const featureList: readonly FeatureEntry[] = ${JSON.stringify(list, null, 2)};\n`,
  );
  const compiled = ids.map((id) => {
    const files = readTemplates(`templates/${id}/files`).map((file) => {
      const explanation = notesIn(file.source).find((note) => note.startsWith('files/'));
      if (!explanation) throw new Error(`${id}/${file.path}: no note says what the file is for`);
      return compileAs(file, explanation, featureVariableNames);
    });
    const parts = readTemplates(`templates/${id}/parts`).map((part) =>
      compileAs(part, '', featureVariableNames),
    );
    return `  {
    feature: ${nameFor(id)},
    files: [\n${files.join('')}],
    parts: [\n${parts.join('')}],
  },\n`;
  });
  const sources = ids.flatMap((id) => readTemplates(`templates/${id}`));
  const all = ids.flatMap((id) =>
    marksOf({
      feature: definitionOf(id),
      definition: readFileSync(join(root, 'templates', id, 'feature.ts'), 'utf8'),
      files: readTemplates(`templates/${id}/files`),
      parts: readTemplates(`templates/${id}/parts`),
    }),
  );
  // Several features may bring the same line.
  const marks = [...new Map(all.map((mark) => [JSON.stringify(mark), mark])).values()];
  writeModule(
    'feature-marks',
    `import type { FeatureMark } from '../features/marks';
export const featureMarks: readonly FeatureMark[] = ${JSON.stringify([envExample, ...marks], null, 2)};\n`,
  );
  writeModule(
    'features',
    `// @ts-nocheck
import type { NoteText } from '../explain/comments';
import type { CompiledFeature } from '../features/render';
${ids.map((id) => `import ${nameFor(id)} from '../../templates/${id}/feature';\n`).join('')}
export const features: CompiledFeature[] = [\n${compiled.join('')}];
export const featureNotes: Record<string, NoteText> = ${parsed(notesOfTemplates(sources, notesOfTheEngine))};\n`,
  );
}

/** The file that the engine makes; its lines are those of features. */
const envExample = { file: '(^|/)\\.env\\.example$', note: 'files/env-example' };

const definitionOf = (id: string) =>
  (require(`../templates/${id}/feature`) as { default: Feature }).default;

const nameFor = (id: string) => `feature_${id.replaceAll('-', '_')}`;

/** The files of `src/explain/library.ts`. */
function writeLibrary(folder: string): void {
  const sorted = [...catalog.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const index: Entry[] = [];
  const lines = new Map<string, Buffer[]>();
  const offsets = new Map<string, number>();
  for (const explanation of sorted) {
    const { id, kind, title, brief } = explanation;
    // Notes and synonyms have files of their own.
    const { comment: _, detail: __, also: ___, ...shown } = explanation;
    const line = Buffer.from(`${JSON.stringify(shown)}\n`);
    const offset = offsets.get(kind) ?? 0;
    lines.set(kind, [...(lines.get(kind) ?? []), line]);
    offsets.set(kind, offset + line.length);
    const filled = insertFacts(brief, exampleFacts);
    const names = namesOf(explanation);
    const at = [offset, line.length] as const;
    index.push({ id, kind, title, brief: filled, names, at });
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'synonyms.json'), JSON.stringify(synonymsOf(sorted)));
  writeFileSync(join(folder, 'search.json'), JSON.stringify(makeSearchIndex(sorted)));
  for (const [kind, parts] of lines) {
    writeFileSync(join(folder, `${kind}.jsonl`), Buffer.concat(parts));
  }
}

const synonymsOf = (explanations: readonly Explanation[]) =>
  Object.fromEntries(explanations.flatMap(({ id, also }) => (also ? [[id, also]] : [])));

const catalog = readCatalog(join(root, 'explanations'));
const project = readTemplates('templates/project/files');
const app = readTemplates('templates/app/files');
const bare = readTemplates('templates/app/bare');

writeModule(
  'templates',
  `// @ts-nocheck
import type { CompiledTemplate } from '../render/render';
export const projectTemplates: CompiledTemplate[] = [\n${project.map(compile).join('')}];
export const appTemplates: CompiledTemplate[] = [\n${app.map(compile).join('')}];
export const bareTemplates: CompiledTemplate[] = [\n${bare.map(compile).join('')}];\n`,
);
writeModule(
  'notes',
  `import type { NoteText } from '../explain/comments';
export const notes: Record<string, NoteText> = ${parsed(notesOfTemplates([...project, ...app, ...bare], fieldNotes))};\n`,
);
writeModule(
  'all-notes',
  `import type { NoteText } from '../explain/comments';
export const allNotes: Record<string, NoteText> = ${parsed(allNotes())};\n`,
);
writeFeatures(findFeatures());
writeLibrary(join(root, 'src/generated/catalog'));
