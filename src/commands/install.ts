/** Makes a new project ready to run: a virtual environment, Django, the database. */
import { join } from 'node:path';
import { removeSync } from 'fs-extra';
import { binFolder, has, type Python } from '../environment';
import type { Step } from '../steps';
import { environment } from './start';

/**
 * @param root the project's folder
 * @param python the interpreter that the environment is made from
 * @param paths the project's files; the user's own templates may lack some
 * @returns what has to be done, in order
 */
export function installSteps(root: string, python: Python, paths: readonly string[]): Step[] {
  const bin = binFolder(environment);
  const ownPython = join(bin, process.platform === 'win32' ? 'python.exe' : 'python');
  const withUv = has('uv');
  const [program, ...first] = python.command;

  const steps: Step[] = [
    {
      name: 'environment',
      doing: `Making ${environment} with Python ${python.fullVersion}`,
      done: `Made ${environment} with Python ${python.fullVersion}`,
      command: withUv
        ? ['uv', 'venv', '--quiet', '--python', python.path, environment]
        : [program!, ...first, '-m', 'venv', environment],
      // A half-made environment would be in the way of the next try.
      onFailure: () => removeSync(join(root, environment)),
      hint: 'On Debian and Ubuntu, venv is a package of its own:  sudo apt install python3-venv',
    },
    {
      name: 'install',
      doing: 'Installing Django',
      done: 'Installed Django',
      command: withUv
        ? ['uv', 'pip', 'install', '--quiet', '--python', ownPython, '-r', 'requirements.txt']
        : [
            ownPython,
            '-m',
            'pip',
            'install',
            '--quiet',
            '--disable-pip-version-check',
            '-r',
            'requirements.txt',
          ],
      hint: 'Is there a connection to the internet?',
    },
    {
      name: 'migrate',
      doing: 'Creating the database',
      done: 'Created the database db.sqlite3',
      command: [ownPython, 'manage.py', 'migrate', '--verbosity', '0'],
    },
  ];
  const needs: Record<string, string> = { install: 'requirements.txt', migrate: 'manage.py' };
  return steps.filter(({ name }) => !needs[name] || paths.includes(needs[name]));
}
