import path from 'node:path';
import { arrives, listSetting } from '../project/arrives';
import {
  certainSources,
  lineOfCode,
  lineOfInsert,
  linesOf,
  type Outcome,
} from '../project/outcome';
import type { Project } from '../project/project';
import { quoted, quotesIn } from '../project/quotes';
import { otherEntryPoints } from '../project/warnings';
import { insertElement, type LinesAbove } from '../python/sequence';
import { splice } from '../python/splice';
import { type Item, text } from '../python/values';

/** Where an element of a list has to stand: in front of all, or beside another element. */
export type ListPlace = { first: true } | { after: string } | { before: string };

/**
 * Plans to add an element at a required place of a setting that is a list: MIDDLEWARE,
 * INSTALLED_APPS. The edit is tried on a copy in memory: it counts only if the list then has the
 * element once, at that place, and everything else as before.
 *
 * @param above what stands above the line, such as a note
 */
export function addToList(
  project: Project,
  setting: string,
  element: string,
  place: ListPlace,
  above?: LinesAbove,
): Outcome {
  const { modules, settings } = project;
  const [main] = settings;
  const relative = (file: string) => path.posix.relative(project.root, file);
  const held = settings[0]?.names.get(setting)?.places[0]?.file;
  const byHand = (why: string): Outcome => ({
    outcome: 'by hand',
    why,
    snippet: `'${element}',`,
    where: `${setting}${held ? ` in ${relative(held)}` : ''}, ${inWords(place)}`,
  });
  if (!main) return byHand(project.lost ?? 'The settings were not found.');
  const value = listSetting(modules, main, setting);
  if (!value) return byHand(`${setting} in ${relative(main.file)} is computed when it runs.`);

  const find = (wanted: string) => value.items.find((item) => text(item.value) === wanted);
  const present = find(element);
  if (present?.certain && holds(place, value.items, value.items.indexOf(present))) {
    return { outcome: 'already', file: present.place.file, line: present.place.line };
  }
  if (present) {
    const { file, line } = present.place;
    return byHand(`${relative(file)}, line ${line}, has it at another place.`);
  }
  const anchor = 'first' in place ? value.items[0] : find(neighbour(place));
  if (!anchor?.certain) return byHand(`${setting} has no ${neighbour(place)} on every path.`);

  const literal = certainSources(value.sources).find(({ node }) => node === anchor.node.parent);
  const source = literal && modules.load(literal.place.file);
  if (!source) return byHand(`No list of ${setting} counts on every path.`);
  const position = literal.node.parts.indexOf(anchor.node) + ('after' in place ? 1 : 0);
  const line = quoted(element, quotesIn(literal.node));
  const splices = insertElement(source.text, literal.node, position, line, above);
  const after = splice(source.text, splices);
  const change = {
    outcome: 'change' as const,
    file: source.file,
    before: source.text,
    after,
    line: lineOfCode(after, lineOfInsert(source.text, splices), line),
    snippet: `${line},`,
    toPaste: `${line},`,
    lines: linesOf(after, splices),
    rule: `${setting}, ${inWords(place)}`,
    warnings: otherEntryPoints(project, source.file),
  };
  const isRight = settings.every((one) =>
    arrives(project, one, change, setting, element, (items, index) => holds(place, items, index)),
  );
  if (!isRight) return byHand(`No place in ${setting} is surely right.`);
  return project.guess ? { ...change, outcome: 'ask', doubt: project.guess } : change;
}

function holds(place: ListPlace, items: readonly Item[], index: number): boolean {
  if ('first' in place) return index === 0;
  const other = items.findIndex((item) => text(item.value) === neighbour(place));
  return other >= 0 && ('after' in place ? other < index : index < other);
}

function neighbour(place: ListPlace): string {
  if ('first' in place) return 'first element';
  return 'after' in place ? place.after : place.before;
}

function inWords(place: ListPlace): string {
  if ('first' in place) return 'before all others';
  return 'after' in place ? `directly after ${place.after}` : `before ${place.before}`;
}
