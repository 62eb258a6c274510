/** `add-app`: adds an app to a Django project, also one that this program did not create. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type AddAppFlags, programName } from '../cli';
import { exitCode, UserError } from '../errors';
import { refuseApp, refuseModel } from '../names/check';
import { defaultModel } from '../names/default-model';
import { refusedName } from '../names/target';
import { Draft } from '../plan/draft';
import type { Plan } from '../plan/plan';
import { appsFolder, defaultAutoField } from '../project/conventions';
import type { Project } from '../project/project';
import { type RenderedFile, renderApp } from '../render/render';
import {
  type AppVariables,
  appVariables,
  type DjangoVariables,
  djangoVariables,
} from '../render/variables';
import { dimmed, statusLine } from '../report';
import { print } from '../terminal';
import { type Wiring, wire } from './app-edits';
import {
  carryOut,
  changesOf,
  editLines,
  onlyByHand,
  openUncut,
  planOf,
  printJson,
  slashed,
} from './growth';
import { type Version, versionOf } from './version-of';

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
  const project = await openUncut(choicesOf(flags), flags);

  const home = homeOf(project, flags);
  const version = versionOf(project);
  const app = variablesOf(project, home, name, flags);
  const draft = new Draft(project.files);
  const choices = { ...choicesOf(flags), ...(flags.urls === false && { urls: false as const }) };
  const wiring = wire(project, app, choices, draft);
  const inTheWay = whatIsThere(join(home.folder, name));

  if (inTheWay && wiring.edits.length === 0 && wiring.byHand.length === 0) {
    reportNothingToDo(flags, app, wiring);
    return;
  }
  if (wiring.byHand.length > 0) {
    throw onlyByHand(
      `there is no place for the app "${app.name}" that is surely right`,
      wiring.byHand,
      'Write these lines yourself, then run the same command again with --no-urls, or make the app with: python manage.py startapp',
    );
  }
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
  for (const { path, content } of files) draft.write(`${project.root}/${path}`, content);
  const { root, plan } = planOf(project.root, draft);
  await carryOut({
    title: `add-app ${name}`,
    root,
    plan,
    edits: wiring.edits,
    project,
    flags,
    preview: () => previewOf({ project, home, app, version, files, wiring }),
    report: reportOf(root, app, version, plan, wiring, project),
  });
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

/** A folder with something in it, or a file; also a module that the new package would hide. */
function whatIsThere(folder: string): { kind: 'folder' | 'file'; path: string } | undefined {
  if (existsSync(`${folder}.py`)) return { kind: 'file', path: `${folder}.py` };
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return { kind: 'file', path: folder };
  return readdirSync(folder).length > 0 ? { kind: 'folder', path: folder } : undefined;
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

function previewOf({ project, home, app, version, files, wiring }: Preview): string[] {
  const width = Math.max(...files.map(({ path }) => path.length));
  return [
    '',
    `The app ${app.module} goes ${home.why}, into ${app.folder}/.`,
    dimmed(`Django ${version.version} (${version.from}).`),
    '',
    ...files.map(({ path, brief }) => statusLine('create', path.padEnd(width), brief)),
    ...wiring.edits.flatMap((edit) => editLines(project.root, edit)),
    ...wiring.already.map((line) => statusLine('same', line)),
    '',
    ...wiring.edits.flatMap(({ change }) => change.warnings.map((warning) => `Note: ${warning}`)),
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
  return {
    command: 'add-app',
    root,
    app: app.module,
    model: app.model.name,
    django: version.version,
    dryRun: false,
    ...changesOf(plan, wiring.edits, project.root),
    next: ['python manage.py migrate', 'python manage.py runserver'],
  };
}

function shown(project: Project, path: string): string {
  return slashed(relative(project.root, path)) || '.';
}
