import { feature } from '../../src/features/feature';
import { domain, serverFolder } from '../../src/features/options';

export default feature({
  id: 'apache',
  title: 'Apache in front: https, static files, uploads, WebSockets',
  needs: ['web-server', 'behind-proxy', { oneOf: ['gunicorn', 'uvicorn', 'uwsgi'] }],
  clashes: {
    nginx: 'each of them is the web server that takes the visitors in.',
    'mod-wsgi': 'there, Apache itself runs Django; no application server stands behind it.',
  },
  options: [domain, serverFolder],
  present: ({ files, root }) => files.isFile(`${root}/deploy/apache.conf`),
  next: ({ features }) => [
    'npx create-django-skeleton explain deploy/apache.conf',
    ...(features.includes('csp') ? [] : ['npx create-django-skeleton add csp']),
  ],
});
