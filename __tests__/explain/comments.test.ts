import { fill, fillEvenly, noteLines } from '../../src/explain/comments';

const debug = {
  brief: 'Shows errors.',
  comment: 'While this is on, an error shows a page with your code.',
};
const place = { path: 'settings.py', indent: '', facts: {} };

test('the level full gives the whole comment', () => {
  expect(noteLines(debug, { ...place, level: 'full' })).toBe(
    '# | While this is on, an error shows a page with your code.\n',
  );
});

test('the level brief gives one line', () => {
  expect(noteLines(debug, { ...place, level: 'brief' })).toBe('# | Shows errors.\n');
});

test('the level brief leaves out details', () => {
  expect(noteLines({ ...debug, detail: true }, { ...place, level: 'brief' })).toBe('');
});

test('the level none gives nothing', () => {
  expect(noteLines(debug, { ...place, level: 'none' })).toBe('');
});

test.each([
  ['base.html', '{# | Shows errors. #}\n'],
  ['site.css', '/* | Shows errors. */\n'],
  ['favicon.svg', '<!-- | Shows errors. -->\n'],
  ['chat.js', '// | Shows errors.\n'],
  ['.gitignore', '# | Shows errors.\n'],
  ['README.md', ''],
])('%s has its own comment signs', (path, expected) => {
  expect(noteLines({ brief: 'Shows errors.' }, { ...place, path, level: 'full' })).toBe(expected);
});

test('facts stand in for placeholders before the text is broken into lines', () => {
  const text = { brief: `Becomes the table \`{table}\`.` };
  const facts = { table: 'blog_post' };
  expect(noteLines(text, { ...place, level: 'full', indent: '    ', facts })).toBe(
    '    # | Becomes the table `blog_post`.\n',
  );
});

test('a placeholder without a fact is a mistake in the catalog', () => {
  expect(() => noteLines({ brief: '{nobody}' }, { ...place, level: 'full' })).toThrow('{nobody}');
});

test('a deep indent makes the lines shorter', () => {
  const text = { brief: 'word '.repeat(60) };
  const lines = noteLines(text, { ...place, level: 'full', indent: ' '.repeat(24) }).split('\n');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(88);
});

test('a page to read on stands in the last line', () => {
  const more = 'https://docs.djangoproject.com/';
  expect(noteLines(debug, { ...place, level: 'full', more })).toMatch(/\n# \| More: https.*\n$/);
  expect(noteLines(debug, { ...place, level: 'brief', more })).not.toMatch(/More/);
});

test('fill breaks at words and keeps long ones whole', () => {
  expect(fill('one two three', 7)).toEqual(['one two', 'three']);
  expect(fill('a extraordinarily b', 5)).toEqual(['a', 'extraordinarily', 'b']);
  expect(fill('  ', 5)).toEqual([]);
});

test('fillEvenly leaves no single word for the last line', () => {
  expect(fill('aaaa bbbb cccc dddd', 15)).toEqual(['aaaa bbbb cccc', 'dddd']);
  expect(fillEvenly('aaaa bbbb cccc dddd', 15)).toEqual(['aaaa bbbb', 'cccc dddd']);
});

test('fillEvenly needs no more lines than fill', () => {
  expect(fillEvenly('aaaa bbbb cc', 10)).toHaveLength(fill('aaaa bbbb cc', 10).length);
});
