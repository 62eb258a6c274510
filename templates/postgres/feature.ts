import { oneDefault, sqlite, startAndMove } from '../../src/features/database';
import { settingsRead, settingsSay } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

const engine = /\bdjango\.db\.backends\.postgresql\b/;

export default feature({
  id: 'postgres',
  title: 'PostgreSQL as the database, once POSTGRES_DB is set; SQLite until then',
  clashes: { mysql: oneDefault },
  packages: [
    {
      name: 'psycopg[binary]',
      versions: '~=3.2',
      insteadOf: ['psycopg2', 'psycopg2-binary'],
      note: 'requirements/psycopg',
    },
  ],
  environment: [
    {
      name: 'POSTGRES_DB',
      example: 'mysite',
      without: 'the data is in `db.sqlite3`',
      note: 'environment/POSTGRES_DB',
    },
    {
      name: 'POSTGRES_USER',
      example: 'mysite',
      without: 'the same',
      note: 'environment/POSTGRES_USER',
    },
    {
      name: 'POSTGRES_PASSWORD',
      example: '',
      without: 'none',
      note: 'environment/POSTGRES_PASSWORD',
    },
    {
      name: 'POSTGRES_HOST',
      example: '127.0.0.1',
      without: '`127.0.0.1`',
      note: 'environment/POSTGRES_HOST',
    },
    {
      name: 'POSTGRES_PORT',
      example: '5432',
      without: '`5432`',
      note: 'environment/POSTGRES_PORT',
    },
    {
      name: 'POSTGRES_CONN_MAX_AGE',
      example: '60',
      without: '`60`',
      note: 'environment/POSTGRES_CONN_MAX_AGE',
    },
  ],
  present: (project) => settingsSay(project, engine) && settingsRead(project, 'POSTGRES_DB'),
  byItself: (project) => settingsSay(project, engine),
  edit(draft) {
    draft.settings('databases.py', { why: 'settings/DATABASES-postgres', stock: sqlite });
    draft.services('compose.yaml', { why: 'files/compose' });
  },
  next: startAndMove,
});
