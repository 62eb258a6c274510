/** Places in the settings. */

import type { Project } from '../../../project/project';
import { asSequence } from '../../../python/resolve';
import { text } from '../../../python/values';
import type { Case, Finder, Spot } from './case';
import { ownFrames, whereItRan } from './case';
import { escaped, linesLike, linesOf, pythonFiles, quoted } from './source';

/** The settings file: the one that is in use, else the one that looks like it. */
export function settingsFile(project: Project): string | undefined {
  return (
    project.settings[0]?.file ??
    [...project.modules.broken.keys()].find((file) => /settings/.test(file)) ??
    pythonFiles(project).find((file) => /\/settings(\/(base|__init__|common))?\.py$/.test(file))
  );
}

/** The files that settings may stand in, the main one first. */
function settingsFiles(project: Project): string[] {
  const main = settingsFile(project);
  const others = pythonFiles(project).filter((file) => /settings|\/config\//.test(file));
  return [...new Set([...(main ? [main] : []), ...others])];
}

/** Where a setting is set; the last place that does so decides. */
export function setting(project: Project, name: string, why: string): Spot | undefined {
  const known = project.settings[0]?.names.get(name)?.places.at(-1);
  if (known) return { file: known.file, line: known.line, why };
  const [line] = linesLike(
    project,
    settingsFiles(project),
    new RegExp(`^\\s*${escaped(name)}\\s*(:\\s*\\w+\\s*)?[+]?=`),
  ).slice(-1);
  return line && { file: line.file, line: line.line, why };
}

/** Where a setting is set; where it is not, the file in which it could be. */
export function settingOrFile(
  project: Project,
  name: string,
  why: string,
  missing: string,
  near?: string,
): Spot | undefined {
  const found = setting(project, name, why);
  if (found) return found;
  const beside = near && setting(project, near, missing);
  if (beside) return beside;
  const file = settingsFile(project);
  return file ? { file, line: null, why: missing } : undefined;
}

/** An entry of a list in the settings that fits: `"blog"` of INSTALLED_APPS. */
export function entryOf(
  project: Project,
  name: string,
  fits: (entry: string) => boolean,
  why: string,
): Spot | undefined {
  const value = project.settings[0]?.names.get(name)?.value;
  const list = value && asSequence(project.modules.world, value);
  const item = list?.items.find(({ value: entry }) => fits(text(entry) ?? '\n'));
  return item && { file: item.place.file, line: item.place.line, why };
}

/** A text in quotes anywhere in the settings. */
export function inSettings(project: Project, written: string, why: string): Spot | undefined {
  const [line] = linesLike(project, settingsFiles(project), quoted(written)).slice(-1);
  return line && { file: line.file, line: line.line, why };
}

/** A key of a dict within a setting: `"ENGINE"` of DATABASES. */
function keyOf(project: Project, name: string, key: string, why: string): Spot | undefined {
  const start = setting(project, name, why);
  if (!start || start.line === null) return start;
  const lines = linesOf(project, start.file);
  const end = lines.findIndex(
    (line, index) => index >= start.line! && /^\S/.test(line) && !/^[)}\]]/.test(line),
  );
  const within = lines.slice(0, end < 0 ? undefined : end);
  const at = within.findIndex((line, index) => index >= start.line! - 1 && quoted(key).test(line));
  return at < 0 ? start : { ...start, line: at + 1 };
}

const whereRead: Finder = (found) => [
  whereItRan(found, 'Here the settings read the variable that is not set.'),
];

const database =
  (key: string, why: string): Finder =>
  ({ project }) => [keyOf(project, 'DATABASES', key, why)];

const middleware = (project: Project, why: string) => setting(project, 'MIDDLEWARE', why);

const mailSetting: Finder = ({ project, match: { groups } }) => [
  ...(groups.names?.split(/,\s*/) ?? []).map((name) =>
    setting(project, name, `Move this value into MAILERS, and delete ${name}.`),
  ),
  setting(project, 'MAILERS', 'The values of the old settings belong in here.'),
];

/** The name that a site was called by, as the pattern or the request has it. */
const hostOf = ({ match: { groups } }: Case) => (groups.add ?? groups.host)?.replace(/:\d+$/, '');

export const settingsFinders: Record<string, Finder> = {
  'secret-key-empty': ({ project }) => [
    settingOrFile(
      project,
      'SECRET_KEY',
      'It came out empty. Set the variable of the environment that it reads.',
      'Add a SECRET_KEY here.',
    ),
  ],
  'environment-variable-missing': whereRead,
  'allowed-hosts-unset': ({ project }) => [
    settingOrFile(
      project,
      'ALLOWED_HOSTS',
      'It is empty: name the hosts of the site here, such as "localhost".',
      'Add ALLOWED_HOSTS here.',
    ),
    setting(project, 'DEBUG', 'It is off. While you develop, switch it on.'),
  ],
  'disallowed-host': (found) => [
    settingOrFile(
      found.project,
      'ALLOWED_HOSTS',
      hostOf(found) ? `Add "${hostOf(found)}" to this list.` : 'Add the name of the site here.',
      'Add ALLOWED_HOSTS here.',
    ),
  ],
  'dotted-path-wrong': ({ project, match: { groups } }) => [
    groups.module && groups.name
      ? inSettings(
          project,
          `${groups.module}.${groups.name}`,
          `${groups.module} has nothing called ${groups.name}.`,
        )
      : undefined,
  ],
  'path-is-text': (found) => [
    setting(
      found.project,
      'BASE_DIR',
      'It is a text. Make it a Path: Path(__file__).resolve().parent.parent.',
    ),
    whereItRan(found, 'Here a slash joins two texts.'),
  ],
  'setting-must-be-a-list': ({ project, match: { groups } }) => [
    groups.setting ? setting(project, groups.setting, 'Write it in square brackets.') : undefined,
    groups.value ? setting(project, 'TIME_ZONE', 'There is no time zone of this name.') : undefined,
  ],
  'logging-not-configured': ({ project }) => [
    setting(project, 'LOGGING', 'This part of it fails; the folder of a log file has to exist.'),
  ],
  'caches-wrong': ({ project, match: { groups } }) => [
    groups.backend
      ? inSettings(project, groups.backend, 'There is no cache at this path.')
      : undefined,
    setting(project, 'CACHES', 'The caches are set up here.'),
  ],
  'templates-setting-wrong': ({ project }) => [
    setting(project, 'TEMPLATES', 'The template engines are set up here.'),
  ],
  'root-urlconf': ({ project, match: { groups } }) => {
    const name = groups.setting ?? 'ROOT_URLCONF';
    const file = settingsFile(project);
    return [file ? { file, line: null, why: `${name} is missing in here.` } : undefined];
  },
  'auto-field-warning': ({ project }) => [
    settingOrFile(
      project,
      'DEFAULT_AUTO_FIELD',
      'The kind of number is set here.',
      'Add DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField" here.',
    ),
  ],
  'auth-user-model-wrong': ({ project, match: { groups } }) => [
    setting(
      project,
      'AUTH_USER_MODEL',
      groups.model ? `No installed app has ${groups.model}.` : 'The user model is named here.',
    ),
    setting(project, 'INSTALLED_APPS', 'The app of the user model has to be in here.'),
  ],
  'request-user-missing': ({ project, match: { groups } }) => [
    /^(a?user|session|_messages)$/.test(groups.attribute ?? '_messages')
      ? middleware(project, "Django's middleware for this is missing here, or stands too far down.")
      : undefined,
  ],
  'session-middleware-missing': ({ project, match: { groups }, check }) => [
    /TEMPLATES|DjangoTemplates|context_processors/.test(check?.message ?? '')
      ? setting(project, 'TEMPLATES', 'Add what the message names here.')
      : undefined,
    groups.middleware || check
      ? middleware(
          project,
          `Add ${groups.middleware ? `"${groups.middleware}"` : 'the middleware that the message names'} here.`,
        )
      : entryOf(
          project,
          'MIDDLEWARE',
          (entry) => entry.endsWith('.AuthenticationMiddleware'),
          'SessionMiddleware has to stand above this line.',
        ),
    middleware(project, 'The list of middleware.'),
    /INSTALLED_APPS/.test(check?.message ?? '')
      ? setting(project, 'INSTALLED_APPS', 'Add the app that the message names here.')
      : undefined,
  ],
  'csrf-origin': ({ project, match: { groups } }) => [
    settingOrFile(
      project,
      'CSRF_TRUSTED_ORIGINS',
      `Add ${JSON.stringify(groups.origin ?? 'the address')} to this list.`,
      `Add CSRF_TRUSTED_ORIGINS = [${JSON.stringify(groups.origin ?? 'https://example.com')}] below this line.`,
      'ALLOWED_HOSTS',
    ),
  ],
  'database-locked': ({ project }) => [
    setting(
      project,
      'DATABASES',
      'Here the time that it waits can be set: "OPTIONS": {"timeout": 20}.',
    ),
  ],
  'database-readonly': database(
    'NAME',
    'This is the file; its folder has to exist and be writable.',
  ),
  'database-driver-missing': database('ENGINE', 'This kind of database needs its own package.'),
  'database-refused': database('HOST', 'Nobody answers at this address.'),
  'database-login-failed': database('USER', 'The server does not let this user in.'),
  'database-missing': database('NAME', 'The server has no database of this name.'),
  'database-settings-wrong': (found) => {
    const { project, match } = found;
    const key = match.groups.engine ? 'ENGINE' : (match.groups.key ?? 'ENGINE');
    return [
      keyOf(
        project,
        'DATABASES',
        key,
        match.groups.engine
          ? 'There is no such kind of database.'
          : `The value of "${key}" is missing here.`,
      ),
    ];
  },
  'database-too-old': database('ENGINE', 'The server behind this is older than Django wants.'),
  'mail-refused': (found) => [
    settingOrFile(
      found.project,
      found.project.settings[0]?.names.has('MAILERS') ? 'MAILERS' : 'EMAIL_BACKEND',
      'Mails go to a server that does not answer. While you develop, use the console backend.',
      'No e-mail settings are here, so Django tries a mail server on this machine.',
    ),
    setting(found.project, 'EMAIL_HOST', 'The mail server that was asked.'),
    whereItRan(found, 'Here the mail is sent.'),
  ],
  'mailers-and-email': mailSetting,
  'mailers-missing': mailSetting,
  'redis-refused': ({ project, match: { groups } }) => [
    ...linesLike(
      project,
      settingsFiles(project),
      new RegExp(`${escaped(groups.port ?? '6379')}|redis`),
    )
      .slice(0, 2)
      .map(({ file, line }) => ({ file, line, why: 'Redis is looked for at this address.' })),
  ],
  'static-root-missing': ({ project, match: { groups }, check }) => [
    check
      ? setting(
          project,
          'STATICFILES_DIRS',
          'Name only folders with originals here, in a list, and not STATIC_ROOT.',
        )
      : groups.name
        ? undefined
        : settingOrFile(
            project,
            'STATIC_ROOT',
            'The folder for the copies.',
            'Add STATIC_ROOT = BASE_DIR / "staticfiles" below this line.',
            'STATIC_URL',
          ),
  ],
  'static-dir-missing': ({ project, match: { groups } }) => [
    setting(
      project,
      'STATICFILES_DIRS',
      `The folder ${groups.folder ?? ''} does not exist. Make it, or take the entry away.`,
    ),
  ],
  'upload-too-big': ({ project }) => [
    settingOrFile(
      project,
      'DATA_UPLOAD_MAX_MEMORY_SIZE',
      'The limit is set here.',
      'Add DATA_UPLOAD_MAX_MEMORY_SIZE here.',
    ),
  ],
  'too-many-redirects': ({ project }) => [
    setting(project, 'SECURE_SSL_REDIRECT', 'Behind a proxy this needs SECURE_PROXY_SSL_HEADER.'),
  ],
  'https-on-runserver': ({ project }) => [
    setting(project, 'SECURE_SSL_REDIRECT', 'While you develop, this has to be off.'),
  ],
  'websocket-not-found': ({ project }) => [
    entryOf(
      project,
      'INSTALLED_APPS',
      (entry) => entry === 'daphne',
      'It has to be the first entry.',
    ) ??
      setting(
        project,
        'INSTALLED_APPS',
        'Add "daphne" as the first entry here, so that runserver knows WebSockets.',
      ),
    settingOrFile(
      project,
      'ASGI_APPLICATION',
      'The application that answers WebSockets.',
      'Add ASGI_APPLICATION here.',
    ),
  ],
  'wsgi-application-not-loaded': ({ project, match: { groups } }) => [
    setting(project, 'WSGI_APPLICATION', `${groups.path ?? 'It'} could not be imported.`),
  ],
  'security-warning': ({ project, check }) => {
    const name =
      /\b(SECURE_\w+|SESSION_COOKIE_\w+|CSRF_COOKIE_\w+|SECRET_KEY|ALLOWED_HOSTS|DEBUG|X_FRAME_OPTIONS|MIDDLEWARE)\b/.exec(
        check?.message ?? '',
      )?.[1];
    return [
      name
        ? settingOrFile(
            project,
            name,
            `For the live site, set ${name}.`,
            `For the live site, set ${name} here.`,
          )
        : undefined,
    ];
  },
  'settings-not-configured': (found) => [
    whereItRan(found, 'This line needs the settings. Start the file through manage.py.'),
  ],
  'settings-module-missing': ({ project, match: { groups } }) => {
    const module = groups.module ?? '';
    return linesLike(project, pythonFiles(project), quoted(module)).map(({ file, line }) => ({
      file,
      line,
      why: `There is no module ${module}. Write the one that exists.`,
    }));
  },
};

/** Whether the code that ran last is the settings themselves. */
export const isInSettings = (found: Case): boolean =>
  /settings/.test(ownFrames(found).at(-1)?.file ?? '');
