/**
 * Runs the built program many times in one process: starting Node takes longer than most commands.
 *
 * Reads JSON from standard input: [{ args, cwd, env }]. Prints [{ status, stdout, stderr }].
 */
const fs = require('node:fs');
const { main } = require('../../../dist/main.js');

const started = { ...process.env };
const { writeSync } = fs;

/** What the program writes to the terminal goes here. */
let written;
fs.writeSync = (file, ...rest) => {
  if (!written || (file !== 1 && file !== 2)) return writeSync(file, ...rest);
  written[file] += rest[0];
  return Buffer.byteLength(String(rest[0]));
};

async function run({ args, cwd, env }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, started, env);
  process.chdir(cwd);
  written = { 1: '', 2: '' };
  const status = await main(args);
  return { status, stdout: written[1], stderr: written[2] };
}

(async () => {
  const results = [];
  for (const job of JSON.parse(fs.readFileSync(0, 'utf8'))) results.push(await run(job));
  written = undefined;
  fs.writeSync(1, JSON.stringify(results));
})();
