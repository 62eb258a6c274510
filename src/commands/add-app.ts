/** `add-app`: adds an app to a Django project, also one that this program did not create. */
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type AddAppFlags, programName } from '../cli';
import { type DjangoVersion, newestDjango } from '../django';
import { exitCode, UserError } from '../errors';
import { refuseApp, refuseModel } from '../names/check';
import { defaultModel } from '../names/default-model';
import { refusedName } from '../names/target';
import { apply } from '../plan/apply';
import { remember } from '../plan/history';
import type { FileOperation, Plan } from '../plan/plan';
import { previewDiff } from '../plan/preview';
import { appsFolder, defaultAutoField } from '../project/conventions';
import { djangoVersion } from '../project/django-version';
import type { ByHand } from '../project/outcome';
import { openProject, type Project } from '../project/project';
import { type RenderedFile, renderApp } from '../render/render';
import {
  type AppVariables,
  appVariables,
  type DjangoVariables,
  djangoVariables,
  type OlderDjango,
} from '../render/variables';
import { commandLine, dimmed, heading, statusLine } from '../report';
import { uninterrupted } from '../signals';
import { print } from '../terminal';
import { type Edit, type Wiring, wire } from './app-edits';
import { confirm, finishEarlierRunsIn, mayAsk } from './common';

/** Where the new app goes, and why there. */
interface Home {
  /** The folder that gets the folder of the app, absolute. */
  folder: string;
  /** The package of that folder, for imports; '' where apps are imported by their name alone. */
  package: string;
  why: string;
}

/**
 * Arguments → project → files and edits → preview → confirm → apply → report.
 *
 * @throws UserError where nothing was written: the name cannot be used, something is in the way, or
 * only the user can make the edit (exit code 3)
 */
export async function addApp(flags: AddAppFlags): Promise<void> {
  const name = checkedName(flags);
  const project = await openUncut(flags);

  const home = homeOf(project, flags);
  const version = versionOf(project);
  const app = variablesOf(project, home, name, flags);
  const wiring = await wire(project, app, {
    ...choicesOf(flags),
    ...(flags.urls === false && { urls: false }),
  });
  const inTheWay = whatIsThere(join(home.folder, name));

  if (inTheWay && wiring.edits.length === 0 && wiring.byHand.length === 0) {
    reportNothingToDo(flags, app, wiring);
    return;
  }
  if (wiring.byHand.length > 0) throw byHand(app, wiring.byHand);
  if (inTheWay) {
    throw new UserError(
      `The ${inTheWay.kind} ${shown(project, inTheWay.path)} exists already.`,
      'Choose another name, or move it away first.',
    );
  }

  if (version.isTooOld || (version.isAssumed && writesOldRoutes(wiring))) throw tooOld(version);

  const files = renderApp(app, {
    project: { package: urlsFolder(project), title: '', secretKey: '' },
    apps: [],
    django: { ...djangoVariables(version.version), ...idFieldOf(project, version) },
    comments: flags.comments ?? 'full',
    bare: flags.bare === true,
  });
  const plan = planOf(project, files, wiring);
  const root = commonFolder([project.root, ...plan.operations.map(({ path }) => path)]);
  const relativePlan = {
    ...plan,
    operations: plan.operations.map((operation) => ({
      ...operation,
      path: slashed(relative(root, operation.path)),
    })),
  };
  const report = reportOf(root, app, version, relativePlan, wiring, project);

  if (!flags.json) {
    printPreview({ project, home, app, version, files, wiring });
    if (flags.diff) print(previewDiff(relativePlan).replace(/\n$/, ''));
  }
  if (flags['dry-run'] || flags.diff) {
    if (flags.json)
      printJson({
        ...report,
        dryRun: true,
        ...(flags.diff && { diff: previewDiff(relativePlan) }),
      });
    else print(dimmed('Nothing was written.'));
    return;
  }

  await settleDoubts(wiring, flags, project);
  if (!(await confirm('Write this?', flags))) return;
  await uninterrupted(() => {
    // First: then undo knows the change also where this run is killed in the middle of it.
    const notKept = remember(root, {
      title: `add-app ${name}`,
      operations: [...relativePlan.operations],
    });
    apply(root, relativePlan);
    if (notKept) throw notKept;
  });
  if (flags.json) printJson(report);
  else printNext(report.next);
}

function checkedName(flags: AddAppFlags): string {
  const { name } = flags;
  if (name === undefined) {
    throw new UserError(
      'The name of the app is missing.',
      `For example:  ${programName} add-app shop`,
      exitCode.usage,
    );
  }
  const refusal = refuseApp(name) ?? (flags.model ? refuseModel(flags.model, name) : undefined);
  if (refusal) throw refusedName(name, refusal, 'add-app ');
  return name;
}

/** Opens the project; before that, what an earlier run has left half done is made whole. */
async function openUncut(flags: AddAppFlags): Promise<Project> {
  const open = () => openProject(slashed(realpathSync(process.cwd())), choicesOf(flags));
  const project = await open();
  return (await finishEarlierRunsIn(project.root, flags.json === true)) ? open() : project;
}

function choicesOf({ settings, urls }: AddAppFlags): { settings?: string; urls?: string } {
  return { ...(settings && { settings }), ...(urls && { urls: slashed(resolve(urls)) }) };
}

function homeOf(project: Project, { dir }: AddAppFlags): Home {
  if (dir === undefined) return appsFolder(project);
  const folder = slashed(resolve(dir));
  const name = project.modules.nameOf(`${folder}/__init__.py`);
  return { folder, package: folder === project.root ? '' : name, why: 'as --dir says' };
}

function variablesOf(project: Project, home: Home, name: string, flags: AddAppFlags): AppVariables {
  return appVariables(name, flags.model ?? defaultModel(name), {
    module: home.package ? `${home.package}.${name}` : name,
    folder: shown(project, join(home.folder, name)),
    prefix: flags.path === undefined ? `${name}/` : prefixOf(flags.path),
    hasBase: hasBase(project),
    ...(flags.fields !== undefined && { fields: flags.fields }),
  });
}

/** Whether the project has a frame that pages of ours fit into. */
function hasBase({ files, root }: Project): boolean {
  const folders = [root, ...files.list(root).map((name) => `${root}/${name}`)];
  return folders.some((folder) => {
    const bytes = files.read(`${folder}/templates/base.html`);
    return bytes !== undefined && /\{%-?\s*block\s+content\b/.test(Buffer.from(bytes).toString());
  });
}

/** The folder of the root urls, which notes in the app mention: `mysite/urls.py`. */
function urlsFolder(project: Project): string {
  const { rootUrls, root } = project;
  return 'file' in rootUrls ? slashed(relative(root, dirname(rootUrls.file))) || '.' : '.';
}

/** `/shop` and `shop` mean `shop/`, as a route of Django writes it; `/` is the whole site. */
function prefixOf(path: string): string {
  const trimmed = path.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `${trimmed}/`;
}

interface Version {
  /** The version that the code is written for. */
  version: DjangoVersion | OlderDjango;
  /** Where it comes from, for the user. */
  from: string;
  /** Before 2.0, apps look different: `url()` instead of `path()`, and Python 2. */
  isTooOld: boolean;
  /** No file of the project names a version. */
  isAssumed: boolean;
}

function versionOf(project: Project): Version {
  const found = djangoVersion(project.files, project.root);
  if (!found) {
    const from = 'assumed: no file of the project names a version';
    return { version: newestDjango, from, isTooOld: false, isAssumed: true };
  }
  const [major = 0, minor = 0] = found.version.split('.').map(Number);
  const isNewer = Number(`${major}.${minor}`) > Number(newestDjango) || major > 2000;
  const series = `${major}.${minor || 0}` as DjangoVersion | OlderDjango;
  return {
    version: isNewer ? newestDjango : series,
    from: `${shown(project, found.file)} says ${found.version.replace(/\.$/, '')}`,
    isTooOld: major < 2,
    isAssumed: false,
  };
}

/** A route in the style of Django 1, where no file names a version. */
function writesOldRoutes({ edits }: Wiring): boolean {
  return edits.some(({ change }) => /\burl\(r?['"]/.test(change.snippet));
}

function tooOld({ from, isTooOld }: Version): UserError {
  const why = isTooOld ? from : 'its routes are written with url()';
  return new UserError(
    `This project uses a Django before 2.0 (${why}); add-app writes code for Django 2.0 and newer.`,
    'Nothing was written. Make the app with: python manage.py startapp',
    exitCode.byHand,
  );
}

/** Which id the model gets, so that the migration agrees with the project's settings. */
function idFieldOf(project: Project, { version }: Version): Partial<DjangoVariables> {
  if (Number(version) < 3.2) return {};
  const own = defaultAutoField(project)?.value;
  // The app says by itself that its ids are big, unless the project does.
  const says =
    own !== 'django.db.models.BigAutoField' && (own !== undefined || Number(version) < 6);
  return { needsDefaultAutoField: says || djangoVariables(version).needsDefaultAutoField };
}

function planOf(project: Project, files: readonly RenderedFile[], { edits }: Wiring): Plan {
  const changes = new Map<string, FileOperation>();
  for (const { change } of edits) {
    // A file that is reached through a link is changed where it lies; the link stays.
    const path = slashed(realpathSync(change.file));
    const earlier = changes.get(path);
    const before = earlier?.kind === 'modify' ? earlier.before : change.before;
    changes.set(path, { kind: 'modify', path, before, after: change.after });
  }
  const created = files.map(
    ({ path, content }): FileOperation => ({
      kind: 'create',
      path: join(project.root, path),
      after: content,
    }),
  );
  return {
    operations: [...created, ...changes.values()],
    kept: [],
    blockers: [],
    byHand: [],
    next: [],
  };
}

/** A folder with something in it, or a file; also a module that the new package would hide. */
function whatIsThere(folder: string): { kind: 'folder' | 'file'; path: string } | undefined {
  if (existsSync(`${folder}.py`)) return { kind: 'file', path: `${folder}.py` };
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return { kind: 'file', path: folder };
  return readdirSync(folder).length > 0 ? { kind: 'folder', path: folder } : undefined;
}

/** An edit that is plausible but not proven needs a person, or a flag that decides. */
async function settleDoubts(
  { edits }: Wiring,
  flags: AddAppFlags,
  project: Project,
): Promise<void> {
  for (const { change, flag } of edits) {
    const isDecided = flags[flag] !== undefined && !(flag === 'settings' && project.guess);
    if (change.outcome !== 'ask' || isDecided) continue;
    const place = `${shown(project, change.file)}, line ${change.line}`;
    if (!mayAsk(flags)) {
      throw new UserError(
        `${place}: ${change.question}`,
        `Nothing was written. Look at that place; where it is right, say so with --settings MODULE or --urls FILE, or run this on a terminal.`,
      );
    }
    const { askYesNo } = await import('../ask');
    if (!(await askYesNo(`${change.question} Is ${place} right?`, false))) {
      throw new UserError('Nothing was written.');
    }
  }
}

function byHand(app: AppVariables, parts: readonly ByHand[]): UserError {
  const lines = parts.flatMap(({ why, where, snippet }) => [
    `  ${why}`,
    `  In ${where}, write:`,
    '',
    ...snippet.split('\n').map((line) => (line ? `      ${line}` : '')),
    '',
  ]);
  return new UserError(
    `Nothing was written: there is no place for the app "${app.name}" that is surely right.\n\n${lines.join('\n')}`.trimEnd(),
    'Write these lines yourself, then run the same command again with --no-urls, or make the app with: python manage.py startapp',
    exitCode.byHand,
  );
}

function reportNothingToDo(flags: AddAppFlags, app: AppVariables, { already }: Wiring): void {
  if (flags.json) printJson({ command: 'add-app', app: app.module, files: [], already });
  else
    print(
      [
        `Nothing to do: the app "${app.name}" is there.`,
        ...already.map((line) => `  ${line}`),
      ].join('\n'),
    );
}

interface Preview {
  project: Project;
  home: Home;
  app: AppVariables;
  version: Version;
  files: readonly RenderedFile[];
  wiring: Wiring;
}

function printPreview({ project, home, app, version, files, wiring }: Preview): void {
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

function editLines(project: Project, { change, why }: Edit): string[] {
  const indent = ' '.repeat(12);
  return [
    statusLine('change', `${shown(project, change.file)}:${change.line}`, why),
    ...change.snippet.split('\n').map((line) => `${indent}+ ${line}`),
    dimmed(`${indent}${change.rule}`),
  ];
}

function reportOf(
  root: string,
  app: AppVariables,
  version: Version,
  plan: Plan,
  wiring: Wiring,
  project: Project,
) {
  const statuses = { create: 'create', modify: 'change', remove: 'remove' } as const;
  return {
    command: 'add-app',
    root,
    app: app.module,
    model: app.model.name,
    django: version.version,
    dryRun: false,
    files: plan.operations.map(({ kind, path }) => ({ status: statuses[kind], path })),
    edits: wiring.edits.map(({ change, why }) => ({
      path: shown(project, change.file),
      line: change.line,
      text: change.snippet,
      why,
      rule: change.rule,
      warnings: change.warnings,
    })),
    next: ['python manage.py migrate', 'python manage.py runserver'],
  };
}

function printNext(next: readonly string[]): void {
  print(
    [
      heading('Done. Next:'),
      '',
      ...next.map(commandLine),
      '',
      dimmed(`To take it back:  ${programName} undo`),
    ].join('\n'),
  );
}

function printJson(report: object): void {
  print(JSON.stringify(report, null, 2));
}

function shown(project: Project, path: string): string {
  return slashed(relative(project.root, path)) || '.';
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...others] = paths;
  const isInside = (folder: string) =>
    others.every((path) => !relative(folder, path).startsWith('..'));
  let folder = first;
  while (!isInside(folder)) folder = dirname(folder);
  return folder;
}

/** The project's files are named with `/` on every system. */
function slashed(path: string): string {
  return path.split(sep).join('/');
}
