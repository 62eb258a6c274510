/** The default command: makes a new Django project. */
import { randomBytes } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { CreateFlags } from '../cli';
import { isAtLeast, oldestPythonFor } from '../django';
import { howToGetPython } from '../environment';
import { Interrupted, UserError } from '../errors';
import { apply, finishEarlierRuns, nearestFolder } from '../plan/apply';
import { planNewProject } from '../plan/new-project';
import type { Plan } from '../plan/plan';
import { previewDiff, previewList } from '../plan/preview';
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
import { uninterrupted } from '../signals';
import { quoted, runSteps, type Step, type StepResult } from '../steps';
import { version } from '../version';
import { type Answers, answer } from './answers';
import { gitSteps, refuseRepository } from './git';
import { installSteps, startCommands } from './install';

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

  if (!isPreview) reportFinished(finishEarlierRuns(nearestFolder(root)), reporter);
  const files = await render(answers);
  const plan = planNewProject(root, files);
  if (plan.blockers.length > 0) throw refused(folder, plan);
  const report = reportOf(answers, plan);

  if (isPreview) {
    if (flags.json)
      printJson({ ...report, dryRun: true, ...(flags.diff && { diff: previewDiff(plan) }) });
    else printPreview(plan, files, answers, flags.diff === true);
    return;
  }

  await uninterrupted(() => apply(root, plan));
  printCreated(plan, files, answers, reporter);

  const { steps, skipped } = stepsAfter(answers, plan);
  const results = await finish(steps, root, reporter);
  for (const reason of skipped) reporter.line(dimmed(reason));
  if (flags.json) printJson({ ...report, steps: results, skipped });
  else printNext(answers, report.next);
}

async function render(answers: Answers): Promise<RenderedFile[]> {
  const { target, app, django, comments, template } = answers;
  const request: RenderRequest = {
    project: {
      package: target.package,
      title: basename(target.root),
      secretKey: makeSecretKey(),
    },
    apps: app ? [appVariables(app.name, app.model)] : [],
    django: djangoVariables(django),
    comments,
  };
  if (template === undefined) return renderProject(request);
  const { renderFolder } = await import('../render/folder');
  return renderFolder(resolve(template), request);
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
    `Nothing was created in ${where}:\n${plan.blockers.map((reason) => `  ${reason}`).join('\n')}`,
    'Choose another name, or move these away first.',
  );
}

/** What happens after the files are there, and what was asked for but cannot be done. */
function stepsAfter(answers: Answers, plan: Plan): { steps: Step[]; skipped: string[] } {
  const { target, django, install, python, git } = answers;
  const paths = plan.operations.map(({ path }) => path);
  const steps: Step[] = [];
  const skipped: string[] = [];

  if (git) {
    const reason = refuseRepository(target.root);
    if (reason) skipped.push(`No git repository was made: ${reason}.`);
    else steps.push(...gitSteps(paths));
  }
  if (install) {
    const oldest = oldestPythonFor(django);
    if (!python) throw noPython('There is no Python on this machine', oldest.join('.'), answers);
    if (!isAtLeast(python.version, oldest)) {
      throw noPython(
        `Django ${django} needs Python ${oldest.join('.')}; ${python.path} is Python ${python.fullVersion}`,
        oldest.join('.'),
        answers,
      );
    }
    steps.push(...installSteps(target.root, python, paths));
  }
  return { steps, skipped };
}

function noPython(problem: string, oldest: string, { target }: Answers): UserError {
  const next = startCommands(target.folder, false).map((line) => `  ${line}`);
  return new UserError(
    `${problem}. The project is complete, but Django is not installed.`,
    `${howToGetPython(oldest)}\nThen:\n${next.join('\n')}`,
  );
}

async function finish(steps: Step[], root: string, reporter: Reporter): Promise<StepResult[]> {
  try {
    return await runSteps(steps, root, reporter);
  } catch (error) {
    if (error instanceof Interrupted) reporter.line(`The project in ${quoted(root)} is complete.`);
    throw error;
  }
}

function reportOf(answers: Answers, plan: Plan) {
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
    dryRun: false,
    files: [
      ...plan.kept.map((path) => ({ status: 'same', path })),
      ...plan.operations.map(({ path }) => ({ status: 'create', path })),
    ],
    next: startCommands(target.folder, install),
  };
}

function printJson(report: object): void {
  console.log(JSON.stringify(report, null, 2));
}

function printPreview(plan: Plan, files: RenderedFile[], answers: Answers, diff: boolean): void {
  if (diff) {
    process.stdout.write(previewDiff(plan));
    return;
  }
  printFiles(plan, files, answers, terminalReporter);
  console.log(dimmed('Nothing was written (--dry-run).'));
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
  reporter.line();
  for (const line of previewList(plan, remarks, prefix)) reporter.line(line);
  reporter.line();
}

function printNext({ equivalent }: Answers, next: readonly string[]): void {
  console.log(heading('Start it:\n'));
  for (const line of next) console.log(commandLine(line));
  console.log('\nThen open http://127.0.0.1:8000/');
  if (equivalent) console.log(dimmed(`\nTo skip the questions next time:  ${equivalent}`));
}

function reportFinished(targets: readonly string[], reporter: Reporter): void {
  if (targets.length === 0) return;
  reporter.line(`An earlier run was cut off here. It is complete now: ${targets.join(', ')}`);
}
