/** `npm run catalog`: checks the catalog of explanations as a linter checks code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Explanation, notesOf, readCatalog } from '../src/explain/catalog';
import { fill, insertFacts, type NoteText } from '../src/explain/comments';
import { exampleFacts } from '../src/explain/example-facts';
import { kindsWithoutPlaces } from '../src/explain/kinds';
import { readsAsNotes } from '../src/explain/noted-text';
import { rangeShape } from '../src/explain/versions';
import { notesOfTheEngine } from '../src/features/names';
import { fieldNotes } from '../src/fields/notes';
import { notesIn } from '../src/render/template';
import { gradeOf } from './readability';

const root = join(__dirname, '..');
const width = 72;
const longestComment = 4;
const hardestGrade = 12;
const hardestMedian = 8;
const docsLink = /^[a-z0-9-]+(\/[a-z0-9-]+)*\/(#[\w.-]+)?$/i;
/** Words that praise or hurry instead of saying something. */
const emptyWords =
  /\b(simply|just|easy|easily|powerful|important|importantly|obviously|of course|basically)\b/i;

/** Front matter that every kind may have, and what only one kind has. */
const knownFields = [
  'also',
  'brief',
  'comment',
  'detail',
  'django',
  'docs',
  'match',
  'see',
  'variants',
];
const fieldsOfKind: Readonly<Record<string, readonly string[]>> = {
  settings: ['default'],
  errors: ['doing'],
};

const catalog = readCatalog(join(root, 'explanations'));
const explanations = [...catalog.values()];
const notes = new Set(explanations.flatMap((explanation) => Object.keys(notesOf(explanation))));
const grades = explanations
  .map(({ id, body }) => ({ id, grade: gradeOf(body) }))
  .sort((a, b) => b.grade - a.grade);
const median = grades[Math.floor(grades.length / 2)]?.grade ?? 0;

const problems = [
  ...explanations.flatMap((explanation) =>
    [...problemsOf(explanation)].map((problem) => `${explanation.id}: ${problem}`),
  ),
  ...[...idsInTemplates()]
    .filter((id) => !notes.has(id))
    .map((id) => `${id}: a template asks for it, but it is not there`),
  ...[...idsInRecogniser()]
    .filter((id) => !notes.has(id))
    .map((id) => `${id}: the recogniser may place it, but it is not there`),
  ...sharedFiles(),
  ...sharedBodies(),
  ...unplaced(),
  ...sharedTitles(),
  ...titlesOfOthers(),
  ...grades
    .filter(({ grade }) => grade > hardestGrade)
    .map(({ id, grade }) => `${id}: hard to read, grade ${grade.toFixed(1)} of ${hardestGrade}`),
  ...(median > hardestMedian ? [`the catalog is hard to read: median ${median.toFixed(1)}`] : []),
];

console.log(`Reading grade: median ${median.toFixed(1)}. The hardest:`);
for (const { id, grade } of grades.slice(0, 10)) console.log(`  ${grade.toFixed(1)}  ${id}`);
for (const problem of problems) console.error(problem);
console.log(`${catalog.size} explanations, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

function* problemsOf(explanation: Explanation): Generator<string> {
  const { id, kind, title, body, ...fields } = explanation;
  const { brief, comment, django, docs, see, also, variants } = fields;
  const known = [...knownFields, ...(fieldsOfKind[kind] ?? [])];
  for (const field of Object.keys(fields)) {
    if (!known.includes(field)) yield `unknown field "${field}"`;
  }
  if (!title) yield 'the title is missing: nobody would find it';
  for (const [note, text] of Object.entries(notesOf(explanation))) {
    const name = note === id ? '' : ` of ${note}`;
    for (const problem of problemsOfNote(text, kind)) yield problem.replace('%', name);
  }
  const noteRanges = Object.values(variants ?? {}).map((note) => note.django);
  for (const range of [django, ...noteRanges, ...rangesOf(fields.default)]) {
    if (range !== undefined && !rangeShape.test(range))
      yield `the Django range "${range}" is not like ">=6.1" or ">=5.2 <6.1"`;
  }
  if (docs && !docsLink.test(docs)) yield `the link "${docs}" is not like "ref/settings/#debug"`;
  if (also && !(Array.isArray(also) && also.every((words) => words && typeof words === 'string')))
    yield '"also" is no list of words';
  for (const other of see) {
    if (!catalog.has(other)) yield `it points to "${other}", which is not there`;
    if (other === id) yield 'it points to itself';
  }
  if (!body) yield 'the body is empty';
  const empty = emptyWords.exec(`${brief} ${comment ?? ''} ${proseOf(body)}`);
  if (empty) yield `"${empty[0]}" says nothing`;
  if ((body.match(/^```/gm)?.length ?? 0) % 2 === 1) yield 'a code block is not closed';
  for (const [, language] of body.matchAll(/^```(\w*)\n[\s\S]*?^```/gm)) {
    if (!language) yield 'a code block does not name its language';
  }
}

/** `%` stands for the name of the note, where it is not the explanation's own. */
function* problemsOfNote({ brief, comment }: NoteText, kind: string): Generator<string> {
  if (!brief?.endsWith('.')) yield 'the brief% is no sentence: it does not end with a full stop';
  if (facted(brief ?? '').length > width) yield `the brief% is longer than ${width} characters`;
  for (const text of [brief ?? '', ...(comment ? [comment] : [])]) {
    const lines = fill(facted(text), width);
    if (lines.length > longestComment)
      yield `the comment% fills ${lines.length} lines; at most ${longestComment}`;
    if (
      comment &&
      !kindsWithoutPlaces.includes(kind) &&
      !readsAsNotes(lines.map((line) => ` ${line}`))
    )
      yield 'the note% does not begin with a capital letter or end with a full stop';
    if (/coding[:=]/.test(text)) yield 'the note% could name an encoding: "coding:"';
  }
  const markdown = /\*\*|\]\(|^#|^[-*] /m.exec(comment ?? '');
  if (markdown) yield `the comment% has Markdown in it: ${markdown[0]}`;
}

/** One default for all versions, or one for each range of versions. */
function rangesOf(value: Explanation['default']): string[] {
  return typeof value === 'object' ? Object.keys(value) : [];
}

/** On Windows and macOS, two files whose names differ only in capitals are one. */
function* sharedFiles(): Generator<string> {
  const found = new Map<string, string>();
  for (const { id } of explanations) {
    const other = found.get(id.toLowerCase());
    if (other) yield `${id}: ${other} differs from it only in capitals`;
    found.set(id.toLowerCase(), id);
  }
}

/** Who asks for one explanation wants to read of it, and not what stands in another one too. */
function* sharedBodies(): Generator<string> {
  const found = new Map<string, string>();
  for (const { id, body } of explanations) {
    const other = found.get(body);
    if (other) yield `${id}: ${other} has the same body`;
    found.set(body, id);
  }
}

/** A title is what one looks for, so within a kind it means one explanation. */
function* sharedTitles(): Generator<string> {
  const found = new Map<string, string>();
  for (const { id, kind, title } of explanations) {
    const key = `${kind} ${title.toLowerCase()}`;
    const other = found.get(key);
    if (other) yield `${id}: ${other} has the same title, "${title}"`;
    found.set(key, id);
  }
}

/** Who types the title of an explanation means that one, and no other that lists it in `also`. */
function* titlesOfOthers(): Generator<string> {
  for (const { id, also = [] } of explanations) {
    for (const words of also) {
      const isMeant = ({ title }: Explanation) => title.toLowerCase() === words.toLowerCase();
      const other = explanations.find((one) => isMeant(one) && one.id !== id);
      if (other) yield `${id}: "${words}" is the title of ${other.id}`;
    }
  }
}

function facted(text: string): string {
  return insertFacts(text.trim(), exampleFacts);
}

function proseOf(body: string): string {
  return body.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]*`/g, '');
}

/** A comment that nothing places above a line of code is never read. */
function* unplaced(): Generator<string> {
  const placed = new Set([...idsInRecogniser(), ...idsInTemplates()]);
  const starts = recogniserSources().flatMap((source) =>
    [...source.matchAll(/`(\w+\/[\w-]*)\$\{/g)].map(([, start]) => start!),
  );
  for (const explanation of explanations) {
    if (kindsWithoutPlaces.includes(explanation.kind)) continue;
    for (const [id, { comment }] of Object.entries(notesOf(explanation))) {
      if (!comment || placed.has(id) || starts.some((start) => id.startsWith(start))) continue;
      const isBase = Object.keys(explanation.variants ?? {}).some((name) =>
        placed.has(`${id}-${name}`),
      );
      if (!isBase) yield `${id}: it has a comment, and nothing places it`;
    }
  }
}

/** What stands in the recogniser as text; what it puts together, tests look at. */
function idsInRecogniser(): Set<string> {
  const kinds = new Set(explanations.map(({ kind }) => kind));
  const texts = recogniserSources().flatMap((source) => [...source.matchAll(/'(\w+)\/[\w-]+'/g)]);
  return new Set(texts.filter(([, kind]) => kinds.has(kind!)).map(([text]) => text.slice(1, -1)));
}

function recogniserSources(): string[] {
  const folder = join(root, 'src/explain/recognise');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
}

function idsInTemplates(): Set<string> {
  const folder = join(root, 'templates');
  const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return new Set([...sources.flatMap(notesIn), ...fieldNotes, ...notesOfTheEngine]);
}
