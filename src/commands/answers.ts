/** What the new project shall be: from the flags, from questions, and from defaults. */
import { type CreateFlags, programName } from '../cli';
import {
  type DjangoVersion,
  newestDjango,
  newestDjangoFor,
  oldestPython,
  oldestPythonFor,
} from '../django';
import type { Python } from '../environment';
import { exitCode, UserError } from '../errors';
import type { CommentLevel } from '../explain/comments';
import { featureList } from '../generated/feature-list';
import { type Refusal, refuseApp, refuseModel } from '../names/check';
import { defaultModel } from '../names/default-model';
import { readTarget, refusedName, type Target } from '../names/target';
import { nearestFolder } from '../plan/apply';
import { shellWord } from '../shell';

import { mayAsk } from './common';

export interface Answers {
  target: Target;
  app?: { name: string; model: string };
  django: DjangoVersion;
  comments: CommentLevel;
  /** The ids of the features. */
  features: string[];
  template?: string;
  install: boolean;
  /** For the installation, where one was found. */
  python?: Python;
  git: boolean;
  /** The command that needs no questions; absent where none was asked. */
  equivalent?: string;
}

const defaultApp = 'blog';
const noApp = '-';

const featureChoices = featureList
  .filter(({ inNewProjects }) => !inNewProjects)
  .map(({ id, title }) => ({
    value: id,
    title: `${id}: ${title}`,
  }));

/**
 * @throws UserError where a name cannot be used, or is missing where nobody can be asked
 * @throws Interrupted where the user leaves a question with Ctrl-C
 */
export async function answer(flags: CreateFlags): Promise<Answers> {
  const questions = mayAsk(flags) ? await import('../ask') : undefined;
  const here = process.cwd();

  const name =
    flags.name ??
    (await questions?.askText('Name of the project', 'mysite', (text) =>
      problemOf(() => readTarget(text, here)),
    ));
  if (name === undefined) throw missingName();
  const target = readTarget(name, here);

  const chosenApp =
    flags.app ??
    (await questions?.askText(`Name of the first app (${noApp} for none)`, defaultApp, (text) =>
      text === noApp ? undefined : refuseApp(text, target.package)?.reason,
    )) ??
    defaultApp;
  const app =
    chosenApp === false || chosenApp === noApp ? undefined : checkedApp(chosenApp, flags, target);
  if (!app && flags.model) {
    throw new UserError(
      '--model needs an app to put the model in.',
      'Leave out --no-app.',
      exitCode.usage,
    );
  }

  const features =
    (flags.with === false ? [] : flags.with?.split(',').filter(Boolean)) ??
    (await questions?.askSeveral('Features (none is fine)', featureChoices)) ??
    [];

  const wantsInstall = flags.install ?? (flags.python ? true : undefined);
  const install =
    wantsInstall ??
    (await questions?.askYesNo(`Install Django now, into ${target.folder}/.venv`, true)) ??
    false;
  const git =
    flags.git ??
    (questions && (await gitIsPossible(target))
      ? await questions.askYesNo('Make a git repository', true)
      : false);

  const python = install ? await choosePython(flags) : undefined;
  const answers: Answers = {
    target,
    ...(app && { app }),
    django: flags.django ?? (python && newestDjangoFor(python.version)) ?? newestDjango,
    comments: flags.comments ?? 'full',
    features,
    ...(flags.template && { template: flags.template }),
    install,
    ...(python && { python }),
    git,
  };
  return questions ? { ...answers, equivalent: equivalentCommand(flags, answers) } : answers;
}

function checkedApp(
  name: string,
  flags: CreateFlags,
  target: Target,
): { name: string; model: string } {
  throwRefusal(name, refuseApp(name, target.package), `${target.folder} --app `);
  const model = flags.model ?? defaultModel(name);
  throwRefusal(model, refuseModel(model, name), `${target.folder} --app ${name} --model `);
  return { name, model };
}

function throwRefusal(name: string, refusal: Refusal | undefined, flag: string): void {
  if (refusal) throw refusedName(name, refusal, flag);
}

async function gitIsPossible({ root }: Target): Promise<boolean> {
  const { refuseRepository } = await import('./git');
  return refuseRepository(nearestFolder(root)) === undefined;
}

async function choosePython(flags: CreateFlags): Promise<Python | undefined> {
  const { askPython, findPython } = await import('../environment');
  if (flags.python === undefined) {
    return findPython(flags.django ? oldestPythonFor(flags.django) : oldestPython);
  }
  const python = askPython([flags.python]);
  if (python) return python;
  throw new UserError(
    `--python ${flags.python} does not start a Python.`,
    'Give the path of a Python interpreter, such as /usr/bin/python3.',
    exitCode.usage,
  );
}

function missingName(): UserError {
  return new UserError(
    'The name of the project is missing.',
    `For example:  ${programName} myproj`,
    exitCode.usage,
  );
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function equivalentCommand(flags: CreateFlags, answers: Answers): string {
  const { target, app, features, install, git } = answers;
  const words = [
    'npx',
    programName,
    shellWord(target.folder),
    ...(app ? ['--app', app.name] : ['--no-app']),
    ...(flags.model ? ['--model', flags.model] : []),
    ...(flags.django ? ['--django', flags.django] : []),
    ...(flags.comments ? ['--comments', flags.comments] : []),
    ...(features.length > 0 ? ['--with', features.join(',')] : ['--no-with']),
    ...(flags.template ? ['--template', shellWord(flags.template)] : []),
    install ? '--install' : '--no-install',
    ...(flags.python ? ['--python', shellWord(flags.python)] : []),
    git ? '--git' : '--no-git',
  ];
  return words.join(' ');
}
