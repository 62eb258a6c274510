import { loadParser, parse } from '../../src/python/parser';
import { insertElement } from '../../src/python/sequence';
import { splice } from '../../src/python/splice';

beforeAll(loadParser);

/** Inserts NEW in front of the element at a position, in the first list or tuple of the source. */
function insert(source: string, position: number): string {
  const brackets = [...parse(source).walk()].find(
    ({ type }) => type === 'list' || type === 'tuple',
  );
  return splice(source, insertElement(source, brackets!, position, 'NEW'));
}

describe('in one line', () => {
  it.each([
    ['x = []', 0, 'x = [NEW]'],
    ['x = ()', 0, 'x = (NEW,)'],
    ['x = [a]', 1, 'x = [a, NEW]'],
    ['x = [a,]', 1, 'x = [a, NEW,]'],
    ['x = (a,)', 1, 'x = (a, NEW,)'],
    ['x = [ a ]', 1, 'x = [ a, NEW ]'],
    ['x = [a, b]', 1, 'x = [a, NEW, b]'],
    ['x = [a, b]', 0, 'x = [NEW, a, b]'],
    ['x = [*a]', 1, 'x = [*a, NEW]'],
  ])('%s at %i', (before, position, after) => expect(insert(before, position)).toBe(after));
});

describe('over several lines', () => {
  it.each([
    ['[\n    a,\n]', 1, '[\n    a,\n    NEW,\n]'],
    ['[\n    a\n]', 1, '[\n    a,\n    NEW\n]'],
    ['[\n    a,  # why\n    b,\n]', 1, '[\n    a,  # why\n    NEW,\n    b,\n]'],
    ['[\n    a  # why\n]', 1, '[\n    a,  # why\n    NEW\n]'],
    ['[\n    a,\n    # b\n    b,\n]', 1, '[\n    a,\n    NEW,\n    # b\n    b,\n]'],
    ['[\n    # old\n\n    # b\n    b,\n]', 0, '[\n    # old\n\n    NEW,\n    # b\n    b,\n]'],
    ['[\n    a,\n\n    # the end\n]', 1, '[\n    a,\n\n    # the end\n    NEW,\n]'],
    ['[\n    a,\n\n    # b\n    b,\n]', 1, '[\n    a,\n    NEW,\n\n    # b\n    b,\n]'],
    ['[\n    a\n    , b\n]', 1, '[\n    a\n    , NEW, b\n]'],
    ['[\n    a, b,\n    c, d,\n]', 4, '[\n    a, b,\n    c, d,\n    NEW,\n]'],
    ['[a,\n b]', 2, '[a,\n b,\n NEW]'],
    ['[\n    a,\n    b]', 2, '[\n    a,\n    b,\n    NEW]'],
    ['[\n    a,\n    b,]', 2, '[\n    a,\n    b,\n    NEW,]'],
    ['[\n]', 0, '[\n    NEW,\n]'],
    ['[\n\ta,\n]', 1, '[\n\ta,\n\tNEW,\n]'],
    ['[\r\n  a\r\n]', 1, '[\r\n  a,\r\n  NEW\r\n]'],
    [
      '[\n    a,\n    f(\n        b,\n    ),\n]',
      2,
      '[\n    a,\n    f(\n        b,\n    ),\n    NEW,\n]',
    ],
  ])('%j at %i', (before, position, after) => expect(insert(before, position)).toBe(after));
});
