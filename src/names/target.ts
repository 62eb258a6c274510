/** Where a new project goes, and what it is called there. */
import { basename, resolve } from 'node:path';
import { exitCode, UserError } from '../errors';
import { shellWord } from '../shell';
import { type Refusal, refuseProject } from './check';
import { windowsDevices } from './reserved';
import { snakeCase } from './words';

export interface Target {
  /** The folder of the project, absolute. */
  root: string;
  /** The folder as the user would type it. */
  folder: string;
  /** The package of the project: the inner folder, with settings.py. */
  package: string;
}

/**
 * Reads the name that the user gave: `myproj`, `my-proj`, `sites/myproj`, `../myproj` or `.`.
 *
 * @throws UserError where the path or the name cannot be used, with the reason and a suggestion
 */
export function readTarget(name: string, workingDirectory: string): Target {
  const folder = name.replace(/(?<=[^/])\/+$/, '');
  const trick = refusePath(folder);
  if (trick) throw refusedName(name, trick);

  const root = resolve(workingDirectory, folder);
  const own = basename(root);
  const packageName = own.replaceAll('-', '_');
  const refusal = refuseProject(packageName);
  if (!refusal) return { root, folder, package: packageName };

  if (folder === '.') {
    throw new UserError(
      `The current folder is called "${own}", and so would be the project: ${refusal.reason}`,
      `Give the project a folder of its own:  create-django-skeleton ${refusal.suggestion}`,
      exitCode.usage,
    );
  }
  const parent = folder.slice(0, folder.length - own.length);
  throw refusedName(name, { ...refusal, suggestion: parent + refusal.suggestion });
}

/** A name that cannot be used, as an error for the user. */
export function refusedName(name: string, refusal: Refusal, flag = ''): UserError {
  const shown = JSON.stringify(name).slice(1, -1).slice(0, 60);
  return new UserError(
    refusal.reason.includes('"') ? refusal.reason : `"${shown}": ${refusal.reason}`,
    `For example:  create-django-skeleton ${flag}${shellWord(refusal.suggestion)}`,
    exitCode.usage,
  );
}

function refusePath(folder: string): Refusal | undefined {
  const parts = folder.split('/');
  const own = parts.at(-1) ?? '';
  const suggestion = snakeCase(own) || 'mysite';
  const because = (reason: string): Refusal => ({
    reason,
    suggestion: refuseProject(suggestion)?.suggestion ?? suggestion,
  });

  if (folder === '') return because('The name is empty.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x1f\x7f]/.test(folder)) return because('The name has control characters in it.');
  if (folder.includes('\\') && process.platform !== 'win32') {
    return because('The name has a backslash in it; write folders with a forward slash.');
  }
  if (parts[0]?.startsWith('~')) {
    return because('The name begins with ~, which your shell left as it is.');
  }
  if (own === '..') return because('".." is the folder above; a project needs a name of its own.');
  const firstName = parts.findIndex((part) => part !== '' && part !== '.' && part !== '..');
  if (firstName >= 0 && parts.slice(firstName).includes('..')) {
    return because('The path goes down and up again with "..".');
  }
  const device = parts.find((part) => windowsDevices.has(part.toLowerCase().replace(/\..*$/, '')));
  if (device) return because(`Windows keeps the name "${device}" for a device.`);
  return undefined;
}
