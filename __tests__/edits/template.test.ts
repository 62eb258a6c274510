import { addAboveLine } from '../../src/edits/template';

const added = '{# | Note. #}\n<p>{{ user }}</p>\n';

function add(source: string, isCode?: (offset: number) => boolean): string {
  const edit = addAboveLine(source, '</body>', added, isCode);
  if ('already' in edit) return `already in line ${edit.line}`;
  return 'changed' in edit ? edit.changed : `by hand: ${edit.why}`;
}

test.each([
  ['  <p>\n</body>\n', '  <p>\n  {# | Note. #}\n  <p>{{ user }}</p>\n</body>\n'],
  ['<body>\n</body>\n', '<body>\n{# | Note. #}\n<p>{{ user }}</p>\n</body>\n'],
  ['  </body>', '  {# | Note. #}\n  <p>{{ user }}</p>\n  </body>'],
  ['<a>\r\n\t</body> \r\n', '<a>\r\n\t{# | Note. #}\r\n\t<p>{{ user }}</p>\r\n\t</body> \r\n'],
])('changes %j', (before, after) => expect(add(before)).toBe(after));

test.each([
  ['', /^by hand: .*does not have <\/body> once/],
  ['<body></body>\n', /^by hand/],
  ['</body></html>\n', /^by hand/],
  ['</body>\n</body>\n', /^by hand/],
  ['<!-- </body> -->\n', /^by hand/],
  ['  <p>{{ user }}</p>\n</body>\n', /^already in line 1$/],
])('leaves %j', (source, told) => expect(add(source)).toMatch(told));

test('a line that is only printed is no place', () => {
  expect(add('{% comment %}\n</body>\n{% endcomment %}\n', (at) => at < 5)).toMatch(/^by hand/);
});
