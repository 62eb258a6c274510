/** Small Django projects on the disk, and the built program in them. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { outputFileSync, removeSync } from 'fs-extra';
import { MANAGE, type Tree } from '../project/example';

export type { Tree };

const checkout = join(__dirname, '../..');

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'create-django-skeleton-command-')));
});

afterEach(() => removeSync(folder));

/** The folder of the project that `write` has made. */
export const root = (): string => join(folder, 'project');

/** The folder that stands for the user's own state, where undo remembers. */
export const stateFolder = (): string => join(folder, 'state');

export const SETTINGS = `ROOT_URLCONF = 'mysite.urls'

INSTALLED_APPS = [
    'django.contrib.admin',
    'django.contrib.staticfiles',
]
`;

export const URLS = `from django.contrib import admin
from django.urls import path

urlpatterns = [
    path('admin/', admin.site.urls),
]
`;

/** What a run with `shop` makes of them. */
export const SETTINGS_WITH_SHOP = SETTINGS.replace(
  "'django.contrib.staticfiles',\n",
  "'django.contrib.staticfiles',\n    'shop',\n",
);

export const URLS_WITH_SHOP = URLS.replace('import path', 'import include, path').replace(
  'admin.site.urls),\n',
  "admin.site.urls),\n    path('shop/', include('shop.urls')),\n",
);

/** A project like that of `django-admin startproject mysite`, with changes: null is no file. */
export function startproject(changes: Record<string, string | Uint8Array | null> = {}): Tree {
  const tree = {
    'manage.py': MANAGE,
    'mysite/__init__.py': '',
    'mysite/settings.py': SETTINGS,
    'mysite/urls.py': URLS,
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(tree).flatMap(([path, text]) => (text === null ? [] : [[path, text]])),
  );
}

/** @returns the project's folder */
export function write(tree: Tree): string {
  for (const [path, text] of Object.entries(tree)) outputFileSync(join(root(), path), text);
  return root();
}

/** Every file and folder of the project: its rights and its bytes, one character for each. */
export function contents(of = root()): Record<string, string> {
  const found = readdirSync(of, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    found.map((path) => {
      const entry = lstatSync(join(of, path));
      const rights = (entry.mode & 0o777).toString(8);
      const text = entry.isFile() ? ` ${readFileSync(join(of, path), 'latin1')}` : '/';
      return [path.replaceAll('\\', '/'), `${rights}${text}`];
    }),
  );
}

export const textOf = (path: string): string => readFileSync(join(root(), path), 'utf8');

/** The files that a run has made, in their order. */
export function newFiles(before: Record<string, string>): string[] {
  return Object.keys(contents()).filter((path) => !(path in before) && textExists(path));
}

const textExists = (path: string): boolean => lstatSync(join(root(), path)).isFile();

export interface Result {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  /** Below the folder of the project. */
  cwd?: string;
  /** Whether the system keeps this user from what is read-only. */
  ordinary?: boolean;
}

/** Runs the program in the project, as a user would without a terminal. */
export function run(
  args: readonly string[],
  { cwd = '.', ordinary = false }: RunOptions = {},
): Result {
  const user = ordinary ? ordinaryUser() : { program: checkout, node: process.execPath };
  const { program, node, ...ids } = user;
  const script = join(program, 'bin/create-django-skeleton.js');
  const { status, stdout, stderr, error } = spawnSync(node, [script, ...args], {
    ...ids,
    cwd: join(root(), cwd),
    env: { ...process.env, XDG_STATE_HOME: stateFolder(), LOCALAPPDATA: stateFolder() },
    input: '',
    encoding: 'utf8',
  });
  if (error) throw error;
  return { status, stdout, stderr };
}

export const addApp = (...args: string[]): Result => run(['add-app', ...args]);

export const undo = (...args: string[]): Result => run(['undo', ...args]);

/** Asserts that a run went well and did not complain. @returns what it printed */
export function expectDone({ status, stdout, stderr }: Result): string {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Asserts that a command refuses and leaves every byte as it is. @returns what it says */
export function expectRefused(args: readonly string[], status = 1, options?: RunOptions): string {
  const before = contents();
  const result = run(args, options);
  expect(result.stderr).not.toContain('This should not happen');
  expect(result).toMatchObject({ status });
  expect(result.stdout).not.toContain('Done');
  expect(contents()).toEqual(before);
  return result.stderr;
}

/** Root may write everywhere: there the program runs as nobody, from a copy that all may read. */
function ordinaryUser(): { program: string; node: string; uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return { program: checkout, node: process.execPath };
  const nobody = { uid: 65534, gid: 65534 };
  const program = join(folder, 'program');
  for (const name of ['bin', 'dist']) {
    cpSync(join(checkout, name), join(program, name), { recursive: true });
  }
  chmodSync(folder, 0o777);
  const node = join(folder, 'node');
  if (spawnSync(process.execPath, ['--version'], nobody).status === 0) {
    return { program, node: process.execPath, ...nobody };
  }
  copyFileSync(process.execPath, node);
  chmodSync(node, 0o755);
  return { program, node, ...nobody };
}
