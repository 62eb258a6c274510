import { lineEnd, lineStart } from '../../python/text';
import type { KnownFacts } from '../comments';
import { verbatimParts } from '../languages';
import type { FileText } from '../recognise';
import type { AppAround, Surroundings } from '../surroundings';
import type { Marks } from './marks';

/** Django's templates: tags, variables and filters, and a few places in HTML that matter to it. */
export function recogniseTemplate(file: FileText, around: Surroundings, marks: Marks): void {
  if (!/(^|\/)templates\//.test(file.path) || /(^|\/)jinja2\//.test(file.path)) return;
  const app = around.appOf(file.path);
  markFile(file, around, app, marks);
  const template = new Template(file.text);
  for (const rule of rules) {
    for (const match of file.text.matchAll(rule.shape)) {
      const line = template.lineOf(match.index);
      if (!line || (rule.only && !rule.only(line, template))) continue;
      const found = rule.notes(match, { template, app, line });
      if (!found) continue;
      marks.add(line, found.name, found.notes, found.facts, found.once);
    }
  }
}

interface Line {
  start: number;
  end: number;
  text: string;
}

class Template {
  /** The frame, where the file extends one: `base.html`; '' where its name is computed. */
  readonly frame: string | undefined;
  private readonly closed: readonly (readonly [number, number])[];

  constructor(readonly text: string) {
    const extending = /\{%\s*extends\s+(?:"([^"]*)"|'([^']*)'|\S+)/.exec(text);
    this.frame = extending ? (extending[1] ?? extending[2] ?? '') : undefined;
    this.closed = [...verbatimParts(text), ...keptAsWritten(text)];
  }

  /** The line of an offset; undefined where a line above it would be seen on the page. */
  lineOf(offset: number): Line | undefined {
    const begin = lineStart(this.text, offset);
    const end = lineEnd(this.text, offset);
    const text = this.text.slice(begin, end).trimStart();
    const start = end - text.length;
    if (!/^[<{]/.test(text) || inlineTag.test(text)) return undefined;
    if (this.closed.some(([from, to]) => from < start && start < to)) return undefined;
    return { start, end, text };
  }
}

/** A line that begins with one of these goes on with a sentence. */
const inlineTag = /^<\/?(code|b|i|em|strong|small|abbr|kbd|br)\b/;

/** Elements whose white space counts, translated texts, comments, and tags over several lines. */
function keptAsWritten(text: string): [number, number][] {
  const shapes = [
    /<(pre|textarea|script|style)\b[\s\S]*?<\/\1\s*>/gi,
    /\{%\s*(blocktrans(?:late)?|filter|spaceless)\b[^%]*%\}[\s\S]*?\{%\s*end\1\b[^%]*%\}/g,
    /<!--[\s\S]*?-->/g,
    /<[a-zA-Z][^<>{}]*(?:\{[{%][^\n]*?[}%]\}[^<>{}]*)*>/g,
  ];
  return shapes.flatMap((shape) =>
    [...text.matchAll(shape)].map(({ index, 0: whole }): [number, number] => [
      index,
      index + whole.length,
    ]),
  );
}

interface Found {
  name: string;
  notes: string | readonly string[];
  facts?: KnownFacts;
  once?: string;
}

interface Context {
  template: Template;
  app: AppAround | undefined;
  line: Line;
}

interface TemplateRule {
  shape: RegExp;
  only?: (line: Line, template: Template) => boolean;
  notes(match: RegExpMatchArray, context: Context): Found | undefined;
}

/** In the order in which notes stand above one line. */
const rules: readonly TemplateRule[] = [
  {
    shape: /\{%\s*extends\s+\S+\s*%\}/g,
    notes: (_, { template }) => ({
      name: 'extends',
      notes: ['templates/extends-frame', 'templates/extends'],
      facts: { frame: template.frame || undefined },
    }),
  },
  {
    shape: /\{%\s*load\s+([^%]+?)\s*%\}/g,
    notes: ([, names]) => ({
      name: 'load',
      notes: names === 'static' ? 'templates/load-static' : 'templates/load',
    }),
  },
  {
    shape: /<meta name="viewport"/g,
    notes: () => ({ name: 'viewport', notes: 'templates/viewport' }),
  },
  {
    shape: /\{%\s*block\s+(\w+)\s*%\}/g,
    notes: ([whole, name], { template, line, app }) =>
      blockNotes(whole, name!, template, line, app),
  },
  {
    shape: /\{%\s*static\s+["'][^"']+["']\s*%\}/g,
    only: (line, { text }) => !/\{%\s*block styles\s*%\}\s*$/.test(text.slice(0, line.start)),
    notes: () => ({ name: 'static', notes: 'templates/static' }),
  },
  {
    shape: /<form\b[^>]*\bmethod="get"[^>]*>/gi,
    notes: ({ index }, { template, app }) => {
      const form = template.text.slice(index, template.text.indexOf('</form>', index));
      const prefix = form.includes('name="q"') && app?.prefix;
      return {
        name: 'form',
        notes: ['templates/get-form-search', 'templates/get-form'],
        facts: { prefix: prefix || undefined },
      };
    },
  },
  {
    shape: /\{%\s*csrf_token\s*%\}/g,
    notes: () => ({ name: 'csrf_token', notes: 'templates/csrf_token' }),
  },
  { shape: /\{%\s*include\s/g, notes: () => ({ name: 'include', notes: 'templates/include' }) },
  {
    shape: /\{%\s*for\s+\w+ in \S+\s*%\}/g,
    notes: ({ index }, { template }) => ({
      name: 'for',
      notes: hasEmpty(template.text, index!) ? 'templates/for-empty' : 'templates/for',
      once: 'templates/for',
    }),
  },
  {
    shape: /href="\{\{\s*\w+\.get_absolute_url\s*\}\}"/g,
    notes: () => ({ name: 'get_absolute_url', notes: 'templates/get_absolute_url' }),
  },
  {
    shape: /\{\{[^}]*\|truncatewords:(\d+)[^}]*\}\}/g,
    notes: ([, count]) => ({
      name: 'truncatewords',
      notes: 'templates/filters',
      facts: { count: count! },
    }),
  },
  {
    shape: /\{\{[^}]*\|linebreaks\s*\}\}/g,
    notes: () => ({ name: 'linebreaks', notes: 'templates/linebreaks' }),
  },
  {
    shape: /<dl>/g,
    notes: ({ index }, { template }) =>
      /^<dl>\s*<dt>[^<]*<\/dt>\s*<dd>\{\{/.test(template.text.slice(index))
        ? { name: 'dl', notes: 'templates/description-list' }
        : undefined,
  },
  {
    shape: /\{%\s*if (\w+\.\w+)\s*%\}/g,
    notes: ({ 1: field, index }, { template }) => {
      const inside = template.text.slice(index, template.text.indexOf('endif', index));
      return inside.includes(`{{ ${field}.url }}`)
        ? { name: 'if', notes: 'templates/file-url' }
        : undefined;
    },
  },
  {
    shape: /\{\{\s*[\w.]+\s*\}\}/g,
    only: ({ text }) => !text.includes('get_absolute_url') && !/\.url \}\}/.test(text),
    notes: (_, { line }) => ({
      name: 'variable',
      notes: /^\{%\s*block title\s*%\}\{\{/.test(line.text)
        ? 'templates/variable-title'
        : 'templates/variable',
      once: 'templates/variable',
    }),
  },
  {
    shape: /\{%\s*url\s+["']([^"']+)["']/g,
    notes: ([, name]) => ({ name: 'url', notes: 'templates/url', facts: { name: name! } }),
  },
];

function blockNotes(
  whole: string,
  name: string,
  { text, frame }: Template,
  line: Line,
  app: AppAround | undefined,
): Found | undefined {
  const body = text.slice(text.indexOf(whole, line.start) + whole.length);
  const isEmpty = /^\s*\{%\s*endblock/.test(body);
  if (frame === undefined) {
    if (name === 'content' && isEmpty) return { name, notes: 'templates/content-block' };
    return isEmpty ? undefined : { name, notes: 'templates/block' };
  }
  const style = new RegExp(
    `^\\s*<link rel="stylesheet" href="\\{% static '${app?.label}/[\\w.]+css' %\\}">`,
  );
  if (name === 'styles' && frame && style.test(body)) {
    return { name, notes: 'templates/app-static', facts: { frame } };
  }
  return { name, notes: 'templates/block-fill' };
}

/** Whether a loop has an `empty` of its own. */
function hasEmpty(text: string, start: number): boolean {
  let depth = 0;
  for (const { 1: tag } of text.slice(start).matchAll(/\{%\s*(for|endfor|empty)\b/g)) {
    if (tag === 'for') depth += 1;
    else if (tag === 'endfor') depth -= 1;
    else if (depth === 1) return true;
    if (depth === 0) return false;
  }
  return false;
}

/** The templates that Django or this project finds by their names. */
function markFile(
  { path, text }: FileText,
  around: Surroundings,
  app: AppAround | undefined,
  marks: Marks,
): void {
  const inSite = /(?:^|\/)templates\/([^/]+)$/.exec(path)?.[1];
  const extended = /\{%\s*extends\b/.test(text);
  if (inSite === '404.html') marks.addFile(inSite, 'files/404-html');
  else if (inSite === '500.html')
    marks.addFile(inSite, extended ? 'files/500-html' : 'files/500-html-alone');
  else if (inSite === 'base.html' && !extended && /\{%\s*block\b/.test(text)) {
    const isAlone = around.has(path.replace('base.html', '500.html'));
    marks.addFile(inSite, isAlone ? 'files/base-html-site' : 'files/base-html');
  } else if (inSite === 'home.html' && around.rootUrls) {
    const isStart = /<ol class="steps">/.test(text) && text.includes('is running');
    marks.addFile(inSite, isStart ? 'files/home-html' : [], { file: around.rootUrls });
  } else if (app) markAppFile({ path, text }, around, app, marks);
}

function markAppFile(
  { path, text }: FileText,
  around: Surroundings,
  app: AppAround,
  marks: Marks,
): void {
  const name = path.split(`/templates/${app.label}/`)[1];
  if (!name || name.includes('/')) return;
  if (name === 'base.html' && !/\{%\s*extends\b/.test(text)) {
    marks.addFile(name, 'files/app-base-html');
    return;
  }
  const view = name.replace(/\.html$/, '');
  const kind = /_(list|detail)$/.exec(view)?.[1];
  if (!kind || !around.patternOf(app, view)) return;
  const facts = { variable: view.replace(/_(list|detail)$/, '') };
  const isShown = text.includes(`{{ ${facts.variable}`) && /\{%\s*extends\b/.test(text);
  if (kind === 'detail') marks.addFile(name, isShown ? 'files/detail-html' : [], facts);
  else
    marks.addFile(
      name,
      text.includes('name="q"') ? 'files/list-html-search' : 'files/list-html',
      facts,
    );
}
