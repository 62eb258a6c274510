import { closeSync, openSync, readSync } from 'node:fs';

/**
 * Random bytes of the quality that keys need, from the system itself.
 *
 * Loading `node:crypto` starts OpenSSL, which takes a fifth of the time of a whole run. Linux and
 * macOS hand out the same bytes as a file.
 */
export function randomBytes(count: number): Buffer {
  if (process.platform === 'win32') return cryptoBytes(count);
  const device = openSync('/dev/urandom', 'r');
  try {
    const bytes = Buffer.alloc(count);
    return readSync(device, bytes) === count ? bytes : cryptoBytes(count);
  } finally {
    closeSync(device);
  }
}

function cryptoBytes(count: number): Buffer {
  const crypto = require('node:crypto') as typeof import('node:crypto');
  return crypto.randomBytes(count);
}
