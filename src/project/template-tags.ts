/** A tag of a template: `{% url 'home' %}`. */
export interface TemplateTag {
  name: string;
  /** Everything behind the name. */
  args: string;
  line: number;
}

/**
 * The tags of a template in order, without those inside comments and `{% verbatim %}`. Django
 * itself finds them by a regular expression like this one: a tag never goes over a line's end.
 */
export function templateTags(source: string): TemplateTag[] {
  const tags: TemplateTag[] = [];
  let line = 1;
  let counted = 0;
  /** What ends the part that Django does not read. */
  let until: string | undefined;
  for (const match of source.matchAll(/\{%\s*(.*?)\s*%\}|\{#.*?#\}/g)) {
    for (; counted < match.index; counted++) if (source[counted] === '\n') line++;
    if (match[1] === undefined) continue;
    const [, name = '', args = ''] = /^(\S+)\s*(.*)$/.exec(match[1]) ?? [];
    if (until) {
      if (match[1] === until || name === until) until = undefined;
    } else if (name === 'comment') until = 'endcomment';
    else if (name === 'verbatim') until = `end${match[1]}`;
    else tags.push({ name, args, line });
  }
  return tags;
}
