import path from 'node:path';
import { insertElement, type LinesAbove } from '../python/sequence';
import { splice } from '../python/splice';
import type { SyntaxNode } from '../python/syntax';
import type { Literal, Sequence } from '../python/values';
import { appsValue, installedApps, sameLabel } from './apps';
import { arrives } from './arrives';
import type { Modules } from './modules';
import { staysLast, talksAboutOrder } from './order';
import {
  type Change,
  certainSources,
  lineOfCode,
  lineOfInsert,
  linesOf,
  type Outcome,
} from './outcome';
import type { Project } from './project';
import { quoted, quotesIn } from './quotes';
import type { Settings } from './settings';
import { otherEntryPoints } from './warnings';

/**
 * Plans to add an app, by its dotted path, to INSTALLED_APPS.
 *
 * The element goes into a list that is written down somewhere in the settings and contributes to
 * INSTALLED_APPS exactly once, whatever path the program takes. The edit is tried on a copy in
 * memory: it counts only if INSTALLED_APPS then holds the app once and everything else as before.
 */
export function registerApp(project: Project, app: string, above?: LinesAbove): Outcome {
  const { modules, settings } = project;
  const [main] = settings;
  const relative = (file: string) => path.posix.relative(project.root, file);
  const byHand = (why: string, where = 'INSTALLED_APPS, in your settings'): Outcome => ({
    outcome: 'by hand',
    why,
    snippet: `'${app}',`,
    where,
  });
  if (!main) return byHand(project.lost ?? 'The settings were not found.');

  const installed = installedApps(modules, main);
  const present = installed.find(({ entry, module }) => entry === app || module === app);
  if (present?.certain) {
    return { outcome: 'already', file: present.place.file, line: present.place.line };
  }
  if (present) {
    const { file, line } = present.place;
    return byHand(
      `${present.entry} is installed only on some paths: ${relative(file)}, line ${line}.`,
    );
  }

  const twin = sameLabel(installed, app);
  if (twin) {
    const { entry, label, place } = twin;
    const where = `${relative(place.file)}, line ${place.line}`;
    return {
      outcome: 'taken',
      why: `The label ${label} belongs to ${entry} already: ${where}. Django allows each label once.`,
      hint: 'Choose another name.',
    };
  }

  const value = appsValue(modules, main);
  if (!value) return byHand(`INSTALLED_APPS in ${relative(main.file)} is computed when it runs.`);
  const targets = preferred(modules, main, certainSources(value.sources));
  if (targets.length === 0) return byHand(whyNone(value, relative), relative(main.file));

  for (const target of targets) {
    const change = place(project, target, app, above);
    const isIn = (one: Settings) => change && arrives(project, one, change, 'INSTALLED_APPS', app);
    if (!change || !isIn(main)) continue;
    const missing = settings.slice(1).filter((other) => !isIn(other));
    const doubt = whyAsk(project, target) ?? onlySome(main, missing);
    const warnings = otherEntryPoints(project, target.place.file);
    return doubt ? { ...change, outcome: 'ask', doubt, warnings } : { ...change, warnings };
  }
  return byHand('No place in the lists of INSTALLED_APPS is surely right.', relative(main.file));
}

/**
 * The best target first: lists that are named for the project's own apps, then those that hold
 * most of them, then those that other settings build on, then the longest.
 */
function preferred(modules: Modules, main: Settings, targets: readonly Literal[]): Literal[] {
  const ranked = targets.map((literal) => {
    const name = literal.name ?? '';
    const named = OWN_APPS.test(name) ? 1 : OTHER_APPS.test(name) ? -1 : 0;
    const shared = literal.place.file === main.file ? 0 : 1;
    const rank = [named, ownApps(modules, literal).length, shared, literal.node.parts.length];
    return { literal, rank };
  });
  ranked.sort((a, b) => {
    const first = a.rank.findIndex((value, index) => value !== b.rank[index]);
    return first < 0 ? 0 : b.rank[first]! - a.rank[first]!;
  });
  return ranked.map(({ literal }) => literal);
}

const OWN_APPS = /^(LOCAL|PROJECT|OUR|MY|OWN|CUSTOM|INTERNAL|SITE)_?APP(S|LICATIONS)$/i;
const OTHER_APPS = /^(DJANGO|THIRD_?PARTY|CONTRIB|VENDOR|EXTERNAL|DEV|TEST)\w*_APPS$/i;

/** The elements of a list that are apps of the project itself. */
function ownApps(modules: Modules, literal: Literal): SyntaxNode[] {
  return literal.node.parts.filter((element) => {
    if (element.type !== 'string') return false;
    const entry = element.text.replace(/^\w*['"]+|['"]+$/g, '');
    return modules.isOwn(entry) || modules.isOwn(entry.replace(/(\.apps)?\.[A-Z]\w*$/, ''));
  });
}

/** Where in the list: at its end, unless a comment in it says that the order matters. */
function place(
  project: Project,
  target: Literal,
  app: string,
  above?: LinesAbove,
): Change | undefined {
  const { node } = target;
  const module = project.modules.load(target.place.file);
  if (!module) return undefined;
  const own = ownApps(project.modules, target);
  const { position, rule } = positionIn(module.text, target, own);
  const element = quoted(app, quotesIn(node));
  const splices = insertElement(module.text, node, position, element, above);
  const after = splice(module.text, splices);
  return {
    outcome: 'change',
    file: target.place.file,
    before: module.text,
    after,
    line: lineOfCode(after, lineOfInsert(module.text, splices), element),
    snippet: `${element},`,
    toPaste: `${element},`,
    lines: linesOf(after, splices),
    rule,
    warnings: [],
  };
}

function positionIn(
  source: string,
  { node, name }: Literal,
  own: readonly SyntaxNode[],
): { position: number; rule: string } {
  const elements = node.parts;
  const list = name ?? 'INSTALLED_APPS';
  if (!talksAboutOrder(node)) return { position: elements.length, rule: `the end of ${list}` };
  const last = own.at(-1);
  if (last && !staysLast(source, node, last)) {
    return {
      position: elements.indexOf(last) + 1,
      rule: `after ${last.text}, the last of your own apps: a comment in ${list} is about the order`,
    };
  }
  const stays = elements.find((element) => staysLast(source, node, element));
  if (!stays) return { position: elements.length, rule: `the end of ${list}` };
  return {
    position: elements.indexOf(stays),
    rule: `before ${stays.text}, which has to stay last`,
  };
}

function whyNone(value: Sequence, relative: (file: string) => string): string {
  const lists = [...value.sources.keys()].map(
    ({ name, place }) => `${name ?? 'the list'} in ${relative(place.file)}, line ${place.line}`,
  );
  if (lists.length === 0) return 'INSTALLED_APPS is computed when the program runs.';
  if (lists.length === 1) return `It depends on a condition whether ${lists[0]} counts.`;
  return `No list counts on every path. There are ${lists.join(' and ')}.`;
}

function whyAsk(project: Project, target: Literal): string | undefined {
  if (project.guess) return project.guess;
  const tenants = /^(SHARED|TENANT)_APPS$/.exec(target.name ?? '');
  if (!tenants) return undefined;
  return `This project has several tenants, with SHARED_APPS and TENANT_APPS; this is ${tenants[0]}.`;
}

function onlySome(main: Settings, missing: readonly Settings[]): string | undefined {
  if (missing.length === 0) return undefined;
  const others = missing.map(({ module }) => module).join(', ');
  return `This list counts for ${main.module}, but not for ${others}.`;
}
