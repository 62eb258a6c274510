/** Reads what the program has written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** @returns the text of every file below `root`, by its path; what Python and git make is left out */
export function readFiles(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/(__pycache__|\.venv|\.git)\/|\.sqlite3$/.test(file));
  return new Map(files.sort().map((file) => [relative(root, file), readFileSync(file, 'utf8')]));
}
