import { fileSays, listHas } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

/** What is in base.html of a project that this program has made, at the end of its navigation. */
const adminLink = `<a href="{% url 'admin:index' %}">Admin</a>`;

const wsgi = 'it speaks WSGI, which has no WebSockets; uvicorn has them';

export default feature({
  id: 'channels',
  title: 'WebSockets with Django Channels: a chat room and live notifications',
  clashes: { gunicorn: wsgi, uwsgi: wsgi, 'mod-wsgi': wsgi },
  packages: [
    { name: 'channels[daphne]', versions: '~=4.3', note: 'requirements/channels' },
    { name: 'channels_redis', versions: '~=4.3', note: 'requirements/channels_redis' },
  ],
  environment: [
    {
      name: 'REDIS_URL',
      example: 'redis://127.0.0.1:6379/0',
      without: 'one process, without Redis',
      note: 'environment/REDIS_URL',
    },
  ],
  present: (project) =>
    listHas(project, 'INSTALLED_APPS', 'live') && fileSays(project, 'live/routing.py', /\bws\//),
  refuse(project) {
    const { files, root } = project;
    if (files.isFolder(`${root}/live`)) return 'it brings an app in the folder live, which exists';
    const missing = ['django.contrib.auth', 'django.contrib.sessions'].find(
      (app) => !listHas(project, 'INSTALLED_APPS', app),
    );
    return (
      missing && `it needs ${missing} in INSTALLED_APPS: only users who are logged in may chat`
    );
  },
  edit(draft, project) {
    const { asgi, base, settings } = draft.names;
    const has = (name: string) => project.settings[0]?.names.has(name) === true;
    draft.app('daphne', { place: { first: true }, note: 'channels/daphne' });
    draft.app('live', { note: 'channels/live' });
    if (!has('ASGI_APPLICATION')) {
      draft.settings('asgi-application.py', { why: 'channels/ASGI_APPLICATION' });
    }
    draft.settings('channel-layers.py', { why: 'channels/CHANNEL_LAYERS' });
    if (!has('LOGIN_URL')) draft.settings('login-url.py', { why: 'settings/LOGIN_URL' });
    draft.module(asgi, {
      stock: [stockAsgi(settings)],
      part: 'asgi.py',
      why: 'files/asgi-channels',
    });
    draft.renote(draft.names.wsgi, { was: 'files/wsgi-runserver', note: 'files/wsgi' });
    draft.urls('live/', 'live.urls', { note: 'urls/live' });
    if (base) {
      draft.template(base, { above: '</body>', part: 'toasts.html', why: 'channels/toasts' });
      if (
        fileSays(project, 'templates/base.html', new RegExp(`^ *${literally(adminLink)}$`, 'm'))
      ) {
        draft.template(base, { above: adminLink, part: 'nav.html', why: 'channels/nav' });
      }
    }
    draft.services('compose.yaml', { why: 'files/compose' });
  },
  next: ({ features, added }) => [
    // An image that is there already does not hear of the new server.
    ...(features.includes('docker') && !added.includes('docker')
      ? ['Add REDIS_URL: redis://redis:6379/0 to the environment of web in compose.yaml']
      : []),
    'python manage.py migrate',
    'python manage.py createsuperuser',
    'python manage.py runserver',
    'Log in at http://127.0.0.1:8000/live/ in two browsers, and open a chat room',
  ],
});

/** asgi.py as startproject and this program write it; comments and its docstring do not count. */
const stockAsgi = (settings: string) => `import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")

application = get_asgi_application()
`;

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
