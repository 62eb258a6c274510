/** A project with a feature for each version of Django, to try it on the real thing. */
import { join } from 'node:path';
import {
  type DjangoVersion,
  describeEachDjango,
  pythonWith,
  pythonWithFeatures,
  tools,
} from './environments';
import { createProject, type Result, run, temporaryFolder } from './program';

export const production = {
  DJANGO_DEBUG: 'false',
  DJANGO_SECRET_KEY: 'k7!pz3q@w9x$e5r#t1y^u8i&o2a*s6d(f4g)h0jlmnbvcz-QWERTY',
  DJANGO_ALLOWED_HOSTS: 'example.com, www.example.com',
};

export interface Grown {
  root: string;
  version: DjangoVersion;
  /** A Python that has Django and the packages of all features. */
  python: string;
}

/**
 * The tests of what only this feature has. What every feature has to pass is tried without being
 * asked, in alone.test.ts, pairs.test.ts and together.test.ts.
 *
 * @param flags that answer what the features ask
 * @param body gets a project that has been created with them
 */
export function describeFeatures(
  ids: readonly string[],
  { flags = [], more }: { flags?: readonly string[]; more: (project: () => Grown) => void },
): void {
  describeEachDjango(`${ids.join(', ')} for`, (version) => {
    let project: Grown;

    beforeAll(() => {
      const wanted = ['--with', ids.join(','), '--django', version];
      const { root } = createProject('myproj', ...wanted, ...flags);
      project = { root, version, python: pythonWithFeatures(version) };
    }, 300_000);

    more(() => project);
  });
}

/** `django-admin startproject mysite .` @returns its folder */
export function startproject(version: DjangoVersion): string {
  const cwd = temporaryFolder();
  succeed(run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', '.'], { cwd }));
  return cwd;
}

const checks = join(__dirname, 'feature_checks.py');

export function check(python: string, root: string, settings: string): Result {
  const warnings = ['-W', 'error::DeprecationWarning', '-W', 'error::PendingDeprecationWarning'];
  return succeed(run(python, [...warnings, checks, settings, 'development'], { cwd: root }));
}

export function checkProduction(
  python: string,
  root: string,
  settings: string,
  env: NodeJS.ProcessEnv = {},
): Result {
  const options = { cwd: root, env: { ...production, ...env } };
  return succeed(run(python, [checks, settings, 'production'], options));
}

export function ruff(root: string, command: string, ...args: string[]): void {
  succeed(run(tools().ruff, [command, '--no-cache', '--isolated', ...args], { cwd: root }));
}

export function succeed(result: Result): Result {
  const { status, stdout, stderr } = result;
  if (status !== 0) throw new Error(`It ended with status ${status}:\n${stdout}\n${stderr}`);
  return result;
}
