/** Does what a systemd unit says, without systemd: its lines are tried as they stand. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Result, run, temporaryFolder } from './program';

export interface Unit {
  /** The name of the file. */
  name: string;
  /** Its text, with `folder` where the project lies here. */
  text: string;
  /** `Environment=`, as variables. */
  env: Record<string, string>;
  /** The words of `ExecStart=`. */
  start: [string, ...string[]];
  /** Runs `ExecReload=`. */
  reload(pid: number, env: NodeJS.ProcessEnv): Result;
}

/**
 * @param file a unit of a project that is meant to lie at `there` on the server
 * @param here where it lies now
 */
export function readUnit(file: string, { there, here }: { there: string; here: string }): Unit {
  const text = readFileSync(file, 'utf8').replaceAll(there, here);
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  const values = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  const [start, reload] = ['ExecStart', 'ExecReload'].map((key) => wordsOf(values(key)[0] ?? ''));
  return {
    name: basename(file),
    text,
    env: Object.fromEntries(values('Environment').map((line) => line.split(/=(.*)/s).slice(0, 2))),
    start: start as [string, ...string[]],
    reload(pid, env) {
      const all = { MAINPID: String(pid), ...env };
      const [program, ...args] = reload!.map((word) =>
        word.replace(/^\$(\w+)$/, (_, name) => all[name as keyof typeof all] ?? ''),
      );
      // A plus in front asks systemd for the rights of root.
      return run(program!.replace(/^\+/, ''), args, { cwd: here, env: all });
    },
  };
}

/** Words as systemd splits them: quotes hold one together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!);
}

/** @returns what is missing to check units, or undefined where nothing is */
export function missingSystemd(): string | undefined {
  return spawnSync('systemd-analyze', ['--version']).error ? 'systemd-analyze' : undefined;
}

/** @returns what systemd itself has to say against the unit, line by line */
export function complaints({ name, text }: Unit): string[] {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  const { stdout, stderr } = run('systemd-analyze', ['verify', '--man=no', file]);
  return `${stdout}${stderr}`.split('\n').filter((line) => line.includes(name));
}
