/** What a project knows of a migration. */
import {
  leafMigrations,
  type Migration,
  migrationsOf,
  type Operation,
} from '../../project/migrations';
import { appsOf, findModel } from '../../project/models';
import { entryOf } from '../library';
import { code, listed, type Reader } from './reader';
import type { Remark } from './remark';

export function migrationFacts({ project }: Reader, migration: Migration): string[] {
  const { app, name, dependencies, operations, replaces } = migration;
  const before = dependencies.map(({ app: other, name: needed }) =>
    needed === '__first__'
      ? `the first migration of ${code(other)}`
      : code(other === app ? needed : `${other}.${needed}`),
  );
  const facts = [
    `Django calls it ${code(`${app}.${name}`)}.`,
    before.length > 0
      ? `\`migrate\` carries it out after ${listed(before)}.`
      : 'It needs no other migration.',
  ];
  if (replaces.length > 0) {
    facts.push(`It stands for ${listed(replaces.map((old) => code(old.name)))}.`);
  }
  const module = appsOf(project).find(({ label }) => label === app)?.module;
  const leaves = module ? leafMigrations(migrationsOf(project, module)) : [];
  if (leaves.length > 1) {
    facts.push(
      `Two ways end in this app: ${listed(leaves.map((leaf) => code(leaf.name)))}. Django asks for \`makemigrations --merge\`.`,
    );
  } else if (leaves[0]?.file === migration.file) {
    facts.push('It is the last one of this app so far.');
  }
  const sql = operations.some(({ kind }) => kind !== 'RunPython');
  if (sql) facts.push(`Its SQL: ${code(`python manage.py sqlmigrate ${app} ${number(name)}`)}.`);
  return facts;
}

const number = (name: string) => /^\d+/.exec(name)?.[0] ?? name;

export function operationRemarks(reader: Reader, migration: Migration): Remark[] {
  return migration.operations.map((operation) => {
    const id = `migrations/${operation.kind}`;
    return {
      name: operation.kind,
      line: operation.line,
      endLine: operation.line + operation.node.text.split('\n').length - 1,
      id: entryOf(id) ? id : 'migrations/operations',
      facts: [operationFact(reader, migration, operation)],
    };
  });
}

function operationFact({ project }: Reader, { app }: Migration, operation: Operation): string {
  const { kind, model, field } = operation;
  const table = model && (findModel(project, model, app)?.table ?? `${app}_${model.toLowerCase()}`);
  const on = table ? code(table) : 'the table';
  const what = field ? code(field) : 'a field';
  switch (kind) {
    case 'CreateModel':
      return `Makes the table ${on} for ${code(model ?? 'a model')}.`;
    case 'DeleteModel':
      return `Drops the table of ${code(model ?? 'a model')}.`;
    case 'RenameModel':
      return `The model ${code(model ?? '?')} becomes ${what}, and so does its table.`;
    case 'AddField':
      return `Adds ${what} to ${on}.`;
    case 'RemoveField':
      return `Takes ${what} out of ${on}.`;
    case 'AlterField':
      return `Changes ${what} of ${on}.`;
    case 'RenameField':
      return `Renames a field of ${on}.`;
    case 'AddIndex':
    case 'AddConstraint':
      return `Adds ${kind === 'AddIndex' ? 'an index' : 'a rule'} to ${on}.`;
    case 'RunPython':
      return 'Runs a function on the data.';
    case 'RunSQL':
      return 'Sends its own SQL to the database.';
    default:
      return model ? `${code(kind)} changes ${on}.` : `${code(kind)}.`;
  }
}
