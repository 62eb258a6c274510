import { wrapLongLines } from '../../src/render/long-lines';

const long = 'a_name_that_goes_on_and_on_and_on';

test('a line that fits stays', () => {
  const line = `    post = get_object_or_404(Post, pk=pk)`;
  expect(wrapLongLines(line)).toBe(line);
});

test('a long line is broken at its last bracket', () => {
  expect(wrapLongLines(`    ${long} = get_object_or_404(${long}_of_a_class_too, pk=pk)`)).toBe(
    `    ${long} = get_object_or_404(\n        ${long}_of_a_class_too, pk=pk\n    )`,
  );
});

test('what does not fit into one line is broken at its commas', () => {
  expect(wrapLongLines(`    path("<int:pk>/", views.${long}_detail, name="${long}_detail"),`)).toBe(
    [
      '    path(',
      '        "<int:pk>/",',
      `        views.${long}_detail,`,
      `        name="${long}_detail",`,
      '    ),',
    ].join('\n'),
  );
});

test('brackets and commas in strings do not count', () => {
  expect(wrapLongLines(`    message = say("(one, two", "${'x'.repeat(70)}")`)).toBe(
    `    message = say(\n        "(one, two",\n        "${'x'.repeat(70)}",\n    )`,
  );
});

test('a comment and a line without brackets stay', () => {
  const comment = `# ${'x'.repeat(100)}`;
  const text = `name = "${'x'.repeat(100)}"`;
  expect(wrapLongLines(`${comment}\n${text}`)).toBe(`${comment}\n${text}`);
});
