/** The table of commands and flags. */
import type { InferredOptionTypes, Options } from 'yargs';
import { djangoVersions } from './django';
import { commentLevels } from './explain/comments';
import { flagsOf } from './features/flags';
import { featureList } from './generated/feature-list';

export const programName = 'create-django-skeleton';

const theProject = 'The project:';
const theApp = 'The app:';
const theExplanation = 'The explanation:';
const theFeatures = 'What features ask:';
const thePlaces = 'Where the lines go:';
const afterwards = 'What happens then:';
const howItRuns = 'How it runs:';

const comments = {
  type: 'string',
  choices: commentLevels,
  describe: 'How much the files explain',
  defaultDescription: 'full',
} as const;

/** In a project that is there. */
const commentsHere = {
  ...comments,
  defaultDescription: 'that of the notes that are there, else full',
} as const;

/** The flags of every command that writes files. */
const runOptions = {
  'dry-run': {
    type: 'boolean',
    describe: 'Show what would be written, write nothing',
    group: howItRuns,
  },
  diff: {
    type: 'boolean',
    describe: 'The same, with the whole text of every change',
    group: howItRuns,
  },
  yes: {
    type: 'boolean',
    alias: 'y',
    describe: 'Ask nothing, take the defaults',
    group: howItRuns,
  },
  json: {
    type: 'boolean',
    describe: 'Report to a program: one JSON object',
    group: howItRuns,
  },
} as const satisfies Record<string, Options>;

const featureOptions = flagsOf(featureList, theFeatures);
const featureOptionsOfNew = flagsOf(featureList, theFeatures, ({ asksNew }) => asksNew);

/** The features with a line each, for the help. */
const featureLines = [
  'Features:',
  ...featureList.map(({ id, title }) => `  ${id.padEnd(12)}  ${title}`),
].join('\n');

const createOptions = {
  app: {
    type: 'string',
    describe: 'Name of the first app; --no-app for none',
    defaultDescription: 'blog',
    group: theProject,
  },
  model: {
    type: 'string',
    describe: "Name of the app's example model",
    defaultDescription: 'Post for blog, else from the name of the app',
    group: theProject,
  },
  django: {
    type: 'string',
    choices: djangoVersions,
    describe: 'Version of Django',
    defaultDescription: 'the newest for your Python',
    group: theProject,
  },
  comments: { ...comments, group: theProject },
  with: {
    type: 'string',
    describe: 'Features, as in --with postgres,gunicorn; --no-with for none',
    requiresArg: true,
    group: theProject,
  },
  template: {
    type: 'string',
    describe: 'Your own folder of EJS templates',
    requiresArg: true,
    group: theProject,
  },
  install: {
    type: 'boolean',
    describe: 'Make .venv, install Django, create the database',
    group: afterwards,
  },
  git: {
    type: 'boolean',
    describe: 'Make a git repository and a first commit',
    group: afterwards,
  },
  python: {
    type: 'string',
    describe: 'The Python for --install',
    requiresArg: true,
    group: afterwards,
  },
  ...runOptions,
} as const satisfies Record<string, Options>;

const addAppOptions = {
  model: {
    type: 'string',
    describe: 'Name of its model',
    defaultDescription: 'from the name of the app',
    group: theApp,
  },
  fields: {
    type: 'string',
    describe: 'Its fields, as in "title:char body:text? author:fk(auth.User)"',
    defaultDescription: 'an example',
    group: theApp,
  },
  bare: {
    type: 'boolean',
    describe: 'No model: an app as startapp makes it, with urls.py',
    group: theApp,
  },
  path: {
    type: 'string',
    describe: 'What its addresses begin with',
    defaultDescription: 'the name of the app',
    group: theApp,
  },
  dir: {
    type: 'string',
    describe: 'The folder that gets the folder of the app',
    defaultDescription: 'where the project keeps its apps',
    group: theApp,
  },
  comments: { ...commentsHere, group: theApp },
  settings: {
    type: 'string',
    describe: 'The settings module, as in mysite.settings; --no-settings for none',
    defaultDescription: 'the one that manage.py names',
    group: thePlaces,
  },
  urls: {
    type: 'string',
    describe: 'The file with the urlpatterns; --no-urls for none',
    defaultDescription: 'that of ROOT_URLCONF',
    group: thePlaces,
  },
  ...runOptions,
} as const satisfies Record<string, Options>;

const addOptions = {
  comments: { ...commentsHere, group: howItRuns },
  settings: {
    ...addAppOptions.settings,
    describe: 'The settings module, as in mysite.settings',
  },
  urls: {
    type: 'string',
    describe: 'The file with the urlpatterns',
    defaultDescription: 'that of ROOT_URLCONF',
    group: thePlaces,
  },
  ...runOptions,
} as const satisfies Record<string, Options>;

const { json, yes } = runOptions;

const explainOptions = {
  list: {
    type: 'string',
    describe: 'The kinds of explanations, or all of one kind',
    group: theExplanation,
  },
  django: {
    type: 'string',
    choices: djangoVersions,
    describe: 'Version of Django',
    defaultDescription: "the project's, else the newest",
    group: theExplanation,
  },
  width: {
    type: 'string',
    describe: 'Columns of a line',
    defaultDescription: 'those of the terminal, at most 88',
    group: howItRuns,
  },
  json,
} as const satisfies Record<string, Options>;

const annotateOptions = {
  comments: { ...commentsHere, group: 'The notes:' },
  check: {
    type: 'boolean',
    describe: 'Write nothing; exit code 1 where something would change',
    group: howItRuns,
  },
  ...runOptions,
} as const satisfies Record<string, Options>;

/** Every command: how it is called, and its flags. */
export const commands = {
  create: {
    usage: '[name] [options]',
    describe: 'Create a Django project that runs and explains itself.',
    names: 1,
    options: { ...createOptions, ...featureOptionsOfNew } as typeof createOptions,
    canBeNone: ['app', 'with'],
    more: featureLines,
    examples: [
      ['myproj', 'ask what is open, then create the folder myproj'],
      ['myproj --app shop --install', 'with the app shop, ready to run'],
      ['. --no-app --yes', 'in this folder, without an app or questions'],
      ['add-app shop', 'in a project: add an app; see add-app --help'],
      ['explain wsgi.py', 'what it is for; see explain --help'],
    ],
  },
  'add-app': {
    usage: 'add-app NAME [options]',
    describe: 'Add an app to the Django project that you are in, and wire it.',
    names: 1,
    options: addAppOptions,
    canBeNone: ['settings', 'urls'],
    examples: [
      ['add-app shop', 'show what will be written, ask, and do it'],
      ['add-app shop --fields "name:char price:decimal(8,2)"', 'with these fields'],
      ['add-app shop --diff', 'show every line, write nothing'],
      ['undo', 'take the last change back'],
    ],
  },
  explain: {
    usage: 'explain [WHAT…] [options]',
    describe: 'Explain Django: a file, a setting, a command, a line of your code, an error.',
    names: Number.POSITIVE_INFINITY,
    options: explainOptions,
    examples: [
      ['explain', 'the project that you are in, at a glance'],
      ['explain MIDDLEWARE', 'a setting: what it is for, and its value here'],
      ['explain blog/', 'a folder: what it is, what uses it, what is in it'],
      ['explain blog/models.py:12', 'a line of your code'],
      ['explain how do static files work', 'what comes nearest, by words'],
      ['explain "no such table: blog_post"', 'an error: what to change, and where'],
      ['runserver 2>&1 | … explain -', 'an error that another program has written'],
      ['explain --list settings', 'all settings, a line each'],
    ],
  },
  add: {
    usage: 'add FEATURE… [options]',
    describe: 'Add features to the Django project that you are in.',
    names: featureList.length,
    options: { ...addOptions, ...featureOptions } as typeof addOptions,
    more: featureLines,
    examples: [
      ['add postgres', 'show what will be written, ask, and do it'],
      ['add gunicorn postgres --diff', 'show every line of both, write nothing'],
      ['undo', 'take the last change back'],
    ],
  },
  annotate: {
    usage: 'annotate [PATH…] [options]',
    describe: 'Put notes into the files of a Django project, renew them, or take them out.',
    names: Number.POSITIVE_INFINITY,
    options: annotateOptions,
    examples: [
      ['annotate', 'all files of the project that you are in'],
      ['annotate blog/models.py --comments brief', 'one file, one line for each note'],
      ['annotate --comments none', 'take all notes out'],
      ['annotate --check', 'for CI: are the notes as they should be?'],
    ],
  },
  undo: {
    usage: 'undo [options]',
    describe: 'Take back the last change that this program made to the project that you are in.',
    names: 0,
    options: { 'dry-run': runOptions['dry-run'], yes, json },
    examples: [],
  },
} as const satisfies Record<string, CommandLine>;

export interface CommandLine {
  usage: string;
  describe: string;
  /** How many names may stand beside the flags. */
  names: number;
  options: Record<string, Options>;
  /** Flags with a name that can be left out altogether: `--no-app`. */
  canBeNone?: readonly string[];
  /** What the help says at its end. */
  more?: string;
  examples: readonly (readonly [call: string, meaning: string])[];
}

export type CommandName = keyof typeof commands;

type CanBeNone<Name extends CommandName> = (typeof commands)[Name] extends {
  canBeNone: readonly (infer Flag)[];
}
  ? Flag
  : never;

/** The flags as given, and the names beside them: what is absent was not said. `--no-app` and its like say `false`. */
export type Flags<Name extends CommandName> = {
  [flag in keyof InferredOptionTypes<
    (typeof commands)[Name]['options']
  >]?: flag extends CanBeNone<Name>
    ? string | false
    : InferredOptionTypes<(typeof commands)[Name]['options']>[flag];
} & { name?: string; words?: readonly string[] };

export type CreateFlags = Flags<'create'>;
export type AddAppFlags = Flags<'add-app'>;
export type AnnotateFlags = Flags<'annotate'>;
export type ExplainFlags = Flags<'explain'>;
export type AddFlags = Flags<'add'>;
export type UndoFlags = Flags<'undo'>;
