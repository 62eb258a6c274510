import { feature } from '../../src/features/feature';
import { domain, serverFolder } from '../../src/features/options';

export default feature({
  id: 'nginx',
  title: 'Nginx in front: https, static files, uploads, WebSockets',
  needs: ['web-server', 'behind-proxy', { oneOf: ['gunicorn', 'uvicorn', 'uwsgi'] }],
  clashes: {
    apache: 'each of them is the web server that takes the visitors in.',
    'mod-wsgi': 'there, Apache itself runs Django; no other server stands in front.',
  },
  options: [domain, serverFolder],
  present: ({ files, root }) => files.isFile(`${root}/deploy/nginx.conf`),
  next: ({ features }) => [
    'npx create-django-skeleton explain deploy/nginx.conf',
    ...(features.includes('csp') ? [] : ['npx create-django-skeleton add csp']),
  ],
});
