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
    .group(['help', 'version'], 'How it runs:')
    .describe('help', 'Show this help')
    .describe('version', 'Show the version')
    .version(version)
    .example('$0 myproj', 'ask what is open, then create the folder myproj')
    .example('$0 myproj --app shop --install', 'with the app shop, ready to run')
    .example('$0 . --no-app --yes', 'in this folder, without an app or questions')
    .wrap(Math.min(88, process.stdout.columns || 80))
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
  const known = Object.keys(createOptions).flatMap((name) => [name, `no-${name}`]);
  const [, unknown] = /^Unknown arguments?: ([^,]+)/.exec(message) ?? [];
  const typed = argv.find((word) => word.replace(/^-+/, '').split('=')[0] === unknown);
  const nearest = unknown && known.sort((a, b) => distance(unknown, a) - distance(unknown, b))[0];
  const isNear = nearest !== undefined && unknown && distance(unknown, nearest) <= 3;
  return new UserError(
    unknown ? `There is no option ${typed?.split('=')[0] ?? `--${unknown}`}.` : message,
    `${isNear ? `Did you mean --${nearest}? ` : ''}All options:  ${programName} --help`,
    exitCode.usage,
  );
}
