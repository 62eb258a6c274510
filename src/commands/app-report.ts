/** What add-app shows before, and says afterwards. */
import type { AddAppFlags } from '../cli';
import type { Plan } from '../plan/plan';
import type { Project } from '../project/project';
import type { RenderedFile } from '../render/render';
import type { AppVariables } from '../render/variables';
import { dimmed, statusLine } from '../report';
import { print } from '../terminal';
import type { Wiring } from './app-edits';
import type { Version } from './app-version';
import { changesOf, editLines, printJson } from './growth';

/** Where the new app goes, and why there. */
export interface Home {
  /** The folder that gets the folder of the app, absolute. */
  folder: string;
  /** The package of that folder, for imports; '' where apps are imported by their name alone. */
  package: string;
  why: string;
}

export interface Preview {
  project: Project;
  home: Home;
  app: AppVariables;
  version: Version;
  files: readonly RenderedFile[];
  wiring: Wiring;
}

export function printPreview({ project, home, app, version, files, wiring }: Preview): void {
  const width = Math.max(...files.map(({ path }) => path.length));
  const lines = [
    '',
    `The app ${app.module} goes ${home.why}, into ${app.folder}/.`,
    dimmed(`Django ${version.version} (${version.from}).`),
    '',
    ...files.map(({ path, brief }) => statusLine('create', path.padEnd(width), brief)),
    ...wiring.edits.flatMap((edit) => editLines(project, edit)),
    ...wiring.already.map((line) => statusLine('same', line)),
    '',
    ...wiring.edits.flatMap(({ change }) => change.warnings.map((warning) => `Note: ${warning}`)),
  ];
  print(lines.join('\n'));
}

export function reportOf(
  root: string,
  app: AppVariables,
  version: Version,
  plan: Plan,
  wiring: Wiring,
  project: Project,
) {
  return {
    command: 'add-app',
    root,
    app: app.module,
    model: app.model.name,
    django: version.version,
    dryRun: false,
    ...changesOf(plan, wiring.edits, project),
    next: ['python manage.py migrate', 'python manage.py runserver'],
  };
}

export function reportNothingToDo(
  flags: AddAppFlags,
  app: AppVariables,
  { already }: Wiring,
): void {
  if (flags.json) printJson({ command: 'add-app', app: app.module, files: [], already });
  else
    print(
      [
        `Nothing to do: the app "${app.name}" is there.`,
        ...already.map((line) => `  ${line}`),
      ].join('\n'),
    );
}
