/**
 * `npm test`: types, lint, the catalog, the unit tests, and the runs on real Django.
 *
 * It installs what is missing inside the checkout, runs everything even where something fails, and
 * closes with one line that counts the tests.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, rmSync } = require('node:fs');
const { join } = require('node:path');
const { root, installLibraries, build } = require('./prepare');

const checks = [
  ['Types', 'node_modules/typescript/bin/tsc'],
  ['Lint and format', 'node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  ['Catalog', 'node_modules/tsx/dist/cli.mjs', 'scripts/catalog.ts'],
];

const report = join(root, '.cache', 'jest.json');

function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}`);
}

function node(...parameters) {
  return spawnSync(process.execPath, parameters, { cwd: root, stdio: 'inherit' }).status === 0;
}

function countTests(ended) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  return {
    passed: result.numPassedTests,
    // Jest may also fail for a reason that it counts nowhere, such as an obsolete snapshot.
    failed: !ended && failed === 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

installLibraries();
build();

let failedChecks = 0;
for (const [name, ...parameters] of checks) {
  heading(name);
  if (!node(...parameters)) failedChecks += 1;
}

heading('Tests');
mkdirSync(join(root, '.cache'), { recursive: true });
rmSync(report, { force: true });
const ended = node(
  'node_modules/jest/bin/jest.js',
  '--ci',
  '--selectProjects=unit',
  '--selectProjects=django',
  // The tests mostly wait for other programs.
  '--maxWorkers=2',
  '--json',
  `--outputFile=${report}`,
  ...process.argv.slice(2),
);
const tests = countTests(ended);
const passed = tests.passed + checks.length - failedChecks;
const failed = tests.failed + failedChecks;

const mustNotSkip = process.env.CI === 'true' && tests.skipped > 0;
if (mustNotSkip) console.log('\nTests were skipped, which CI does not allow.');
process.exitCode = failed > 0 || mustNotSkip ? 1 : 0;
console.log(`\nTests: ${passed} passed, ${failed} failed, ${tests.skipped} skipped`);
