/** `annotate`: puts notes into the files of a Django project, renews them, or takes them out. */
import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { type AnnotateFlags, programName } from '../cli';
import { exitCode, UserError } from '../errors';
import type { LeftAlone } from '../explain/annotate';
import type { CommentLevel } from '../explain/comments';
import type { Plan } from '../plan/plan';
import { previewDiff } from '../plan/preview';
import { ownFiles } from '../project/own-files';
import { openProject, type Project } from '../project/project';
import {
  dimmed,
  heading,
  type Progress,
  silentReporter,
  statusLine,
  terminalReporter,
} from '../report';
import { print } from '../terminal';
import { annotateFiles, annotateInThreads, isWorthThreads, type Result } from './annotate-files';
import { commonFolder, isInside, slashed } from './app-paths';
import { applyForUndo } from './apply-for-undo';
import { confirm, finishEarlierRunsIn } from './common';
import { isNoted, levelAmong, type NotesLevel } from './notes-level';

/**
 * Arguments → project → files → plan → preview → confirm → apply → report.
 *
 * @returns the exit code: 1 where `--check` finds something to change
 */
export async function annotate(flags: AnnotateFlags): Promise<number> {
  const targets = (flags.words ?? []).map(checkedTarget);
  const project = await openUncut(targets[0], flags);
  const wanted = filesOf(project, targets);
  const { level, why } = levelFor(wanted.files, flags.comments);
  const work = await annotateAll(project, level, wanted.files, flags.json === true);
  const left = [...work.left, ...wanted.links.map((path) => ({ path, why: 'it is a link' }))];

  const root = slashed(commonFolder([project.root, ...work.changes.map(({ path }) => path)]));
  const plan: Plan = {
    operations: work.changes.map(({ path, before, after }) => ({
      kind: 'modify',
      path: slashed(relative(root, path)),
      before,
      after,
    })),
    kept: [],
    blockers: [],
    byHand: [],
    next: [],
  };
  const title = `annotate --comments ${level}`;
  const isPreview = Boolean(flags['dry-run'] || flags.diff || flags.check);
  const report = {
    command: 'annotate',
    root,
    level,
    dryRun: isPreview,
    files: work.changes.map(({ path, notes }) => ({
      status: 'change',
      path: slashed(relative(root, path)),
      notes,
    })),
    same: work.same,
    left: left.map(({ path, ...reason }) => ({ path: slashed(relative(root, path)), ...reason })),
    ...(flags.diff && { diff: previewDiff(plan) }),
  };

  if (flags.json) {
    if (!isPreview && plan.operations.length > 0) await applyForUndo(title, root, plan);
    print(JSON.stringify(report, null, 2));
    return flags.check && plan.operations.length > 0 ? 1 : 0;
  }
  print([...summary(report, why), ''].join('\n'));
  if (flags.diff && plan.operations.length > 0) print(previewDiff(plan).replace(/\n$/, ''));
  if (plan.operations.length === 0) return 0;
  if (isPreview) {
    print(dimmed('Nothing was written.'));
    return flags.check ? 1 : 0;
  }
  if (!(await confirm('Write this?', flags))) return 0;
  await applyForUndo(title, root, plan);
  print(['Done.', '', dimmed(`To take it back:  ${programName} undo`)].join('\n'));
  return 0;
}

function checkedTarget(path: string): string {
  const target = resolve(path);
  if (existsSync(target)) return target;
  throw new UserError(`There is no file or folder ${path}.`, undefined, exitCode.usage);
}

/** Opens the project of the first target, or of this folder; an earlier run is made whole first. */
async function openUncut(target: string | undefined, flags: AnnotateFlags): Promise<Project> {
  const start = target && !isInside(process.cwd(), target) ? target : process.cwd();
  const folder = statSync(start).isDirectory() ? start : dirname(start);
  const open = () => openProject(slashed(realpathSync(folder)));
  const project = await open();
  if (!target && !project.manage && project.settings.length === 0) {
    throw new UserError(
      'This is no Django project: there is no manage.py here or above.',
      `Go into a project, or name files:  ${programName} annotate path/to/models.py`,
    );
  }
  return (await finishEarlierRunsIn(project.root, flags.json === true)) ? open() : project;
}

interface Wanted {
  files: string[];
  links: string[];
}

function filesOf(project: Project, targets: readonly string[]): Wanted {
  if (targets.length === 0) return ownFiles(project.root, project.root, isNoted);
  const found: Wanted = { files: [], links: [] };
  for (const target of targets) {
    const path = realpathSync(target);
    if (lstatSync(target).isSymbolicLink() && !statSync(target).isDirectory()) {
      found.links.push(target);
    } else if (statSync(path).isDirectory()) {
      const { files, links } = ownFiles(
        path,
        isInside(project.root, path) ? project.root : path,
        isNoted,
      );
      found.files.push(...files);
      found.links.push(...links);
    } else found.files.push(path);
  }
  return { files: [...new Set(found.files)], links: [...new Set(found.links)] };
}

/** The level that was asked for; else the one that the notes in the files have; else full. */
function levelFor(files: readonly string[], asked: CommentLevel | undefined): NotesLevel {
  if (asked) return { level: asked, why: '' };
  const level = levelAmong(files.filter(isNoted));
  return level
    ? { level, why: 'the level of the notes that are there' }
    : { level: 'full', why: 'there are no notes yet' };
}

interface Change {
  path: string;
  before: string;
  after: string;
  notes: number;
}

interface Work {
  changes: Change[];
  same: number;
  left: ({ path: string } & LeftAlone)[];
}

async function annotateAll(
  project: Project,
  level: CommentLevel,
  files: readonly string[],
  silent: boolean,
): Promise<Work> {
  const progress = new LateProgress(`Reading ${files.length} files`, silent);
  const results = new Map<string, Result>();
  const keep = (result: Result) => {
    results.set(result.path, result);
    return progress.step();
  };
  if (isWorthThreads(files)) await annotateInThreads(project, level, files, keep);
  else await annotateFiles(project, level, files, keep);
  progress.end(`Read ${files.length} files`);

  const work: Work = { changes: [], same: 0, left: [] };
  for (const path of files) {
    const result = results.get(path);
    if (!result) throw new Error(`Nobody has read ${path}.`);
    if ('why' in result) work.left.push(result);
    else if (result.before === result.after) work.same += 1;
    else work.changes.push(result);
  }
  return work;
}

/** Appears when the work takes longer than a second, and lets the terminal draw in between. */
class LateProgress {
  private readonly started = performance.now();
  private drawn = this.started;
  private shown: Progress | undefined;

  constructor(
    private readonly doing: string,
    private readonly silent: boolean,
  ) {}

  step(): Promise<void> | undefined {
    const now = performance.now();
    if (now - this.started < 1000 || now - this.drawn < 80) return undefined;
    this.shown ??= (this.silent ? silentReporter : terminalReporter).progress(this.doing);
    this.drawn = now;
    return new Promise((done) => setTimeout(done));
  }

  end(text: string): void {
    this.shown?.done(text, (performance.now() - this.started) / 1000);
  }
}

interface Report {
  level: CommentLevel;
  files: readonly { path: string; notes: number }[];
  same: number;
  left: readonly { path: string; line?: number; why: string }[];
}

/** As many lines as fit a screen. */
const most = 30;

function* summary({ level, files, same, left }: Report, why: string): Generator<string> {
  const because = why && dimmed(` (${why})`);
  const what = level === 'none' ? 'No notes' : `Notes at the level ${level}`;
  const rest =
    same > 0 ? dimmed(`; ${counted(same, 'file')} ${same === 1 ? 'is' : 'are'} so already`) : '';
  if (files.length === 0) {
    yield `Nothing to do${because}: ${same > 0 ? `${counted(same, 'file')} ${same === 1 ? 'is' : 'are'} as they should be` : 'there are no files that notes go into'}.`;
  } else {
    yield `${heading(what)}${because}: ${counted(files.length, 'file')} to change${rest}`;
    yield '';
  }
  const width = Math.max(0, ...files.slice(0, most).map(({ path }) => path.length));
  for (const { path, notes } of files.slice(0, most)) {
    yield statusLine(
      'change',
      path.padEnd(width),
      level === 'none' ? 'notes go' : counted(notes, 'note'),
    );
  }
  if (files.length > most) yield dimmed(`            and ${files.length - most} more`);
  if (left.length === 0) return;
  yield '';
  yield `Left alone, as ${left.length === 1 ? 'it was' : 'they were'}:`;
  for (const { path, line, why: reason } of left.slice(0, most)) {
    yield statusLine('same', line ? `${path}:${line}` : path, reason);
  }
  if (left.length > most) yield dimmed(`            and ${left.length - most} more`);
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
