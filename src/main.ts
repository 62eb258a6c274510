/** The entry: reads the arguments, runs the command, and turns errors into words and exit codes. */
import { readArguments } from './arguments';
import { exitCode, Interrupted, UserError } from './errors';
import { paintError, print, printError } from './terminal';
import { version } from './version';

/** @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  const wantsJson = argv.includes('--json');
  try {
    const parsed = readArguments(argv);
    switch (parsed.kind) {
      case 'version':
        print(version);
        return 0;
      case 'unusual': {
        const { helpOrComplain } = await import('./help');
        helpOrComplain(argv);
        return 0;
      }
      case 'create': {
        const { create } = await import('./commands/create');
        await create(parsed.flags);
        return 0;
      }
      case 'add': {
        const { add } = await import('./commands/add');
        await add(parsed.flags);
        return 0;
      }
      case 'add-app': {
        const { addApp } = await import('./commands/add-app');
        await addApp(parsed.flags);
        return 0;
      }
      case 'explain': {
        const { explain } = await import('./commands/explain');
        return await explain(parsed.flags);
      }
      case 'annotate': {
        const { annotate } = await import('./commands/annotate');
        return await annotate(parsed.flags);
      }
      case 'undo': {
        const { undo } = await import('./commands/undo');
        await undo(parsed.flags);
        return 0;
      }
    }
  } catch (error) {
    return complain(error, wantsJson);
  }
}

function complain(error: unknown, wantsJson: boolean): number {
  if (error instanceof Interrupted) {
    if (!wantsJson) printError(paintError('dim', 'Stopped.'));
    return exitCode.interrupted;
  }
  if (process.env.DEBUG === 'create-django-skeleton') console.error(error);
  const message = error instanceof Error ? error.message : String(error);
  const hint =
    error instanceof UserError
      ? error.hint
      : 'This should not happen. To see where it comes from, set DEBUG=create-django-skeleton';
  if (wantsJson) {
    print(JSON.stringify({ error: { message, hint } }, null, 2));
  } else {
    printError(`${paintError('red', 'Error:')} ${message}`);
    if (hint) printError(`\n${hint}`);
  }
  return error instanceof UserError ? error.code : exitCode.failed;
}
