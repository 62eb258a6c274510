import { fileSays, settingsRead } from '../../src/features/facts';
import { feature, type Variable } from '../../src/features/feature';
import production from '../production/feature';

/** A project with other settings for production calls its variables as it likes. */
const variables: readonly Variable[] = [
  { name: 'DJANGO_DEBUG', example: 'false', note: 'environment/DJANGO_DEBUG', ifRead: true },
  { name: 'DJANGO_SECRET_KEY', example: '', note: 'environment/DJANGO_SECRET_KEY', ifRead: true },
  {
    name: 'DJANGO_ALLOWED_HOSTS',
    example: 'example.com,www.example.com',
    note: 'environment/DJANGO_ALLOWED_HOSTS',
    ifRead: true,
  },
];

export default feature({
  id: 'env-file',
  title: 'a list of the variables that the site reads, to copy to .env',
  needs: ['production'],
  environment: variables,
  present: (project) =>
    (production.present(project) || production.byItself!(project)) &&
    variables.every(
      ({ name }) =>
        !settingsRead(project, name) ||
        fileSays(project, '.env.example', new RegExp(`^${name}=`, 'm')),
    ),
});
