import { feature } from '../../src/features/feature';

export default feature({
  id: 'apache',
  title: 'Apache in front: https, static files, uploads, WebSockets',
  needs: ['web-server', 'behind-proxy', { oneOf: ['gunicorn', 'uvicorn', 'uwsgi'] }],
  clashes: {
    nginx: 'each of them is the web server that takes the visitors in.',
    'mod-wsgi': 'there, Apache itself runs Django; no application server stands behind it.',
  },
  options: [
    {
      flag: 'domain',
      describe: 'The name of the site on the internet',
      question: 'Name of the site on the internet',
      initial: 'example.com',
    },
    {
      flag: 'server-folder',
      describe: 'Where the project will lie on the server',
      question: 'Folder of the project on the server',
      initial: '/srv/{title}',
    },
  ],
  present: ({ files, root }) => files.isFile(`${root}/deploy/apache.conf`),
  next: ({ features }) => [
    'npx create-django-skeleton explain deploy/apache.conf',
    ...(features.includes('csp') ? [] : ['npx create-django-skeleton add csp']),
  ],
});
