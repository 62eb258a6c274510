import { annotate } from '../../src/explain/annotate';
import { levelOf, withNotes, withoutNotes } from '../../src/explain/noted-text';
import type { Construct } from '../../src/explain/recognise';
import { nowhere } from '../../src/explain/surroundings';
import { loadParser } from '../../src/python/parser';

beforeAll(loadParser);

/** Notes above each place that is marked with ‹: `full` is two lines, `brief` one. */
function noted(marked: string, level: 'full' | 'brief' = 'brief', path = 'settings.py'): string {
  const parts = marked.split('‹');
  const text = parts.join('');
  let offset = 0;
  const constructs = parts.slice(0, -1).map((part, index): Construct => {
    offset += part.length;
    return construct({ start: offset, once: String(index) });
  });
  return withNotes({ path, text }, constructs, { level, textOf, docs: 'https://docs.test/' });
}

const textOf = () => ({ brief: 'It is so.', comment: 'It is so.\nIt is so.', docs: 'a/' });

const construct = (changes: Partial<Construct>): Construct => ({
  id: 'settings/DEBUG',
  note: 'settings/DEBUG',
  name: 'DEBUG',
  once: 'settings/DEBUG',
  start: 0,
  end: 0,
  line: 1,
  endLine: 1,
  facts: {},
  isFile: false,
  ...changes,
});

const fileNoted = (text: string, path = 'settings.py') =>
  withNotes({ path, text }, [construct({ isFile: true })], {
    level: 'brief',
    textOf,
    docs: 'https://docs.test/',
  });

describe('a note', () => {
  test('stands above its construct, with the same indent', () => {
    expect(noted('class A:\n    ‹x = 1\n')).toBe('class A:\n    # | It is so.\n    x = 1\n');
    expect(noted('class A:\n\t‹x = 1\n')).toBe('class A:\n\t# | It is so.\n\tx = 1\n');
  });

  test('has the newlines of the file', () => {
    expect(noted('a = 1\r\n‹b = 2\r\n')).toBe('a = 1\r\n# | It is so.\r\nb = 2\r\n');
  });

  test('stands below a comment of the user, next to the code', () => {
    expect(noted('# mine\n‹a = 1\n')).toBe('# mine\n# | It is so.\na = 1\n');
  });

  test.each([
    '# noqa: E501',
    '# fmt: off',
    '# isort: skip',
    '# type: ignore',
    '# pylint: disable-next=invalid-name',
    '# noinspection PyUnresolvedReferences',
    '#: What Sphinx writes about it.',
    '# Translators: the name of a month',
  ])('never comes between %s and the code', (pragma) => {
    expect(noted(`x = 1\n${pragma}\n‹a = 1\n`)).toBe(`x = 1\n# | It is so.\n${pragma}\na = 1\n`);
    expect(noted(`${pragma}\n# mine\n‹a = 1\n`)).toBe(`# | It is so.\n${pragma}\n# mine\na = 1\n`);
  });

  test('stands below the types of a function, which belong to the line of def', () => {
    const source = 'def f(a):\n    # type: (int) -> str\n    ‹b = 1\n';
    expect(noted(source)).toBe(source.replace('    ‹', '    # | It is so.\n    '));
  });

  test('of a template stays clear of words for translators', () => {
    const source = '{# Translators: a month #}\n‹{% trans "May" %}\n';
    expect(noted(source, 'brief', 'a.html')).toBe(
      '{# | It is so. #}\n{# Translators: a month #}\n{% trans "May" %}\n',
    );
  });

  test('looks for such comments among comments only, not in strings', () => {
    const source = 'x = """\n# noqa """\n‹a = 1\n';
    expect(noted(source)).toBe(source.replace('‹', '# | It is so.\n'));
  });

  test.each([
    ['a statement behind another one', 'a = 1; ‹b = 2\n'],
    ['a line that goes on behind a backslash', 'if a: \\\n  ‹b = 2\n'],
    ['a line below a bar of the user', '# | a | b |\n‹c = 1\n'],
    ['a line so deep that no word fits', `if a:\n${' '.repeat(60)}‹b = 1\n`],
  ])('does not stand above %s', (_, source) => {
    expect(noted(source)).toBe(source.replace('‹', ''));
  });

  test('is placed only where its sort comes first', () => {
    const twice = [construct({ start: 0 }), construct({ start: 6 })];
    const style = { level: 'brief', textOf, docs: '' } as const;
    expect(withNotes({ path: 'a.py', text: 'a = 1\nb = 1\n' }, twice, style)).toBe(
      '# | It is so.\na = 1\nb = 1\n',
    );
  });
});

describe('the note on the file', () => {
  test.each([
    ['code', 'import os\n', '# | It is so.\n\nimport os\n'],
    ['nothing', '', '# | It is so.\n'],
    ['a blank line', '\n', '# | It is so.\n\n\n'],
    ['blank lines and code', '\n\nimport os\n', '# | It is so.\n\n\n\nimport os\n'],
    ['a docstring', '"""Mine."""\n', '# | It is so.\n\n"""Mine."""\n'],
    ['a comment', '# mine\n', '# | It is so.\n\n# mine\n'],
    ['no final newline', 'import os', '# | It is so.\n\nimport os'],
    ['a byte order mark', '\uFEFFimport os\n', '\uFEFF# | It is so.\n\nimport os\n'],
    ['CRLF', 'import os\r\n', '# | It is so.\r\n\r\nimport os\r\n'],
    ['#!', '#!/usr/bin/python\nimport os\n', '#!/usr/bin/python\n# | It is so.\n\nimport os\n'],
    [
      'an encoding',
      '#!/usr/bin/python\n# -*- coding: utf-8 -*-\nimport os\n',
      '#!/usr/bin/python\n# -*- coding: utf-8 -*-\n# | It is so.\n\nimport os\n',
    ],
    ['an encoding first', '# coding: utf-8\nx = 1\n', '# coding: utf-8\n# | It is so.\n\nx = 1\n'],
    ['only #!', '#!/usr/bin/python\n', '#!/usr/bin/python\n# | It is so.\n'],
    ['#! without a newline', '#!/usr/bin/python', '#!/usr/bin/python'],
  ])('stands above %s, and goes without a trace', (_, text, expected) => {
    const after = fileNoted(text);
    expect(after).toBe(expected);
    expect(withoutNotes({ path: 'settings.py', text: after })).toBe(text);
  });

  test.each([
    ['Dockerfile', '# syntax=docker/dockerfile:1\n# escape=`\nFROM a\n', 2],
    ['Dockerfile', '# a comment\n# syntax=docker/dockerfile:1\nFROM a\n', 0],
    ['start.sh', '#!/bin/sh\nls\n', 1],
    ['site.css', '@charset "utf-8";\na {}\n', 1],
    ['icon.svg', '<?xml version="1.0"?>\n<svg/>\n', 1],
  ])('of %s stands below what has to come first: %j', (path, text, lines) => {
    const style = { level: 'brief', textOf, docs: '' } as const;
    const after = withNotes({ path, text }, [construct({ isFile: true })], style);
    expect(after.split('\n').findIndex((line) => line.includes('| It is so.'))).toBe(lines);
    expect(withoutNotes({ path, text: after })).toBe(text);
  });

  test('names the page to read on, at the level full', () => {
    const text = withNotes({ path: 'a.py', text: 'x = 1\n' }, [construct({ isFile: true })], {
      level: 'full',
      textOf,
      docs: 'https://docs.test/',
    });
    expect(text).toBe('# | It is so.\n# | It is so.\n# | More: https://docs.test/a/\n\nx = 1\n');
    expect(withoutNotes({ path: 'a.py', text })).toBe('x = 1\n');
  });
});

describe('taken out', () => {
  const leaves = (text: string, path = 'a.py') => expect(withoutNotes({ path, text })).toBe(text);

  test.each([
    ['a table', '# | name | age |\n# | ---- | --- |\n'],
    ['a picture', '# +------+\n# | a    |\n# +------+\nx = 1\n'],
    ['columns', '# |        host: the name of the client\n'],
    ['a comment with empty lines', '# | Each line consists of:\n# |\n# | It ends here.\nx = 1\n'],
    ['words that are no sentence', '# | see above\nx = 1\n'],
    ['a string', 'x = """\n# | It is so.\n"""\n'],
    ['an f-string', 'x = f"""\n# | It is so {a}.\n"""\n'],
    ['a comment behind code', 'x = 1  # | It is so.\n'],
  ])('is never %s of the user', (_, text) => leaves(text));

  test('are notes wherever they have been moved to', () => {
    const text = 'def f():\n    # | It is so.\n\n    x = 1\n    # | It is so.\n';
    expect(withoutNotes({ path: 'a.py', text })).toBe('def f():\n\n    x = 1\n');
  });

  test('are notes of a newer or older text', () => {
    const text = '# | Something else.\n# | In other words.\nx = 1\n';
    expect(withoutNotes({ path: 'a.py', text })).toBe('x = 1\n');
  });

  test.each([
    ['a.html', '{# | It is so. #}\n<p>\n', '<p>\n'],
    ['a.html', '{% verbatim %}\n{# | It is so. #}\n{% endverbatim %}\n', undefined],
    ['a.html', '{# | mine #}\n<p>\n', undefined],
    ['a.css', '/* | It is so. */\np {}\n', 'p {}\n'],
    ['a.css', '/*\n/* | It is so. */\np {}\n', undefined],
    ['a.css', 'p { content: "\\\n/* | It is so. */"; }\n', undefined],
    ['a.js', '// | It is so.\nlet a;\n', 'let a;\n'],
    ['a.js', 'const a = "`";\n// | It is so.\nlet b = `b`;\n', 'const a = "`";\nlet b = `b`;\n'],
    ['a.js', 'const a = `\n// | It is so.\n`;\n', undefined],
    ['a.js', '/*\n// | It is so.\n*/\n', undefined],
    ['a.min.js', '// | It is so.\n', undefined],
    ['.gitignore', '# | It is so.\n*.pyc\n', '*.pyc\n'],
    ['a.md', '# | It is so.\n', undefined],
    ['a.txt', '# | It is so.\n', undefined],
  ])('of %s: %j', (path, text, expected = text) => {
    expect(withoutNotes({ path, text })).toBe(expected);
  });
});

describe('the level of a text', () => {
  test.each([
    ['x = 1\n', undefined],
    ['# | a | b |\n', undefined],
    ['# | It is so.\nx = 1\n', 'brief'],
    ['# | It is\n# | so.\nx = 1\n', 'full'],
  ])('%j: %s', (text, level) => {
    expect(levelOf({ path: 'a.py', text })).toBe(level);
  });
});

describe('a file', () => {
  const of = (text: string | Uint8Array, path = 'settings.py') =>
    annotate(path, Buffer.from(text as string), 'full', nowhere);

  test.each([
    ['a syntax error', 'x = 1\ndef (:\n', { why: 'it has a syntax error', line: 2 }],
    ['Latin-1', Buffer.from([0x23, 0xe9, 0x0a]), { why: 'it is not UTF-8', line: 1 }],
    [
      'another encoding',
      '# coding: latin-1\nx = 1\n',
      { why: 'it is written in latin-1; only UTF-8 is edited', line: 1 },
    ],
    ['the newlines of an old Mac', 'x = 1\ry = 2\r', { why: 'its lines end as on an old Mac' }],
  ])('with %s is left alone', (_, text, expected) => {
    expect(of(text)).toEqual(expected);
  });

  test('is the same after a second run', () => {
    const first = of('DEBUG = True\nSECRET_KEY = "x"\n');
    if ('why' in first) throw new Error(first.why);
    expect(first.notes).toBeGreaterThan(1);
    expect(of(first.after)).toMatchObject({ before: first.after, after: first.after });
  });
});
