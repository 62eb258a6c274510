/**
 * A Docker engine for the tests of one file, in a network of its own. Its images lie in memory, and
 * all that it runs ends with it.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { postgresPrograms } from './postgres';
import { type Result, run, temporaryFolder } from './program';
import { pythonsFrom } from './pythons';

export interface Docker {
  docker(...args: string[]): Result;
  /** Runs `docker compose` in a folder. @throws Error where it fails */
  compose(folder: string, ...args: string[]): Promise<void>;
  /** @returns the container that runs a service */
  containerOf(service: string): string;
  /** Makes the images that the project begins with; see images.sh. */
  makeImages(...requirements: string[]): Result;
  /** Runs a program of this computer where the engine has its ports. */
  beside(program: string, ...args: string[]): Result;
  stop(): Promise<void>;
}

/** @returns what is missing to start one, or undefined where nothing is */
export function missingDocker(): string | undefined {
  const programs = ['dockerd', 'docker', 'docker-compose'];
  const works = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;
  if (process.getuid?.() !== 0) return 'root, for containers';
  if (!works('unshare', ...apart, 'true')) return 'namespaces of its own (unshare)';
  if (!python()) return 'Python 3.13, for the image';
  return programs.find((program) => !works(program, '--version'));
}

export async function startDocker(): Promise<Docker> {
  const folder = temporaryFolder();
  const log = join(folder, 'log');
  const output = openSync(log, 'w');
  const holder = spawn('unshare', [...apart, 'sh', '-ec', engine, folder], {
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const ended = once(holder, 'close');
  const env = {
    DOCKER_HOST: `unix://${folder}/socket`,
    // Debian's `docker` fits its engine; another one may be found before it.
    PATH: `/usr/bin:${process.env.PATH}`,
  };
  const docker: Docker['docker'] = (...args) => run('docker', args, { env });
  while (docker('version').status !== 0) {
    if (holder.exitCode !== null) throw new Error(`dockerd ended:\n${readFileSync(log, 'utf8')}`);
    await sleep(50);
  }
  return {
    docker,
    compose: async (cwd, ...args) => {
      // Version 1 has a builder of its own, unless it is told to call `docker`.
      const builder = { COMPOSE_DOCKER_CLI_BUILD: '1', DOCKER_BUILDKIT: '1' };
      await execute('docker-compose', args, { cwd, env: { ...process.env, ...env, ...builder } });
    },
    containerOf: (service) => {
      const label = `label=com.docker.compose.service=${service}`;
      return docker('ps', '--filter', label, '--quiet').stdout.trim();
    },
    makeImages: (...requirements) =>
      run('sh', [join(__dirname, 'images.sh'), python()!, postgresPrograms()!, ...requirements], {
        env,
      }),
    beside: (program, ...args) =>
      run('nsenter', ['--net', `--target=${holder.pid}`, program, ...args]),
    stop: async () => {
      const containers = docker('ps', '--all', '--quiet').stdout.split('\n').filter(Boolean);
      if (containers.length > 0) docker('rm', '--force', ...containers);
      // `unshare` does not hear any other.
      holder.kill('SIGKILL');
      await ended;
    },
  };
}

const execute = promisify(execFile);

/** Where the process that holds these namespaces ends, so does everything in them. */
const apart = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

const engine = `
  ip link set lo up
  mkdir "$0/memory"
  mount -t tmpfs tmpfs "$0/memory"
  exec dockerd --host "unix://$0/socket" --pidfile "$0/pid" \
    --data-root "$0/memory/data" --exec-root "$0/memory/exec"
`;

/** The one of the image that the Dockerfile begins with. */
const python = () => pythonsFrom([3, 13]).find(({ version: [, minor] }) => minor === 13)?.path;
