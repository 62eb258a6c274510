/** The two edits that wire an app into a project: INSTALLED_APPS and the root urls. */
import { posix } from 'node:path';
import { UserError } from '../errors';
import { overlay } from '../project/files';
import { includeUrls } from '../project/include-urls';
import type { Outcome, PlannedEdit } from '../project/outcome';
import { openProject, type Project } from '../project/project';
import { registerApp } from '../project/register-app';

const { relative } = posix;

export interface WiredApp {
  /** For `import`: `blog`, or `apps.blog`. */
  module: string;
  /** What its addresses begin with: `blog/`. */
  prefix: string;
}

export type Edit = PlannedEdit;

export interface Wiring {
  /** Both edits, whatever they came to. */
  parts: readonly Part[];
  edits: readonly Edit[];
  /** What is there already. */
  already: readonly string[];
}

export interface Part {
  flag: 'settings' | 'urls';
  outcome: Outcome;
}

interface Choices {
  /** A module, or false where the settings are left alone. */
  settings?: string | false;
  /** A file, or false where the urls are left alone. */
  urls?: string | false;
}

/**
 * Plans to wire an app. Writes nothing.
 *
 * @param app the app, whose files need not exist yet
 * @throws UserError where its name or its address belongs to something else
 */
export async function wire(project: Project, app: WiredApp, choices: Choices): Promise<Wiring> {
  const registered = registerApp(project, app.module);
  const parts: Part[] = [{ flag: 'settings', outcome: registered }];
  if (choices.urls !== false) {
    // Both lines may go into one file: then the second edit starts from the first.
    const next = await withChange(project, registered, choices);
    const included = includeUrls(next, app.prefix, `${app.module}.urls`);
    parts.push({ flag: 'urls', outcome: included });
  }
  for (const { outcome } of parts) {
    if (outcome.outcome === 'taken') throw new UserError(outcome.why, outcome.hint);
  }
  const wanted = parts.filter(({ flag }) => choices[flag] !== false);
  return {
    parts: wanted,
    edits: wanted.flatMap(({ flag, outcome }) =>
      'after' in outcome ? [{ change: outcome, flag, why: reasons[flag](app) }] : [],
    ),
    already: wanted.flatMap(({ flag, outcome }) =>
      outcome.outcome === 'already'
        ? [`${present[flag](app)}: ${relative(project.root, outcome.file)}, line ${outcome.line}`]
        : [],
    ),
  };
}

const reasons = {
  settings: () => 'Django loads only the apps in this list: their models, templates and tests.',
  urls: ({ prefix }: WiredApp) =>
    `Sends every address that begins with /${prefix} to the urls of the app.`,
};

const present = {
  settings: ({ module }: WiredApp) => `${module} is in INSTALLED_APPS`,
  urls: ({ module }: WiredApp) => `${module}.urls is included`,
};

async function withChange(project: Project, outcome: Outcome, choices: Choices): Promise<Project> {
  const { rootUrls } = project;
  const isSameFile = 'after' in outcome && 'file' in rootUrls && rootUrls.file === outcome.file;
  if (!isSameFile) return project;
  return openProject(project.root, {
    files: overlay(project.files, outcome.file, outcome.after),
    ...(choices.settings && { settings: choices.settings }),
    ...(choices.urls && { urls: choices.urls }),
  });
}
