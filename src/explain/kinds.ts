/** The kinds of explanations, in words. */
import type { Entry } from './library';

interface Kind {
  /** One of them, as in "the setting DEBUG". */
  one: string;
  /** All of them, in a line. */
  all: string;
}

/** In the order in which they are listed: what a learner meets first. */
export const kinds: Readonly<Record<string, Kind>> = {
  concepts: { one: 'concept', all: 'Ideas behind Django and the web' },
  files: { one: 'file', all: 'Files of a project and of an app' },
  commands: { one: 'command', all: 'python manage.py …' },
  settings: { one: 'setting', all: 'Names in settings.py' },
  models: { one: 'part of a model', all: 'Models and their fields' },
  querysets: { one: 'part of a query', all: 'Questions to the database' },
  migrations: { one: 'part of a migration', all: 'What is in a migration' },
  views: { one: 'part of a view', all: 'Views, and what they call' },
  forms: { one: 'part of a form', all: 'Forms, and how they check' },
  urls: { one: 'part of the urls', all: 'Addresses and what answers them' },
  templates: { one: 'part of a template', all: 'Tags, filters and variables' },
  admin: { one: 'option of the admin', all: 'The admin of your models' },
  apps: { one: 'part of an app', all: 'AppConfig and INSTALLED_APPS' },
  contrib: { one: 'app of Django', all: 'Apps that come with Django' },
  middleware: { one: 'middleware', all: 'Layers around your views' },
  tests: { one: 'part of the tests', all: 'Tests, and what they call' },
  python: { one: 'part of Python', all: 'Python, as one meets it in these files' },
  errors: { one: 'error', all: 'Messages, and what to do about them' },
  checks: { one: 'check', all: 'What manage.py check says' },
  consumers: { one: 'part of a consumer', all: 'Consumers of Django Channels' },
  channels: { one: 'part of Channels', all: 'Chat and live notifications with Channels' },
  manage: { one: 'part of manage.py', all: 'manage.py, and commands of your own' },
  servers: { one: 'part of wsgi.py and asgi.py', all: 'What is in wsgi.py and asgi.py' },
  requirements: { one: 'part of requirements.txt', all: 'What is in requirements.txt' },
  gitignore: { one: 'part of .gitignore', all: 'What is in .gitignore' },
  editorconfig: { one: 'part of .editorconfig', all: 'What is in .editorconfig' },
  environment: { one: 'environment variable', all: 'What is in .env.example' },
  gunicorn: { one: 'setting of Gunicorn', all: 'What is in gunicorn.conf.py' },
  uvicorn: { one: 'setting of Uvicorn', all: 'What is set in uvicorn.service' },
  uwsgi: { one: 'option of uWSGI', all: 'What is in uwsgi.ini' },
  whitenoise: { one: 'part of WhiteNoise', all: 'Static files without a web server in front' },
  systemd: { one: 'line of a systemd unit', all: 'What is in the unit of a server' },
  proxy: { one: 'part of being behind a web server', all: 'What Django hears from a web server' },
  csp: { one: 'part of a Content Security Policy', all: 'From where a page may load what' },
  apache: { one: 'line of apache.conf', all: 'What is in the configuration of Apache' },
  mod_wsgi: { one: 'line for mod_wsgi', all: 'How Apache runs Django itself' },
  nginx: { one: 'line of nginx.conf', all: 'What is in the configuration of Nginx' },
  docker: { one: 'line of a Dockerfile', all: 'What is in the Dockerfile' },
  dockerignore: { one: 'part of .dockerignore', all: 'What is in .dockerignore' },
  compose: { one: 'part of compose.yaml', all: 'What is in compose.yaml' },
  css: { one: 'part of the style sheet', all: 'The style sheets of the example' },
};

/** Kinds that stand nowhere in a file: no note is made of them. */
export const kindsWithoutPlaces: readonly string[] = [
  'checks',
  'commands',
  'concepts',
  'errors',
  'python',
];

/** `the setting DEBUG` */
export function inWords({ kind, title }: Pick<Entry, 'kind' | 'title'>): string {
  return `the ${kinds[kind]?.one ?? kind} ${title}`;
}
