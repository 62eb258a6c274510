import { indentOf, lineAt, lineEnd, newlineOf, readPython } from '../../src/python/text';

const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);

describe('readPython', () => {
  it.each([
    ['UTF-8', 'name = "é"\n'],
    ['a byte order mark', '\uFEFFname = 1\n'],
    ['CRLF', 'a = 1\r\nb = 2'],
    ['a cookie for UTF-8', '#!/usr/bin/python\n# -*- coding: UTF_8 -*-\nname = "é"\n'],
  ])('keeps %s, byte for byte', (_, text) => {
    const reading = readPython(bytes(text));
    expect(reading).toEqual({ text });
    expect(Buffer.from('text' in reading ? reading.text : '')).toEqual(bytes(text));
  });

  it('tells the line that is not UTF-8', () => {
    const reading = readPython(bytes('one\ntwo\ncaf\xe9\n', 'latin1'));
    expect(reading).toEqual({ unreadable: 'it is not UTF-8', line: 3 });
  });

  it('tells the line that names another encoding', () => {
    const reading = readPython(bytes('#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'));
    expect(reading).toMatchObject({ line: 2 });
  });

  it('takes no cookie from the third line on, or out of code', () => {
    const text = 'x = "coding: latin-1"\n\n# coding: latin-1\n';
    expect(readPython(bytes(text))).toEqual({ text });
  });
});

it('knows lines, their ends and indents', () => {
  const text = '\uFEFFone\r\n\ttwo';
  expect([lineAt(text, 0), lineAt(text, 6), lineAt(text, 8)]).toEqual([1, 2, 2]);
  expect(lineEnd(text, 1)).toBe(4);
  expect(lineEnd(text, 7)).toBe(text.length);
  expect(indentOf(text, 7)).toBe('\t');
  expect(indentOf(text, 1)).toBe('');
  expect(indentOf(text, 3)).toBeUndefined();
  expect([newlineOf(text), newlineOf('a\nb\r\n'), newlineOf('a')]).toEqual(['\r\n', '\n', '\n']);
});
