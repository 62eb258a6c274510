/** The two edits that wire an app into a project: INSTALLED_APPS and the root urls. */
import path from 'node:path';
import type { Draft } from '../plan/draft';
import { includeUrls } from '../project/include-urls';
import type { ByHand, Outcome, PlannedEdit } from '../project/outcome';
import { type Project, readProject } from '../project/project';
import { registerApp } from '../project/register-app';

export interface WiredApp {
  /** For `import`: `blog`, or `apps.blog`. */
  module: string;
  /** What its addresses begin with: `blog/`. */
  prefix: string;
}

export interface Wiring {
  edits: PlannedEdit[];
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
 * Plans to wire an app, and writes that to the draft.
 *
 * @param app the app, whose files need not exist yet
 */
export function wire(project: Project, app: WiredApp, choices: Choices, draft: Draft): Wiring {
  const wiring: Wiring = { edits: [], byHand: [], already: [] };
  const registered = registerApp(project, app.module);
  const add = collector(wiring, project.root, draft);
  add('settings', registered, `${app.module} is in INSTALLED_APPS`, whyRegister);
  if (choices.urls === false) return wiring;

  // Both lines may go into one file: then the second edit starts from the first.
  const next = readProject(project.root, { ...places(choices), files: draft.files });
  add(
    'urls',
    includeUrls(next, app.prefix, `${app.module}.urls`),
    `${app.module}.urls is included`,
    `Sends every address that begins with /${app.prefix} to the urls of the app.`,
  );
  return wiring;
}

const whyRegister = 'Django loads only the apps in this list: their models, templates and tests.';

function collector({ edits, byHand, already }: Wiring, root: string, draft: Draft) {
  return (flag: 'settings' | 'urls', outcome: Outcome, whatIsThere: string, why: string): void => {
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
        draft.write(outcome.file, outcome.after);
        edits.push({ change: outcome, flag, why });
    }
  };
}

function places({ settings, urls }: Choices): { settings?: string; urls?: string } {
  return { ...(settings && { settings }), ...(urls && { urls }) };
}
