/** Puts a new project under version control. */
import { spawnSync } from 'node:child_process';
import { has } from '../environment';
import type { Step } from '../steps';

/**
 * @param folder a folder that exists: the project's, or the one it will be made in
 * @returns why no repository should be made there, or undefined where one can
 */
export function refuseRepository(folder: string): string | undefined {
  if (!has('git')) return 'git is not installed';
  const inside = spawnSync('git', ['rev-parse', '--is-inside-work-tree'], { cwd: folder });
  return inside.status === 0 ? 'the folder is in a git repository already' : undefined;
}

/** @param paths the new files; others that stand in the folder are left to the user */
export function gitSteps(paths: readonly string[]): Step[] {
  const texts = { doing: 'Making the first commit', done: 'Made the first commit' };
  const hint =
    'git may not know your name yet:\n  git config --global user.name "Your Name"\n  git config --global user.email you@example.com';
  return [
    { name: 'git init', ...quiet('Making a git repository'), command: ['git', 'init', '--quiet'] },
    {
      name: 'git add',
      ...quiet('Adding the files to git'),
      command: ['git', 'add', '--', ...paths],
    },
    {
      name: 'git commit',
      ...texts,
      hint,
      command: ['git', 'commit', '--quiet', '--message', 'Start the project'],
    },
  ];
}

const quiet = (doing: string) => ({ doing, done: '' });
