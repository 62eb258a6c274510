import type { SyntaxNode } from '../../python/syntax';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  argumentsOf,
  assignment,
  type Definition,
  functionIn,
  type PythonSource,
  statementCall,
  stringIn,
} from './source';

/** manage.py, wsgi.py and asgi.py: the doors into a project. */
export const recogniseEntryPoint: Rule = (source, _around, marks) => {
  if (!source.text.includes('DJANGO_SETTINGS_MODULE') && !source.text.includes('execute_from'))
    return;
  const isManage = isManageFile(source);
  for (const statement of source.statements) {
    markServer(source, statement, marks);
    if (isManage) markManage(source, statement, marks);
  }
};

const isManageFile = ({ path, text }: PythonSource) =>
  /(^|\/)manage\.py$/.test(path) && text.includes('execute_from_command_line');

function markServer(source: PythonSource, statement: SyntaxNode, marks: Marks): void {
  if (isSetting(source, statement) && !isInFunction(statement)) {
    const isManage = isManageFile(source);
    marks.add(
      statement,
      'DJANGO_SETTINGS_MODULE',
      isManage ? 'manage/settings-module' : 'servers/settings-module',
    );
  }
  const assigned = assignment(statement);
  const callee = source.callee(assigned?.value);
  if (callee === 'django.core.wsgi.get_wsgi_application') {
    marks.add(statement, assigned!.name, 'servers/wsgi-application');
  } else if (callee === 'django.core.asgi.get_asgi_application') {
    marks.add(statement, assigned!.name, 'servers/asgi-application');
  }
}

function markManage(source: PythonSource, statement: SyntaxNode, marks: Marks): void {
  const main = functionIn(statement);
  if (main?.node.text.includes('execute_from_command_line')) markMain(source, main, marks);
  const isEntry =
    statement.type === 'if_statement' &&
    /^__name__ == ['"]__main__['"]$/.test(statement.child('condition')?.text ?? '');
  if (!isEntry) return;
  const body = statement.child('consequence')?.parts ?? [];
  const starts = body.length === 1 && /^main\(\)$/.test(body[0]!.text);
  marks.add(statement, '__main__', starts ? 'manage/entry-point' : []);
  for (const inner of body) markInside(source, inner, marks);
}

function markMain(source: PythonSource, main: Definition, marks: Marks): void {
  marks.add(main.outer, main.name, 'manage/main');
  for (const statement of main.body) markInside(source, statement, marks);
}

function markInside(source: PythonSource, statement: SyntaxNode, marks: Marks): void {
  if (isSetting(source, statement)) {
    marks.add(statement, 'DJANGO_SETTINGS_MODULE', 'manage/settings-module');
  } else if (
    statement.type === 'try_statement' &&
    /^try:\s+from django\.core\.management import execute_from_command_line\s+except ImportError/.test(
      statement.text,
    )
  ) {
    marks.add(statement, 'ImportError', 'manage/import-error');
  } else if (/^execute_from_command_line\(sys\.argv\)$/.test(statement.text)) {
    marks.add(statement, 'execute_from_command_line', 'manage/execute');
  }
}

/** `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mysite.settings")` */
function isSetting(source: PythonSource, statement: SyntaxNode): boolean {
  const call = statementCall(statement);
  if (!call || source.callee(call) !== 'os.environ.setdefault') return false;
  const [name, value] = argumentsOf(call).positional;
  return stringIn(name) === 'DJANGO_SETTINGS_MODULE' && stringIn(value) !== undefined;
}

function isInFunction(statement: SyntaxNode): boolean {
  for (let at = statement.parent; at; at = at.parent) {
    if (at.type === 'if_statement' || at.type === 'function_definition') return true;
  }
  return false;
}
