/** The help, and what is wrong with a command line. Loaded only when one of them is wanted. */
import { distance } from 'fastest-levenshtein';
import yargs from 'yargs';
import { canBeEmpty, commandOf, parserOptions } from './arguments';
import { type CommandLine, commands, programName } from './cli';
import { exitCode, UserError } from './errors';
import { version } from './version';

/**
 * Prints the help where it was asked for.
 *
 * @throws UserError naming what is wrong with the arguments
 */
export function helpOrComplain(argv: readonly string[]): void {
  const { name, rest } = commandOf(argv);
  const command: CommandLine = commands[name];
  const program = yargs([...rest])
    .scriptName(programName)
    .locale('en')
    .parserConfiguration(parserOptions(command.options).configuration ?? {})
    .usage(`${command.describe}\n\nUsage: $0 ${command.usage}`)
    .options(command.options)
    .string('_')
    .version('version', 'Show the version', version)
    .help('help', 'Show this help')
    .alias('help', 'h')
    .group(['help', 'version'], 'How it runs:')
    .example(command.examples.map(([call, meaning]) => [`$0 ${call}`, meaning]))
    .epilogue(command.more ?? '')
    .wrap(null)
    .exitProcess(false)
    .strictOptions()
    .check((given) => {
      for (const [name, value] of Object.entries(given)) {
        if (Array.isArray(value) && name !== '_') throw new Error(`--${name} is given twice.`);
        if (value === false && command.options[name]?.type === 'string') {
          if (!command.canBeNone?.includes(name)) throw new Error(`--${name} cannot be left out.`);
        }
        if (value === '' && !canBeEmpty.has(name)) throw new Error(`--${name} needs a value.`);
      }
      if (given._.length > command.names) {
        const enough = command.names === 1 ? 'One name is enough' : 'No name is needed';
        throw new Error(`${enough}; these are ${given._.length}: ${given._.join(' ')}`);
      }
      return true;
    })
    .fail((message, error) => {
      throw complaint(message ?? error.message, rest, command);
    });
  program.parse();
}

function complaint(message: string, argv: readonly string[], command: CommandLine): UserError {
  const [, name, given, choices] =
    /Argument: (.+), Given: "?(.*?)"?, Choices: (.+)/.exec(message) ?? [];
  if (name) {
    return new UserError(
      `--${name} cannot be ${given || 'empty'}.`,
      `Choose one of: ${choices?.replaceAll('"', '')}`,
      exitCode.usage,
    );
  }
  const words = command.usage.split(' ').filter((word) => /^[a-z]/.test(word));
  const allOptions = `All options:  ${[programName, ...words, '--help'].join(' ')}`;
  const [, unknown] = /^Unknown arguments?: ([^,]+)/.exec(message) ?? [];
  if (!unknown) return new UserError(message, allOptions, exitCode.usage);

  const typed = argv.find((word) => word.replace(/^-+/, '').split('=')[0] === unknown);
  const similar = nearestOption(unknown, command);
  return new UserError(
    `There is no option ${typed?.split('=')[0] ?? `--${unknown}`}.`,
    `${similar ? `Did you mean --${similar}? ` : ''}${allOptions}`,
    exitCode.usage,
  );
}

function nearestOption(unknown: string, command: CommandLine): string | undefined {
  const options = Object.keys(command.options).flatMap((name) => [name, `no-${name}`]);
  const [nearest] = options.sort((a, b) => distance(unknown, a) - distance(unknown, b));
  return nearest && distance(unknown, nearest) <= 3 ? nearest : undefined;
}
