import { hasSetting } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

export default feature({
  id: 'web-server',
  title: 'static files and uploads where a web server in front finds them',
  needs: ['production'],
  present: (project) =>
    ['STATIC_ROOT', 'STORAGES', 'MEDIA_ROOT'].every((name) => hasSetting(project, name)),
  edit(draft, project) {
    if (!hasSetting(project, 'STATIC_ROOT')) {
      draft.settings('static-root.py', { why: 'settings/STATIC_ROOT' });
    }
    if (!hasSetting(project, 'MEDIA_URL')) {
      draft.settings('media-url.py', { why: 'settings/MEDIA_URL' });
    }
    if (!hasSetting(project, 'MEDIA_ROOT')) {
      draft.settings('media-root.py', { why: 'settings/MEDIA_ROOT' });
    }
    // WhiteNoise has a storage of its own, whose files a web server serves as well.
    if (!hasSetting(project, 'STORAGES') && !draft.features.includes('whitenoise')) {
      draft.settings('storages.py', { why: 'settings/STORAGES-manifest' });
    }
    const { folder, isGuess } = draft.names.static;
    if (folder === 'staticfiles' && !isGuess) {
      draft.ignore('/staticfiles/', { note: 'gitignore/collected-static' });
    }
  },
  next: ({ project }) => [
    ...(project.static.isGuess
      ? [`Where STATIC_ROOT is not ${project.static.folder}, change it in the files in deploy/`]
      : []),
    'python manage.py collectstatic',
  ],
});
