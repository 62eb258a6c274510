import { filesNamed, meantFile, meantFolder } from '../../src/explain/path-here';
import { inMemory } from '../../src/project/files';

const files = inMemory({
  '/p/manage.py': '',
  '/p/blog/models.py': '',
  '/p/blog/urls.py': '',
  '/p/mysite/urls.py': '',
  '/p/shop/urls.py': '',
  '/p/templates/my page.html': '',
});

const meant = (typed: string, folder = '/p') => {
  const found = meantFile({ files, root: '/p', folder }, typed);
  return found && `${found.file.slice(3)}${found.line === undefined ? '' : `:${found.line}`}`;
};

it.each([
  ['blog/models.py', 'blog/models.py'],
  ['./blog/models.py:12', 'blog/models.py:12'],
  ['blog\\models.py:12:5', 'blog/models.py:12'],
  ['/p/blog/models.py', 'blog/models.py'],
  ['p/blog/models.py', 'blog/models.py'],
  ['blog/models.py#L7', 'blog/models.py:7'],
  ['File "blog/models.py", line 12', 'blog/models.py:12'],
  ['models.py', 'blog/models.py'],
  ['models.py:3', 'blog/models.py:3'],
  ['templates/my page.html', 'templates/my page.html'],
  // Topics.
  ['urls.py', undefined],
  ['settings.py', undefined],
  ['models.W042', undefined],
  ['django.contrib.admin', undefined],
  ['MIDDLEWARE', undefined],
  ['how do urls.py files work', undefined],
])('%s', (typed, expected) => expect(meant(typed)).toBe(expected));

it.each([
  ['urls.py', '/p/shop', 'shop/urls.py'],
  ['../blog/urls.py', '/p/shop', 'blog/urls.py'],
  ['blog/urls.py', '/p/shop', 'blog/urls.py'],
  ['models.py', '/p/shop', 'blog/models.py'],
])('%s, from %s', (typed, folder, expected) => expect(meant(typed, folder)).toBe(expected));

it('several files are named', () =>
  expect(() => meant('urls.py:3')).toThrow(/urls.py may be one of 3 files/));

it('a name that several files have is a topic, and the files are known', () =>
  expect(filesNamed({ files, root: '/p', folder: '/p' }, 'urls.py')).toEqual([
    '/p/blog/urls.py',
    '/p/mysite/urls.py',
    '/p/shop/urls.py',
  ]));

it('outside of a project only paths count, and nothing is searched', () => {
  const outside = { files, root: undefined, folder: '/p' };
  expect(meantFile(outside, 'blog/models.py')?.file).toBe('/p/blog/models.py');
  expect(meantFile(outside, 'models.py')).toBeUndefined();
  expect(filesNamed(outside, 'models.py')).toEqual([]);
});

describe('a folder', () => {
  const around = {
    files: inMemory({
      '/p/manage.py': '',
      '/p/blog/__init__.py': '',
      '/p/blog/migrations/__init__.py': '',
      '/p/templates/base.html': '',
      '/q/x.py': '',
    }),
    root: '/p',
    folder: '/p',
  };
  const isTopic = (word: string) => word === 'migrations';
  const meantFrom = (folder: string, typed: string) =>
    meantFolder({ ...around, folder }, typed, isTopic);

  it.each([
    ['blog', '/p/blog'],
    ['blog/', '/p/blog'],
    ['./blog', '/p/blog'],
    ['blog\\migrations', '/p/blog/migrations'],
    ['/p/blog', '/p/blog'],
    ['templates/', '/p/templates'],
    ['.', '/p'],
    // Topics, and what is not there.
    ['templates', undefined],
    ['shop/', undefined],
    ['../q', undefined],
    ['/', undefined],
    ['', undefined],
  ])('%s', (typed, expected) => expect(meantFrom('/p', typed)).toBe(expected));

  it.each([
    ['migrations', undefined],
    ['migrations/', '/p/blog/migrations'],
    ['..', '/p'],
    ['blog', '/p/blog'],
  ])('%s, inside of an app', (typed, expected) =>
    expect(meantFrom('/p/blog', typed)).toBe(expected),
  );

  it('outside of a project there is none', () =>
    expect(meantFolder({ ...around, root: undefined }, 'blog/', isTopic)).toBeUndefined());
});
