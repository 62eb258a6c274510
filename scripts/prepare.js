/**
 * What a fresh clone needs before anything else can run: the libraries and the built program.
 * Plain JavaScript without libraries, because there are none yet.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** Runs a program in the checkout and shows what it prints; ends this one where it fails. */
function run(program, ...parameters) {
  const { status, error } = spawnSync(program, parameters, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(error.message);
  if (status !== 0) process.exit(status ?? 1);
}

function installLibraries() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (changedAt(installed) >= changedAt(join(root, 'package-lock.json'))) return;
  console.log('Installing the libraries that build and test the program …');
  run('npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error');
}

function build() {
  const sources = ['src', 'templates', 'explanations', 'scripts', 'package.json'];
  const newest = Math.max(...sources.map((name) => newestIn(join(root, name))));
  if (changedAt(join(root, 'dist', 'main.js')) >= newest) return;
  console.log('Building the program …');
  run(process.execPath, join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs'), 'scripts/build.ts');
}

function newestIn(path) {
  if (path.endsWith('generated')) return 0;
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(changedAt(path), ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function changedAt(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

module.exports = { root, run, installLibraries, build };
