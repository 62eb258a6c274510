/** What the features that bring a database server have in common. */
import type { Stock } from '../edits/stock';
import type { NextFacts } from './feature';
import { fillInVariables } from './steps';

/** DATABASES as startproject and this program write it. */
export const sqlite: Readonly<Record<string, Stock>> = {
  DATABASES: [
    `DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": BASE_DIR / "db.sqlite3",
    }
}`,
  ],
};

/** Why two of them cannot be in one project. */
export const oneDefault = 'both would be the default database of the project';

/** The first start of the server; a project that exists takes its rows along. */
export const startAndMove = ({ isNew }: NextFacts): string[] => [
  ...(isNew ? [] : [dump]),
  fillInVariables,
  'docker compose up --detach db',
  'set -a; source .env; set +a',
  'python manage.py migrate',
  ...(isNew ? [] : ['python manage.py loaddata data.json']),
];

/** Before the variables are set: the rows of SQLite, without what migrate makes by itself. */
const dump =
  'python -X utf8 manage.py dumpdata --natural-foreign --natural-primary -e contenttypes -e auth.permission -o data.json';
