import { placesOf } from '../../features/marks';
import { featureMarks } from '../../generated/feature-marks';
import { isInString } from '../../python/node-at';
import type { FileText } from '../recognise';
import type { Surroundings } from '../surroundings';
import type { Marks } from './marks';

/**
 * What features have brought, by the lines of their templates. Runs last: where a rule has found the
 * same, that counts; where it has found something else in these lines, they are the feature's.
 */
export function recogniseFeatures(
  { path, text, tree }: FileText,
  around: Surroundings,
  marks: Marks,
): void {
  const { settings, rootUrls } = around;
  const isHost = path === rootUrls || settings.files.has(path);
  const places = placesOf(isHost ? featureMarks : ofOwnFiles, path, text);
  if (places.length === 0) return;
  if (places.some(({ ownsFile }) => ownsFile)) marks.removeAll();
  const starts = startsOf(text);
  const facts = { app: around.appOf(path)?.label };
  for (const { note, line, next, isFile } of places) {
    if (marks.hasMarked(note)) continue;
    if (isFile) {
      if (!marks.hasFile()) marks.addFile(path.split('/').at(-1)!, note, facts);
      continue;
    }
    const rest = text.slice(starts[line - 1], starts[line]);
    const shown = rest.trim();
    const start = starts[line - 1]! + rest.indexOf(shown);
    if (tree && isInString(tree, start)) continue;
    marks.removeIn(line, next ?? line);
    marks.add({ start, end: start + shown.length }, shown, note, facts);
  }
}

/** Parts may stand in any module of the settings, and in the root urls; the others in one file. */
const ofOwnFiles = featureMarks.filter(({ file }) => file !== '\\.py$');

/** The offset of each line. */
function startsOf(text: string): number[] {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
