/** Messages as people paste them, and what they are understood as. */
import { join } from 'node:path';
import { readCatalog } from '../../src/explain/catalog';
import { decodeWith } from '../../src/explain/errors/decode';

const catalog = [...readCatalog(join(__dirname, '../../explanations')).values()].filter(
  ({ kind }) => ['errors', 'checks'].includes(kind),
);

const idsOf = (text: string) =>
  decodeWith(catalog, text, undefined)?.explanations.map(({ id }) => id) ?? [];

describe('one line', () => {
  it.each([
    ['django.db.utils.OperationalError: no such table: blog_post', 'errors/no-such-table'],
    ['no such table: shop_item', 'errors/no-such-table'],
    ['psycopg.errors.UndefinedTable: relation "shop_item" does not exist', 'errors/no-such-table'],
    ["Reverse for 'post_detial' not found.", 'errors/no-reverse-match'],
    ["NoReverseMatch: 'blgo' is not a registered namespace", 'errors/namespace-missing'],
    ['TemplateDoesNotExist: blog/post_lst.html', 'errors/template-does-not-exist'],
    ['Error: That port is already in use.', 'errors/port-in-use'],
    ["ModuleNotFoundError: No module named 'django'", 'errors/no-module-django'],
    ["ModuleNotFoundError: No module named 'rest_framework'", 'errors/module-not-found'],
    ['Forbidden (CSRF token missing.): /blog/new/', 'errors/csrf-failed'],
    ['[12/May/2026 10:11:12] "GET /blgo/ HTTP/1.1" 404 2345', 'errors/page-not-found'],
    ['[12/May/2026 10:11:12] "GET /static/css/a.css HTTP/1.1" 404 179', 'errors/static-not-found'],
    ['[12/May/2026 10:11:12] "GET /ws/chat/ HTTP/1.1" 404 179', 'errors/websocket-not-found'],
    ['models.W042', 'errors/auto-field-warning'],
    ['fields.E304', 'errors/reverse-accessor-clash'],
    ['models.E028', 'checks/models'],
    ['corsheaders.E013', 'checks/other'],
    ['TypeError: unhashable type: list', 'errors/python-TypeError'],
  ])('%s', (text, id) => expect(idsOf(text)).toEqual([id]));
});

it.each([['how do static files work'], ['MIDDLEWARE'], ['wsgi.py'], ['blog/models.py:12'], ['']])(
  '%j is no error',
  (text) => expect(idsOf(text)).toEqual([]),
);
