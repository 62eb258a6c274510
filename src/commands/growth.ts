/** What the commands share that change a project which is there: how it is shown, asked and done. */
import { realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { programName } from '../cli';
import { exitCode, UserError } from '../errors';
import type { FileOperation, Plan } from '../plan/plan';
import { previewDiff } from '../plan/preview';
import type { ByHand, PlannedEdit } from '../project/outcome';
import { openProject, type Project } from '../project/project';
import { commandLine, dimmed, heading, statusLine } from '../report';
import { print } from '../terminal';
import { commonFolder, shown, slashed } from './app-paths';
import { agreed } from './app-refusals';
import { applyForUndo } from './apply-for-undo';
import { finishEarlierRunsIn } from './common';

export interface GrowthFlags {
  settings?: string | false;
  urls?: string | false;
  'dry-run'?: boolean;
  diff?: boolean;
  json?: boolean;
  yes?: boolean;
}

/** Opens the project; before that, what an earlier run has left half done is made whole. */
export async function openUncut(
  choices: { settings?: string; urls?: string },
  flags: GrowthFlags,
): Promise<Project> {
  const open = () => openProject(slashed(realpathSync(process.cwd())), choices);
  const project = await open();
  return (await finishEarlierRunsIn(project.root, flags.json === true)) ? open() : project;
}

export interface Growing {
  /** For undo: `add-app shop`. */
  title: string;
  root: string;
  plan: Plan;
  edits: readonly PlannedEdit[];
  project: Project;
  flags: GrowthFlags;
  /** What people see before they are asked. */
  preview: () => void;
  /** What programs get. */
  report: { next: readonly string[] };
}

/** Preview → confirm → apply → report. */
export async function carryOut(growing: Growing): Promise<void> {
  const { title, root, plan, edits, project, flags, preview, report } = growing;
  if (!flags.json) {
    preview();
    if (flags.diff) print(previewDiff(plan).replace(/\n$/, ''));
  }
  if (flags['dry-run'] || flags.diff) {
    const diff = flags.diff && { diff: previewDiff(plan) };
    if (flags.json) printJson({ ...report, dryRun: true, ...diff });
    else print(dimmed('Nothing was written.'));
    return;
  }
  if (!(await agreed(project, { edits }, flags))) return;
  await applyForUndo(title, root, plan);
  if (flags.json) printJson(report);
  else printNext(report.next);
}

/**
 * The plan that a draft ends as. Its root is the folder that holds everything it changes.
 *
 * @param drafted with absolute paths
 */
export function planOf(
  projectRoot: string,
  drafted: readonly FileOperation[],
): { root: string; plan: Plan } {
  const operations = drafted.map((operation): FileOperation => {
    // A file that is reached through a link is changed where it lies; the link stays.
    const path =
      operation.kind === 'modify' ? slashed(realpathSync(operation.path)) : operation.path;
    return { ...operation, path };
  });
  const root = commonFolder([projectRoot, ...operations.map(({ path }) => path)]);
  return {
    root,
    plan: {
      operations: operations.map((operation) => ({
        ...operation,
        path: slashed(relative(root, operation.path)),
      })),
      kept: [],
      blockers: [],
      byHand: [],
      next: [],
    },
  };
}

/**
 * The edits, as people see them before they are asked. Those of one place are told together; a note
 * that gives the reason already is not told twice.
 */
export function editLines(project: Project, edits: readonly PlannedEdit[]): string[] {
  const indent = ' '.repeat(12);
  return edits.flatMap(({ change, why }, index) => {
    const status = change.before === '' ? 'create' : 'change';
    return [
      ...(isSamePlace(edits[index - 1], change)
        ? []
        : [statusLine(status, `${shown(project, change.file)}:${change.line}`)]),
      ...change.lines.map((line) => `${indent}+ ${line}`),
      ...(change.lines.some((line) => line.endsWith(why)) ? [] : [dimmed(`${indent}${why}`)]),
      ...(isSamePlace(edits[index + 1], change)
        ? []
        : [dimmed(`${indent}The place: ${change.rule}.`)]),
    ];
  });
}

const isSamePlace = (other: PlannedEdit | undefined, { file, rule }: PlannedEdit['change']) =>
  other?.change.file === file && other.change.rule === rule;

/** Files and edits, as programs get them. */
export function changesOf(plan: Plan, edits: readonly PlannedEdit[], project: Project) {
  const statuses = { create: 'create', modify: 'change', remove: 'remove' } as const;
  return {
    files: plan.operations.map(({ kind, path }) => ({ status: statuses[kind], path })),
    edits: edits.map(({ change, why }) => ({
      path: shown(project, change.file),
      line: change.line,
      text: change.snippet,
      why,
      rule: change.rule,
      warnings: change.warnings,
    })),
  };
}

/** @param what has no safe edit, as in "there is no place for …" */
export function onlyByHand(what: string, parts: readonly ByHand[], hint: string): UserError {
  const lines = parts.flatMap(({ why, where, snippet }) => [
    `  ${why}`,
    `  In ${where}, write:`,
    '',
    ...snippet.split('\n').map((line) => (line ? `      ${line}` : '')),
    '',
  ]);
  return new UserError(
    `Nothing was written: ${what}.\n\n${lines.join('\n')}`.trimEnd(),
    hint,
    exitCode.byHand,
  );
}

function printNext(next: readonly string[]): void {
  print(
    [
      heading(next.length > 0 ? 'Done. Next:' : 'Done.'),
      '',
      ...next.map(commandLine),
      ...(next.length > 0 ? [''] : []),
      dimmed(`To take it back:  ${programName} undo`),
    ].join('\n'),
  );
}

export function printJson(report: object): void {
  print(JSON.stringify(report, null, 2));
}
