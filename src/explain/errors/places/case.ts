import path from 'node:path';
import type { Project } from '../../../project/project';
import type { Place } from '../../answer';
import type { Problem } from '../decode';
import type { Report } from '../report';
import type { Frame } from '../traceback';
import { ownFile, relocated } from './own-file';

/** A problem in a project: what the finders of places get. */
export interface Case extends Problem {
  report: Report;
  project: Project;
  /** The folder that paths are seen from. */
  from: string;
}

/** A place to change, and what to change there. Paths are absolute until they are shown. */
export interface Spot {
  file: string;
  line: number | null;
  why: string;
}

/** Finds the places of one kind of error, the one to change first in front. */
export type Finder = (found: Case) => readonly (Spot | undefined)[];

export const shown = (spot: Spot, from: string): Place => ({
  path: path.posix.relative(from, spot.file) || spot.file,
  line: spot.line,
  why: spot.why,
});

/** A frame in the project's own code, with the file as it is called here. */
export interface OwnFrame extends Frame {
  file: string;
}

/** The frames in the project's own code; the one that ran last is last. */
export function ownFrames({ project, raised, report }: Case): OwnFrame[] {
  const chain = raised ? [raised] : report.raised;
  const own = chain.flatMap(({ frames }) => ownOf(project, frames));
  if (own.length > 0 || !raised) return own;
  // The exception itself came from deep inside; the project's code is in one of its causes.
  return report.raised.flatMap(({ frames }) => ownOf(project, frames));
}

function ownOf(project: Project, frames: readonly Frame[]): OwnFrame[] {
  return frames.flatMap((frame) => {
    const file = ownFile(project, frame.file);
    return file ? [{ ...frame, file, line: relocated(project, file, frame) }] : [];
  });
}

/** The line of the project that ran last; not manage.py, which only starts. */
export function lastFrame(found: Case): OwnFrame | undefined {
  return ownFrames(found)
    .filter(({ file }) => file !== found.project.manage)
    .at(-1);
}

/** The line that ran last, as a place. */
export function whereItRan(found: Case, why: string): Spot | undefined {
  const last = lastFrame(found);
  return last && { file: last.file, line: last.line, why };
}
