import { withSingleQuotes } from '../../src/render/quotes';

test.each([
  ['name = "shop"', "name = 'shop'"],
  ['x = ("a", f"{b}", b"\\x00")', "x = ('a', f'{b}', b'\\x00')"],
  ['empty = ""', "empty = ''"],
])('%s', (before, after) => expect(withSingleQuotes(before)).toBe(after));

test.each([
  ['a string with an apostrophe', `title = "Ann's"`],
  ['a string with a quotation mark', `title = "say \\"hi\\""`],
  ['a docstring', '"""Django calls this "once"."""'],
  ['a string in single quotes', `title = 'say "hi"'`],
  ['a comment', '# | The name of the app: "shop"'],
  ['an f-string that holds others', `f"{reverse('admin:login')}?next={url}"`],
])('%s stays', (_, source) => expect(withSingleQuotes(source)).toBe(source));

test('a comment behind a string', () => {
  expect(withSingleQuotes('a = "b"  # not "c"')).toBe(`a = 'b'  # not "c"`);
});

test('a mark in a string begins no comment', () => {
  expect(withSingleQuotes('a = "#", "b"')).toBe("a = '#', 'b'");
});
