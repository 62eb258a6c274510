import { forServing, oneServer } from '../../src/features/application-server';
import { fileSays } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import { serverFolder } from '../../src/features/options';

export default feature({
  id: 'gunicorn',
  title: 'Gunicorn, a server for production: configuration, systemd unit, health check',
  needs: forServing,
  clashes: {
    uvicorn: oneServer,
    uwsgi: oneServer,
    'mod-wsgi': oneServer,
  },
  options: [serverFolder],
  packages: [{ name: 'gunicorn', versions: '>=23,<28', note: 'requirements/gunicorn' }],
  environment: [
    {
      name: 'GUNICORN_BIND',
      example: '127.0.0.1:8000',
      without: '`127.0.0.1:8000`',
      note: 'environment/GUNICORN_BIND',
    },
    {
      name: 'WEB_CONCURRENCY',
      example: '2',
      without: 'one',
      note: 'environment/WEB_CONCURRENCY',
    },
  ],
  present: (project) => fileSays(project, 'gunicorn.conf.py', /\bGUNICORN_BIND\b/),
  byItself: ({ files, root }) => files.isFile(`${root}/gunicorn.conf.py`),
  next: () => ['gunicorn'],
});
