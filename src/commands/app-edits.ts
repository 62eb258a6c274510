/** The two edits that wire an app into a project: INSTALLED_APPS and the root urls. */
import path from 'node:path';
import { overlay } from '../project/files';
import { includeUrls } from '../project/include-urls';
import type { Ask, ByHand, Change, Outcome } from '../project/outcome';
import { openProject, type Project } from '../project/project';
import { registerApp } from '../project/register-app';

export interface WiredApp {
  /** For `import`: `blog`, or `apps.blog`. */
  module: string;
  /** What its addresses begin with: `blog/`. */
  prefix: string;
}

/** An edit of one file, with everything that the user should know of it. */
export interface Edit {
  change: Change | Ask;
  /** The flag that says where the line goes. */
  flag: 'settings' | 'urls';
  /** Why the line is needed. */
  why: string;
}

export interface Wiring {
  edits: Edit[];
  byHand: ByHand[];
  /** What is there already. */
  already: string[];
}

interface Choices {
  settings?: string;
  /** A file, or false where the urls are left alone. */
  urls?: string | false;
}

/**
 * Plans to wire an app. Writes nothing.
 *
 * @param app the app, whose files need not exist yet
 */
export async function wire(project: Project, app: WiredApp, choices: Choices): Promise<Wiring> {
  const wiring: Wiring = { edits: [], byHand: [], already: [] };
  const registered = registerApp(project, app.module);
  const add = collector(wiring, project.root);
  add('settings', registered, `${app.module} is in INSTALLED_APPS`, whyRegister);
  if (choices.urls === false) return wiring;

  // Both lines may go into one file: then the second edit starts from the first.
  const next = await withChange(project, registered, choices);
  add(
    'urls',
    includeUrls(next, app.prefix, `${app.module}.urls`),
    `${app.module}.urls is included`,
    `Sends every address that begins with /${app.prefix} to the urls of the app.`,
  );
  return wiring;
}

const whyRegister = 'Django loads only the apps in this list: their models, templates and tests.';

function collector({ edits, byHand, already }: Wiring, root: string) {
  return (flag: Edit['flag'], outcome: Outcome, whatIsThere: string, why: string): void => {
    switch (outcome.outcome) {
      case 'already':
        already.push(
          `${whatIsThere}: ${path.posix.relative(root, outcome.file)}, line ${outcome.line}`,
        );
        break;
      case 'by hand':
        byHand.push(outcome);
        break;
      default:
        edits.push({ change: outcome, flag, why });
    }
  };
}

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
