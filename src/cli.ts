/** The table of commands and flags. */
import type { InferredOptionTypes, Options } from 'yargs';
import { djangoVersions } from './django';
import { commentLevels } from './explain/comments';

export const programName = 'create-django-skeleton';

export const createOptions = {
  app: {
    type: 'string',
    describe: 'Name of the first app; --no-app for none',
    defaultDescription: 'blog',
    group: 'The project:',
  },
  model: {
    type: 'string',
    describe: "Name of the app's example model",
    defaultDescription: 'Post for blog, else from the name of the app',
    group: 'The project:',
  },
  django: {
    type: 'string',
    choices: djangoVersions,
    describe: 'Version of Django',
    defaultDescription: 'the newest for your Python',
    group: 'The project:',
  },
  comments: {
    type: 'string',
    choices: commentLevels,
    describe: 'How much the files explain',
    defaultDescription: 'full',
    group: 'The project:',
  },
  template: {
    type: 'string',
    describe: 'Your own folder of EJS templates',
    requiresArg: true,
    group: 'The project:',
  },
  install: {
    type: 'boolean',
    describe: 'Make .venv, install Django, create the database',
    group: 'What happens then:',
  },
  git: {
    type: 'boolean',
    describe: 'Make a git repository and a first commit',
    group: 'What happens then:',
  },
  python: {
    type: 'string',
    describe: 'The Python for --install',
    requiresArg: true,
    group: 'What happens then:',
  },
  'dry-run': {
    type: 'boolean',
    describe: 'Show what would be written, write nothing',
    group: 'How it runs:',
  },
  diff: {
    type: 'boolean',
    describe: 'The same, with the whole text of every file',
    group: 'How it runs:',
  },
  yes: {
    type: 'boolean',
    alias: 'y',
    describe: 'Ask nothing, take the defaults',
    group: 'How it runs:',
  },
  json: {
    type: 'boolean',
    describe: 'Report to a program: one JSON object',
    group: 'How it runs:',
  },
} as const satisfies Record<string, Options>;

type Inferred = InferredOptionTypes<typeof createOptions>;

/** The flags of `create`, as given: what is absent was not said. */
export type CreateFlags = {
  [name in keyof Inferred]?: name extends 'app' ? string | false : Inferred[name];
} & { name?: string };
