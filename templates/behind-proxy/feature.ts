import { hasSetting, middlewareBeside } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

const middleware = '.client_address.ClientAddressMiddleware';

export default feature({
  id: 'behind-proxy',
  title: "the visitor's address and https, as the web server in front tells them",
  needs: ['production'],
  clashes: {
    'mod-wsgi': 'with mod_wsgi nobody stands between the visitor and Django.',
  },
  environment: [
    {
      name: 'FORWARDED_ALLOW_IPS',
      example: '127.0.0.1,::1',
      without: '`127.0.0.1,::1`',
      note: 'environment/FORWARDED_ALLOW_IPS',
    },
  ],
  present: (project) => middlewareBeside(project, middleware),
  edit(draft, project) {
    if (!hasSetting(project, 'SECURE_PROXY_SSL_HEADER')) {
      draft.settings('scheme.py', { why: 'settings/SECURE_PROXY_SSL_HEADER' });
    }
    draft.middleware(middleware, {
      place: { first: true },
      note: 'proxy/ClientAddressMiddleware',
    });
  },
});
