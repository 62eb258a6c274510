import { oneDefault, sqlite, startAndMove } from '../../src/features/database';
import { settingsRead, settingsSay } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

const engine = /\bdjango\.db\.backends\.mysql\b/;

export default feature({
  id: 'mysql',
  title: 'MariaDB or MySQL as the database, once MYSQL_DATABASE is set; SQLite until then',
  clashes: { postgres: oneDefault },
  packages: [
    {
      name: 'mysqlclient',
      versions: '~=2.2',
      insteadOf: ['pymysql'],
      note: 'requirements/mysqlclient',
    },
  ],
  environment: [
    {
      name: 'MYSQL_DATABASE',
      example: 'mysite',
      without: 'the data is in `db.sqlite3`',
      note: 'environment/MYSQL_DATABASE',
    },
    {
      name: 'MYSQL_USER',
      example: 'mysite',
      without: 'the same',
      note: 'environment/MYSQL_USER',
    },
    {
      name: 'MYSQL_PASSWORD',
      example: '',
      without: 'none',
      note: 'environment/MYSQL_PASSWORD',
    },
    {
      name: 'MYSQL_HOST',
      example: '127.0.0.1',
      without: '`127.0.0.1`',
      note: 'environment/MYSQL_HOST',
    },
    {
      name: 'MYSQL_PORT',
      example: '3306',
      without: '`3306`',
      note: 'environment/MYSQL_PORT',
    },
    {
      name: 'MYSQL_CONN_MAX_AGE',
      example: '60',
      without: '`60`',
      note: 'environment/MYSQL_CONN_MAX_AGE',
    },
  ],
  present: (project) => settingsSay(project, engine) && settingsRead(project, 'MYSQL_DATABASE'),
  byItself: (project) => settingsSay(project, engine),
  edit(draft) {
    draft.settings('databases.py', { why: 'settings/DATABASES-mysql', stock: sqlite });
    draft.services('compose.yaml', { why: 'files/compose' });
  },
  next: startAndMove,
});
