/** `add-app`: adds an app to a Django project, also one that this program did not create. */
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type AddAppFlags, programName } from '../cli';
import { exitCode, UserError } from '../errors';
import { levelOf } from '../explain/noted-text';
import { refuseApp, refuseModel } from '../names/check';
import { defaultModel } from '../names/default-model';
import { refusedName } from '../names/target';
import { apply } from '../plan/apply';
import { remember } from '../plan/history';
import type { FileOperation, Plan } from '../plan/plan';
import { previewDiff } from '../plan/preview';
import { appsFolder, quoteStyle } from '../project/conventions';
import { openProject, type Project } from '../project/project';
import { type RenderedFile, renderApp } from '../render/render';
import { type AppVariables, appVariables } from '../render/variables';
import { dimmed } from '../report';
import { uninterrupted } from '../signals';
import { print } from '../terminal';
import { type Wiring, wire } from './app-edits';
import { commonFolder, shown, slashed } from './app-paths';
import { agreed, byHand, isByHand, tooOld } from './app-refusals';
import {
  type Home,
  printJson,
  printNext,
  printPreview,
  reportNothingToDo,
  reportOf,
} from './app-report';
import { djangoOf, isDjango1, startappFiles, versionOf } from './app-version';
import { finishEarlierRunsIn } from './common';

/**
 * Arguments → project → files and edits → preview → confirm → apply → report.
 *
 * @throws UserError where nothing was written: the name cannot be used, something is in the way, or
 * only the user can make the edit (exit code 3)
 */
export async function addApp(flags: AddAppFlags): Promise<void> {
  const name = checkedName(flags);
  const project = await openUncut(flags);

  mustBeReadable(project);
  const home = homeOf(project, flags);
  const version = versionOf(project);
  const app = await variablesOf(project, home, name, flags);
  const wiring = await wire(project, app, {
    ...choicesOf(flags),
    ...(flags.settings === false && { settings: false }),
    ...(flags.urls === false && { urls: false }),
  });
  const inTheWay = whatIsThere(join(home.folder, name));

  const cannotWrite = wiring.parts.some(isByHand);
  if (inTheWay && wiring.edits.length === 0 && !cannotWrite) {
    reportNothingToDo(flags, app, wiring);
    return;
  }
  if (inTheWay) {
    throw new UserError(
      `The ${inTheWay.kind} ${shown(project, inTheWay.path)} exists already.`,
      'Choose another name, or move it away first.',
    );
  }

  const isPlain = isDjango1(version, wiring);
  if (isPlain && (flags.model ?? flags.fields) !== undefined) throw tooOld(version);
  if (cannotWrite) throw byHand(project, app, wiring);

  const rendered = renderApp(app, {
    project: { package: urlsFolder(project), title: '', secretKey: '' },
    apps: [],
    django: djangoOf(project, version),
    comments: isPlain ? 'none' : (flags.comments ?? 'full'),
    bare: isPlain || flags.bare === true,
    singleQuotes: quoteStyle(project) === "'",
  });
  const files = isPlain ? rendered.filter(startappFiles(version)) : rendered;
  const plan = await noted(project, planOf(project, files, wiring));
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
    printPreview({ project, home, app, version, isPlain, files, wiring });
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

  if (!(await agreed(project, wiring, flags))) return;
  await uninterrupted(() => {
    let notKept: UserError | undefined;
    const operations = [...relativePlan.operations];
    apply(root, relativePlan, () => {
      // First: then undo knows the change also where this run is killed in the middle of it.
      notKept = remember(root, { title: `add-app ${name}`, operations });
    });
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

/** A folder without a project, or with one that Python itself could not read. */
function mustBeReadable({ manage, settings, lost, root, modules }: Project): void {
  if (settings.length > 0) return;
  if (!manage && lost === 'There is no manage.py.') {
    throw new UserError(
      `There is no Django project in ${root}, nor above it.`,
      `Go into one, or make one:  ${programName} mysite`,
    );
  }
  for (const { file, line, why } of modules.broken.values()) {
    if (why !== 'it has a syntax error') continue;
    throw new UserError(
      `${slashed(relative(root, file))}, line ${line}: ${why}.`,
      'Nothing was written. Mend it, then run the same command again.',
    );
  }
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

async function variablesOf(
  project: Project,
  home: Home,
  name: string,
  flags: AddAppFlags,
): Promise<AppVariables> {
  const model = flags.model ?? defaultModel(name);
  const { fields } = flags;
  return appVariables(name, model, {
    module: home.package ? `${home.package}.${name}` : name,
    folder: shown(project, join(home.folder, name)),
    prefix: flags.path === undefined ? `${name}/` : prefixOf(flags.path),
    hasBase: hasBase(project),
    ...(fields !== undefined && { fields, ...(await relations(project, fields, name, model)) }),
  });
}

/** Only fields that lead to other models need to know of those. */
async function relations(project: Project, fields: string, app: string, model: string) {
  const { relationsOf } = await import('./app-relations');
  return relationsOf(project, fields, { app, model });
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

/** Where a file that is edited has notes, so have its new lines. */
async function noted(project: Project, plan: Plan): Promise<Plan> {
  const hasNotes = plan.operations.some(
    ({ kind, path, ...operation }) =>
      kind === 'modify' &&
      'before' in operation &&
      levelOf({ path, text: String(operation.before) }),
  );
  if (!hasNotes) return plan;
  const { withNotedEdits } = await import('./noted-edits');
  return { ...plan, operations: await withNotedEdits(project, plan.operations) };
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
