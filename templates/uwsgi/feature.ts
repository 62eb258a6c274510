import { forServing, oneServer } from '../../src/features/application-server';
import { fileSays } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import { serverFolder } from '../../src/features/options';

export default feature({
  id: 'uwsgi',
  title: 'uWSGI, a server for production: configuration, systemd unit, health check',
  needs: forServing,
  clashes: {
    gunicorn: oneServer,
    uvicorn: oneServer,
    'mod-wsgi': oneServer,
  },
  options: [serverFolder],
  packages: [
    {
      name: 'pyuwsgi',
      versions: '>=2.0.30,<2.1',
      insteadOf: ['uwsgi'],
      note: 'requirements/pyuwsgi',
    },
  ],
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
  present: (project) => fileSays(project, 'uwsgi.ini', /\bUWSGI_HTTP_SOCKET\b/),
  byItself: ({ files, root }) => files.isFile(`${root}/uwsgi.ini`),
  next: () => ['uwsgi uwsgi.ini'],
});
