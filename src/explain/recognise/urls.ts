import type { SyntaxNode } from '../../python/syntax';
import type { AppAround, Surroundings } from '../surroundings';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  argumentsOf,
  assignment,
  elementsOf,
  type PythonSource,
  statementCall,
  stringIn,
} from './source';

/** `urlpatterns`, its routes, and what else stands in a urls.py. */
export const recogniseUrls: Rule = (source, around, marks) => {
  if (!source.text.includes('urlpatterns')) return;
  const isRoot = source.path === around.rootUrls;
  const app = isRoot ? undefined : around.appOf(source.path);
  const place: Place = { isRoot, app, around };
  for (const statement of source.statements) {
    const assigned = assignment(statement);
    const call = statementCall(statement);
    if (call && /^urlpatterns\.(append|extend|insert)$/.test(source.callee(call) ?? '')) {
      for (const argument of argumentsOf(call).positional)
        markRoutes(source, argument, place, marks);
    }
    if (!assigned) continue;
    const { name, value } = assigned;
    if (name === 'urlpatterns' || /_(url)?patterns$/.test(name)) {
      markPatterns(source, statement, assigned, place, marks);
    } else if (name === 'app_name') {
      const label = stringIn(value);
      const first = firstName(source);
      marks.add(statement, name, ['urls/app_name-names', 'urls/app_name'], {
        ...(label && first && { urlname: `${label}:${first}`, name: first }),
      });
    } else if (/^handler(400|403|404|500)$/.test(name)) {
      marks.add(statement, name, 'urls/handler', { status: name.slice(-3) });
    }
  }
};

interface Place {
  isRoot: boolean;
  app: AppAround | undefined;
  around: Surroundings;
}

function markPatterns(
  source: PythonSource,
  statement: SyntaxNode,
  { name, value }: { name: string; value: SyntaxNode },
  place: Place,
  marks: Marks,
): void {
  const callee = source.callee(value);
  if (callee === 'django.conf.urls.static.static') {
    const isMedia = /^static\(\s*settings\.MEDIA_URL,/.test(value.text);
    if (isMedia) marks.add(statement, name, 'urls/media');
    return;
  }
  if (callee === 'django.conf.urls.i18n.i18n_patterns')
    marks.add(statement, name, 'urls/i18n_patterns');
  else if (name === 'urlpatterns' && value.type !== 'call') {
    const notes = place.isRoot
      ? 'urls/urlpatterns'
      : [
          value.text.includes('as_view(')
            ? 'urls/app-urlpatterns'
            : 'urls/app-urlpatterns-functions',
        ];
    marks.add(
      statement,
      name,
      place.isRoot || place.app ? notes : 'urls/urlpatterns',
      {},
      'urlpatterns',
    );
  }
  markRoutes(source, value, place, marks);
}

function markRoutes(source: PythonSource, node: SyntaxNode, place: Place, marks: Marks): void {
  if (node.type === 'binary_operator') {
    for (const side of ['left', 'right']) {
      const part = node.child(side);
      if (part) markRoutes(source, part, place, marks);
    }
  } else if (node.type === 'call') {
    const callee = source.callee(node) ?? '';
    if (/\.(re_)?path$|\.url$/.test(callee) && callee.startsWith('django.')) {
      markRoute(source, node, callee.split('.').at(-1)!, place, marks);
    } else if (/patterns$/.test(callee)) {
      for (const part of argumentsOf(node).positional) markRoutes(source, part, place, marks);
    }
  } else {
    for (const element of elementsOf(node)) markRoutes(source, element, place, marks);
  }
}

function markRoute(
  source: PythonSource,
  call: SyntaxNode,
  kind: string,
  place: Place,
  marks: Marks,
): void {
  const { positional, keywords } = argumentsOf(call);
  const route = stringIn(positional[0] ?? keywords.get('route'));
  const view = positional[1] ?? keywords.get('view');
  if (!view) return;
  const shown = route === undefined ? call.text.split('\n')[0]! : route || '/';
  const target = source.dotted(view);
  if (target === 'django.contrib.admin.site.urls') {
    const address = kind === 'path' && place.isRoot && route ? route : undefined;
    marks.add(call, shown, ['urls/admin-address', 'urls/admin'], { address });
  } else if (
    source.callee(view) === 'django.urls.include' ||
    source.callee(view) === 'django.conf.urls.include'
  ) {
    markInclude(call, view, { route: kind === 'path' ? route : undefined, shown }, place, marks);
  } else if (kind !== 'path') {
    marks.add(
      call,
      shown,
      /\(\?P</.test(route ?? '') ? ['urls/regex-named', 'urls/regex'] : 'urls/regex',
    );
  } else if (route !== undefined) {
    markView(source, call, view, { route, shown }, place, marks);
  }
}

function markInclude(
  call: SyntaxNode,
  view: SyntaxNode,
  { route, shown }: { route: string | undefined; shown: string },
  place: Place,
  marks: Marks,
): void {
  const module = stringIn(argumentsOf(view).positional[0]);
  const app = module ? place.around.ownApp(module.replace(/\.urls$/, '')) : undefined;
  marks.add(call, shown, ['urls/include-app', 'urls/include'], {
    ...(app && place.isRoot && route && { app: app.label, prefix: route }),
  });
}

function markView(
  source: PythonSource,
  call: SyntaxNode,
  view: SyntaxNode,
  { route, shown }: { route: string; shown: string },
  place: Place,
  marks: Marks,
): void {
  const prefix = place.app?.prefix;
  if (route.includes('<')) {
    const converter = /<(?:(int|str|slug|uuid|path):)?(\w+)>/.exec(route);
    const facts = {
      ...(converter && { part: converter[0], name: converter[2]! }),
      ...(prefix && { prefix }),
    };
    const kind = converter?.[1] ?? (converter ? 'str' : 'own');
    const special = route === '<int:pk>/' ? ['urls/converter-number'] : [];
    marks.add(
      call,
      shown,
      [...special, `urls/converter-${kind}`, 'urls/converter'],
      facts,
      'converter',
    );
  } else if (route === '') {
    const template = source.callee(view)?.endsWith('.TemplateView.as_view')
      ? stringIn(argumentsOf(view).keywords.get('template_name'))
      : undefined;
    if (place.isRoot) {
      marks.add(call, shown, template ? 'urls/home-template' : 'urls/home', { template });
    } else {
      const isList = /_list$/.test(source.dotted(view) ?? '');
      marks.add(call, shown, isList ? 'urls/list-page' : 'urls/list', { prefix });
    }
  } else {
    marks.add(call, shown, 'urls/path');
  }
}

/** The name of the first pattern: `post_list`. */
function firstName(source: PythonSource): string | undefined {
  for (const statement of source.statements) {
    const found = assignment(statement);
    if (found?.name !== 'urlpatterns') continue;
    for (const element of elementsOf(found.value)) {
      const name =
        element.type === 'call' ? stringIn(argumentsOf(element).keywords.get('name')) : undefined;
      if (name) return name;
    }
  }
  return undefined;
}
