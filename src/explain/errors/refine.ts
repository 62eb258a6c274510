/**
 * Some messages are the same for different causes: "No module named 'x'" comes for an app, for a
 * package, for the settings. The traceback, the address or the project tells them apart.
 */

import type { Project } from '../../project/project';
import type { Explanation } from '../catalog';
import type { Problem } from './decode';
import { ownFile } from './places/own-file';
import { routeOf } from './places/view-of';
import type { Report } from './report';
import type { Frame } from './traceback';

interface Known {
  catalog: readonly Explanation[];
  report: Report;
  project: Project | undefined;
}

export function refine(problem: Problem, known: Known): Problem {
  const id = problem.match.explanation.id.replace('errors/', '');
  const better = rules[id]?.(problem, known);
  const explanation = better && known.catalog.find((one) => one.id === `errors/${better}`);
  return explanation ? { ...problem, match: { ...problem.match, explanation } } : problem;
}

type Rule = (problem: Problem, known: Known) => string | undefined;

const missingModule: Rule = ({ match, raised }, { project }) => {
  const frames = raised?.frames ?? [];
  // What Django did after the last line of the project's own.
  const last = frames.findLastIndex((frame) => isOwn(frame, project));
  const after = frames.slice(last + 1).map(({ file }) => file.replaceAll('\\', '/'));
  if (after.some((file) => file.endsWith('/django/apps/config.py'))) return 'app-not-importable';
  if (after.some((file) => file.endsWith('/django/conf/__init__.py')))
    return 'settings-module-missing';
  const first = match.groups.module?.split('.')[0] ?? '';
  return first && project?.modules.isOwn(first) ? 'own-module-missing' : undefined;
};

/** Without a project, what is not a package is one's own. manage.py starts everything. */
function isOwn({ file, within }: Frame, project: Project | undefined): boolean {
  if (/manage\.py$/.test(file)) return false;
  if (project) return ownFile(project, file) !== undefined;
  return (
    within !== undefined &&
    !/[\\/](site-packages|dist-packages|lib[\\/]python[\d.]+|Lib)[\\/]|^</.test(file)
  );
}

const pageNotFound: Rule = ({ match }, { report, project }) => {
  const path = report.request.path ?? match.groups.path ?? '';
  if (/^\/accounts\/(login|profile)\//.test(path)) return 'login-url-missing';
  if (/^\/ws\//.test(path)) return 'websocket-not-found';
  if (/^\/media\//.test(path)) return 'media-not-found';
  if (/^\/static\//.test(path)) return 'static-not-found';
  // A route answers the address: then it is the view that did not find its object.
  return project && /^Not Found|HTTP\/[\d.]+" 404/m.test(report.text) && routeOf(project, path)
    ? 'object-not-found'
    : undefined;
};

/** The files of Django that ran last, behind the last line of the project's own. */
const ranBehind = ({ raised }: Problem, { project }: Known): string[] => {
  const frames = raised?.frames ?? [];
  const last = frames.findLastIndex((frame) => isOwn(frame, project));
  return frames.slice(last + 1).map(({ file }) => file.replaceAll('\\', '/'));
};

/** Nothing of the project was running: Django called what it had been given. */
const calledByDjango = (problem: Problem, known: Known): boolean =>
  (problem.raised?.frames.length ?? 0) === ranBehind(problem, known).length;

const tooManyArguments: Rule = (problem, known) => {
  if (
    ranBehind(problem, known).at(-1)?.endsWith('/core/handlers/base.py') &&
    /takes no arguments/.test(problem.said)
  ) {
    return 'middleware-wrong';
  }
  const own = problem.raised?.frames.findLast((frame) => isOwn(frame, known.project));
  return own && !/as_view|path\(/.test(own.code ?? '') ? 'python-TypeError' : undefined;
};

const rules: Readonly<Record<string, Rule>> = {
  'module-not-found': missingModule,
  'settings-module-missing': (problem, known) =>
    missingModule(problem, known) === 'app-not-importable' ? 'app-not-importable' : undefined,
  'python-KeyError': ({ raised }) =>
    /environ\b/.test(raised?.frames.map(({ code }) => code ?? '').join('\n') ?? '')
      ? 'environment-variable-missing'
      : undefined,
  'urlconf-without-patterns': ({ raised }, { project }) =>
    raised?.frames.some(
      (frame) => isOwn(frame, project) && /\breverse\(|\bredirect\(/.test(frame.code ?? ''),
    )
      ? 'reverse-too-early'
      : undefined,
  'page-not-found': pageNotFound,
  'view-class-without-as-view': tooManyArguments,
  'python-TypeError': (problem, known) =>
    ranBehind(problem, known).at(-1)?.endsWith('/views/generic/edit.py')
      ? 'generic-view-incomplete'
      : undefined,
  'python-AttributeError': (problem, known) =>
    /'NoneType' object has no attribute/.test(problem.said) &&
    calledByDjango(problem, known) &&
    /(middleware|handlers|deprecation|clickjacking)/.test(ranBehind(problem, known).at(-1) ?? '')
      ? 'middleware-wrong'
      : undefined,
};
