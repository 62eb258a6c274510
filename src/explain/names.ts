/** The names by which an explanation can be called. The build puts them into the index. */
import type { Explanation } from './catalog';

/** How good a name is: its title, a short form of it or a synonym, or the beginning of its title. */
export const nameLevel = { title: 3, alias: 2, beginning: 1 } as const;

export type NameLevel = (typeof nameLevel)[keyof typeof nameLevel];

/** Letters and digits alone: `foreign key`, `ForeignKey` and `foreign_key` are the same name. */
export function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** @returns the keys of all names of an explanation, each with its level */
export function namesOf({ id, title, also = [] }: Explanation): Record<string, NameLevel> {
  const names: Record<string, NameLevel> = {};
  const add = (name: string, level: NameLevel) => {
    const key = keyOf(name);
    if (key) names[key] = Math.max(level, names[key] ?? 0) as NameLevel;
  };
  const own = id.slice(id.indexOf('/') + 1);
  add(title, nameLevel.title);
  for (const name of [own, ...also, ...shortForms(title)]) add(name, nameLevel.alias);
  const beginning = beginningOf(title);
  if (beginning) {
    for (const name of [beginning, ...shortForms(beginning)]) add(name, nameLevel.beginning);
  }
  return names;
}

/** `urls.py` of `urls.py (of an app)`; `models.BooleanField` of `models.BooleanField with null`. */
function beginningOf(title: string): string | undefined {
  return /^(\S+?),? (\(|(of|in|for|with|from|by|that|without|on)\b)/.exec(title)?.[1];
}

/** `CharField` for `models.CharField`, `ready` for `AppConfig.ready()`, `urls` for `urls.py`. */
function shortForms(title: string): string[] {
  const inside = [...title.matchAll(/\{%\s*(.+?)\s*%\}/g)].map(([, tag]) => tag!);
  if (inside.length > 0) return inside;
  const bare = title.replace(/^(class|@|#)\s*/, '').replace(/\(\)$/, '');
  const file = /^([\w-]+)\.(py|html|md|txt|css)$/.exec(bare);
  if (file) return [bare, file[1]!];
  const dotted = /^[A-Za-z_][\w.]*\.(\w+)$/.exec(bare);
  return dotted ? [bare, dotted[1]!] : [bare];
}
