/** Runs other programs one after the other, shows what is going on, and stops at a failure. */
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Interrupted, UserError } from './errors';
import type { Reporter } from './report';
import { shellWord } from './shell';
import { pendingSignals, stopSignals } from './signals';

export interface Step {
  /** For the JSON report. */
  name: string;
  doing: string;
  /** Empty for a step too quick to be worth a line. */
  done: string;
  command: readonly string[];
  onFailure?: () => void;
  /** What often helps where it fails. */
  hint?: string;
}

export interface StepResult {
  name: string;
  seconds: number;
}

/**
 * @param root the folder in which the commands run
 * @throws UserError with the command's output and the commands to go on with
 * @throws Interrupted where the user pressed Ctrl-C
 */
export async function runSteps(
  steps: readonly Step[],
  root: string,
  reporter: Reporter,
): Promise<StepResult[]> {
  const running: Running = { interrupted: false };
  // The terminal sends Ctrl-C to the child too; this waits until the child has cleaned up.
  const stop = (signal: NodeJS.Signals) => {
    running.interrupted = true;
    running.child?.kill(signal);
  };
  for (const signal of stopSignals) process.on(signal, stop);
  try {
    const results: StepResult[] = [];
    for (const step of steps) {
      results.push(await runStep(step, root, reporter, running).catch(addRest(step)));
    }
    return results;
  } finally {
    for (const signal of stopSignals) process.off(signal, stop);
  }

  /** A failure names the steps that are still to be done. */
  function addRest(step: Step): (error: unknown) => never {
    return (error) => {
      if (!(error instanceof FailedStep)) throw error;
      const rest = steps.slice(steps.indexOf(step)).map(({ command }) => `  ${typed(command)}`);
      throw new UserError(
        error.message,
        `${step.hint ? `${step.hint}\n` : ''}The project is complete. To go on from here:\n  cd ${shellWord(root)}\n${rest.join('\n')}`,
      );
    };
  }
}

/** What a signal has to stop. */
interface Running {
  child?: ChildProcess;
  interrupted: boolean;
}

class FailedStep extends Error {}

async function runStep(
  step: Step,
  root: string,
  reporter: Reporter,
  running: Running,
): Promise<StepResult> {
  if (running.interrupted) throw new Interrupted();
  const started = performance.now();
  const progress = step.done ? reporter.progress(step.doing) : undefined;
  const { status, output } = await run(step.command, root, running);
  const seconds = (performance.now() - started) / 1000;
  // Ctrl-C reaches the child and this program in any order.
  await pendingSignals();
  if (status === 0 && !running.interrupted) {
    progress?.done(step.done, seconds);
    return { name: step.name, seconds: Number(seconds.toFixed(2)) };
  }

  step.onFailure?.();
  progress?.failed(step.doing);
  if (running.interrupted) throw new Interrupted();
  const said = output.trim() || `It printed nothing and ended with status ${status}.`;
  throw new FailedStep(`This command failed in ${root}:\n  ${typed(step.command)}\n\n${said}`);
}

function typed(command: readonly string[]): string {
  return command.map(shellWord).join(' ');
}

interface Outcome {
  status: number;
  output: string;
}

function run(
  [program, ...parameters]: readonly string[],
  folder: string,
  running: Running,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program!, parameters, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    running.child = child;
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status, signal) => {
      // On a busy machine the child may die of Ctrl-C before this program hears of it.
      if (signal === 'SIGINT') running.interrupted = true;
      resolve({ status: status ?? 128 + (signal ? constants.signals[signal] : 0), output });
    });
  });
}
