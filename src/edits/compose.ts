import { isDeepStrictEqual } from 'node:util';
import { lineAt } from '../python/text';
import type { Edit } from './edit';

/**
 * Plans to put the services and volumes of one compose file into another.
 *
 * The edit is tried: what the file then says is what it said before, and what was added.
 *
 * Source: https://docs.docker.com/reference/compose-file/
 */
export function addServices(source: string, added: string): Edit {
  const { parse } = require('yaml') as typeof import('yaml');
  const refuse = (why: string): Edit => ({ byHand: added.trim(), why });
  const wanted = parse(added) as Sections;
  let present: Sections;
  try {
    present = (parse(source) ?? {}) as Sections;
  } catch (error) {
    return refuse(`The file is not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  let changed = source;
  let snippet = '';
  for (const section of sectionNames) {
    for (const [name, content] of Object.entries(wanted[section] ?? {})) {
      const there = present[section];
      if (there && Object.hasOwn(there, name)) {
        if (isDeepStrictEqual(there[name], content)) continue;
        return refuse(`The file has ${section}: ${name} of its own.`);
      }
      const text = entryText(added, section, name);
      const next = text && insertEntry(changed, section, text);
      if (!next) return refuse(`There is no place for ${section}: ${name} that is surely right.`);
      changed = next;
      snippet += `${snippet && '\n'}${text.trimEnd()}`;
    }
  }
  if (changed === source) return { already: true, line: 1 };
  const expected: Sections = { ...present };
  for (const name of sectionNames) {
    if (wanted[name]) expected[name] = { ...present[name], ...wanted[name] };
  }
  if (!isDeepStrictEqual(parse(changed), expected)) {
    return refuse('No place in this file is surely right.');
  }
  const first = snippet.split('\n').find((text) => !/^\s*#/.test(text)) ?? '';
  const line = lineAt(changed, changed.indexOf(first));
  return { changed, line, snippet, rule: 'the end of services' };
}

const sectionNames = ['services', 'volumes'] as const;

type Sections = Partial<Record<string, Record<string, unknown>>>;

/** The lines of one entry with the notes above it, indented by two spaces. */
function entryText(source: string, section: string, name: string): string | undefined {
  const body = new RegExp(`^${section}:\\n((?:[ #].*\\n|\\n)*)`, 'm').exec(source)?.[1];
  const entry = new RegExp(`^(?:  #.*\\n)*  ${name}:.*\\n(?:    .*\\n|\\n)*`, 'm').exec(
    body ?? '',
  )?.[0];
  return entry && `${entry.trimEnd()}\n`;
}

function insertEntry(source: string, section: string, text: string): string | undefined {
  const head = new RegExp(`^${section}:[ \\t]*(#.*)?$`, 'm').exec(source);
  if (!head) {
    if (new RegExp(`^${section}:`, 'm').test(source)) return undefined;
    return `${source.trimEnd()}\n\n${section}:\n${text}`;
  }
  const start = head.index + head[0].length + 1;
  const rest = source.slice(start);
  const end = /^\S(?!#)/m.exec(rest)?.index ?? rest.length;
  const body = rest.slice(0, end);
  const indent = /^( +)[\w"'-]/m.exec(body)?.[1] ?? '  ';
  const own = text.replace(/^ {2}(?=.)/gm, indent);
  const gap = section === 'services' && body.trim() ? '\n' : '';
  return `${source.slice(0, start)}${body.trimEnd()}${body.trim() ? '\n' : ''}${gap}${own}${end < rest.length ? '\n' : ''}${rest.slice(end)}`;
}
