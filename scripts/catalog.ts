/** `npm run catalog`: checks the catalog of explanations as a linter checks code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Explanation, readCatalog } from '../src/explain/catalog';
import { fill, insertFacts } from '../src/explain/comments';
import { rangeShape } from '../src/explain/versions';
import { notesOfTheEngine } from '../src/features/names';
import { fieldNotes } from '../src/fields/notes';
import { notesIn } from '../src/render/template';
import { appVariables, factsOf } from '../src/render/variables';
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
const knownFields = ['also', 'brief', 'comment', 'detail', 'django', 'docs', 'match', 'see'];
const fieldsOfKind: Readonly<Record<string, readonly string[]>> = {
  settings: ['default'],
  errors: ['doing'],
};

const facts = factsOf(
  { package: 'myproj', title: 'myproj', secretKey: '' },
  appVariables('blog', 'Post'),
);

const catalog = readCatalog(join(root, 'explanations'));
const explanations = [...catalog.values()];
const grades = explanations
  .map(({ id, body }) => ({ id, grade: gradeOf(body) }))
  .sort((a, b) => b.grade - a.grade);
const median = grades[Math.floor(grades.length / 2)]?.grade ?? 0;

const problems = [
  ...explanations.flatMap((explanation) =>
    [...problemsOf(explanation)].map((problem) => `${explanation.id}: ${problem}`),
  ),
  ...[...idsInTemplates()]
    .filter((id) => !catalog.has(id))
    .map((id) => `${id}: a template asks for it, but it is not there`),
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
  const { brief, comment, django, docs, see, also } = fields;
  const known = [...knownFields, ...(fieldsOfKind[kind] ?? [])];
  for (const field of Object.keys(fields)) {
    if (!known.includes(field)) yield `unknown field "${field}"`;
  }
  if (!title) yield 'the title is missing: nobody would find it';
  if (!brief.endsWith('.')) yield 'the brief is no sentence: it does not end with a full stop';
  if (facted(brief).length > width) yield `the brief is longer than ${width} characters`;
  if (comment) {
    const lines = fill(facted(comment), width);
    if (lines.length > longestComment)
      yield `the comment fills ${lines.length} lines; at most ${longestComment}`;
    const markdown = /\*\*|\]\(|^#|^[-*] /m.exec(comment);
    if (markdown) yield `the comment has Markdown in it: ${markdown[0]}`;
  }
  for (const range of [django, ...rangesOf(fields.default)]) {
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

/** One default for all versions, or one for each range of versions. */
function rangesOf(value: Explanation['default']): string[] {
  return typeof value === 'object' ? Object.keys(value) : [];
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
  return insertFacts(text.trim(), facts);
}

function proseOf(body: string): string {
  return body.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]*`/g, '');
}

function idsInTemplates(): Set<string> {
  const folder = join(root, 'templates');
  const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  return new Set([...sources.flatMap(notesIn), ...fieldNotes, ...notesOfTheEngine]);
}
