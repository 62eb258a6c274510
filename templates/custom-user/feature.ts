import { feature } from '../../src/features/feature';
import { text } from '../../src/python/values';
import { isOpen, tooLate } from './too-late';

export default feature({
  id: 'custom-user',
  title: 'a user model of your own, while that is still easy',
  options: [
    {
      flag: 'migrated',
      describe: 'Whether the database that the project uses has been migrated',
      question: 'Has migrate been run in the database of this project',
      choices: ['no', 'yes'],
      initial: 'yes',
      isOpen,
    },
  ],
  present: ({ settings, files, root }) =>
    text(settings[0]?.names.get('AUTH_USER_MODEL')?.value) === 'accounts.User' &&
    files.isFile(`${root}/accounts/models.py`),
  refuse: tooLate,
  edit(draft) {
    draft.app('accounts', { note: 'apps/accounts' });
    draft.settings('user-model.py', { why: 'settings/AUTH_USER_MODEL-accounts' });
  },
  next: ({ isNew }) => [
    ...(isNew ? [] : ['python manage.py migrate']),
    'python manage.py createsuperuser',
  ],
});
