import { holdsFor, rangeShape } from '../../src/explain/versions';

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
