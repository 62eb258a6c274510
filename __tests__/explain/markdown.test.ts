import { readInline, readMarkdown } from '../../src/explain/markdown';

test('the parts of an explanation', () => {
  const source = [
    'First line,',
    'second line.',
    '',
    '## Example',
    '```python',
    'if True:',
    '',
    '    # no heading',
    '```',
    '- one',
    '  more of it',
    '- two',
    '',
    '1. first',
    '',
    'The end.',
  ].join('\n');
  expect(readMarkdown(source)).toEqual([
    { kind: 'paragraph', text: 'First line, second line.' },
    { kind: 'heading', text: 'Example' },
    { kind: 'code', language: 'python', lines: ['if True:', '', '    # no heading'] },
    { kind: 'item', indent: 0, marker: '-', text: 'one more of it' },
    { kind: 'item', indent: 0, marker: '-', text: 'two' },
    { kind: 'item', indent: 0, marker: '1.', text: 'first' },
    { kind: 'paragraph', text: 'The end.' },
  ]);
});

test('a table', () => {
  const source = 'Text.\n\n| code | what it is |\n| --- | --- |\n| `a | b` | or |\n\nMore.';
  expect(readMarkdown(source)[1]).toEqual({
    kind: 'table',
    rows: [
      ['code', 'what it is'],
      ['`a | b`', 'or'],
    ],
  });
});

test.each([
  ['plain', [{ kind: 'text', text: 'plain' }]],
  ['`a * b` and `c*d`', ['code', 'text', 'code']],
  ['a **strong** word', ['text', 'strong', 'text']],
  ['an *emphasis*.', ['text', 'emphasis', 'text']],
  ['2 * 3 * 4', ['text']],
  ['``a `tick` b``', ['code']],
  ['an open ` tick', ['text']],
])('%s', (text, expected) => {
  const parts = readInline(text);
  expect(parts.map(({ kind }) => kind)).toEqual(
    expected.map((part) => (typeof part === 'string' ? part : part.kind)),
  );
});
