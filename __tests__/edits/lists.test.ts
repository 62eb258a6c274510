/** Edits of files that list things: packages, services, ignored files, variables. */
import { addServices } from '../../src/edits/compose';
import type { Edit } from '../../src/edits/edit';
import { addLine, setsVariable } from '../../src/edits/lines';
import { addDependency } from '../../src/edits/pyproject';
import { addRequirement } from '../../src/edits/requirements';

function told(edit: Edit): string {
  if ('already' in edit) return `already in line ${edit.line}`;
  return 'changed' in edit ? edit.changed : `by hand: ${edit.why}`;
}

const note = (indent: string) => `${indent}# | Note.\n`;

describe('addRequirement', () => {
  const add = (source: string, name = 'psycopg[binary]') =>
    told(addRequirement(source, { name, versions: '~=3.2' }, note));

  test.each([
    ['', '# | Note.\npsycopg[binary]~=3.2\n'],
    ['Django\n', 'Django\n# | Note.\npsycopg[binary]~=3.2\n'],
    ['Django', 'Django\n# | Note.\npsycopg[binary]~=3.2\n'],
    ['Django\r\n', 'Django\r\n# | Note.\r\npsycopg[binary]~=3.2\r\n'],
    ['psycopg2==2.9\n# psycopg\n', 'psycopg2==2.9\n# psycopg\n# | Note.\npsycopg[binary]~=3.2\n'],
    ['-r base.txt\n', '-r base.txt\n# | Note.\npsycopg[binary]~=3.2\n'],
  ])('changes %j', (before, after) => expect(add(before)).toBe(after));

  test.each([
    ['psycopg\n', 'psycopg[binary]'],
    ['a\nPsycopg[c]>=3\n', 'psycopg[binary]'],
    ['psycopg == 3.1 ; python_version > "3"\n', 'psycopg[binary]'],
    ['psycopg @ https://example.com/x.whl\n', 'psycopg[binary]'],
    ['Django.Channels\n', 'django-channels'],
    ['django_channels  # why\n', 'django-channels'],
    ['psycopg[binary]==3.2.1 --hash=sha256:abc\n', 'psycopg'],
  ])('leaves %j', (source, name) => expect(add(source, name)).toMatch(/^already/));
});

describe('addDependency', () => {
  const add = (source: string) =>
    told(addDependency(source, { name: 'gunicorn', versions: '~=23.0' }, note));
  const project = (list: string) => `[project]\nname = "x"\ndependencies = ${list}\n\n[tool.a]\n`;

  test('leaves what an extra has, but adds what only others list', () => {
    const extra = '[project.optional-dependencies]\nlive = [\n  "a", "gunicorn>=23",\n]\n';
    expect(add(project('[]') + extra)).toMatch(/^already/);
    const groups = '[dependency-groups]\ndev = ["gunicorn"]\n';
    expect(add(project('[]') + groups)).toBe(project('["gunicorn~=23.0"]') + groups);
  });

  test.each([
    ['[]', '["gunicorn~=23.0"]'],
    ['["django"]', '["django", "gunicorn~=23.0"]'],
    ['[\n  "django",\n]', '[\n  "django",\n  # | Note.\n  "gunicorn~=23.0",\n]'],
    ["[\n    'django'\n]", '[\n    \'django\',\n    # | Note.\n    "gunicorn~=23.0",\n]'],
    [
      '[\n    "a[b]>=1",  # ] not the end\n    "c",\n]',
      '[\n    "a[b]>=1",  # ] not the end\n    "c",\n    # | Note.\n    "gunicorn~=23.0",\n]',
    ],
  ])('changes %j', (before, after) => expect(add(project(before))).toBe(project(after)));

  test.each([
    ['', /no list of dependencies/],
    ['[project]\nname = "x"\n', /no list of dependencies/],
    ['[tool.poetry]\ndependencies = []\n', /no list of dependencies/],
    ['[project]\n[tool.x]\ndependencies = []\n', /no list of dependencies/],
    ['[project]\ndependencies = "x"\n', /no list of dependencies/],
    ['[project]\ndependencies = [1]\n', /no list of dependencies/],
    ['[project]\ndependencies = [\n    "a"]\n', /unusual way/],
    ['[project]\ndependencies = ["Gunicorn>=20"]\n', /^already in line 2/],
    ['[project]\ndependencies = [\n    "a",\n    "gunicorn",\n]\n', /^already in line 4/],
  ])('leaves %j', (source, why) => expect(add(source)).toMatch(why));
});

describe('addLine', () => {
  test('a variable is there in every form', () => {
    const add = (source: string) => told(addLine(source, 'A=1', undefined, setsVariable('A')));
    expect(add('B=2')).toBe('B=2\nA=1\n');
    expect(add('AA=2\n')).toBe('AA=2\nA=1\n');
    for (const there of ['A=', 'B=1\nA=2\n', '#A=1', '# A = 1\n', 'export A=1\n']) {
      expect(add(there)).toMatch(/^already/);
    }
  });

  test('an ignored file is there', () => {
    const add = (source: string) => told(addLine(source, '.env', note));
    expect(add('*.pyc\n')).toBe('*.pyc\n# | Note.\n.env\n');
    expect(add('.env.local\n')).toBe('.env.local\n# | Note.\n.env\n');
    for (const there of ['.env', '.env\r\n', 'x\n.env  \n']) expect(add(there)).toMatch(/^already/);
  });
});

describe('addServices', () => {
  const part = `# | File.

services:
  # | Note.
  db:
    image: postgres:17
    ports:
      - "1:1"

volumes:
  data:
`;
  const add = (source: string, text = part) => told(addServices(source, text));

  test('beside services that are there', () => {
    expect(add('services:\n  web:\n    build: .\n')).toBe(
      'services:\n  web:\n    build: .\n\n  # | Note.\n  db:\n    image: postgres:17\n    ports:\n      - "1:1"\n\nvolumes:\n  data:\n',
    );
  });

  test('in the indent and the order of the file', () => {
    const before =
      '# mine\nvolumes:\n    old: {}\nservices:\n    web:\n        build: .\nx-more: 1\n';
    expect(add(before)).toBe(
      '# mine\nvolumes:\n    old: {}\n    data:\n\nservices:\n    web:\n        build: .\n\n    # | Note.\n    db:\n      image: postgres:17\n      ports:\n        - "1:1"\n\nx-more: 1\n',
    );
  });

  test.each([
    ['services:\n  db:\n    image: mysql\n', /services: db of its own/],
    ['services: {web: {build: .}}\n', /no place for services: db/],
    ['volumes: {data: {driver: x}}\nservices:\n  w: {}\n', /volumes: data of its own/],
    ['services: [\n', /not YAML/],
    ['services:\n\tweb: 1\n', /not YAML/],
    [part, /^already/],
    [part.replace('postgres:17', '"postgres:17"'), /^already/],
  ])('leaves %j', (source, why) => expect(add(source)).toMatch(why));
});
