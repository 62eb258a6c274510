/** How an error is made: what to break in a fresh project, and which command or request shows it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DjangoVersion } from '../support/environments';

export interface Recipe {
  /** Unique; the name of the test. */
  what: string;
  /** The id of the explanation that the decoder has to find, without `errors/`. */
  means: string;
  /**
   * The place to change, which the decoder has to name first: a file, and a text in the line. Without
   * a text the whole file is meant. Undefined where nothing in the project is to blame.
   */
  at?: readonly [path: string, marker?: string];
  edits?: readonly Edit[];
  run: Run;
  /** The versions that have this error; all where nothing is said. */
  versions?: readonly DjangoVersion[];
}

export type Run = (
  | { manage: readonly string[] }
  /** A request, and what is sent along. */
  | {
      path: string;
      post?: Record<string, string>;
      user?: string;
      host?: string;
      headers?: Record<string, string>;
      /** `strict`: the form's secret is asked for. `cookie`: the page with the form was opened before. */
      csrf?: 'strict' | 'cookie';
    }
  /** A Python file that is started by itself. */
  | { file: string }
  /** Python in a process of its own, with these arguments. */
  | { python: readonly string[]; cwd?: string }
) & {
  /** Commands of manage.py that come first, and succeed. */
  before?: readonly (readonly string[])[];
  env?: Record<string, string>;
};

export type Edit = (root: string) => void;

/** Replaces a text that is in the file. */
export const swap =
  (path: string, from: string, to: string): Edit =>
  (root) => {
    const text = readFileSync(join(root, path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} does not have: ${from}`);
    writeFileSync(
      join(root, path),
      text.replace(from, () => to),
    );
  };

export const write =
  (path: string, text: string): Edit =>
  (root) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };

export const append =
  (path: string, text: string): Edit =>
  (root) =>
    writeFileSync(join(root, path), readFileSync(join(root, path), 'utf8') + text);

export const remove =
  (path: string): Edit =>
  (root) =>
    rmSync(join(root, path), { recursive: true });

/** A view of its own, at /blog/try/, with these lines in it. */
export const view = (...lines: string[]): Edit[] => viewAs('def attempt(request):', ...lines);

export const viewAs = (header: string, ...lines: string[]): Edit[] => [
  swap('blog/urls.py', 'urlpatterns = [\n', 'urlpatterns = [\n    path("try/", views.attempt),\n'),
  append('blog/views.py', `\n\n${header}\n${lines.map((line) => `    ${line}\n`).join('')}`),
];

export const attempt = { path: '/blog/try/' } as const;

/** Another model, with its migration applied. */
export const shell = (code: string): Run => ({ manage: ['shell', '-c', code] });

export const settings = 'mysite/settings.py';
