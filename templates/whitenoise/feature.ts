import { alsoInProduction, listHas } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

const middleware = 'whitenoise.middleware.WhiteNoiseMiddleware';

export default feature({
  id: 'whitenoise',
  title: 'static files without a web server in front of Django',
  needs: ['production'],
  packages: [{ name: 'whitenoise', versions: '~=6.9', note: 'requirements/whitenoise' }],
  present: (project) =>
    alsoInProduction(project).some((each) => listHas(each, 'MIDDLEWARE', middleware)),
  edit(draft) {
    draft.middleware(middleware, {
      place: { after: 'django.middleware.security.SecurityMiddleware' },
      note: 'whitenoise/WhiteNoiseMiddleware',
    });
    draft.settings('storages.py', { why: 'settings/STORAGES-whitenoise' });
  },
  next: () => ['python manage.py collectstatic'],
});
