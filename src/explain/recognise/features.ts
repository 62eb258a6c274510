import { placesOf } from '../../features/marks';
import { featureMarks } from '../../generated/feature-marks';
import { nodeAt } from '../../python/node-at';
import { parse } from '../../python/parser';
import type { SyntaxNode } from '../../python/syntax';
import { lineEnd } from '../../python/text';
import { languageOf } from '../languages';
import type { FileText } from '../recognise';
import type { Surroundings } from '../surroundings';
import type { Marks } from './marks';

/**
 * What features bring, read off their templates by the build.
 *
 * A file that a feature has made is explained by the feature alone. In other files, a feature knows
 * better than the general rules what its own lines are for.
 */
export function recogniseFeatures(
  { path, text, tree }: FileText,
  { settings, rootUrls }: Surroundings,
  marks: Marks,
): void {
  const isHost = path === rootUrls || settings.files.has(path);
  const placed = placesOf(isHost ? featureMarks : ofOwnFiles, path, text);
  if (placed.length === 0) return;
  const isCode = codeTest(path, text, tree);
  const starts = startsOfLines(text);
  const lines = placed
    .filter(({ isFile }) => !isFile)
    .map(({ note, line }) => ({ note, start: firstOf(text, starts[line - 1]!) }))
    .filter(({ start }) => isCode(start));
  const file = placed.find(({ isFile }) => isFile);
  // A file of that name may be somebody else's: the lines tell.
  if (file && lines.length > 0) {
    marks.clear();
    marks.addFile(path, file.note);
  }
  for (const { note, start } of lines) {
    marks.replace({ start, end: lineEnd(text, start) }, note, note);
  }
}

/** Tells lines of code from lines of a text that looks like code. */
function codeTest(path: string, text: string, tree?: SyntaxNode): (offset: number) => boolean {
  if (languageOf(path) !== 'python') return () => true;
  const module = tree ?? parse(text);
  return (offset) => nodeAt(module, offset).type !== 'string_content';
}

/** Parts may stand in any module of the settings, and in the root urls; the others in one file. */
const ofOwnFiles = featureMarks.filter(({ file }) => file !== '\\.py$');

/** The offset of the first character of a line that is no white space. */
function firstOf(text: string, start: number): number {
  return start + /^[ \t]*/.exec(text.slice(start))![0].length;
}

function startsOfLines(text: string): number[] {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
