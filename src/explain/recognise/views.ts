import type { SyntaxNode } from '../../python/syntax';
import type { AppAround, Surroundings } from '../surroundings';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  assignment,
  basesOf,
  classIn,
  type Definition,
  doubleQuoted,
  functionIn,
  type PythonSource,
  parametersOf,
} from './source';

/** Views: functions with a request, and classes derived from Django's own. */
export const recogniseViews: Rule = (source, around, marks) => {
  if (!source.text.includes('request') && !source.text.includes('generic')) return;
  const isViews = /(^|\/)(\w+_)?views(\/.*|_\w+)?\.py$/.test(source.path);
  const app = around.appOf(source.path);
  for (const statement of source.statements) {
    const found = functionIn(statement);
    if (found && isViews && isView(found)) {
      markFunction(source, found, { around, app }, marks);
    }
    const viewClass = classIn(statement);
    if (viewClass) markClass(source, viewClass, marks);
  }
};

/** A public function that takes a request and returns a response, as far as one can see. */
function isView(found: Definition): boolean {
  return (
    parametersOf(found)[0] === 'request' &&
    !found.name.startsWith('_') &&
    /\breturn\s+(render\w*|redirect|\w*Response\w*|TemplateResponse)\(/.test(found.node.text)
  );
}

interface Place {
  around: Surroundings;
  app: AppAround | undefined;
}

function markFunction(source: PythonSource, found: Definition, place: Place, marks: Marks): void {
  const { outer, name, body } = found;
  const text = doubleQuoted(found.node.text);
  const pattern = place.app && place.around.patternOf(place.app, name);
  const key = parametersOf(found)[1];
  const isDetail = key === 'pk' && /get_object_or_404\(\w+, pk=pk\)/.test(text);
  const searches = /request\.GET\.get\("q", ""\)/.test(text);
  const isList = name.endsWith('_list');
  const notes = isDetail
    ? ['views/detail']
    : isList && pattern
      ? [searches ? 'views/list-search' : 'views/list']
      : ['views/function-pattern', 'views/function'];
  marks.add(outer, name, notes, { ...(pattern && { pattern }) });
  for (const decorator of found.decorators) markDecorator(source, decorator, marks);
  for (const [index, statement] of body.entries()) {
    markStep(source, statement, body[index + 1], text, marks);
  }
}

/** The steps of a view: receive, process, return. */
function markStep(
  source: PythonSource,
  statement: SyntaxNode,
  next: SyntaxNode | undefined,
  view: string,
  marks: Marks,
): void {
  const assigned = assignment(statement);
  if (assigned) {
    const { name, value } = assigned;
    const text = doubleQuoted(value.text);
    if (name === 'context' && /^return render\(.*,\s*context,?\s*\)$/s.test(next?.text ?? '')) {
      marks.add(statement, name, 'views/return-context', {}, 'views/return');
    } else if (/^request\.GET\.get\("q", ""\)/.test(text)) {
      marks.add(statement, name, 'views/receive-search', {}, 'views/receive');
    } else if (/^request\.GET\b/.test(text)) {
      marks.add(statement, name, 'views/receive');
    } else if (source.callee(value) === 'django.shortcuts.get_object_or_404') {
      marks.add(statement, name, 'views/get_object_or_404');
    } else if (
      isLazy(value) &&
      /^\w+\.objects\.(all|filter|exclude|order_by|select_related|prefetch_related)\(/.test(text)
    ) {
      marks.add(statement, name, processNotes(text, view));
    }
  } else if (statement.type === 'return_statement') {
    if (source.callee(statement.parts[0]) === 'django.shortcuts.render') {
      marks.add(statement, 'render', 'views/return');
    } else if (source.callee(statement.parts[0]) === 'django.shortcuts.redirect') {
      marks.add(statement, 'redirect', 'views/redirect');
    }
  } else if (
    statement.type === 'if_statement' &&
    /^if request\.method == ['"]POST['"]/.test(statement.text)
  ) {
    marks.add(statement, 'POST', 'views/post');
  }
}

const lazy = new Set([
  'all',
  'annotate',
  'defer',
  'distinct',
  'exclude',
  'filter',
  'none',
  'only',
  'order_by',
  'prefetch_related',
  'reverse',
  'select_related',
  'using',
  'values',
  'values_list',
]);

/** Whether a query is only prepared: `first()` and `[0]` ask the database at once. */
function isLazy(query: SyntaxNode): boolean {
  if (query.type === 'subscript') {
    const index = query.child('subscript');
    return index?.type === 'slice' && isLazy(query.child('value')!);
  }
  const called = query.child('function')?.child('attribute')?.text;
  return query.type === 'call' && called !== undefined && lazy.has(called);
}

function processNotes(query: string, view: string): string {
  if (/\bQ\(\w+__icontains=query\)\s*\|\s*Q\(/.test(view)) return 'views/process';
  if (/\.filter\(\s*\w+__icontains=query,?\s*\)/.test(view)) return 'views/process-one';
  return /\.all\(\)$/.test(query) && !view.includes('.filter(')
    ? 'views/process-all'
    : 'views/queryset';
}

function markClass(source: PythonSource, found: Definition, marks: Marks): void {
  for (const base of basesOf(found)) {
    const name = source.dotted(base) ?? '';
    const view = /^django\.(?:views(?:\.generic(?:\.\w+)?)?|contrib\.auth\.views)\.(\w*View)$/.exec(
      name,
    )?.[1];
    if (view) {
      marks.add(found.outer, found.name, [`views/${view}`, 'views/class']);
      for (const decorator of found.decorators) markDecorator(source, decorator, marks);
      return;
    }
  }
}

function markDecorator(source: PythonSource, decorator: SyntaxNode, marks: Marks): void {
  const [expression] = decorator.parts;
  const name = source.callee(expression) ?? source.dotted(expression) ?? '';
  if (!name.startsWith('django.')) return;
  const short = name.split('.').at(-1)!;
  marks.add(decorator, short, [`views/${short}`]);
}
