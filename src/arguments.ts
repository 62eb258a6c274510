/**
 * Reads the command line.
 *
 * yargs prints the help and names mistakes, but loading it takes as long as creating a project. So
 * its own parser alone reads the arguments first, and yargs comes in only where they are not plain.
 */
import parse from 'yargs-parser';
import { type CreateFlags, createOptions } from './cli';

export type Arguments =
  | { kind: 'create'; flags: CreateFlags }
  | { kind: 'version' }
  /** Help was asked for, or something is wrong: yargs says what. */
  | { kind: 'unusual' };

interface Flag {
  type?: string;
  choices?: readonly string[];
  alias?: string;
  requiresArg?: boolean;
}

const flags: Record<string, Flag> = createOptions;

export function readArguments(argv: readonly string[]): Arguments {
  const { _: names, ...given } = parse([...argv], parserOptions);
  if (given.version === true && Object.keys(given).length === 1 && names.length === 0) {
    return { kind: 'version' };
  }
  const plain =
    names.length <= 1 && Object.entries(given).every(([name, value]) => isPlain(name, value));
  if (!plain) return { kind: 'unusual' };
  const name = names[0];
  return { kind: 'create', flags: { ...given, ...(name !== undefined && { name: String(name) }) } };
}

/** The options that make yargs-parser read as yargs does. */
export const parserOptions: parse.Options = {
  boolean: [...namesOfType('boolean'), 'help', 'version'],
  string: [...Object.keys(flags).filter((name) => flags[name]?.type !== 'boolean'), '_'],
  alias: { yes: ['y'] },
  configuration: {
    'camel-case-expansion': false,
    'dot-notation': false,
    'parse-positional-numbers': false,
    'strip-aliased': true,
  },
};

function isPlain(name: string, value: unknown): boolean {
  // `--constructor` is a property of every object, but no flag.
  const flag = Object.hasOwn(flags, name) ? flags[name] : undefined;
  if (!flag) return false;
  if (flag.type === 'boolean') return typeof value === 'boolean';
  if (name === 'app' && value === false) return true;
  if (typeof value !== 'string' || value === '') return false;
  return !flag.choices || flag.choices.includes(value);
}

function namesOfType(type: string): string[] {
  return Object.keys(flags).filter((name) => flags[name]?.type === type);
}
