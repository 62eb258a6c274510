/** Where add-app cannot go on alone: what it says to somebody who can. */
import { relative } from 'node:path';
import { programName } from '../cli';
import { exitCode, UserError } from '../errors';
import { firstLine } from '../project/outcome';
import type { Project } from '../project/project';
import type { AppVariables } from '../render/variables';
import { print } from '../terminal';
import type { Edit, Part, Wiring } from './app-edits';
import { shown, slashed } from './app-paths';
import type { Version } from './app-version';
import { confirm, mayAsk } from './common';
import type { GrowthFlags } from './growth';

/** At least one of the edits has no place that is surely right: both lines, and where they go. */
export function byHand(project: Project, app: AppVariables, { parts }: Wiring): UserError {
  const without = parts.filter(isByHand).map(({ flag }) => `--no-${flag}`);
  const lists = parts.filter(isByHand).map(({ flag }) => listOf[flag]);
  return new UserError(
    `Nothing was written: there is no place for the app "${app.name}" that is surely right.\n\n${instructions(project, parts)}`,
    `Add to ${lists.join(' and ')} yourself; the rest is done by:  ${programName} add-app ${app.name} ${without.join(' ')}`,
    exitCode.byHand,
  );
}

const listOf = { settings: 'INSTALLED_APPS', urls: 'urlpatterns' } as const;

export const isByHand = ({ outcome }: Part): boolean => outcome.outcome === 'by hand';

/** For Django 1 there is a plain app only: models looked different, and so did all around them. */
export function tooOld({ from, isTooOld }: Version): UserError {
  const why = isTooOld ? from : 'its routes are written with url()';
  return new UserError(
    `This project uses a Django before 2.0 (${why}). For it, add-app makes a plain app, without a model.`,
    'Nothing was written. Leave out --model and --fields.',
  );
}

function instructions(project: Project, parts: readonly Part[]): string {
  const blocks = parts.flatMap(({ outcome }) => {
    if (outcome.outcome === 'already' || outcome.outcome === 'taken') return [];
    const [why, where, lines] =
      outcome.outcome === 'by hand'
        ? [outcome.why, outcome.where, outcome.snippet]
        : ['', `${place(project, outcome)} (${outcome.rule})`, outcome.toPaste];
    const indented = lines.split('\n').map((line) => (line ? `      ${line}` : ''));
    return [[...(why ? [`  ${why}`] : []), `  In ${where}, write:`, '', ...indented].join('\n')];
  });
  return blocks.join('\n\n');
}

/**
 * Asks once, whatever there is to confirm.
 *
 * @throws UserError where an edit needs a person, or a flag that decides, and there is neither
 */
export async function agreed(
  project: Project,
  { edits }: Pick<Wiring, 'edits'>,
  flags: GrowthFlags,
): Promise<boolean> {
  const doubtful = edits.filter((edit) => isDoubtful(project, edit, flags));
  if (doubtful.length === 0) return confirm('Write this?', flags);

  // The two edits of add-app belong together; of many, only these are in question.
  const told = edits.length > 2 ? doubtful : edits;
  const places = told.map((edit) => {
    const line = `  ${place(project, edit.change)}:  ${firstLine(edit.change.snippet)}`;
    return doubtful.includes(edit) ? `${line}\n  ${doubtOf(edit.change)}` : line;
  });
  const text = `Whether this is right, only you can tell:\n\n${places.join('\n\n')}`;
  if (!mayAsk(flags)) {
    const decide = [...new Set(doubtful.map((edit) => decidedBy(project, edit)))].join(' ');
    throw new UserError(
      text,
      `Nothing was written. Where it is right, say so with:  ${decide}\nOr run this on a terminal, which asks.`,
    );
  }
  print(`${text}\n`);
  const { askYesNo } = await import('../ask');
  return askYesNo('Write this?', false);
}

function isDoubtful(project: Project, { change, flag }: Edit, flags: GrowthFlags): boolean {
  const isDecided = flags[flag] !== undefined && !(flag === 'settings' && project.guess);
  return change.outcome === 'ask' && !isDecided;
}

const doubtOf = (change: Edit['change']): string => (change.outcome === 'ask' ? change.doubt : '');

function decidedBy(project: Project, { change, flag }: Edit): string {
  return flag === 'settings'
    ? `--settings ${project.settings[0]!.module}`
    : `--urls ${slashed(relative(process.cwd(), change.file))}`;
}

function place(project: Project, { file, line }: { file: string; line: number }): string {
  return `${shown(project, file)}, line ${line}`;
}
