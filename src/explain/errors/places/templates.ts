/** Places in templates. */
import path from 'node:path';
import { appOfModule } from '../../../project/models';
import type { Project } from '../../../project/project';
import type { Case, Finder, Spot } from './case';
import { lastFrame, ownFrames, whereItRan } from './case';
import { didYouMean, nearestTo } from './nearest';
import { ownFile } from './own-file';
import { setting } from './settings';
import {
  escaped,
  type Line,
  linesLike,
  linesOf,
  pagesElsewhere,
  templateFiles,
  writtenPython,
} from './source';
import { viewOf } from './view-of';

/** The line of a template that the page names. */
export function templateSpot({ project, report }: Case, why: string): Spot | undefined {
  const { template } = report;
  const file =
    template && (ownFile(project, template.file) ?? templateCalled(project, template.file));
  return template && file ? { file, line: template.line, why } : undefined;
}

/** The file of a template by its name: `blog/post_list.html`. */
function templateCalled(project: Project, name: string): string | undefined {
  return templateFiles(project).find((file) => file.endsWith(`/templates/${name}`));
}

/** A name under which a template could be found: behind its folder `templates`. */
const nameOf = (file: string) => file.split('/templates/').slice(1).join('/templates/');

/**
 * The templates that may be meant: the one that the message names, those that the last lines of the
 * project name, and all that these extend and include. Where nothing tells, all.
 */
function templatesInPlay(found: Case): string[] {
  const { project, report, said } = found;
  const named = report.template?.file ?? /Template: (\S+?\.\w+),/.exec(said)?.[1];
  const told = named && (ownFile(project, named) ?? templateCalled(project, named));
  const codes = [...ownFrames(found)].reverse().map(({ file, line }) =>
    linesOf(project, file)
      .slice(line - 1, line + 3)
      .join('\n'),
  );
  const fromCode = codes.flatMap((code) =>
    [...code.matchAll(/["']([\w./-]+\.(?:html?|txt|xml))["']/g)].flatMap(
      ([, name]) => templateCalled(project, name!) ?? [],
    ),
  );
  const first = [...(told ? [told] : []), ...fromCode];
  const all = first.length > 0 ? withParents(project, first) : [];
  return [...new Set([...all, ...templateFiles(project)])];
}

function withParents(project: Project, files: readonly string[]): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = linesOf(project, file).join('\n');
    for (const [, name] of source.matchAll(/\{%\s*(?:extends|include)\s+["']([^"']+)["']/g)) {
      const parent = templateCalled(project, name!);
      if (parent) visit(parent);
    }
  };
  files.forEach(visit);
  return [...seen];
}

/** The line of the page; else the first line in the templates in play that fits. */
function inTemplate(
  found: Case,
  pattern: RegExp,
  why: string,
  take: 'first' | 'last' = 'first',
): Spot | undefined {
  const shown = templateSpot(found, why);
  if (shown) return shown;
  for (const file of templatesInPlay(found)) {
    const line = linesLike(found.project, [file], pattern).at(take === 'first' ? 0 : -1);
    if (line) return { file, line: line.line, why };
  }
  return undefined;
}

/** The line that the message names by its number, where the tag stands. */
function numbered(found: Case, tag: RegExp, why: string): Spot | undefined {
  const shown = templateSpot(found, why);
  const line = Number(found.match.groups.line);
  if (shown || !line) return shown ?? inTemplate(found, tag, why);
  const file = templatesInPlay(found).find((name) =>
    tag.test(linesOf(found.project, name)[line - 1] ?? ''),
  );
  return file ? { file, line, why } : inTemplate(found, tag, why);
}

const tagCalled = (tag: string) => new RegExp(`\\{%-?\\s*${escaped(tag)}\\b`);

const doesNotExist: Finder = (found) => {
  const { project, match } = found;
  const name = match.groups.template ?? '';
  if (!name) return [whereItRan(found, 'The template is named here.')];
  const asked = askedFor(found, name);
  const existing = templateFiles(project);
  const exact = existing.find((file) => nameOf(file) === name);
  const base = path.posix.basename(name);
  const moved = existing.find(
    (file) => path.posix.basename(file) === base && nameOf(file) !== name,
  );
  if (exact) return [notLookedAt(project, exact, name), ...asked];
  const near = nearestTo(name, existing.map(nameOf));
  const astray = pagesElsewhere(project).find((file) => file.endsWith(`/${name}`));
  if (astray && !moved) {
    const why = `Django looks in folders called templates: rename ${path.posix.relative(project.root, astray.slice(0, -name.length - 1))}.`;
    return [{ file: astray, line: null, why }, ...asked];
  }
  if (moved) {
    const home = path.posix.join(
      moved.slice(0, moved.lastIndexOf('/templates/')),
      'templates',
      name,
    );
    return [
      {
        file: moved,
        line: null,
        why: `Its name is ${nameOf(moved)} here. Move it to ${path.posix.relative(project.root, home)}.`,
      },
      ...asked,
    ];
  }
  const why = near
    ? `There is no ${name}.${didYouMean(near)}`
    : `There is no ${name}. Make the file ${whereItBelongs(project, name)}.`;
  const places = asked.map((spot) => ({ ...spot, why }));
  if (places.length > 0) return places;
  // A generic view makes the name itself: blog/post_form.html for CreateView.
  const view = viewOf(found);
  return [
    view && {
      file: view.module.file,
      line: view.node.line,
      why: `${view.name} looks for ${name}. Make ${whereItBelongs(project, name)}, or set template_name.`,
    },
    view ? undefined : whereItRan(found, why),
  ];
};

/** The lines that name a template: the page's, then those in templates and views. */
function askedFor(found: Case, name: string): Spot[] {
  const { project } = found;
  const pattern = new RegExp(`["']${escaped(name)}["']`);
  const lines = linesLike(project, [...writtenPython(project), ...templateFiles(project)], pattern);
  const frames = ownFrames(found);
  const rank = (line: Line) =>
    frames.some((frame) => frame.file === line.file && Math.abs(frame.line - line.line) < 6)
      ? 0
      : 1;
  return lines
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, 2)
    .map(({ file, line }) => ({ file, line, why: `${name} is asked for here.` }));
}

/** The file exists: its folder is not one that Django looks in. */
function notLookedAt(project: Project, file: string, name: string): Spot | undefined {
  const folder = file.slice(0, -name.length - '/templates/'.length);
  const relative = path.posix.relative(project.root, folder);
  const module = relative.replaceAll('/', '.');
  if (relative === '') {
    const dirs = linesLike(
      project,
      project.settings[0] ? [project.settings[0].file] : [],
      /["']DIRS["']/,
    )[0];
    return (
      dirs && { file: dirs.file, line: dirs.line, why: 'Add BASE_DIR / "templates" to this list.' }
    );
  }
  if (appOfModule(project, `${module}.models`)) {
    return setting(
      project,
      'TEMPLATES',
      'The folders of apps are looked at only with "APP_DIRS": True.',
    );
  }
  return setting(
    project,
    'INSTALLED_APPS',
    `Add "${module}" to this list: ${path.posix.relative(project.root, file)} belongs to it.`,
  );
}

/** Where a new template would go: into the app of its name, else into the project's folder. */
function whereItBelongs(project: Project, name: string): string {
  const app = name.split('/')[0]!;
  const folder = project.modules.folderOf(app);
  return folder && name.includes('/')
    ? `${path.posix.relative(project.root, folder)}/templates/${name}`
    : `templates/${name}`;
}

const invalidBlockTag: Finder = (found) => {
  const tag = found.match.groups.tag?.split(' ')[0] ?? '';
  const why =
    tag === 'static'
      ? 'Write {% load static %} at the top of this file.'
      : tag.startsWith('end')
        ? `Nothing that ${tag} could close is open here.`
        : `No tag is called ${tag} here. Load its library, or compare the spelling.`;
  return [numbered(found, tagCalled(tag), why)];
};

const libraryMissing: Finder = (found) => {
  const { project, match } = found;
  const library = match.groups.library ?? '';
  const files = project.files;
  const exists = [...new Set(writtenPython(project))].find((file) =>
    file.endsWith(`/templatetags/${library}.py`),
  );
  const folder = exists?.slice(0, exists.lastIndexOf('/'));
  return [
    inTemplate(
      found,
      new RegExp(`\\{%\\s*load\\b[^%]*\\b${escaped(library)}\\b`),
      exists ? 'It is loaded here.' : `No installed app has templatetags/${library}.py.`,
    ),
    exists && folder && !files.isFile(`${folder}/__init__.py`)
      ? { file: exists, line: null, why: 'Its folder lacks an __init__.py.' }
      : exists
        ? setting(project, 'INSTALLED_APPS', 'The app with these tags has to be in this list.')
        : undefined,
  ];
};

const secondBlock: Finder = (found) => {
  const name = found.match.groups.name ?? '';
  const pattern = new RegExp(`\\{%\\s*block\\s+${escaped(name)}\\b`);
  const why = `A block '${name}' is in this file already. Rename this one.`;
  const shown = templateSpot(found, why);
  if (shown) return [shown];
  const twice = templatesInPlay(found).find(
    (file) => linesLike(found.project, [file], pattern).length > 1,
  );
  const line = twice && linesLike(found.project, [twice], pattern).at(-1);
  return [line ? { file: line.file, line: line.line, why } : undefined];
};

export const templateFinders: Record<string, Finder> = {
  'template-does-not-exist': doesNotExist,
  'template-invalid-block-tag': invalidBlockTag,
  'template-unclosed-tag': (found) => {
    const tag = found.match.groups.tag ?? '';
    return [
      numbered(
        found,
        tagCalled(tag),
        `This ${tag} has no end: write {% end${tag} %} where it ends.`,
      ),
    ];
  },
  'template-library-missing': libraryMissing,
  'template-library-broken': (found) => {
    const module = found.match.groups.module;
    const file = module ? found.project.modules.find(module) : undefined;
    return [
      whereItRan(found, 'This line fails.'),
      file ? { file, line: null, why: 'This file could not be imported.' } : undefined,
    ];
  },
  'template-cannot-parse': (found) => {
    const written = found.match.groups.from ?? found.match.groups.rest ?? '';
    const code = written.length < 3 ? `\\s${escaped(written)}\\s` : escaped(written);
    const inside = new RegExp(`\\{[{%](?:(?![}%]\\}).)*${code}`);
    return [inTemplate(found, inside, 'Templates do not understand this.')];
  },
  'template-invalid-filter': (found) => {
    const filter = found.match.groups.filter ?? '';
    return [
      inTemplate(
        found,
        new RegExp(`\\|\\s*${escaped(filter)}\\b`),
        `No filter is called ${filter} here.`,
      ),
    ];
  },
  'template-extends-not-first': (found) => {
    const file =
      templateSpot(found, '')?.file ??
      templatesInPlay(found).find((name) => extendsLate(found.project, name));
    const line = file ? linesLike(found.project, [file], /\{%\s*extends\b/).at(-1) : undefined;
    return [
      line
        ? { file: line.file, line: line.line, why: 'Move this above all other tags.' }
        : undefined,
    ];
  },
  'template-block-twice': secondBlock,
  'template-for-wrong': (found) => {
    const tag = found.match.groups.tag?.replace(/^for\s+/, '').trim();
    const pattern = tag ? new RegExp(`\\{%\\s*for\\s+${escaped(tag)}`) : /\{%\s*for\b/;
    return [inTemplate(found, pattern, 'Write it as {% for thing in things %}.')];
  },
  'template-not-a-list': (found) => {
    const why = 'This is no list.';
    return [templateSpot(found, why) ?? rendered(found, why) ?? whereItRan(found, why)];
  },
  'python-TemplateSyntaxError': (found) => {
    const why = 'The tag that cannot be read.';
    const tag = /'(\w+)'/.exec(found.said)?.[1];
    return [
      templateSpot(found, why) ??
        (tag ? inTemplate(found, tagCalled(tag), why) : undefined) ??
        whereItRan(found, 'The template that is shown here.'),
    ];
  },
  'context-processor-wrong': ({ project, match }) => {
    const name = match.groups.name ?? '';
    const [line] = linesLike(
      project,
      writtenPython(project),
      new RegExp(`^def\\s+${escaped(name)}\\b`),
    );
    return [
      line && {
        file: line.file,
        line: line.line,
        why: 'It has to return a dict on every way through it.',
      },
    ];
  },
  'file-field-empty': (found) => {
    const field = found.match.groups.field ?? '';
    const why = `Ask first whether there is a file: {% if … ${field} %}.`;
    const shown = templateSpot(found, why);
    const used = new RegExp(`\\b${escaped(field)}\\.(url|path|size|file)\\b`);
    const last = lastFrame(found);
    const code = last ? (linesOf(found.project, last.file)[last.line - 1] ?? '') : '';
    return [shown ?? (used.test(code) ? whereItRan(found, why) : inTemplate(found, used, why))];
  },
  'static-not-found': (found) => staticFile(found),
  'static-manifest-missing': (found) => staticFile(found),
};

/** A template fails while it is shown, and the log does not tell its line: the loops in it. */
function rendered(found: Case, why: string): Spot | undefined {
  const isRendering = found.raised?.frames.some(({ file }) =>
    /template[\\/](base|defaulttags)\.py$/.test(file),
  );
  if (!isRendering) return undefined;
  return inTemplate(found, /\{%\s*for\b/, why);
}

const extendsLate = (project: Project, file: string) => {
  const tags = linesLike(project, [file], /\{%/);
  return (
    tags.some(({ text }) => /\{%\s*extends\b/.test(text)) &&
    !/\{%\s*extends\b/.test(tags[0]?.text ?? '')
  );
};

/** The line that asks for a static file; where the file exists, the setting that decides. */
function staticFile(found: Case): (Spot | undefined)[] {
  const { project, match } = found;
  const name = (match.groups.path ?? '').replace(/^\/?static\//, '');
  const near = nearestTo(name, staticNames(project));
  const exists = staticNames(project).includes(name);
  const [line] = linesLike(
    project,
    templateFiles(project),
    new RegExp(`["'][^"']*${escaped(name)}["']`),
  );
  const why = exists
    ? 'It is asked for here, and the file is there.'
    : `There is no ${name}.${didYouMean(near)}`;
  const asked = line && { file: line.file, line: line.line, why };
  const debug = setting(
    project,
    'DEBUG',
    'With DEBUG off, Django hands out no static files: run collectstatic, and let the web server do it.',
  );
  return exists && match.explanation.id.endsWith('static-not-found')
    ? [
        setting(
          project,
          'STATICFILES_DIRS',
          'The folders that are looked in, besides those of the apps.',
        ),
        debug,
        asked,
      ]
    : [
        asked,
        exists
          ? setting(project, 'STATIC_ROOT', 'Run collectstatic: it fills this folder.')
          : undefined,
      ];
}

/** The static files that there are, by the names that templates call them. */
function staticNames({ files, root }: Project): string[] {
  const found: string[] = [];
  const walk = (folder: string, depth: number, prefix?: string) => {
    if (depth > 8) return;
    for (const name of files.list(folder)) {
      const file = `${folder}/${name}`;
      if (files.isFolder(file)) {
        if (
          name.startsWith('.') ||
          /^(node_modules|venv|env|site-packages|__pycache__)$/.test(name)
        )
          continue;
        walk(
          file,
          depth + 1,
          prefix === undefined ? (name === 'static' ? '' : undefined) : `${prefix}${name}/`,
        );
      } else if (prefix !== undefined) found.push(`${prefix}${name}`);
    }
  };
  walk(root, 0);
  return found;
}
