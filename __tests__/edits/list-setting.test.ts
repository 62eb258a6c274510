/** Elements at a required place of MIDDLEWARE and INSTALLED_APPS. */
import { addToList, type ListPlace } from '../../src/edits/list-setting';
import { open, textOf, withSettings } from '../project/example';

const security = 'django.middleware.security.SecurityMiddleware';
const rest = 'INSTALLED_APPS = []\n';

async function add(source: string, place: ListPlace, name = 'MIDDLEWARE', more = {}) {
  const project = await open(withSettings(source, more));
  return textOf(addToList(project, name, 'x.New', place));
}

const after = { after: security };

test.each([
  [`MIDDLEWARE = ['${security}', 'b']\n`, `MIDDLEWARE = ['${security}', 'x.New', 'b']\n`],
  [
    `MIDDLEWARE = [\n    "${security}",\n    # About b\n    "b",\n]\n`,
    `MIDDLEWARE = [\n    "${security}",\n    "x.New",\n    # About b\n    "b",\n]\n`,
  ],
  [
    `MIDDLEWARE = (\n    '${security}',\n)\n`,
    `MIDDLEWARE = (\n    '${security}',\n    'x.New',\n)\n`,
  ],
  [
    `MIDDLEWARE = ['a'] + ['${security}']\nMIDDLEWARE += ['b']\n`,
    `MIDDLEWARE = ['a'] + ['${security}', 'x.New']\nMIDDLEWARE += ['b']\n`,
  ],
])('after another: %j', async (before, changed) => {
  expect(await add(rest + before, after)).toBe(rest + changed);
});

test('in front of all, and in front of another', async () => {
  const apps = "INSTALLED_APPS = [\n    # Django's\n    'a',\n    'b',\n]\n";
  const first = "INSTALLED_APPS = [\n    'x.New',\n    # Django's\n    'a',\n    'b',\n]\n";
  expect(await add(apps, { first: true }, 'INSTALLED_APPS')).toBe(first);
  const second = "INSTALLED_APPS = [\n    # Django's\n    'a',\n    'x.New',\n    'b',\n]\n";
  expect(await add(apps, { before: 'b' }, 'INSTALLED_APPS')).toBe(second);
});

test.each([
  ['', /computed|by hand/],
  ["MIDDLEWARE = ['b']\n", /no .*SecurityMiddleware on every path/],
  [`MIDDLEWARE = ['x.New', '${security}']\n`, /has it at another place/],
  [`MIDDLEWARE = []\nif X:\n    MIDDLEWARE += ['${security}']\n`, /on every path/],
  [`MIDDLEWARE = make('${security}')\n`, /by hand/],
  [
    `if X:\n    MIDDLEWARE = ['${security}']\nelse:\n    MIDDLEWARE = ['${security}', 'b']\n`,
    /by hand/,
  ],
  [`L = ['${security}']\nMIDDLEWARE = L + ['b'] + L\n`, /by hand/],
  [`MIDDLEWARE = ['a', '${security}']\nMIDDLEWARE.sort()\n`, /by hand|ask/],
  [`MIDDLEWARE = ['${security}', 'b', 'x.New']\n`, /^already$/],
  [`MIDDLEWARE = ['${security}']\nMIDDLEWARE.append('x.New')\n`, /^already$/],
])('leaves %j', async (source, why) => {
  expect(await add(rest + source, after)).toMatch(why);
});
