/** How much the new lines of a project explain: as much as its notes do that are there. */
import { readFileSync } from 'node:fs';
import type { CommentLevel } from '../explain/comments';
import { languageOf } from '../explain/languages';
import { levelOf } from '../explain/noted-text';
import { settingsSay } from '../features/facts';
import { ownFiles } from '../project/own-files';
import type { Project } from '../project/project';
import { dimmed } from '../report';

export interface NotesLevel {
  level: CommentLevel;
  /** Why, in a few words, where the project decides; '' where somebody has said it. */
  why: string;
}

/** The level that was asked for, else that of the project: `full` where nobody has chosen one. */
export function levelIn(project: Project, asked: CommentLevel | undefined): NotesLevel {
  if (asked) return { level: asked, why: '' };
  const { files } = ownFiles(project.root, project.root, isNoted);
  const level = levelAmong(files);
  if (level) return { level, why: 'the level of the notes that are there' };
  return isOurs(project)
    ? { level: 'none', why: 'the project was made without notes' }
    : { level: 'full', why: 'there are no notes yet' };
}

/** For the preview: what the project has decided. */
export const notesLine = ({ level, why }: NotesLevel): string[] =>
  why && level !== 'full' ? [dimmed(`Notes: ${level} (${why}).`)] : [];

/** The level that most of the files with notes have; undefined where there are none. */
export function levelAmong(files: readonly string[]): 'full' | 'brief' | undefined {
  const counts = { full: 0, brief: 0 };
  for (const path of files) {
    const level = levelOf({ path, text: textOf(path) });
    if (level) counts[level] += 1;
  }
  if (counts.full + counts.brief === 0) return undefined;
  return counts.full >= counts.brief ? 'full' : 'brief';
}

export const isNoted = (name: string): boolean => languageOf(name) !== undefined;

/** The notes of a file that is closed to us do not count. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Every project that this program makes reads this variable, and has notes unless told not to. */
const isOurs = (project: Project): boolean => settingsSay(project, /\bDJANGO_DEBUG\b/);
