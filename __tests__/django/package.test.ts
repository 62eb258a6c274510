/** The published package: one file, no dependencies, and it works from an empty folder, offline. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { removeSync } from 'fs-extra';

const checkout = join(__dirname, '..', '..');
/** In bytes. More than half of it are the explanations. */
const largest = 1_600_000;

let scratch: string;
let tarball: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'create-django-skeleton-package-'));
  const packing = ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch];
  const output = execFileSync('npm', packing, { cwd: checkout, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(output) as [{ filename: string }];
  tarball = join(scratch, filename);
});

afterAll(() => removeSync(scratch));

test('is small', () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(largest);
});

test('has no dependencies and one program', () => {
  const { dependencies, bin } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  expect(dependencies ?? {}).toEqual({});
  expect(bin).toEqual({ 'create-django-skeleton': 'bin/create-django-skeleton.js' });
});

test('npx makes a project from it in an empty folder, without a network', () => {
  const folder = mkdtempSync(join(scratch, 'empty-'));
  execFileSync('npx', ['--yes', '--offline', `../${basename(tarball)}`, 'myproj', '--yes'], {
    cwd: folder,
    env: { ...process.env, npm_config_cache: join(scratch, 'cold-cache') },
  });
  expect(readdirSync(join(folder, 'myproj'))).toContain('manage.py');
});
