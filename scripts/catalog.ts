/** `npm run catalog`: checks the catalog of explanations as a linter checks code. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Explanation, readCatalog } from '../src/explain/catalog';
import { fill, insertFacts } from '../src/explain/comments';
import { fieldNotes } from '../src/fields/notes';
import { notesIn } from '../src/render/template';
import { appVariables, factsOf } from '../src/render/variables';

const root = join(__dirname, '..');
const width = 72;
const longestComment = 4;
const djangoRange = /^(>=|<)(\d+\.\d+)$/;
const docsLink = /^[a-z0-9-]+(\/[a-z0-9-]+)*\/(#[\w.-]+)?$/i;
/** Words that praise or hurry instead of saying something. */
const emptyWords = /\b(simply|just|easy|easily|powerful|obviously|of course|basically)\b/i;
const knownFields = ['title', 'django', 'docs', 'brief', 'detail', 'comment', 'see'];

const facts = factsOf(
  { package: 'myproj', title: 'myproj', secretKey: '' },
  appVariables('blog', 'Post'),
);

const catalog = readCatalog(join(root, 'explanations'));
const wanted = idsInTemplates();
const problems = [
  ...[...catalog.values()].flatMap((explanation) =>
    [...problemsOf(explanation)].map((problem) => `${explanation.id}: ${problem}`),
  ),
  ...[...wanted]
    .filter((id) => !catalog.has(id))
    .map((id) => `${id}: a template asks for it, but it is not there`),
  ...[...catalog.keys()].filter((id) => !isReachable(id)).map((id) => `${id}: nothing leads to it`),
];

for (const problem of problems) console.error(problem);
console.log(`${catalog.size} explanations, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;

function* problemsOf(explanation: Explanation): Generator<string> {
  const { id, kind, title, brief, comment, django, docs, see, body, ...others } = explanation;
  for (const field of Object.keys(others)) {
    if (!knownFields.includes(field)) yield `unknown field "${field}"`;
  }
  if (!title) yield 'the title is missing';
  if (!brief.endsWith('.')) yield 'the brief is no sentence: it does not end with a full stop';
  if (facted(brief).length > width) yield `the brief is longer than ${width} characters`;
  if (comment) {
    const lines = fill(facted(comment), width);
    if (lines.length > longestComment)
      yield `the comment fills ${lines.length} lines; at most ${longestComment}`;
    const markdown = /\*\*|\]\(|^#|^[-*] /m.exec(comment);
    if (markdown) yield `the comment has Markdown in it: ${markdown[0]}`;
  }
  if (django && !djangoRange.test(django)) yield `the Django range "${django}" is not like ">=6.1"`;
  if (docs && !docsLink.test(docs)) yield `the link "${docs}" is not like "ref/settings/#debug"`;
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

/** Every explanation is placed in a template, or another one leads to it. */
function isReachable(id: string): boolean {
  return wanted.has(id) || [...catalog.values()].some(({ see }) => see.includes(id));
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
  return new Set([...sources.flatMap(notesIn), ...fieldNotes]);
}
