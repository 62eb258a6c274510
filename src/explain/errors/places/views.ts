/** Places in views, forms and tests. */
import type { OwnDefinition } from '../../../project/definitions';
import type { Project } from '../../../project/project';
import { allRoutes } from '../../../project/routes';
import { texts } from '../../../python/values';
import type { Case, Finder, Spot } from './case';
import { lastFrame, ownFrames, whereItRan } from './case';
import { settingOrFile } from './settings';
import {
  escaped,
  linesLike,
  linesOf,
  pythonFiles,
  quoted,
  templateFiles,
  writtenPython,
} from './source';
import { routeOf, viewOf } from './view-of';

/** The lines of a function or class, with their numbers. */
function linesIn(
  project: Project,
  { node, module }: OwnDefinition,
): { text: string; line: number }[] {
  const count = node.text.split('\n').length;
  return linesOf(project, module.file)
    .slice(node.line - 1, node.line - 1 + count)
    .map((text, index) => ({ text, line: node.line + index }));
}

const returnedNone: Finder = (found) => {
  const { project } = found;
  const view = viewOf(found);
  if (!view) return [functionNamed(project, found.match.groups.view, 'It ends without an answer.')];
  const lines = linesIn(project, view);
  const lost = lines.find(({ text }) =>
    /^\s+(render|redirect|HttpResponse\w*|JsonResponse|super\(\)\.\w+)\(/.test(text),
  );
  const start = {
    file: view.module.file,
    line: view.node.line,
    why: `${view.name} reaches its end without return on some way through it.`,
  };
  return [
    lost && { file: view.module.file, line: lost.line, why: 'Write return in front of this.' },
    start,
  ];
};

function functionNamed(
  project: Project,
  dotted: string | undefined,
  why: string,
): Spot | undefined {
  const name = dotted?.split('.').at(-1);
  if (!name) return undefined;
  const [line] = linesLike(
    project,
    writtenPython(project),
    new RegExp(`^\\s*(async\\s+)?(def|class)\\s+${escaped(name)}\\b`),
  );
  return line && { file: line.file, line: line.line, why };
}

const returnedWrongType: Finder = (found) => {
  const { project } = found;
  const view = viewOf(found);
  const last = lastFrame(found);
  if (last && !view) return [whereItRan(found, 'This value is no response.')];
  if (!view) return [];
  const returns = linesIn(project, view).filter(({ text }) => /^\s*return\b/.test(text));
  const suspect =
    returns.find(({ text }) => !/\b(render|redirect|\w*Response\w*|super|view)\(/.test(text)) ??
    returns[0];
  return [
    suspect
      ? {
          file: view.module.file,
          line: suspect.line,
          why: `${view.name} returns a value that is no response: wrap it in HttpResponse().`,
        }
      : { file: view.module.file, line: view.node.line, why: 'It has to return a response.' },
  ];
};

const viewArguments: Finder = (found) => {
  const { project, match } = found;
  const name = match.groups.view?.split('.').at(-1) ?? '';
  const parameter = match.groups.name ?? '';
  const routes = allRoutes(project).filter(
    ({ view }) => view?.short === name || view?.name.endsWith(`.${name}`),
  );
  const route =
    routes.find(({ address }) => address.includes(parameter)) ??
    routeOf(project, found.report.request.path) ??
    routes[0];
  const isExtra = /unexpected/.test(found.said);
  const definition = route?.view?.definition;
  const why = isExtra
    ? `Its route gives it ${parameter}: write this name among its parameters.`
    : `It asks for ${parameter}, which its route does not give.`;
  const at =
    definition?.kind === 'function'
      ? { file: definition.module.file, line: definition.node.line, why }
      : functionNamed(project, name, why);
  const last = lastFrame(found);
  // Called by the project's own code: then that call is what to look at.
  const isCalledHere =
    last &&
    new RegExp(`\\b${escaped(name)}\\(`).test(linesOf(project, last.file)[last.line - 1] ?? '');
  return [
    isCalledHere ? whereItRan(found, 'This call and the function do not fit.') : undefined,
    at,
    route && { file: route.file, line: route.line, why: `Its route: ${route.address}` },
  ];
};

const objectNotFound: Finder = (found) => {
  const view = viewOf(found);
  if (!view) return [];
  const line = linesIn(found.project, view).find(({ text }) =>
    /get_object_or_404|get_list_or_404|Http404/.test(text),
  );
  return [
    {
      file: view.module.file,
      line: line?.line ?? view.node.line,
      why: line ? 'Here it is looked for, and not found.' : 'The view that looks for it.',
    },
  ];
};

const methodNotAllowed: Finder = (found) => {
  const view = viewOf(found);
  if (!view) return [];
  const { file } = view.module;
  const lines = linesOf(found.project, file);
  let start = view.node.line;
  while (start > 1 && /^\s*@/.test(lines[start - 2] ?? '')) start--;
  const decorator = lines
    .slice(start - 1, view.node.line)
    .findIndex((text) => /@require_|@api_view/.test(text));
  const method = found.report.request.method ?? found.match.groups.method ?? 'this method';
  return [
    decorator >= 0
      ? { file, line: start + decorator, why: `It lets no ${method} through.` }
      : {
          file,
          line: view.node.line,
          why: `It answers no ${method}: give it a method ${method.toLowerCase()}.`,
        },
  ];
};

/** The class that lacks something; for a missing pk, the route that does not give it. */
const genericView: Finder = (found) => {
  const { project, match, said } = found;
  const view = viewOf(found);
  const name = match.groups.class ?? (view?.kind === 'class' ? view.name : undefined);
  const at = functionNamed(
    project,
    name,
    /must be called with/.test(said)
      ? 'The view looks for pk or slug.'
      : `${name} lacks what the message names.`,
  );
  if (!/must be called with/.test(said)) return [at];
  const route =
    allRoutes(project).find((one) => one.view?.short === name) ??
    routeOf(project, found.report.request.path);
  return [
    route && { file: route.file, line: route.line, why: 'Call the number pk here: <int:pk>.' },
    at,
  ];
};

/** Forms that are sent with POST, and have no secret before their end. */
function formsWithoutSecret(project: Project): Spot[] {
  return templateFiles(project).flatMap((file) => {
    const lines = linesOf(project, file);
    return lines.flatMap((text, index): Spot[] => {
      if (!/<form\b/i.test(text)) return [];
      const end = lines.findIndex((line, at) => at >= index && /<\/form>/i.test(line));
      const whole = lines.slice(index, end < 0 ? undefined : end + 1).join('\n');
      const isPost = /method\s*=\s*["']?post/i.test(whole);
      return isPost && !/csrf_token|csrf_input/.test(whole)
        ? [{ file, line: index + 1, why: 'Write {% csrf_token %} inside this form.' }]
        : [];
    });
  });
}

const csrf: Finder = (found) => {
  const view = viewOf(found);
  return [
    ...formsWithoutSecret(found.project),
    view && {
      file: view.module.file,
      line: view.node.line,
      why: 'The view that the form is sent to.',
    },
  ];
};

const csrfCookie: Finder = (found) => {
  const { project } = found;
  const secure = project.settings[0]?.names.get('CSRF_COOKIE_SECURE');
  const isSet = secure?.value.kind === 'constant' && secure.value.value === true;
  return [
    isSet
      ? settingOrFile(
          project,
          'CSRF_COOKIE_SECURE',
          'With True, browsers send the cookie over https only.',
          '',
        )
      : undefined,
    ...csrf(found),
  ];
};

/** Where a word stands in quotes near a class of forms. */
const formField: Finder = (found) => {
  const { project, match } = found;
  const fields = (match.groups.fields ?? '')
    .split(/,\s*/)
    .map((name) => name.replace(/^'|'$/g, ''));
  const last = lastFrame(found);
  const files = [
    ...(last ? [last.file] : []),
    ...pythonFiles(project).filter((file) => /forms?|views|admin|serializers/.test(file)),
  ];
  const lines = linesLike(
    project,
    files,
    new RegExp(fields.map((name) => quoted(name).source.replace('\\1', '["\']')).join('|')),
  );
  const line = lines.find((one) => one.file === last?.file && one.line >= last.line) ?? lines[0];
  return [
    line
      ? {
          file: line.file,
          line: line.line,
          why: `${match.groups.model ?? 'The model'} has no field ${fields.join(', ')}.`,
        }
      : whereItRan(found, 'The fields are named in here.'),
  ];
};

/** The middlewares of the project itself: the one that is named, or all. */
const ownMiddleware: Finder = ({ project, match, said }) => {
  const named = match.groups.path ?? /(\w+)\(\) takes no arguments/.exec(said)?.[1];
  const value = project.settings[0]?.names.get('MIDDLEWARE')?.value;
  const entries =
    value?.kind === 'sequence' ? value.items.flatMap((item) => texts(item.value)) : [];
  const own = entries.filter((entry) => project.modules.isOwn(entry.split('.')[0]!));
  return own
    .filter((entry) => !named || entry === named || entry.endsWith(`.${named}`))
    .map((entry) => {
      const file = project.modules.find(entry.split('.').slice(0, -1).join('.'));
      const [line] = file
        ? linesLike(
            project,
            [file],
            new RegExp(`^(async\\s+)?(def|class)\\s+${escaped(entry.split('.').at(-1)!)}\\b`),
          )
        : [];
      return (
        line && {
          file: line.file,
          line: line.line,
          why: 'It has to hand back something on every way through it.',
        }
      );
    });
};

/** A warning tells its line in front: `/…/views.py:30: UserWarning`. */
const warned =
  (why: string, blame: RegExp): Finder =>
  (found) => {
    const { project, report } = found;
    const own = whereItRan(found, why);
    const [line] = linesLike(project, writtenPython(project), blame);
    const isTold = own && report.text.includes(`:${own.line}:`);
    return [isTold ? own : line ? { file: line.file, line: line.line, why } : own];
  };

const inTests: Finder = (found) => {
  const last = [...ownFrames(found)].reverse().find(({ file }) => /\/tests?(\/|_|\.py)/.test(file));
  return [
    last && { file: last.file, line: last.line, why: 'What the test expects is not so.' },
    last ? undefined : whereItRan(found, 'The line that ran last.'),
  ];
};

const testFiles = ({ project }: Case) =>
  pythonFiles(project).filter((file) => /\/tests?(_\w+)?\.py$/.test(file));

export const viewFinders: Record<string, Finder> = {
  'view-returned-none': returnedNone,
  'view-returned-wrong-type': returnedWrongType,
  'view-arguments': viewArguments,
  'view-class-without-as-view': (found) => {
    const { method } = found.match.groups;
    const [line] = method
      ? linesLike(
          found.project,
          writtenPython(found.project),
          new RegExp(`^\\s+def\\s+${method}\\((?!self)`),
        )
      : [];
    if (line)
      return [
        { file: line.file, line: line.line, why: 'The first parameter of a method is self.' },
      ];
    const own = ownFrames(found).at(-1);
    const route = routeOf(found.project, found.report.request.path);
    const name = route?.view?.short ?? '';
    return [
      route && { file: route.file, line: route.line, why: `Write ${name}.as_view() here.` },
      own && !route
        ? { file: own.file, line: own.line, why: 'It is called with more than it takes.' }
        : undefined,
    ];
  },
  'json-not-serializable': (found) => {
    const ran = whereItRan(found, 'Pick the values that shall go into the JSON.');
    const view = ran ? undefined : viewOf(found);
    const line =
      view &&
      linesIn(found.project, view).find(({ text }) =>
        /\.session\[|JsonResponse|json\.dumps/.test(text),
      );
    return [
      ran,
      view && {
        file: view.module.file,
        line: line?.line ?? view.node.line,
        why: 'Keep the number of an object here, not the object.',
      },
    ];
  },
  'middleware-wrong': ownMiddleware,
  'signal-receiver': (found) => {
    const ran = whereItRan(found, 'Add **kwargs to its parameters.');
    const lines = ran ? linesOf(found.project, ran.file) : [];
    const at = ran?.line
      ? lines.findIndex((text, index) => index >= ran.line! - 1 && /^\s*def\b/.test(text))
      : -1;
    const isNear =
      ran?.line && at >= 0 && at - ran.line < 4 && /^\s*@/.test(lines[ran.line - 1] ?? '');
    return [
      ran && isNear
        ? { ...ran, line: at + 1 }
        : (functionNamed(
            found.project,
            found.match.groups.view,
            'Add **kwargs to its parameters.',
          ) ?? ran),
    ];
  },
  'method-on-class': (found) => {
    const name = found.match.groups.view?.split('.').at(-1) ?? '';
    const [line] = /takes 0/.test(found.said)
      ? linesLike(
          found.project,
          writtenPython(found.project),
          new RegExp(`^\\s+def\\s+${escaped(name)}\\(\\s*\\)`),
        )
      : [];
    return [
      line && { file: line.file, line: line.line, why: 'The first parameter of a method is self.' },
      whereItRan(
        found,
        line ? 'It is called here.' : 'Make an object first, and call the method on it.',
      ),
    ];
  },
  'object-not-found': objectNotFound,
  'method-not-allowed': methodNotAllowed,
  'generic-view-incomplete': genericView,
  'csrf-failed': csrf,
  'csrf-cookie-not-set': csrfCookie,
  'form-without-model': (found) => [
    functionNamed(
      found.project,
      found.match.groups.form,
      'Its Meta has to name the model and the fields.',
    ) ?? whereItRan(found, 'Its Meta has to name the model and the fields.'),
  ],
  'form-unknown-field': formField,
  'naive-datetime': warned(
    'This moment has no time zone: use timezone.now().',
    /datetime\.(now|utcnow|today|strptime|fromtimestamp)\(|\bdatetime\(\d{4}/,
  ),
  'unordered-list': warned('This list has no order: add order_by().', /Paginator\(|paginate_by/),
  'test-failed': inTests,
  'no-tests-ran': (found) =>
    testFiles(found).map((file) => ({
      file,
      line: null,
      why: 'No class in here derives from TestCase, or no method begins with test.',
    })),
  'test-import-error': (found) => [
    ...testFiles(found)
      .filter((file) => found.project.files.isFolder(file.replace(/\.py$/, '')))
      .map((file) => ({
        file,
        line: null,
        why: 'There is a folder of the same name beside it. Keep one.',
      })),
    whereItRan(found, 'This import fails.'),
  ],
};
