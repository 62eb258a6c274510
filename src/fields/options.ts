/** The options of a field, which stand in brackets: `(80, unique, default=draft)`. */
import { UserError } from '../errors';
import { identifierRules } from '../names/check';
import type { FieldKind, OptionName } from './kinds';
import { nearestFirst } from './nearest';
import type { FieldSpec, FieldsOwner } from './parse';
import { splitOutside, unquoted } from './split';

export interface FieldOptions {
  max_length?: number;
  max_digits?: number;
  decimal_places?: number;
  choices?: string[];
  default?: string;
  unique?: boolean;
  help_text?: string;
  /** `auth.User`, or `self`. */
  to?: string;
  on_delete?: OnDelete;
  related_name?: string;
  upload_to?: string;
  recursive?: boolean;
}

export const onDeleteChoices = [
  'cascade',
  'protect',
  'restrict',
  'set_null',
  'do_nothing',
] as const;

export type OnDelete = (typeof onDeleteChoices)[number];

/** Shorter addresses exist, but a field for them would refuse most. */
const shortestAddress = 20;

/** Ways to begin with another value than a text or a number. */
const functions: Readonly<Record<string, readonly string[]>> = {
  date: ['today'],
  datetime: ['now'],
  json: ['dict', 'list'],
};

/** @throws UserError without the name of the field, which the caller knows */
export function readOptions(kind: FieldKind, text: string): FieldOptions {
  const options: Record<string, unknown> = {};
  const unnamed = [...kind.positional];
  for (const part of splitOutside(text, /,/).map((one) => one.trim())) {
    if (!part) continue;
    const [, key, value] = /^(\w+)\s*=\s*(.*)$/s.exec(part) ?? [];
    const isFlag = part === 'unique' || part === 'recursive';
    const name = key ?? (isFlag ? part : unnamed.shift());
    if (!name || !kind.options.includes(name as OptionName)) throw unknownOption(kind, part, name);
    if (name in options) throw new UserError(`${name} is given twice.`);
    options[name] = readValue(name as OptionName, key ? value! : isFlag ? 'true' : part);
  }
  return options as FieldOptions;
}

function unknownOption(kind: FieldKind, part: string, name?: string): UserError {
  const possible = [...new Set(kind.options)];
  if (possible.length === 0) return new UserError(`${kind.name} takes no options.`);
  const byDistance = nearestFirst(part, possible, (option) => [option]);
  return new UserError(
    `${kind.name} has no option ${name ?? JSON.stringify(part)}.`,
    `Possible are: ${byDistance.join(', ')}`,
  );
}

function readValue(name: OptionName, raw: string): unknown {
  const text = unquoted(raw);
  if (/["\\]|[^\P{C}]/u.test(text)) {
    throw new UserError(`${name}: quotation marks and backslashes cannot stand in a value.`);
  }
  if (text === '') throw new UserError(`${name} has no value.`);
  switch (name) {
    case 'max_length':
    case 'max_digits':
    case 'decimal_places': {
      const smallest = name === 'decimal_places' ? 0 : 1;
      if (/^\d{1,9}$/.test(text) && Number(text) >= smallest) return Number(text);
      throw new UserError(`${name} must be a whole number from ${smallest} up, not "${text}".`);
    }
    case 'unique':
    case 'recursive':
      if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
      throw new UserError(`${name} is true or false, not "${text}".`);
    case 'choices':
      return text.split('|').map((choice) => choice.trim());
    case 'on_delete':
      return readOnDelete(text);
    case 'related_name': {
      const reason = identifierRules.map((rule) => rule(text)).find(Boolean);
      if (reason) throw new UserError(`related_name: ${reason}`);
      return text;
    }
    case 'to':
      return /^(settings\.)?(auth_user_model|user)$/i.test(text) ? 'auth.User' : text;
    case 'upload_to':
      if (/^\/|\.\./.test(text)) {
        throw new UserError('upload_to is a folder inside MEDIA_ROOT, such as photos/.');
      }
      return text;
    default:
      return text;
  }
}

function readOnDelete(text: string): OnDelete {
  const name = text.replace(/^models\./, '').toLowerCase() as OnDelete;
  if (onDeleteChoices.includes(name)) return name;
  const byDistance = nearestFirst(name, onDeleteChoices, (choice) => [choice]);
  throw new UserError(`on_delete cannot be "${text}".`, `Possible are: ${byDistance.join(', ')}`);
}

/** What must be there, and what does not go together. */
export function checkOptions({ kind, options, optional, name }: FieldSpec, owner: FieldsOwner) {
  const { choices, unique, max_digits = 10, decimal_places = 2 } = options;
  if (optional && ['stamp', 'auto'].includes(kind.family)) {
    throw new UserError(`Django fills in ${kind.name} by itself, so it cannot be optional.`);
  }
  if (kind.name === 'decimal' && decimal_places > max_digits) {
    throw new UserError(
      `decimal_places (${decimal_places}) is more than max_digits (${max_digits}).`,
    );
  }
  const isAddress = kind.name === 'email' || kind.name === 'url';
  if (isAddress && options.max_length !== undefined && options.max_length < shortestAddress) {
    throw new UserError(`max_length is too short for an address; ${shortestAddress} is the least.`);
  }
  if (unique && options.default !== undefined) {
    throw new UserError('unique and default: the second object with the default would be refused.');
  }
  if (choices) checkChoices(kind, options, choices);
  if (options.default !== undefined) checkDefault(kind, options, options.default);
  if (kind.family === 'relation') checkRelation({ kind, options, optional, name }, owner);
}

function checkChoices(kind: FieldKind, options: FieldOptions, choices: readonly string[]): void {
  if (new Set(choices).size !== choices.length) throw new UserError('choices has a value twice.');
  if (options.unique && choices.length < 2) throw new UserError('One choice cannot be unique.');
  for (const choice of choices) {
    if (!choice)
      throw new UserError('choices has an empty value.', 'Write:  choices=draft|published');
    if (kind.family === 'number') checkNumber(kind, choice);
    if (choice.length > (options.max_length ?? 200)) {
      throw new UserError(`The choice "${choice}" is longer than max_length.`);
    }
  }
}

function checkDefault(kind: FieldKind, options: FieldOptions, value: string): void {
  if (options.choices && !options.choices.includes(value)) {
    throw new UserError(
      `default=${value} is none of the choices.`,
      `Possible are: ${options.choices.join(', ')}`,
    );
  }
  const possible = kind.family === 'bool' ? ['true', 'false'] : functions[kind.name];
  if (possible && !possible.includes(value.toLowerCase())) {
    throw new UserError(
      `default=${value} is not possible.`,
      `Possible are: ${possible.join(', ')}`,
    );
  }
  if (kind.family === 'number') checkNumber(kind, value, options);
  if (kind.name === 'ip' && !/^[\d.]{7,15}$|^[\da-f:]{2,39}$/i.test(value)) {
    throw new UserError(`default=${value} is no IP address.`);
  }
  if (
    value.length > (options.max_length ?? 200) &&
    kind.family === 'text' &&
    kind.name !== 'text'
  ) {
    throw new UserError('The default is longer than max_length.');
  }
}

function checkNumber(kind: FieldKind, value: string, options: FieldOptions = {}): void {
  const mayHaveFraction = kind.name === 'decimal' || kind.name === 'float';
  const pattern = mayHaveFraction ? /^-?(0|[1-9]\d*)(\.\d+)?$/ : /^(0|-?[1-9]\d{0,18})$/;
  if (!pattern.test(value)) throw new UserError(`"${value}" is no number for ${kind.name}.`);
  if (kind.name.startsWith('pos') && value.startsWith('-')) {
    throw new UserError(`"${value}" is less than 0.`);
  }
  if (kind.name === 'decimal') {
    const { max_digits = 10, decimal_places = 2 } = options;
    const [whole = '', fraction = ''] = value.replace('-', '').split('.');
    if (
      fraction.length > decimal_places ||
      whole.replace('0', '').length > max_digits - decimal_places
    ) {
      throw new UserError(`"${value}" does not fit into decimal(${max_digits},${decimal_places}).`);
    }
  }
}

function checkRelation({ kind, options, optional, name }: FieldSpec, { app, model }: FieldsOwner) {
  const example = `${name}:${kind.name}(auth.User)`;
  if (!options.to) {
    throw new UserError(
      `${kind.name} must say which model it leads to.`,
      `For example:  ${example}`,
    );
  }
  if (options.to === model || options.to === `${app}.${model}`) options.to = 'self';
  if (options.to !== 'self' && !/^[a-z_]\w*\.[A-Z]\w*$/i.test(options.to)) {
    throw new UserError(
      `"${options.to}" is no model: write the app's label, a dot and the model.`,
      `For example:  ${example}`,
    );
  }
  if (options.to === 'self' && !optional) {
    throw new UserError(
      'The first object would need another one before it, so this must be optional.',
      `Write:  ${name}:${kind.name}?(self)`,
    );
  }
  if (options.on_delete === 'set_null' && !optional) {
    throw new UserError(
      'on_delete=set_null needs a field that may be empty.',
      `Write:  ${name}:${kind.name}?(${options.to}, on_delete=set_null)`,
    );
  }
}
