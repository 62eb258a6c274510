import { fileSays } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import { fillInVariables } from '../../src/features/steps';

export default feature({
  id: 'docker',
  title: 'a Docker image of the site, and a compose file with its database',
  needs: [
    'env-file',
    'health',
    'whitenoise',
    { oneOf: ['gunicorn', 'uvicorn', 'uwsgi'] },
    { oneOf: ['postgres', 'mysql'] },
  ],
  clashes: {
    'mod-wsgi': 'there, Apache itself runs Django; the image starts a server of its own.',
  },
  // A Dockerfile of another kind is in the way.
  present: (project) => fileSays(project, 'Dockerfile', /deploy\/healthcheck\.py/),
  refuse: ({ files, root }) =>
    files.isFile(`${root}/pyproject.toml`) && !files.isFile(`${root}/requirements.txt`)
      ? 'the image installs what requirements.txt lists, and the project has only pyproject.toml.'
      : undefined,
  edit(draft) {
    draft.services('compose.yaml', { why: 'compose/web' });
  },
  next: ({ features }) => [
    fillInVariables,
    'docker compose up --build --detach',
    'docker compose run --rm web python manage.py migrate',
    ...(features.includes('nginx') || features.includes('apache')
      ? ['docker compose cp web:/app/staticfiles .']
      : []),
  ],
});
