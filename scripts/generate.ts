/**
 * Turns templates/ and explanations/ into TypeScript, so that the program starts without reading,
 * parsing or compiling anything: `src/generated/templates.ts` and `src/generated/notes.ts`.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ejs from 'ejs';
import { readCatalog } from '../src/explain/catalog';
import type { NoteText } from '../src/explain/comments';
import { fieldNotes } from '../src/fields/notes';
import { ejsOptions, notesIn, prepareNotes } from '../src/render/template';
import { variableNames } from '../src/render/variables';

const root = join(__dirname, '..');

interface Source {
  path: string;
  source: string;
}

/** The files below a folder, in the order in which a reader would meet them. */
function readTemplates(folder: string): Source[] {
  const base = join(root, folder);
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

function compile({ path, source }: Source): string {
  const explanation = notesIn(source).find((id) => id.startsWith('files/'));
  if (!explanation) throw new Error(`${path}: no note says what the file as a whole is for`);
  const template = new ejs.Template(prepareNotes(source), {
    ...ejsOptions,
    destructuredLocals: [...variableNames],
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

/** The notes that templates place, and nothing more of the catalog. */
function collectNotes(sources: readonly Source[]): Record<string, NoteText> {
  const catalog = readCatalog(join(root, 'explanations'));
  const ids = [...sources.flatMap(({ source }) => notesIn(source)), ...fieldNotes];
  return Object.fromEntries(
    [...new Set(ids)].sort().map((id) => {
      const explanation = catalog.get(id);
      if (!explanation) {
        throw new Error(`A template asks for "${id}", which the catalog lacks`);
      }
      const { brief, comment, detail, docs } = explanation;
      return [id, { brief, comment, detail, docs }];
    }),
  );
}

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
export const notes: Record<string, NoteText> = ${JSON.stringify(collectNotes([...project, ...app, ...bare]), null, 2)};\n`,
);
