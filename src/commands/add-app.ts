/** `add-app`: adds an app to a Django project, also one that this program did not create. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type AddAppFlags, programName } from '../cli';
import { exitCode, UserError } from '../errors';
import { levelOf } from '../explain/noted-text';
import { refuseApp, refuseModel } from '../names/check';
import { defaultModel } from '../names/default-model';
import { refusedName } from '../names/target';
import { Draft } from '../plan/draft';
import type { FileOperation } from '../plan/plan';
import { baseTemplate } from '../project/base-template';
import { appsFolder, quoteStyle } from '../project/conventions';
import type { Project } from '../project/project';
import { renderApp } from '../render/render';
import { type AppVariables, appVariables } from '../render/variables';
import { wire } from './app-edits';
import { shown, slashed } from './app-paths';
import { byHand, isByHand, tooOld } from './app-refusals';
import { type Home, printPreview, reportNothingToDo, reportOf } from './app-report';
import { djangoOf, isDjango1, startappFiles, versionOf } from './app-version';
import { carryOut, openUncut, planOf } from './growth';
import { levelIn } from './notes-level';
import { mustBeMended, mustBeReadable } from './readable';

/**
 * Arguments → project → files and edits → preview → confirm → apply → report.
 *
 * @throws UserError where nothing was written: the name cannot be used, something is in the way, or
 * only the user can make the edit (exit code 3)
 */
export async function addApp(flags: AddAppFlags): Promise<void> {
  const name = checkedName(flags);
  const project = await openUncut(choicesOf(flags), flags);

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
  if (cannotWrite) {
    mustBeMended(
      project,
      wiring.parts.map(({ outcome }) => outcome),
    );
    throw byHand(project, app, wiring);
  }

  const notes = levelIn(project, flags.comments);
  const rendered = renderApp(app, {
    project: { package: urlsFolder(project), title: '', secretKey: '' },
    apps: [],
    django: djangoOf(project, version),
    comments: isPlain ? 'none' : notes.level,
    bare: isPlain || flags.bare === true,
    singleQuotes: quoteStyle(project) === "'",
  });
  const files = isPlain ? rendered.filter(startappFiles(version)) : rendered;
  const draft = new Draft(project.files);
  for (const { path, content } of files) draft.write(`${project.root}/${path}`, content);
  for (const { change } of wiring.edits) draft.change(change.file, change.before, change.after);
  const { root, plan } = planOf(project.root, await noted(project, draft));
  await carryOut({
    title: `add-app ${name}`,
    root,
    plan,
    edits: wiring.edits,
    project,
    flags,
    preview: () => printPreview({ project, home, app, version, notes, isPlain, files, wiring }),
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
    hasBase: baseTemplate(project) !== undefined,
    ...(fields !== undefined && { fields, ...(await relations(project, fields, name, model)) }),
  });
}

/** Only fields that lead to other models need to know of those. */
async function relations(project: Project, fields: string, app: string, model: string) {
  const { relationsOf } = await import('./app-relations');
  return relationsOf(project, fields, { app, model });
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
async function noted(project: Project, draft: Draft): Promise<readonly FileOperation[]> {
  const operations = draft.operations();
  const hasNotes = operations.some(
    ({ kind, path, ...operation }) =>
      kind === 'modify' &&
      'before' in operation &&
      levelOf({ path, text: String(operation.before) }),
  );
  if (!hasNotes) return operations;
  const { withNotedEdits } = await import('./noted-edits');
  return withNotedEdits(project, draft);
}

/** A folder with something in it, or a file; also a module that the new package would hide. */
function whatIsThere(folder: string): { kind: 'folder' | 'file'; path: string } | undefined {
  if (existsSync(`${folder}.py`)) return { kind: 'file', path: `${folder}.py` };
  if (!existsSync(folder)) return undefined;
  if (!statSync(folder).isDirectory()) return { kind: 'file', path: folder };
  return readdirSync(folder).length > 0 ? { kind: 'folder', path: folder } : undefined;
}
