/**
 * `npm run play`: shows the effect of an edit in templates/ or explanations/ at once.
 *
 * Creates a project in `.cache/play`, does so again after every save, and shows the difference.
 */
import { spawnSync } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { copySync, emptyDirSync, pathExistsSync, removeSync } from 'fs-extra';
import { root } from './prepare';

const flags = process.argv.slice(2);
const folder = join(root, '.cache', 'play');
const now = join(folder, 'now');
const before = join(folder, 'before');

/** The secret key is a new one each time; it would be in every difference. */
const isSame = ['-I', 'django-insecure-'];

/** @returns the difference to the project before, or what went wrong */
function play(): string {
  const built = spawnSync(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), 'scripts/build.ts'],
    { cwd: root, encoding: 'utf8' },
  );
  if (built.status !== 0) {
    return built.stderr;
  }
  emptyDirSync(before);
  if (pathExistsSync(now)) copySync(now, before);
  removeSync(now);
  const created = spawnSync(
    process.execPath,
    [join(root, 'bin/create-django-skeleton.js'), now, '--yes', ...flags],
    { encoding: 'utf8' },
  );
  if (created.status !== 0) {
    return created.stderr;
  }
  const { stdout } = spawnSync(
    'git',
    ['diff', '--no-index', '--color', ...isSame, 'before', 'now'],
    { cwd: folder, encoding: 'utf8' },
  );
  return stdout || 'No difference.';
}

removeSync(folder);
emptyDirSync(folder);
play();
console.clear();
console.log(
  `The project is in ${now}.\nSave a file in templates/, explanations/ or src/ to see what changes; Ctrl-C ends it.`,
);

let waiting: NodeJS.Timeout | undefined;
for (const name of ['templates', 'explanations', 'src']) {
  watch(join(root, name), { recursive: true }, (_, file) => {
    if (file?.startsWith('generated')) return;
    // Editors write a file in several steps.
    clearTimeout(waiting);
    waiting = setTimeout(() => console.log(play()), 150);
  });
}
