import { inMemory } from '../../src/project/files';
import { includeUrls } from '../../src/project/include-urls';
import type { Outcome } from '../../src/project/outcome';
import { type Choices, openProject, type Project } from '../../src/project/project';
import { registerApp } from '../../src/project/register-app';

export type Tree = Record<string, string | Uint8Array>;

export const MANAGE = `import os
import sys

def main():
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)

if __name__ == '__main__':
    main()
`;

/** Opens a project that is written down here: paths relative to `/project`. */
export function open(tree: Tree, choices: Choices = {}): Promise<Project> {
  const absolute = Object.entries(tree).map(([file, text]) => [`/project/${file}`, text]);
  return openProject('/project', { files: inMemory(Object.fromEntries(absolute)), ...choices });
}

/** A project of one settings file, as startproject makes it. */
export function withSettings(settings: string | Uint8Array, more: Tree = {}): Tree {
  return { 'manage.py': MANAGE, 'mysite/settings.py': settings, ...more };
}

export function withUrls(urls: string | Uint8Array, more: Tree = {}): Tree {
  return withSettings("INSTALLED_APPS = []\nROOT_URLCONF = 'mysite.urls'\n", {
    'mysite/urls.py': urls,
    ...more,
  });
}

export async function register(tree: Tree, app = 'blog'): Promise<Outcome> {
  return registerApp(await open(tree), app);
}

export async function include(tree: Tree, prefix = 'blog/'): Promise<Outcome> {
  return includeUrls(await open(tree), prefix, 'blog.urls');
}

/** The file's new text; the reason where there is none. */
export function textOf(outcome: Outcome): string {
  if (outcome.outcome === 'change') return outcome.after;
  if (outcome.outcome === 'ask') return `ask: ${outcome.doubt}`;
  if (outcome.outcome === 'taken') return `taken: ${outcome.why}`;
  return outcome.outcome === 'by hand' ? `by hand: ${outcome.why}` : 'already';
}

/** Asserts that registering `blog` turns one settings file into another. */
export async function registers(before: string, after: string, more: Tree = {}): Promise<void> {
  expect(textOf(await register(withSettings(before, more)))).toBe(after);
}

/** Asserts that nothing is edited, and why. */
export async function leavesSettings(source: string, why: RegExp, more: Tree = {}): Promise<void> {
  expect(textOf(await register(withSettings(source, more)))).toMatch(why);
}

export async function includes(before: string, after: string, more: Tree = {}): Promise<void> {
  expect(textOf(await include(withUrls(before, more)))).toBe(after);
}

export async function leavesUrls(source: string, why: RegExp, more: Tree = {}): Promise<void> {
  expect(textOf(await include(withUrls(source, more)))).toMatch(why);
}
