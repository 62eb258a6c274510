/** The two kinds of targets: a folder that does not exist yet, and one that the user has begun. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd, stopAtChange } from './kill';
import { temporaryFolder } from './program';

export interface Place {
  /** Where the program runs, and where it puts what is half made. */
  cwd: string;
  /** The folder of the project. */
  root: string;
  args: string[];
}

/** `create-django-skeleton myproj`, in a folder that holds nothing of that name. */
export function newFolder(cwd = temporaryFolder()): Place {
  return { cwd, root: join(cwd, 'myproj'), args: ['myproj'] };
}

/** `create-django-skeleton .`, in a folder with a README and a repository. */
export function existingFolder(parent = temporaryFolder()): Place {
  const root = join(parent, 'myproj');
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(root, '.git/HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(join(root, 'README.md'), '# Mine\n');
  return { cwd: root, root, args: ['.'] };
}

/** The same with fewer files, for what is done once for each of them. */
export function withoutApp(prepare: () => Place): () => Place {
  return () => {
    const place = prepare();
    return { ...place, args: [...place.args, '--no-app'] };
  };
}

/**
 * How many changes of the disk a run makes until manage.py, the first file of a project, is in its
 * place.
 */
export async function changesUntilPlaced(prepare: () => Place): Promise<number> {
  let [before, after] = [0, 1024];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const { cwd, root, args } = prepare();
    await runToEnd(args, { cwd, env: stopAtChange(middle + 1, 'SIGKILL') });
    if (existsSync(join(root, 'manage.py'))) after = middle;
    else before = middle;
  }
  return after;
}
