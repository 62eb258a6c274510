/** The help, and what is wrong with a command line. Loaded only when one of them is wanted. */
import { distance } from 'fastest-levenshtein';
import yargs from 'yargs';
import { parserOptions } from './arguments';
import { createOptions, programName } from './cli';
import { exitCode, UserError } from './errors';
import { version } from './version';

/**
 * Prints the help where it was asked for.
 *
 * @throws UserError naming what is wrong with the arguments
 */
export function helpOrComplain(argv: readonly string[]): void {
  const program = yargs([...argv])
    .scriptName(programName)
    .locale('en')
    .parserConfiguration(parserOptions.configuration ?? {})
    .usage(`Create a Django project that runs and explains itself.\n\nUsage: $0 [name] [options]`)
    .options(createOptions)
    .string('_')
    .version('version', 'Show the version', version)
    .help('help', 'Show this help')
    .alias('help', 'h')
    .group(['help', 'version'], 'How it runs:')
    .example('$0 myproj', 'ask what is open, then create the folder myproj')
    .example('$0 myproj --app shop --install', 'with the app shop, ready to run')
    .example('$0 . --no-app --yes', 'in this folder, without an app or questions')
    .wrap(null)
    .exitProcess(false)
    .strictOptions()
    .check((given) => {
      for (const [name, value] of Object.entries(given)) {
        if (Array.isArray(value) && name !== '_') throw new Error(`--${name} is given twice.`);
        if (value === '') throw new Error(`--${name} needs a value.`);
      }
      if (given._.length > 1) {
        throw new Error(`One name is enough; these are ${given._.length}: ${given._.join(' ')}`);
      }
      return true;
    })
    .fail((message, error) => {
      throw complaint(message ?? error.message, argv);
    });
  program.parse();
}

function complaint(message: string, argv: readonly string[]): UserError {
  const [, name, given, choices] =
    /Argument: (.+), Given: "?(.*?)"?, Choices: (.+)/.exec(message) ?? [];
  if (name) {
    return new UserError(
      `--${name} cannot be ${given || 'empty'}.`,
      `Choose one of: ${choices?.replaceAll('"', '')}`,
      exitCode.usage,
    );
  }
  const allOptions = `All options:  ${programName} --help`;
  const [, unknown] = /^Unknown arguments?: ([^,]+)/.exec(message) ?? [];
  if (!unknown) return new UserError(message, allOptions, exitCode.usage);

  const typed = argv.find((word) => word.replace(/^-+/, '').split('=')[0] === unknown);
  const similar = nearestOption(unknown);
  return new UserError(
    `There is no option ${typed?.split('=')[0] ?? `--${unknown}`}.`,
    `${similar ? `Did you mean --${similar}? ` : ''}${allOptions}`,
    exitCode.usage,
  );
}

function nearestOption(unknown: string): string | undefined {
  const options = Object.keys(createOptions).flatMap((name) => [name, `no-${name}`]);
  const [nearest] = options.sort((a, b) => distance(unknown, a) - distance(unknown, b));
  return nearest && distance(unknown, nearest) <= 3 ? nearest : undefined;
}
