import type { SyntaxNode } from '../../python/syntax';
import type { AppAround } from '../surroundings';
import { fieldNotes } from './fields';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  assignment,
  basesOf,
  classIn,
  type Definition,
  elementsOf,
  functionIn,
  isTrue,
  type PythonSource,
  stringIn,
} from './source';

/** Models with their fields, `Meta` and methods; managers and choices. */
export const recogniseModels: Rule = (source, around, marks) => {
  if (!source.text.includes('models') && !source.text.includes('QuerySet')) return;
  if (/(^|\/)migrations\//.test(source.path)) return;
  const app = around.appOf(source.path);
  for (const statement of source.statements) {
    const found = classIn(statement);
    if (found) markClass(source, found, app, marks);
    const helper = functionIn(statement);
    if (helper && isFolderFunction(helper, source)) {
      marks.add(helper.outer, helper.name, 'models/path-function');
    }
  }
};

/** A function that a FilePathField asks for its folder. */
function isFolderFunction({ name, node }: Definition, { text }: PythonSource): boolean {
  return (
    new RegExp(`FilePathField\\(\\s*path=${name}\\b`).test(text) &&
    node.text.includes('Path(__file__)')
  );
}

function markClass(
  source: PythonSource,
  found: Definition,
  app: AppAround | undefined,
  marks: Marks,
): void {
  const bases = basesOf(found).map((base) => source.dotted(base) ?? '');
  const is = (pattern: RegExp) => bases.some((base) => pattern.test(base));
  if (is(/^django\.db\.models\.(enums\.)?(TextChoices|IntegerChoices|Choices)$/)) {
    marks.add(found.outer, found.name, 'models/choices-class');
  } else if (is(/(^|\.)\w*Manager$/) && !is(/Mixin$/)) {
    if (source.imports('django.')) marks.add(found.outer, found.name, 'models/Manager');
  } else if (is(/(^|\.)\w*QuerySet$/)) {
    if (source.imports('django.')) marks.add(found.outer, found.name, 'models/QuerySet');
  } else {
    const isModel =
      bases.includes('django.db.models.Model') || bases.includes('django.db.models.base.Model');
    const model = modelIn(source, found, { bases, isModel, app });
    if (model) markModel(source, found, model, marks);
  }
}

interface Model {
  fields: ReadonlyMap<string, { type: string; call: SyntaxNode }>;
  meta: Definition | undefined;
  /** Derived from Django's own class, not from one of the project. */
  isDirect: boolean;
  isAbstract: boolean;
  isProxy: boolean;
  table: string | undefined;
  hasKey: boolean;
  hasManager: boolean;
}

/** A class that is a model, as far as this file tells: Django's own base class, or Django's fields. */
function modelIn(
  source: PythonSource,
  { name, body }: Definition,
  {
    bases,
    isModel,
    app,
  }: { bases: readonly string[]; isModel: boolean; app: AppAround | undefined },
): Model | undefined {
  const fields = new Map<string, { type: string; call: SyntaxNode }>();
  let [hasKey, hasManager] = [false, false];
  for (const statement of body) {
    const attribute = assignment(statement);
    const callee = source.callee(attribute?.value);
    if (!attribute || !callee) continue;
    const type = fieldType(callee);
    if (type) fields.set(attribute.name, { type, call: attribute.value });
    if (/\bprimary_key=True\b/.test(attribute.value.text)) hasKey = true;
    if (/Manager$|\.as_manager$|\.from_queryset$/.test(callee)) hasManager = true;
  }
  if (!isModel && (fields.size === 0 || bases.length === 0)) return undefined;
  if (!isModel && !source.imports('django.db') && !source.imports('django.contrib.gis'))
    return undefined;
  const meta = body.map(classIn).find((inner) => inner?.name === 'Meta');
  const options = new Map(
    meta?.body.flatMap((statement) => {
      const option = assignment(statement);
      return option ? [[option.name, option.value] as const] : [];
    }),
  );
  const isAbstract = isTrue(options.get('abstract'));
  const isProxy = isTrue(options.get('proxy'));
  const label = options.has('app_label') ? stringIn(options.get('app_label')) : app?.label;
  const own = options.get('db_table');
  const table = own ? stringIn(own) : label && `${label}_${name.toLowerCase()}`;
  const isMixin = /Mixin$/.test(name) || bases.every((base) => base === 'object');
  return {
    fields,
    meta,
    isDirect: isModel && bases.length === 1,
    isAbstract,
    isProxy,
    table: isAbstract || isProxy || isMixin || options.has('managed') ? undefined : table,
    hasKey,
    hasManager,
  };
}

const packages =
  /^django\.(db\.models(\.fields(\.\w+)?)?|contrib\.postgres\.fields(\.\w+)?|contrib\.contenttypes\.fields|contrib\.gis\.db\.models(\.fields)?)\.(\w+)$/;

function fieldType(callee: string): string | undefined {
  const name = packages.exec(callee)?.at(-1);
  return name && /(Field|ForeignKey|GenericRelation)$/.test(name) ? name : undefined;
}

function markModel(source: PythonSource, found: Definition, model: Model, marks: Marks): void {
  const { outer, name, body } = found;
  const facts = { model: name, ...(model.table && { table: model.table }) };
  if (model.isAbstract) marks.add(outer, name, 'models/abstract');
  else if (model.isProxy) marks.add(outer, name, 'models/proxy');
  else {
    const usual = model.isDirect && !model.hasKey && !model.hasManager;
    const notes = usual ? 'models/Model-id' : 'models/Model-table';
    if (marks.hasMarked('models/Model')) {
      marks.add(outer, name, model.table ? 'models/Model-next' : notes, facts, `table of ${name}`);
    } else marks.add(outer, name, notes, facts);
  }
  for (const statement of body) markPart(source, statement, found, model, marks);
}

function markPart(
  source: PythonSource,
  statement: SyntaxNode,
  { name: className }: Definition,
  model: Model,
  marks: Marks,
): void {
  const attribute = assignment(statement);
  if (attribute) {
    const field = model.fields.get(attribute.name);
    const name = `${className}.${attribute.name}`;
    if (field) {
      const { notes, facts } = fieldNotes(field.type, attribute.name, field.call);
      marks.add(statement, name, notes, facts);
    } else if (/Manager$|\.as_manager$/.test(source.callee(attribute.value) ?? '')) {
      marks.add(statement, name, 'models/objects');
    }
    return;
  }
  const inner = classIn(statement);
  if (inner?.name === 'Meta') {
    marks.add(inner.outer, `${className}.Meta`, 'models/Meta', { model: className });
    for (const each of inner.body) markOption(each, model, marks);
  } else if (inner) {
    markClass(source, inner, undefined, marks);
  }
  const method = functionIn(statement);
  if (method) markMethod(method, className, marks);
}

/** The options that the catalog has words for are a part of these. */
const metaOptions = new Set([
  'app_label',
  'constraints',
  'db_table',
  'default_related_name',
  'get_latest_by',
  'indexes',
  'managed',
  'permissions',
  'unique_together',
  'verbose_name',
  'verbose_name_plural',
]);

function markOption(statement: SyntaxNode, model: Model, marks: Marks): void {
  const option = assignment(statement);
  if (!option) return;
  const { name, value } = option;
  if (name === 'ordering') marks.add(statement, name, ...orderingNotes(value, model));
  else if (metaOptions.has(name)) marks.add(statement, name, `models/${name}`);
}

/** Says which comes first, where the fields tell: the newest, or those that are marked. */
function orderingNotes(value: SyntaxNode, { fields }: Model): [string[], Record<string, string>] {
  const names = elementsOf(value).map((element) => stringIn(element));
  const typeOf = (name: string | undefined) =>
    fields.get(name?.replace(/^-/, '') ?? '')?.type ?? '';
  const isLatest = (name: string | undefined) =>
    name?.startsWith('-') === true && /^Date(Time)?Field$/.test(typeOf(name));
  const [first, second] = names;
  if (names.length === 1 && isLatest(first)) return [['models/ordering-newest'], {}];
  if (
    names.length === 2 &&
    first?.startsWith('-') &&
    typeOf(first) === 'BooleanField' &&
    isLatest(second)
  ) {
    return [['models/ordering-flag'], { flag: first.slice(1) }];
  }
  return [['models/ordering'], {}];
}

function markMethod({ outer, name, node }: Definition, className: string, marks: Marks): void {
  const shown = `${className}.${name}`;
  if (name === '__str__') {
    const usesNumber = /\bself\.(pk|id)\b/.test(node.text);
    marks.add(outer, shown, usesNumber ? 'models/str-number' : 'models/str', { model: className });
  } else if (name === 'get_absolute_url') {
    const notes = /\breverse\(/.test(node.text)
      ? 'models/get_absolute_url-reverse'
      : 'models/get_absolute_url';
    marks.add(outer, shown, notes);
  } else if (['save', 'clean', 'delete'].includes(name)) {
    marks.add(outer, shown, `models/${name}`);
  }
}
