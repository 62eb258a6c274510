/**
 * The decoder against errors of real Django: each recipe breaks a fresh project, runs what shows the
 * error, and the decoder has to name what it means and the line to change.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalog } from '../../src/explain/catalog';
import { decodeWith } from '../../src/explain/errors/decode';
import { openProject } from '../../src/project/project';
import { data } from './errors/data';
import { more } from './errors/more';
import { pages } from './errors/pages';
import type { Recipe } from './errors/recipe';
import { starting } from './errors/starting';
import { urls } from './errors/urls';
import { type DjangoVersion, describeEachDjango, pythonWith } from './support/environments';
import { createProject, manage, run, temporaryFolder } from './support/program';

jest.setTimeout(300_000);

const recipes = [...starting, ...urls, ...pages, ...data, ...more];

const catalog = [...readCatalog(join(__dirname, '../../explanations')).values()].filter(
  ({ kind }) => kind === 'errors' || kind === 'checks',
);

/** What somebody may copy: the terminal, the page as a browser has it, and its text. */
type Texts = Record<'printed' | 'html' | 'text' | 'line', string | undefined>;

describeEachDjango('errors of', (version) => {
  const wanted = recipes.filter(({ versions }) => versions?.includes(version) ?? true);
  let outcomes: Map<string, { root: string; texts: Texts }>;

  beforeAll(() => {
    outcomes = cook(wanted, version);
  });

  test.each(wanted.map((recipe) => [recipe.what, recipe] as const))('%s', async (what, recipe) => {
    const { root, texts } = outcomes.get(what)!;
    const project = await openProject(root);
    const found = Object.entries(texts)
      .filter(([form, text]) => text && tells(form, text, recipe))
      .map(([form, text]) => {
        const answer = decodeWith(catalog, text!, project);
        const [place] = answer?.places ?? [];
        return {
          form,
          means: answer?.explanations[0]?.id.replace('errors/', ''),
          at: place && [place.path, place.line],
        };
      });
    const expected = found.map(({ form }) => ({
      form,
      means: recipe.means,
      at: recipe.at && [recipe.at[0], lineOf(root, recipe.at)],
    }));
    if (process.env.ERRORS_SHOW)
      writeFileSync(
        join(process.env.ERRORS_SHOW, `${version} ${what.replaceAll('/', '_')}.txt`),
        Object.entries(texts)
          .map(([form, text]) => `### ${form}\n${text}`)
          .join('\n'),
      );
    expect(found).not.toEqual([]);
    expect(found).toEqual(expected);
  });
});

/** Breaks a project for each recipe, and produces all errors in one Python. */
function cook(wanted: readonly Recipe[], version: DjangoVersion): typeof outcome {
  const outcome = new Map<string, { root: string; texts: Texts }>();
  const { root: fresh } = createProject('mysite', '--comments', 'none', '--django', version);
  manage(fresh, version, 'migrate', '-v0');
  manage(fresh, version, 'shell', '-v0', '-c', DATA);
  const folder = temporaryFolder();
  const jobs = wanted.map(({ edits = [], run }, index) => {
    const root = join(folder, String(index), 'mysite');
    mkdirSync(root, { recursive: true });
    cpSync(fresh, root, { recursive: true });
    for (const edit of edits) edit(root);
    return { root, run };
  });
  const { stdout, stderr } = run(pythonWith(version), [join(__dirname, 'errors/reproduce.py')], {
    input: JSON.stringify(jobs),
  });
  if (!stdout) throw new Error(stderr);
  const texts = JSON.parse(stdout) as Texts[];
  for (const [index, { what }] of wanted.entries()) {
    outcome.set(what, { root: jobs[index]!.root, texts: texts[index]! });
  }
  return outcome;
}

const DATA = `
from django.contrib.auth.models import User
from blog.models import Post
User.objects.create_superuser("ana")
Post.objects.create(title="Apples")
Post.objects.create(title="Pears")
`;

/** The line of a log tells of what was not found; a page tells only while debug is on. */
function tells(form: string, text: string, { means }: Recipe): boolean {
  if (form === 'line') return / 404 /.test(text) && /not-found|missing/.test(means);
  return form === 'printed' || /DEBUG\s*=\s*True/.test(text);
}

function lineOf(root: string, [path, marker]: NonNullable<Recipe['at']>): number | null {
  if (marker === undefined) return null;
  const lines = readFileSync(join(root, path), 'utf8').split('\n');
  const index = lines.findIndex((line) => line.includes(marker));
  if (index < 0) throw new Error(`${path} does not have: ${marker}`);
  return index + 1;
}
