/** What `create` does once the files are there: a git repository, and the installation. */
import { isAtLeast, oldestPythonFor } from '../django';
import { howToGetPython } from '../environment';
import { UserError } from '../errors';
import type { Plan } from '../plan/plan';
import { dimmed, type Reporter } from '../report';
import { runSteps, type Step, type StepResult } from '../steps';
import type { Answers } from './answers';
import { gitSteps, refuseRepository } from './git';
import { installSteps } from './install';
import { startCommands } from './start';

export interface FollowUp {
  steps: StepResult[];
  /** What was asked for but not done, and why. */
  skipped: string[];
}

/**
 * @throws UserError where Python is missing or a step fails; the project is complete all the same
 * @throws Interrupted where the user pressed Ctrl-C
 */
export async function runFollowUp(
  answers: Answers,
  plan: Plan,
  reporter: Reporter,
): Promise<FollowUp> {
  const { root } = answers.target;
  const paths = plan.operations.map(({ path }) => path);
  const steps: Step[] = [];
  const skipped: string[] = [];

  if (answers.git) {
    const reason = refuseRepository(root);
    if (reason) skipped.push(`No git repository was made: ${reason}.`);
    else steps.push(...gitSteps(paths));
  }
  for (const reason of skipped) reporter.line(dimmed(reason));

  const python = answers.install ? answers.python : undefined;
  const problem = answers.install ? problemWithPython(answers) : undefined;
  if (python && !problem) steps.push(...installSteps(root, python, paths));
  const done = await runSteps(steps, root, reporter);
  if (problem) throw problem;
  return { steps: done, skipped };
}

/** Why Django cannot be installed, and how one gets on, or undefined where it can. */
function problemWithPython({ target, django, python }: Answers): UserError | undefined {
  const oldest = oldestPythonFor(django);
  if (python && isAtLeast(python.version, oldest)) return undefined;

  const problem = python
    ? `Django ${django} needs Python ${oldest.join('.')}; ${python.path} is Python ${python.fullVersion}.`
    : 'There is no Python on this machine.';
  const next = startCommands(target.folder, false).map((line) => `  ${line}`);
  return new UserError(
    `${problem} The project is complete, but Django is not installed.`,
    `${howToGetPython(oldest.join('.'))}\nThen:\n${next.join('\n')}`,
  );
}
