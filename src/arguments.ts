/**
 * Reads the command line.
 *
 * yargs prints the help and names mistakes, but loading it takes as long as creating a project. So
 * its own parser alone reads the arguments first, and yargs comes in only where they are not plain.
 */
import type { Options } from 'yargs';
import parse from 'yargs-parser';
import { type CommandLine, type CommandName, commands, type Flags } from './cli';

export type Arguments =
  | { [name in CommandName]: { kind: name; flags: Flags<name> } }[CommandName]
  | { kind: 'version' }
  /** Help was asked for, or something is wrong: yargs says what. */
  | { kind: 'unusual' };

/** The command that the first word names; without one, a project is created. */
export function commandOf(argv: readonly string[]): { name: CommandName; rest: readonly string[] } {
  const [first = '', ...rest] = argv;
  return first !== 'create' && Object.hasOwn(commands, first)
    ? { name: first as CommandName, rest }
    : { name: 'create', rest: argv };
}

export function readArguments(argv: readonly string[]): Arguments {
  const command = commandOf(argv);
  const { options, names: allowed, canBeNone = [] }: CommandLine = commands[command.name];
  const { _: names, ...given } = parse([...command.rest], parserOptions(options));
  if (given.version === true && Object.keys(given).length === 1 && names.length === 0) {
    return { kind: 'version' };
  }
  const plain =
    names.length <= allowed &&
    Object.entries(given).every(([name, value]) => isPlain({ options, canBeNone }, name, value));
  if (!plain) return { kind: 'unusual' };
  const words = names.map(String);
  const beside = allowed > 1 ? { words } : { name: words[0] };
  const flags = { ...given, ...(words.length > 0 && beside) };
  return { kind: command.name, flags } as Arguments;
}

type Table = Readonly<Record<string, Options>>;

/** The options that make yargs-parser read as yargs does. */
export function parserOptions(options: Table): parse.Options {
  const names = Object.keys(options);
  return {
    boolean: [...names.filter((name) => options[name]?.type === 'boolean'), 'help', 'version'],
    string: [...names.filter((name) => options[name]?.type !== 'boolean'), '_'],
    alias: { yes: ['y'] },
    configuration: {
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-positional-numbers': false,
      'strip-aliased': true,
    },
  };
}

/** Flags that say something without a value, too. */
export const canBeEmpty: ReadonlySet<string> = new Set(['list']);

function isPlain(
  { options, canBeNone }: { options: Table; canBeNone: readonly string[] },
  name: string,
  value: unknown,
): boolean {
  // `--constructor` is a property of every object, but no flag.
  const flag = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!flag) return false;
  if (flag.type === 'boolean') return typeof value === 'boolean';
  if (value === false) return canBeNone.includes(name);
  if (value === '' && canBeEmpty.has(name)) return true;
  if (typeof value !== 'string' || value === '') return false;
  return !flag.choices || flag.choices.includes(value);
}
