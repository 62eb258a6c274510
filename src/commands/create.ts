/** The default command: makes a new Django project. */
import { basename, dirname, resolve } from 'node:path';
import type { CreateFlags } from '../cli';
import { UserError } from '../errors';
import { apply, nearestFolder } from '../plan/apply';
import { planNewProject } from '../plan/new-project';
import type { Plan } from '../plan/plan';
import { previewDiff, previewList } from '../plan/preview';
import { randomBytes } from '../random';
import { type RenderedFile, type RenderRequest, renderProject } from '../render/render';
import { appVariables, djangoVariables } from '../render/variables';
import {
  commandLine,
  dimmed,
  heading,
  type Reporter,
  silentReporter,
  terminalReporter,
} from '../report';
import { shellWord } from '../shell';
import { uninterrupted } from '../signals';
import { print } from '../terminal';
import { version } from '../version';
import { type Answers, answer } from './answers';
import { finishEarlierRuns, mayAsk } from './common';
import type { FollowUp } from './follow-up';
import { startCommands } from './start';

/**
 * Arguments → answers → files → plan → preview → apply → install → report.
 *
 * @throws UserError where nothing was created, or where the installation stopped half-way
 */
export async function create(flags: CreateFlags): Promise<void> {
  const answers = await answer(flags);
  const reporter = flags.json ? silentReporter : terminalReporter;
  const { root, folder } = answers.target;
  const isPreview = flags['dry-run'] === true || flags.diff === true;

  if (!isPreview) {
    // A new folder was staged beside its place, new files in an existing folder inside of it.
    const bases = new Set([dirname(root), root].map(nearestFolder));
    for (const base of bases) await finishEarlierRuns(base, flags.json === true);
  }
  const { files, features, next, answers: said } = await withFeatures(answers, flags);
  const plan = planNewProject(root, files);
  if (plan.blockers.length > 0) throw refused(folder, plan);
  const report = reportOf(answers, plan, features, next);

  if (isPreview) {
    if (flags.json)
      printJson({ ...report, dryRun: true, ...(flags.diff && { diff: previewDiff(plan) }) });
    else printPreview(plan, files, answers, flags.diff === true);
    return;
  }

  await uninterrupted(() => apply(root, plan));
  printCreated(plan, files, answers, reporter);

  const { steps, skipped } = await followUp(answers, plan, reporter);
  if (flags.json) printJson({ ...report, steps, skipped });
  else printNext(withAnswers(answers, said), startCommands(folder, answers.install), next);
}

async function followUp(answers: Answers, plan: Plan, reporter: Reporter): Promise<FollowUp> {
  if (!answers.install && !answers.git) return { steps: [], skipped: [] };
  const { runFollowUp } = await import('./follow-up');
  return runFollowUp(answers, plan, reporter);
}

interface Rendered {
  files: RenderedFile[];
  features: string[];
  /** What the features ask the user to do next. */
  next: string[];
  /** What the user has answered to features. */
  answers: Readonly<Record<string, string>>;
}

/** The files of the project, and what the features make of them. */
async function withFeatures(answers: Answers, flags: CreateFlags): Promise<Rendered> {
  const request = requestFor(answers);
  const rendered = await render(answers, request);
  if (answers.features.length === 0)
    return { files: rendered, features: [], next: [], answers: {} };

  const { addToNew } = await import('../commands/add');
  const { root } = answers.target;
  const given = flags as Readonly<Record<string, string>>;
  const asks = mayAsk(flags);
  const { files, growth, features, ...more } = await addToNew(
    ...([root, rendered, answers.features, request, given, asks] as const),
  );
  // The README lists the files and the variables: it is rendered once those are known.
  const known = new Set(rendered.map(({ path }) => path));
  const brought = {
    files: files.filter(({ path }) => !known.has(path)),
    environment: growth.environment,
  };
  const readme = (await render(answers, { ...request, brought })).find(isReadme);
  return {
    files: files.map((file) => (isReadme(file) && readme ? readme : file)),
    features,
    next: growth.next,
    answers: more.answers,
  };
}

const isReadme = ({ path }: RenderedFile) => path === 'README.md';

async function render({ template }: Answers, request: RenderRequest): Promise<RenderedFile[]> {
  if (template === undefined) return renderProject(request);
  const { renderFolder } = await import('../render/folder');
  return renderFolder(resolve(template), request);
}

function requestFor({ target, app, django, comments }: Answers): RenderRequest {
  return {
    project: {
      package: target.package,
      title: basename(target.root),
      secretKey: makeSecretKey(),
    },
    apps: app ? [appVariables(app.name, app.model)] : [],
    django: djangoVariables(django),
    comments,
  };
}

/**
 * A key as `startproject` makes it, with the prefix by which `check --deploy` knows it.
 *
 * Source: `django.core.management.utils.get_random_secret_key`
 */
function makeSecretKey(): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)';
  // 250 is the highest multiple of the 50 letters in a byte: above it, some would be likelier.
  const bytes = [...randomBytes(100)].filter((byte) => byte < 250).slice(0, 50);
  return `django-insecure-${bytes.map((byte) => letters[byte % letters.length]).join('')}`;
}

function refused(folder: string, plan: Plan): UserError {
  const where = folder === '.' ? 'the current folder' : folder;
  return new UserError(
    `Nothing was created in ${where}, because something is in the way:\n${plan.blockers.map((reason) => `  ${reason}`).join('\n')}`,
    'Choose another name, or move these away first.',
  );
}

function reportOf(answers: Answers, plan: Plan, features: string[], next: string[]) {
  const { target, app, django, comments, install } = answers;
  return {
    version,
    command: 'create',
    root: target.root,
    package: target.package,
    app: app?.name ?? null,
    model: app?.model ?? null,
    django,
    comments,
    features,
    dryRun: false,
    files: [
      ...plan.kept.map((path) => ({ status: 'same', path })),
      ...plan.operations.map(({ path }) => ({ status: 'create', path })),
    ],
    next: [...startCommands(target.folder, install), ...next],
  };
}

function printJson(report: object): void {
  print(JSON.stringify(report, null, 2));
}

function printPreview(plan: Plan, files: RenderedFile[], answers: Answers, diff: boolean): void {
  if (diff) {
    print(previewDiff(plan).trimEnd());
    return;
  }
  printFiles(plan, files, answers, terminalReporter);
  print(dimmed('Nothing was written (--dry-run).'));
}

function printCreated(
  plan: Plan,
  files: RenderedFile[],
  answers: Answers,
  reporter: Reporter,
): void {
  printFiles(plan, files, answers, reporter);
  const { root, package: packageName } = answers.target;
  if (basename(root) === packageName) return;
  reporter.line(`The package is called ${packageName}: a Python name cannot hold a hyphen.\n`);
}

function printFiles(
  plan: Plan,
  files: RenderedFile[],
  { target }: Answers,
  reporter: Reporter,
): void {
  const prefix = target.folder === '.' ? '' : `${target.folder}/`;
  const remarks = new Map(files.map(({ path, brief }) => [path, brief]));
  reporter.line(['', ...previewList(plan, remarks, prefix), ''].join('\n'));
}

/** The command that needs no questions also says what features have asked. */
function withAnswers(answers: Answers, said: Readonly<Record<string, string>>): Answers {
  if (!answers.equivalent) return answers;
  const flags = Object.entries(said).map(([flag, value]) => ` --${flag} ${shellWord(value)}`);
  return { ...answers, equivalent: answers.equivalent + flags.join('') };
}

function printNext(
  { equivalent }: Answers,
  start: readonly string[],
  next: readonly string[],
): void {
  print([heading('Start it:'), '', ...start.map(commandLine), ''].join('\n'));
  print('Then open http://127.0.0.1:8000/');
  // The first steps of a feature may be those that everybody takes.
  const own = next.findIndex((step) => !start.includes(step));
  if (own >= 0) {
    print(['', heading('For the features:'), '', ...next.slice(own).map(commandLine)].join('\n'));
  }
  if (equivalent) print(dimmed(`\nTo skip the questions next time:  ${equivalent}`));
}
