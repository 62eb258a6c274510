/** What add-app shows before, and says afterwards. */
import type { AddAppFlags } from '../cli';
import type { Plan } from '../plan/plan';
import { previewList } from '../plan/preview';
import type { Project } from '../project/project';
import type { RenderedFile } from '../render/render';
import type { AppVariables } from '../render/variables';
import { dimmed, statusLine } from '../report';
import { print } from '../terminal';
import type { Wiring } from './app-edits';
import type { Version } from './app-version';
import { changesOf, editLines, printJson } from './growth';
import { type NotesLevel, notesLine } from './notes-level';

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
  notes: NotesLevel;
  /** An app for Django 1. */
  isPlain: boolean;
  files: readonly RenderedFile[];
  wiring: Wiring;
}

export function printPreview(preview: Preview): void {
  const { project, home, app, version, notes, isPlain, files, wiring } = preview;
  const created: Plan = {
    operations: files.map(({ path, content }) => ({ kind: 'create', path, after: content })),
    kept: [],
    blockers: [],
    byHand: [],
    next: [],
  };
  const briefs = new Map(files.map(({ path, brief }) => [path, brief]));
  const lines = [
    '',
    `The app ${app.module} goes ${home.why}, into ${app.folder}/.`,
    dimmed(isPlain ? plainApp(version) : `Django ${version.version} (${version.from}).`),
    ...(isPlain ? [] : notesLine(notes)),
    '',
    ...previewList(created, briefs, ''),
    ...editLines(project, wiring.edits),
    ...wiring.already.map((line) => statusLine('same', line)),
    '',
    ...wiring.edits.flatMap(({ change }) => change.warnings.map((warning) => `Note: ${warning}`)),
  ];
  print(lines.join('\n'));
}

function plainApp({ version, from, isTooOld }: Version): string {
  const which = isTooOld ? `Django ${version} (${from})` : 'Django 1 (its routes use url())';
  return `${which}: a plain app, as its startapp makes it. Examples and notes need Django 2.0 or newer.`;
}

export function reportOf(
  root: string,
  app: AppVariables,
  version: Version,
  plan: Plan,
  wiring: Wiring,
  project: Project,
) {
  const hasImages = app.model.fields.some(({ kind }) => kind.name === 'image');
  const hasTable = plan.operations.some(({ path }) => /\/migrations\/0001/.test(path));
  return {
    command: 'add-app',
    root,
    app: app.module,
    model: hasTable ? app.model.name : null,
    django: version.version,
    dryRun: false,
    ...changesOf(plan, wiring.edits, project),
    next: [
      // Django refuses a model with pictures while nothing can read them.
      ...(hasTable && hasImages ? ['python -m pip install Pillow'] : []),
      ...(hasTable ? ['python manage.py migrate'] : []),
      'python manage.py runserver',
    ],
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
