import { forServing, oneServer } from '../../src/features/application-server';
import { feature } from '../../src/features/feature';
import { serverFolder } from '../../src/features/options';

export default feature({
  id: 'uvicorn',
  title: 'Uvicorn, an ASGI server for production: systemd unit, health check',
  needs: forServing,
  clashes: {
    gunicorn: oneServer,
    uwsgi: oneServer,
    'mod-wsgi': oneServer,
  },
  options: [serverFolder],
  packages: [{ name: 'uvicorn[standard]', versions: '>=0.51,<0.55', note: 'requirements/uvicorn' }],
  environment: [
    {
      name: 'UVICORN_HOST',
      example: '127.0.0.1',
      without: '`127.0.0.1`',
      note: 'environment/UVICORN_HOST',
    },
    {
      name: 'UVICORN_PORT',
      example: '8000',
      without: '`8000`',
      note: 'environment/UVICORN_PORT',
    },
    {
      name: 'WEB_CONCURRENCY',
      example: '2',
      without: 'one',
      note: 'environment/WEB_CONCURRENCY',
    },
  ],
  present: ({ files, root }) => files.isFile(`${root}/deploy/uvicorn.service`),
  next: ({ project }) => [`uvicorn ${project.asgi}:application`],
});
