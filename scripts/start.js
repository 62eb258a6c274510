/**
 * `npm start -- myproj`: creates a project from a fresh clone, and installs Django in it.
 * Any flag of the program may follow; `--no-install` leaves the installation out.
 */
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { root, installLibraries, build } = require('./prepare');

installLibraries();
build();

const given = process.argv.slice(2);
const decided = given.some((word) => /^--(no-)?install\b/.test(word));
const program = spawn(
  process.execPath,
  [join(root, 'bin', 'create-django-skeleton.js'), ...given, ...(decided ? [] : ['--install'])],
  // npm runs this in the checkout; the user means the folder they stand in.
  { cwd: process.env.INIT_CWD ?? process.cwd(), stdio: 'inherit' },
);
// Ctrl-C reaches the program too, which knows how to stop.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
program.on('close', (status) => {
  process.exitCode = status ?? 1;
});
