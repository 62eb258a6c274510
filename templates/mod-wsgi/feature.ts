import { oneServer } from '../../src/features/application-server';
import { feature } from '../../src/features/feature';
import { domain, serverFolder } from '../../src/features/options';

export default feature({
  id: 'mod-wsgi',
  title: 'Apache runs Django itself, with mod_wsgi: https, static files, uploads',
  needs: ['production', 'env-file', 'health', 'web-server'],
  clashes: {
    gunicorn: oneServer,
    uvicorn: oneServer,
    uwsgi: oneServer,
    channels: 'mod_wsgi knows no WebSockets.',
  },
  options: [domain, serverFolder],
  present: ({ files, root }) => files.isFile(`${root}/deploy/apache-mod-wsgi.conf`),
  next: ({ features }) => [
    'npx create-django-skeleton explain deploy/apache-mod-wsgi.conf',
    ...(features.includes('csp') ? [] : ['npx create-django-skeleton add csp']),
  ],
});
