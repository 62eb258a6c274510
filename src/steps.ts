/** Runs other programs one after the other, shows what is going on, and stops at a failure. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { exitCode, Interrupted, UserError } from './errors';
import type { Reporter } from './report';
import { shellWord } from './shell';
import { stopSignals } from './signals';

export interface Step {
  /** For the JSON report. */
  name: string;
  doing: string;
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
  const results: StepResult[] = [];
  for (const [index, step] of steps.entries()) {
    const started = performance.now();
    const progress = reporter.progress(step.doing);
    const { status, output } = await run(step.command, root);
    const seconds = (performance.now() - started) / 1000;

    if (status === 0) {
      progress.done(step.done, seconds);
      results.push({ name: step.name, seconds: Number(seconds.toFixed(2)) });
      continue;
    }
    step.onFailure?.();
    progress.failed(step.doing);
    if (status === 'interrupted') throw new Interrupted();
    const rest = steps.slice(index).map(({ command }) => `  ${command.map(shellWord).join(' ')}`);
    throw new UserError(
      `This command failed in ${root}:\n  ${step.command.map(shellWord).join(' ')}\n\n${output.trim() || `It printed nothing and ended with status ${status}.`}`,
      `${step.hint ? `${step.hint}\n` : ''}The project is complete. To go on from here:\n  cd ${shellWord(root)}\n${rest.join('\n')}`,
      exitCode.failed,
    );
  }
  return results;
}

interface Outcome {
  status: number | 'interrupted';
  output: string;
}

function run([program, ...parameters]: readonly string[], folder: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program!, parameters, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      shell: false,
    });
    let output = '';
    let interrupted = false;
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);

    // The terminal sends Ctrl-C to the child too; this waits until the child has cleaned up.
    const stop = (signal: NodeJS.Signals) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of stopSignals) process.on(signal, stop);
    const finish = (outcome: Outcome) => {
      for (const signal of stopSignals) process.off(signal, stop);
      resolve(interrupted ? { status: 'interrupted', output } : outcome);
    };
    child.on('error', (error) => finish({ status: 127, output: error.message }));
    child.on('close', (status, signal) =>
      finish({ status: status ?? 128 + (signal ? constants.signals[signal] : 0), output }),
    );
  });
}
