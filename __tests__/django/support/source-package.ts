/** Django's source package, which holds its documentation. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cache, type DjangoVersion, mustRun, pythonWith } from './environments';
import { oneAtATime } from './lock';

/** @returns the path of the .tar.gz of the release that the tests run on */
export function sourcePackage(version: DjangoVersion): string {
  const python = pythonWith(version);
  const release = mustRun(python, ['-c', 'import django; print(django.__version__)']).trim();
  const folder = join(cache, 'sources', release);
  if (!existsSync(folder)) oneAtATime(`${folder}.lock`, () => download(python, release, folder));
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.tar.gz'))!);
}

function download(python: string, release: string, folder: string): void {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  mustRun(python, [
    ...['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check'],
    ...['--no-deps', '--no-binary', 'django', '--dest', unfinished, `Django==${release}`],
  ]);
  renameSync(unfinished, folder);
}
