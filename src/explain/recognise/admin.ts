import type { SyntaxNode } from '../../python/syntax';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  argumentsOf,
  assignment,
  basesOf,
  classIn,
  type Definition,
  elementsOf,
  functionIn,
  type PythonSource,
  statementCall,
  stringIn,
} from './source';

const admin = 'django.contrib.admin';

/** Classes for the admin, their options, and how they are registered. */
export const recogniseAdmin: Rule = (source, _around, marks) => {
  if (!source.text.includes('admin')) return;
  for (const statement of source.statements) {
    const call = statementCall(statement);
    if (call && source.callee(call) === `${admin}.site.register`) {
      markRegister(source, statement, call, marks);
    }
    const found = classIn(statement);
    if (found) markClass(source, found, marks);
    const action = functionIn(statement);
    if (action) markAction(source, action, marks);
  }
};

function markRegister(
  source: PythonSource,
  statement: SyntaxNode,
  call: SyntaxNode,
  marks: Marks,
): void {
  const { positional } = argumentsOf(call);
  const model = source.dotted(positional[0])?.split('.').at(-1);
  const notes = positional.length > 1 ? 'admin/site-register-class' : 'admin/site-register';
  marks.add(
    statement,
    model ?? 'register',
    [notes],
    { ...(model && { model }) },
    'admin/site-register',
  );
}

function markClass(source: PythonSource, found: Definition, marks: Marks): void {
  const bases = basesOf(found).map((base) => source.dotted(base) ?? '');
  const isInline = bases.some((base) => /(Tabular|Stacked)Inline$/.test(base));
  const registers = found.decorators.find(
    (decorator) => source.callee(decorator.parts[0]) === `${admin}.register`,
  );
  const isAdmin =
    registers !== undefined || bases.some((base) => /(^|\.)\w*ModelAdmin$/.test(base));
  if (!isInline && !isAdmin) return;
  if (isInline) {
    marks.add(found.outer, found.name, 'admin/inline');
  } else if (registers) {
    const models = argumentsOf(registers.parts[0]!).positional;
    const model = models.length === 1 ? source.dotted(models[0])?.split('.').at(-1) : undefined;
    marks.add(found.outer, found.name, ['admin/register-model', 'admin/register'], {
      ...(model && { model }),
    });
  } else {
    marks.add(found.outer, found.name, 'admin/ModelAdmin');
  }
  markOptions(source, found, marks);
}

function markOptions(source: PythonSource, { body }: Definition, marks: Marks): void {
  const names = new Set(body.flatMap((statement) => assignment(statement)?.name ?? []));
  for (const statement of body) {
    const option = assignment(statement);
    if (option && !['none', 'false'].includes(option.value.type)) {
      marks.add(statement, option.name, optionNotes(option.name, option.value, names));
    }
    const method = functionIn(statement);
    if (!method) continue;
    if (method.name === 'get_prepopulated_fields') {
      marks.add(method.outer, method.name, 'admin/prepopulated_fields');
    } else {
      markAction(source, method, marks);
      if (/^(get|save|has|delete|response|formfield)_/.test(method.name)) {
        marks.add(method.outer, method.name, `admin/${method.name}`);
      }
    }
  }
}

/** Explanations of the admin that no attribute of a ModelAdmin is called by. */
const notOptions = new Set(['action', 'display', 'inline', 'register']);

function optionNotes(name: string, value: SyntaxNode, names: ReadonlySet<string>): string[] {
  if (notOptions.has(name)) return [];
  const own = `admin/${name}`;
  if (name === 'list_display')
    return names.has('list_display_links') ? [own] : [`${own}-linked`, own];
  if (name === 'search_fields') {
    const isUsual =
      elementsOf(value).length > 0 &&
      elementsOf(value).every(
        (field) =>
          /^[a-z]\w*$/.test(stringIn(field) ?? '') &&
          !/__(i?exact|i?startswith|search)$/.test(stringIn(field)!),
      );
    return isUsual ? [`${own}-contains`, own] : [own];
  }
  return [own];
}

function markAction(
  source: PythonSource,
  { outer, name, decorators }: Definition,
  marks: Marks,
): void {
  const uses = (decorator: string) =>
    decorators.some(
      ({ parts }) =>
        (source.callee(parts[0]) ?? source.dotted(parts[0])) === `${admin}.${decorator}`,
    );
  if (uses('action')) marks.add(outer, name, 'admin/action');
  else if (uses('display')) marks.add(outer, name, 'admin/display');
}
