import { forVersion, holdsFor, rangeInWords, rangeShape } from '../../src/explain/versions';

const versions = ['5.2', '5.2.9', '6.0', '6.1', '6.10', '2028.1'];

test.each([
  [undefined, versions],
  ['<6.0', ['5.2', '5.2.9']],
  ['>=6.1', ['6.1', '6.10', '2028.1']],
  ['>=5.2 <6.1', ['5.2', '5.2.9', '6.0']],
])('%s', (range, expected) => {
  expect(versions.filter((version) => holdsFor(range, version))).toEqual(expected);
});

test('a range is one bound, or a lower and an upper one', () => {
  expect(['>=6.1', '<6.0', '>=5.2 <6.1', '>=2028'].every((range) => rangeShape.test(range))).toBe(
    true,
  );
  expect(['6.1', '>6.1', '<6.1 >=5.2', '>=5.2 >=6.0'].some((range) => rangeShape.test(range))).toBe(
    false,
  );
});

test('an alpha is the version that it becomes', () => {
  expect(holdsFor('>=6.2', '6.2a1')).toBe(true);
});

test('ranges in words', () => {
  expect(rangeInWords('>=6.1')).toBe('Django 6.1 and newer');
  expect(rangeInWords('<6.1')).toBe('Django before 6.1');
  expect(rangeInWords('>=5.2 <6.1')).toBe('Django 5.2 and newer, before 6.1');
});

test('a value that differs between versions', () => {
  const byRange = { '<6.0': 'False', '>=6.0': 'True' };
  expect(forVersion(byRange, '5.2')).toBe('False');
  expect(forVersion(byRange, '6.1')).toBe('True');
  expect(forVersion('None', '6.1')).toBe('None');
  expect(forVersion(undefined, '6.1')).toBeUndefined();
});
