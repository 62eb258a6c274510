import { loadParser, parse, syntaxError } from '../../src/python/parser';
import { stringContent } from '../../src/python/syntax';

beforeAll(loadParser);

const errorIn = (source: string) => syntaxError(parse(source));

it.each([
  [
    'the newest Python',
    'try:\n    pass\nexcept A, B:\n    pass\ntype X = int\nprint(f"{a!r:{b}}")\n',
  ],
  ['Python 2', "print 'a'\nexec 'b'\nraise A, 'c'\n"],
  ['nothing', ''],
])('understands %s', (_, source) => expect(errorIn(source)).toBeUndefined());

it('tells the line of an error', () => {
  expect(errorIn('a = 1\nb = = 2\n')).toBe(2);
  expect(errorIn('a = [\n')).toBe(1);
});

it('counts offsets as JavaScript does', () => {
  const source = '\uFEFF# 😀 é\nname = ["x"]\n';
  const list = [...parse(source).walk()].find((node) => node.type === 'list')!;
  expect(source.slice(list.start, list.end)).toBe('["x"]');
});

it.each([
  ["'a'", 'a'],
  ['"a"', 'a'],
  ["'''a'''", 'a'],
  ["r'a\\d'", 'a\\d'],
  ["'a\\'b\\n'", "a'b\n"],
  ["('a'\n 'b')", 'ab'],
  ["u'a'", 'a'],
  ["b'a'", undefined],
  ["f'{a}'", undefined],
  ['name', undefined],
])('reads the text %s', (source, content) => {
  const expression = parse(`x = ${source}`).parts[0]!.parts[0]!.child('right')!;
  expect(stringContent(expression)).toBe(content);
});

it('keeps every tree whole, however many are read after it', () => {
  const source = `first = ['a', 'b']\n${'filler = 1\n'.repeat(50_000)}`;
  const held = Array.from({ length: 5 }, () => parse(source));
  const lists = held.map((root) => root.parts[0]!.parts[0]!.child('right')!);
  expect(lists.map((list) => list.parts.map(stringContent))).toEqual(held.map(() => ['a', 'b']));
  expect(held[0]!.parts.at(-1)!.line).toBe(50_001);
});
