/**
 * Reads `--fields`: `title:char(80) body:text? author:fk(auth.User, on_delete=protect)`.
 *
 * A field is its name, a colon and its kind; `?` makes it optional; options stand in brackets.
 */
import { exitCode, UserError } from '../errors';
import type { Refusal } from '../names/check';
import { modelNames } from '../names/derive';
import { type FieldKind, fieldKind, fieldKinds } from './kinds';
import { refuseField, takenReverseName } from './names';
import { nearestFirst } from './nearest';
import { checkOptions, type FieldOptions, readOptions } from './options';
import { splitOutside } from './split';

export interface FieldSpec {
  name: string;
  kind: FieldKind;
  /** Forms may leave it empty. */
  optional: boolean;
  options: FieldOptions;
}

/** The app and the model that the fields are for. */
export interface FieldsOwner {
  app: string;
  model: string;
}

/** @throws UserError naming the field, what is wrong with it, and what would be accepted */
export function parseFields(text: string, owner: FieldsOwner): FieldSpec[] {
  const specs = cut(text).map((word) => parseField(word, owner));
  if (specs.length === 0) {
    throw wrong('--fields is empty.', 'For example:  --fields "title:char body:text?"');
  }
  for (const [index, spec] of specs.entries()) checkAgainst(specs.slice(0, index), spec, owner);
  return specs;
}

function cut(text: string): string[] {
  try {
    return splitOutside(text, /\s/).filter(Boolean);
  } catch (error) {
    throw wrong(`--fields ${JSON.stringify(text)}: ${(error as Error).message}.`);
  }
}

function parseField(word: string, owner: FieldsOwner): FieldSpec {
  const [, name = '', kindName = 'char', early, options, late, rest] =
    /^([^:(?]*)(?::([^(?]*))?(\?)?(?:\((.*)\))?(\?)?(.*)$/s.exec(word)!;
  if (rest) {
    throw wrong(
      `"${word}": "${rest}" is too much at the end.`,
      'A field is written  name:kind  or  name:kind?(options)',
    );
  }
  const kind = fieldKind(kindName);
  if (!kind) throw unknownKind(word, kindName);
  const refusal = refuseField(name, kind.family === 'auto');
  if (refusal) throw refusedField(word, refusal);

  const spec: FieldSpec = {
    name,
    kind,
    optional: Boolean(early || late),
    options: inField(word, () => readOptions(kind, options ?? '')),
  };
  inField(word, () => checkOptions(spec, owner));
  return spec;
}

function unknownKind(word: string, name: string): UserError {
  const byDistance = nearestFirst(name, fieldKinds, spellings).map((kind) => kind.name);
  return wrong(
    `"${word}": there is no kind of field called "${name}".`,
    `Choose one of: ${byDistance.join(', ')}`,
  );
}

/** Also Django's own name is near: `CharField`, `ForeignKey`, `integer`. */
function spellings({ name, fieldClass }: FieldKind): string[] {
  const long = fieldClass.replace(/Field$/, '');
  return [name, fieldClass, long, long.toLowerCase()];
}

function checkAgainst(earlier: readonly FieldSpec[], spec: FieldSpec, owner: FieldsOwner): void {
  const columns = new Map(earlier.flatMap((other) => columnNames(other).map((c) => [c, other])));
  const twice = columnNames(spec).find((column) => columns.has(column));
  if (twice) {
    const other = columns.get(twice)!;
    throw refusedField(spec.name, {
      reason:
        other.name === spec.name
          ? `"${spec.name}" is there twice.`
          : `"${spec.name}" and "${other.name}" would both be called ${twice}: a relation has its number under that name.`,
      suggestion: `${spec.name}_2:${spec.kind.name}`.replace('_id_2', '_number'),
    });
  }
  if (spec.kind.family === 'auto' && earlier.some(({ kind }) => kind.family === 'auto')) {
    throw wrong(`"${spec.name}": a model has one primary key, and here are two.`);
  }
  if (spec.kind.family === 'relation') checkReverse(earlier, spec, owner);
}

function columnNames({ name, kind }: FieldSpec): string[] {
  return kind.name === 'fk' || kind.name === 'one' ? [name, `${name}_id`] : [name];
}

function checkReverse(earlier: readonly FieldSpec[], spec: FieldSpec, owner: FieldsOwner): void {
  const reverse = reverseNames(spec, owner);
  const target = spec.options.to!;
  const clash = earlier.find(
    (other) =>
      other.options.to === target &&
      Object.values(reverseNames(other, owner)).some((name) =>
        Object.values(reverse).includes(name),
      ),
  );
  const own = target === 'self' && [...earlier, spec].find(({ name }) => name === reverse.accessor);
  const taken = takenReverseName(target, reverse);
  if (!clash && !taken && !own) return;

  const { variablePlural } = modelNames(owner.model, owner.app);
  throw refusedField(spec.name, {
    reason: clash
      ? `"${spec.name}" and "${clash.name}" both lead to ${target}, which would call the way back by one name: ${reverse.accessor}.`
      : `"${spec.name}" leads to ${target}, which has something called "${taken || reverse.accessor}" already; the way back needs another name.`,
    suggestion: `${spec.name}:${spec.kind.name}(${target}, related_name=${spec.name}_${variablePlural})`,
  });
}

function reverseNames({ kind, options }: FieldSpec, { model }: FieldsOwner) {
  const lower = model.toLowerCase();
  const accessor = options.related_name ?? (kind.name === 'one' ? lower : `${lower}_set`);
  return { accessor, query: options.related_name ?? lower };
}

function inField<Result>(word: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof UserError) {
      throw wrong(`"${word}": ${error.message}`, error.hint);
    }
    throw error;
  }
}

function refusedField(word: string, { reason, suggestion }: Refusal): UserError {
  return wrong(
    reason.includes('"') ? reason : `"${word}": ${reason}`,
    `For example:  --fields "${suggestion}"`,
  );
}

function wrong(message: string, hint?: string): UserError {
  return new UserError(message, hint, exitCode.usage);
}
