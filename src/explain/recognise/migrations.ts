import type { SyntaxNode } from '../../python/syntax';
import type { AppAround } from '../surroundings';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  argumentsOf,
  assignment,
  basesOf,
  classIn,
  type Definition,
  elementsOf,
  isTrue,
  type PythonSource,
  pairsOf,
  stringIn,
} from './source';

const isMigration = (path: string) => /(^|\/)migrations\/(?!__init__)\w+\.py$/.test(path);

/** A migration: what must be there before, and what it does. */
export const recogniseMigration: Rule = (source, around, marks) => {
  if (!isMigration(source.path) || !source.text.includes('Migration')) return;
  markRuff(source, marks);
  for (const statement of source.statements) {
    const found = classIn(statement);
    const isOne =
      found?.name === 'Migration' &&
      basesOf(found).some((base) => source.dotted(base) === 'django.db.migrations.Migration');
    if (!found || !isOne) continue;
    marks.add(found.outer, found.name, 'migrations/Migration');
    markParts(source, found, around.appOf(source.path), marks);
  }
};

/** The line by which our own migrations tell Ruff what not to look at. */
function markRuff({ tree }: PythonSource, marks: Marks): void {
  for (const node of tree.children) {
    if (node.type !== 'comment' || !node.text.startsWith('# ruff: noqa: ')) continue;
    const isImports = node.text.includes('I001');
    marks.add(node, 'ruff', isImports ? 'migrations/ruff-imports' : 'migrations/ruff');
  }
}

function markParts(
  source: PythonSource,
  { body }: Definition,
  app: AppAround | undefined,
  marks: Marks,
): void {
  const number = /\/(\d{4})_\w+\.py$/.exec(source.path)?.[1];
  const facts = { ...(app && { app: app.label }), ...(number && { number }) };
  for (const statement of body) {
    const part = assignment(statement);
    if (!part) continue;
    const { name, value } = part;
    if (name === 'initial' && isTrue(value)) marks.add(statement, name, 'migrations/initial');
    else if (name === 'dependencies') marks.add(statement, name, dependencyNotes(value, app));
    else if (name === 'operations' && elementsOf(value).length > 0) {
      marks.add(statement, name, ['migrations/operations-sql', 'migrations/operations'], facts);
      for (const operation of elementsOf(value)) markOperation(source, operation, app, marks);
    } else if (name === 'replaces') marks.add(statement, name, 'migrations/replaces');
    else if (name === 'atomic') marks.add(statement, name, 'migrations/atomic');
  }
}

function dependencyNotes(value: SyntaxNode, app: AppAround | undefined): string[] {
  const entries = elementsOf(value);
  if (entries.length === 0) return value.type === 'list' ? ['migrations/dependencies'] : [];
  const isOwn = (entry: SyntaxNode) => app && stringIn(elementsOf(entry)[0]) === app.label;
  if (entries.some(isOwn)) return ['migrations/dependencies-previous'];
  return [
    value.text.includes('swappable_dependency')
      ? 'migrations/dependencies-user'
      : 'migrations/dependencies-related',
  ];
}

function markOperation(
  source: PythonSource,
  operation: SyntaxNode,
  app: AppAround | undefined,
  marks: Marks,
): void {
  const callee = source.callee(operation);
  if (!callee?.startsWith('django.db.migrations.')) return;
  const name = callee.split('.').at(-1)!;
  const { positional, keywords } = argumentsOf(operation);
  const text = (key: string, position: number) =>
    stringIn(keywords.get(key) ?? positional[position]);
  const own = text('name', 0);
  if (name === 'CreateModel') {
    const table = own && tableIn(keywords.get('options'), app, own);
    marks.add(operation, own ?? name, ['migrations/CreateModel-table', 'migrations/CreateModel'], {
      ...(table && { table }),
    });
    for (const field of elementsOf(keywords.get('fields'))) markId(field, marks);
    return;
  }
  const model = text('model_name', 0) ?? own;
  const field = keywords.has('model_name') || positional.length > 1 ? text('name', 1) : undefined;
  marks.add(operation, name, [`migrations/${name}`], {
    ...(model && { model }),
    ...(field && { field }),
    ...(app && model && { table: `${app.label}_${model.toLowerCase()}` }),
  });
}

/** The table of a model; undefined where it has none, or where only Django knows its name. */
function tableIn(
  options: SyntaxNode | undefined,
  app: AppAround | undefined,
  model: string,
): string | undefined {
  const pairs = pairsOf(options);
  const own = pairs.find(({ key }) => key === 'db_table');
  if (pairs.some(({ key }) => key === 'proxy' || key === 'managed')) return undefined;
  if (own) return stringIn(own.value);
  return app && `${app.label}_${model.toLowerCase()}`;
}

/** `("id", models.BigAutoField(auto_created=True, …))` */
function markId(field: SyntaxNode, marks: Marks): void {
  const [name, value] = elementsOf(field);
  if (stringIn(name) !== 'id' || value?.type !== 'call') return;
  if (isTrue(argumentsOf(value).keywords.get('auto_created')))
    marks.add(field, 'id', 'migrations/id');
}
