/**
 * Loaded into the program with `node --require`. Sends it a signal just before its n-th change of
 * the disk, so that a test can stop it at every single one.
 *
 * STOP_AT_CHANGE: n, counted from 1. STOP_WITH: the signal, such as SIGKILL.
 */
const fs = require('node:fs');
const { join } = require('node:path');

const stopAt = Number(process.env.STOP_AT_CHANGE);
let changes = 0;

function change() {
  changes += 1;
  if (changes === stopAt) process.kill(process.pid, process.env.STOP_WITH);
}

for (const name of ['mkdirSync', 'renameSync', 'linkSync', 'unlinkSync', 'rmdirSync']) {
  const original = fs[name];
  fs[name] = (...parameters) => {
    change();
    return original(...parameters);
  };
}

/** As the system does it: an empty file first, then its bytes, here in two halves. */
fs.writeFileSync = (path, content, options) => {
  const bytes = Buffer.from(content);
  const half = Math.ceil(bytes.length / 2);
  change();
  const file = fs.openSync(path, 'w', options?.mode ?? 0o666);
  try {
    for (const part of [bytes.subarray(0, half), bytes.subarray(half)]) {
      change();
      fs.writeSync(file, part);
    }
  } finally {
    fs.closeSync(file);
  }
};

/** One entry after the other, as the original does inside Node.js. */
fs.rmSync = (path, options) => {
  const entry = fs.lstatSync(path, { throwIfNoEntry: false });
  if (entry === undefined && options?.force) return;
  if (!entry?.isDirectory()) {
    fs.unlinkSync(path);
    return;
  }
  for (const name of fs.readdirSync(path)) fs.rmSync(join(path, name), options);
  fs.rmdirSync(path);
};
