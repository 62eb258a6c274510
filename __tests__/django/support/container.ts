/**
 * Carries out a Dockerfile without Docker: each stage is an overlay over this computer, in a mount
 * namespace of its own, and every command runs in there with `chroot`. The instructions are those of
 * https://docs.docker.com/reference/dockerfile/ that the template uses; any other is an error.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore from 'ignore';
import { pythonsFrom } from './pythons';

export interface Container {
  /** The command that the image starts, for `startProgram`. */
  command: readonly string[];
  healthcheck: readonly string[];
  /** Runs a command to its end, as the user of the image. */
  run(command: readonly string[], env?: NodeJS.ProcessEnv): { status: number; output: string };
  /** A command line that runs a command in there. */
  inside(command: readonly string[]): [string, ...string[]];
  remove(): Promise<void>;
}

/** @returns what is missing on this machine, or undefined where nothing is */
export function missingContainers(): string | undefined {
  if (process.getuid?.() !== 0) return 'root, for mounts';
  const attempt = spawnSync('unshare', ['--mount', 'true']);
  return attempt.status === 0 ? undefined : 'namespaces of its own (unshare --mount)';
}

/** Builds the image of the Dockerfile in a folder. */
export async function build(folder: string): Promise<Container> {
  const holder = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', hold]);
  await once(holder.stdout, 'data');
  const enter = ['--mount', `--target=${holder.pid}`];
  const host = (script: string) => must('nsenter', [...enter, 'sh', '-ec', script]);

  let stage = '';
  let user = '0:0';
  let at = '/';
  let command: readonly string[] = [];
  let healthcheck: readonly string[] = [];
  const env: Record<string, string> = {};
  const inside = (words: readonly string[]): [string, ...string[]] => [
    'nsenter',
    ...enter,
    ...['env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)],
    ...['chroot', `--userspec=${user}`, `/mnt/${stage}/root`],
    ...['sh', '-c', `cd ${at}; exec "$@"`, 'sh', ...words],
  ];
  const run: Container['run'] = (words, more = {}) => {
    const [program, ...args] = inside(words);
    const { status, stdout, stderr } = spawnSync(program, args, {
      env: { ...process.env, ...more },
      encoding: 'utf8',
    });
    return { status: status ?? 1, output: stdout + stderr };
  };

  for (const [instruction, rest] of instructionsOf(
    readFileSync(join(folder, 'Dockerfile'), 'utf8'),
  )) {
    switch (instruction) {
      case 'FROM': {
        stage = / AS (\w+)$/.exec(rest)?.[1] ?? 'final';
        for (const name of Object.keys(env)) delete env[name];
        [user, at] = ['0:0', '/'];
        host(
          `${mounting(stage)}; ln -sf ${pythonOf(rest)} /mnt/${stage}/root/usr/local/bin/python`,
        );
        env.PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';
        break;
      }
      case 'ENV':
        for (const [, name, value] of rest.matchAll(/(\w+)=(\S+)/g)) {
          env[name!] = value!.replace('$PATH', env.PATH!);
        }
        break;
      case 'WORKDIR':
        at = rest;
        host(`mkdir -p /mnt/${stage}/root${at}`);
        break;
      case 'COPY': {
        const [, from, source, target] = /^(?:--from=(\w+) )?(\S+) (\S+)$/.exec(rest)!;
        const into = `/mnt/${stage}/root${target === '.' ? at : target}`;
        if (from) host(`cp -a /mnt/${from}/root${source} ${into}`);
        else
          host(`cd ${folder}; tar -c ${sent(folder, source!)} | tar -x --no-same-owner -C ${into}`);
        break;
      }
      case 'USER':
        user = run(['sh', '-c', `echo $(id -u ${rest}):$(id -g ${rest})`]).output.trim();
        break;
      case 'RUN': {
        const { status, output } = run(['sh', '-c', rest]);
        if (status !== 0) throw new Error(`RUN ${rest} ended with ${status}:\n${output}`);
        break;
      }
      case 'HEALTHCHECK':
        healthcheck = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4));
        break;
      case 'CMD':
        command = JSON.parse(rest);
        break;
      default:
        throw new Error(`The test does not know ${instruction}.`);
    }
  }
  const remove = async () => {
    holder.stdin.end();
    await once(holder, 'close');
  };
  return { command, healthcheck, run, inside, remove };
}

/** Ends, and with it the namespace and all its mounts, when the test ends. */
const hold = 'mount -t tmpfs tmpfs /mnt && echo ready && cat';

/** The whole computer lies below; what is written goes to memory. Others may pass through /root to Python. */
const mounting = (stage: string) =>
  `cd /mnt; mkdir -p ${stage}/upper ${stage}/work ${stage}/root
   mount -t overlay overlay -o lowerdir=/,upperdir=${stage}/upper,workdir=${stage}/work ${stage}/root
   mount --rbind /dev ${stage}/root/dev; mount -t proc proc ${stage}/root/proc; chmod 755 ${stage}/root/root`;

function instructionsOf(text: string): [string, string][] {
  const lines = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name, rest] = /^(\w+) (.*)$/.exec(line)!;
    return [name!, rest!];
  });
}

/** The Python of an image such as python:3.13-slim. */
function pythonOf(image: string): string {
  const [, minor] = /^python:3\.(\d+)-slim/.exec(image)!;
  const found = pythonsFrom([3, Number(minor)]).find(({ version }) => version[1] === Number(minor));
  if (!found) throw new Error(`This machine has no Python 3.${minor}.`);
  return found.path;
}

/** The files that Docker would be sent. */
function sent(folder: string, source: string): string {
  if (source !== '.') return source;
  const rules = ignore().add(readFileSync(join(folder, '.dockerignore'), 'utf8'));
  const all = must('find', ['.', '(', '-type', 'f', '-o', '-type', 'l', ')'], folder);
  const files = all
    .trim()
    .split('\n')
    .map((name) => name.slice(2));
  return rules
    .filter(files)
    .map((name) => `'${name}'`)
    .join(' ');
}

function must(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
