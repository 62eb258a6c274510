import { addImports } from '../../src/python/imports';
import { loadParser, parse } from '../../src/python/parser';
import { splice } from '../../src/python/splice';

beforeAll(loadParser);

const add = (source: string, names = ['include']) =>
  splice(source, addImports(source, parse(source), 'django.urls', names, source.length));

it.each([
  ['from django.urls import path\n', 'from django.urls import include, path\n'],
  ['from django.urls import a, b\n', 'from django.urls import a, b, include\n'],
  ['from django.urls import X, a, path\n', 'from django.urls import X, a, include, path\n'],
  ['from django.urls import path, a\n', 'from django.urls import path, a, include\n'],
  ['from django.urls import (path)\n', 'from django.urls import (include, path)\n'],
  [
    'from django.urls import (\n    a,\n)\n',
    'from django.urls import (\n    a,\n    include,\n)\n',
  ],
  ['from django.urls import a, \\\n    b\n', 'from django.urls import a, \\\n    b, include\n'],
  ['from django.urls import path; x = 1\n', 'from django.urls import include, path; x = 1\n'],
])('joins %j', (before, after) => expect(add(before)).toBe(after));

it.each([
  ['', 'from django.urls import include\n\n'],
  ['x = 1\n', 'from django.urls import include\n\nx = 1\n'],
  ['import os\nx = 1\n', 'import os\n\nfrom django.urls import include\nx = 1\n'],
  [
    'from __future__ import a\nx = 1',
    'from __future__ import a\n\nfrom django.urls import include\nx = 1',
  ],
  ['"""Doc."""\nx = 1\n', '"""Doc."""\n\nfrom django.urls import include\n\nx = 1\n'],
  ['#!/x\n# y\nx = 1\n', '#!/x\n# y\nfrom django.urls import include\n\nx = 1\n'],
  ['from django.urls import *\n', 'from django.urls import *\nfrom django.urls import include\n'],
  ['import os\r\nx = 1\r\n', 'import os\r\n\r\nfrom django.urls import include\r\nx = 1\r\n'],
  [
    'from django.db import (\n    a,\n)  # b\nimport z\n',
    'from django.db import (\n    a,\n)  # b\nfrom django.urls import include\nimport z\n',
  ],
  [
    'from django.urls import path as p\n',
    'from django.urls import include\nfrom django.urls import path as p\n',
  ],
  [
    'import os\nfrom django.urls import path as p\nfrom blog import x\n',
    'import os\nfrom django.urls import path as p\nfrom django.urls import include\nfrom blog import x\n',
  ],
  [
    '# Mine\nimport blog\n\n# Others\nfrom . import x\n',
    '# Mine\nimport blog\nfrom django.urls import include\n\n# Others\nfrom . import x\n',
  ],
  [
    'x = 1\nimport os\nx = 2\nimport blog\n',
    'x = 1\nimport os\n\nfrom django.urls import include\nx = 2\nimport blog\n',
  ],
  ['# | A note.\nx = 1\n', 'from django.urls import include\n\n# | A note.\nx = 1\n'],
])('stands on its own in %j', (before, after) => expect(add(before)).toBe(after));

it('adds nothing where nothing is needed', () => expect(add('x = 1\n', [])).toBe('x = 1\n'));
