import { hasSetting, inOtherSettings, listHas } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import type { Project } from '../../src/project/project';

const middleware = 'whitenoise.middleware.WhiteNoiseMiddleware';

const hasMiddleware = (project: Project) => listHas(project, 'MIDDLEWARE', middleware);

export default feature({
  id: 'whitenoise',
  title: 'static files without a web server in front of Django',
  needs: ['production'],
  packages: [{ name: 'whitenoise', versions: '~=6.9', note: 'requirements/whitenoise' }],
  present: hasMiddleware,
  byItself: (project) => inOtherSettings(project).some(hasMiddleware),
  edit(draft, project) {
    draft.middleware(middleware, {
      place: { after: 'django.middleware.security.SecurityMiddleware' },
      note: 'whitenoise/WhiteNoiseMiddleware',
    });
    draft.settings('autorefresh.py', { why: 'whitenoise/WHITENOISE_AUTOREFRESH' });
    // Uploads may go elsewhere by it; WhiteNoise serves the files of any storage on the disk.
    if (!hasSetting(project, 'STORAGES')) {
      draft.settings('storages.py', { why: 'settings/STORAGES-whitenoise' });
    }
  },
  next: () => ['python manage.py collectstatic'],
});
