import { readTarget } from '../../src/names/target';

const here = '/home/learner/code';

test.each([
  ['myproj', { root: `${here}/myproj`, package: 'myproj' }],
  ['my-proj', { root: `${here}/my-proj`, package: 'my_proj' }],
  ['sites/myproj', { root: `${here}/sites/myproj`, package: 'myproj' }],
  ['myproj/', { root: `${here}/myproj`, package: 'myproj' }],
  ['../myproj', { root: '/home/learner/myproj', package: 'myproj' }],
  ['/srv/myproj', { root: '/srv/myproj', package: 'myproj' }],
  ['.', { root: here, package: 'code_' }],
])('%s', (name, expected) => {
  if (name === '.') {
    // "code" is a module of Python; a folder of another name would do.
    expect(() => readTarget('.', here)).toThrow(/current folder is called "code"/);
    expect(readTarget('.', '/home/learner/shop').package).toBe('shop');
  } else {
    expect(readTarget(name, here)).toMatchObject(expected);
  }
});

test.each([
  ['', /empty/],
  ['..', /folder above/],
  ['a/../b', /down and up again/],
  ['~/myproj', /begins with ~/],
  ['my\nproj', /control characters/],
  ['my\u0000proj', /control characters/],
  ['nul/myproj', /Windows/],
  ['con.d/myproj', /Windows/],
  ['sites/class', /word of the Python language/],
])('%j is refused', (name, reason) => {
  expect(() => readTarget(name, here)).toThrow(reason);
});

test('the suggestion keeps the folder above', () => {
  expect(() => readTarget('sites/class', here)).toThrow(
    expect.objectContaining({ hint: 'For example:  create-django-skeleton sites/class_site' }),
  );
});
