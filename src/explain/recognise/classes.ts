import type { SyntaxNode } from '../../python/syntax';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  assignment,
  basesOf,
  classIn,
  type Definition,
  functionIn,
  type PythonSource,
  parametersOf,
} from './source';

/** Forms, signals, middleware, consumers, management commands, tags and filters. */
export const recogniseClasses: Rule = (source, _around, marks) => {
  for (const statement of source.statements) {
    const found = classIn(statement);
    if (found) markClass(source, found, marks);
    const fun = functionIn(statement);
    if (fun) markFunction(source, fun, marks);
    markLibrary(source, statement, marks);
  }
};

function markClass(source: PythonSource, found: Definition, marks: Marks): void {
  const bases = basesOf(found).map((base) => source.dotted(base) ?? '');
  const is = (pattern: RegExp) => bases.some((base) => pattern.test(base));
  if (is(/^django\.forms\.(models\.)?ModelForm$/)) markForm(found, 'forms/ModelForm', marks);
  else if (is(/^django\.forms\.(forms\.)?Form$/)) markForm(found, 'forms/Form', marks);
  else if (is(/^django\.core\.management\.(base\.)?(Base|App|Label)Command$/))
    markCommand(found, marks);
  else if (is(/^channels\.generic\.\w+\.\w+Consumer$/)) markConsumer(found, marks);
  else if (isMiddleware(source, found, bases)) markMiddleware(found, marks);
}

function markForm({ outer, name, body }: Definition, note: string, marks: Marks): void {
  marks.add(outer, name, note);
  for (const statement of body) {
    const meta = classIn(statement);
    if (meta?.name === 'Meta') marks.add(meta.outer, `${name}.Meta`, 'forms/Meta');
    const method = functionIn(statement);
    if (method?.name === 'clean') marks.add(method.outer, `${name}.clean`, 'forms/clean');
    else if (method?.name.startsWith('clean_')) {
      marks.add(method.outer, `${name}.${method.name}`, 'forms/clean-field', {
        field: method.name.slice(6),
      });
    }
  }
}

function markCommand({ outer, name, body }: Definition, marks: Marks): void {
  marks.add(outer, name, 'manage/Command');
  for (const statement of body) {
    const attribute = assignment(statement);
    if (attribute?.name === 'help') marks.add(statement, 'help', 'manage/help');
    const method = functionIn(statement);
    if (method?.name === 'add_arguments' || method?.name === 'handle') {
      marks.add(method.outer, method.name, `manage/${method.name}`);
    }
  }
}

function markConsumer({ outer, name, body }: Definition, marks: Marks): void {
  marks.add(outer, name, 'consumers/Consumer');
  for (const statement of body) {
    const method = functionIn(statement);
    if (method && /^(connect|disconnect|receive|receive_json)$/.test(method.name)) {
      marks.add(method.outer, method.name, `consumers/${method.name.replace('_json', '')}`);
    }
  }
}

/** A class that takes `get_response` and is called with a request. */
function isMiddleware(
  source: PythonSource,
  { body }: Definition,
  bases: readonly string[],
): boolean {
  if (bases.includes('django.utils.deprecation.MiddlewareMixin')) return true;
  if (!source.text.includes('get_response')) return false;
  const methods = body.flatMap((statement) => functionIn(statement) ?? []);
  const init = methods.find(({ name }) => name === '__init__');
  return (
    init !== undefined &&
    parametersOf(init)[1] === 'get_response' &&
    methods.some(({ name }) => name === '__call__')
  );
}

function markMiddleware({ outer, name, body }: Definition, marks: Marks): void {
  marks.add(outer, name, 'views/middleware-class');
  for (const statement of body) {
    const method = functionIn(statement);
    if (method && /^(__call__|process_\w+)$/.test(method.name)) {
      marks.add(
        method.outer,
        method.name,
        method.name === '__call__' ? 'views/middleware-call' : 'views/middleware-hook',
      );
    }
  }
}

function markFunction(
  source: PythonSource,
  { outer, name, decorators }: Definition,
  marks: Marks,
): void {
  for (const { parts } of decorators) {
    const decorator = source.callee(parts[0]) ?? source.dotted(parts[0]) ?? '';
    if (decorator === 'django.dispatch.receiver') marks.add(outer, name, 'models/receiver');
    else if (/^register\.(simple_tag|inclusion_tag|filter)$/.test(decorator)) {
      const kind = decorator.split('.')[1]!;
      const note = kind === 'filter' ? 'templates/own-filter' : `templates/${kind}`;
      if (source.imports('django.template')) marks.add(outer, name, note);
    }
  }
}

/** `register = template.Library()` */
function markLibrary(source: PythonSource, statement: SyntaxNode, marks: Marks): void {
  const found = assignment(statement);
  if (found?.name === 'register' && source.callee(found.value) === 'django.template.Library') {
    marks.add(statement, 'register', 'templates/Library');
  }
}
