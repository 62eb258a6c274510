import { feature } from '../../src/features/feature';
import { serverFolder } from '../../src/features/options';

export default feature({
  id: 'uwsgi',
  title: 'uWSGI, a server for production: configuration, systemd unit, health check',
  needs: [
    'production',
    'env-file',
    'health',
    { feature: 'whitenoise', unless: ['nginx', 'apache'] },
  ],
  clashes: {
    gunicorn: 'each of them is the server that runs Django.',
    uvicorn: 'each of them is the server that runs Django.',
    'mod-wsgi': 'each of them is the server that runs Django.',
  },
  options: [serverFolder],
  packages: [{ name: 'pyuwsgi', versions: '>=2.0.30,<2.1', note: 'requirements/pyuwsgi' }],
  environment: [
    {
      name: 'UWSGI_HTTP_SOCKET',
      example: '127.0.0.1:8000',
      without: '`127.0.0.1:8000`',
      note: 'environment/UWSGI_HTTP_SOCKET',
    },
    {
      name: 'WEB_CONCURRENCY',
      example: '2',
      without: 'one',
      note: 'environment/WEB_CONCURRENCY',
    },
  ],
  present: ({ files, root }) => files.isFile(`${root}/uwsgi.ini`),
  next: () => ['uwsgi uwsgi.ini'],
});
