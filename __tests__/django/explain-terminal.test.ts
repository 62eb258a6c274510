/** What `explain` looks like on a terminal. */
import { tmpdir } from 'node:os';
import { columnsOf } from '../../src/explain/columns';
import { describeUnlessMissing } from './support/environments';
import { missingTerminal, onTerminal, type Session } from './support/terminal';

jest.setTimeout(60_000);

const explain = (
  words: readonly string[],
  options: Parameters<typeof onTerminal>[2] = {},
): Session => onTerminal(['explain', ...words], tmpdir(), options);

/** All lines but those of code, of addresses and of commands, which are never broken. */
const proseOf = ({ text }: Session): string[] =>
  text.split('\n').filter((line) => !/^ {4}|^ {2}(https|npx) ?/.test(line));

describeUnlessMissing(missingTerminal(), 'On a terminal', () => {
  test('titles are bold, code has colours, and nothing of Markdown is left', () => {
    const { output, text, status } = explain(['MIDDLEWARE']);
    expect(status).toBe(0);
    expect(output).toContain('\x1b[1mMIDDLEWARE\x1b[22m');
    expect(output).toContain('\x1b[36mrequest.user\x1b[39m');
    expect(output).toContain('\x1b[35mdef\x1b[39m');
    expect(proseOf({ text } as Session).join('\n')).not.toMatch(/[`*]|^#/m);
  });

  test('tags and variables of templates have colours inside HTML', () => {
    const { output } = explain(['{% if %}']);
    expect(output).toContain('{% \x1b[34mif\x1b[39m');
    expect(output).toContain('{{ \x1b[33muser\x1b[39m');
  });

  test.each([40, 60, 80])('%d columns are enough', (columns) => {
    const lines = proseOf(explain(['MIDDLEWARE'], { columns }));
    expect(lines.filter((line) => columnsOf(line) > columns)).toEqual([]);
  });

  test('a wide terminal is not filled: 88 columns are enough to read', () => {
    const lines = proseOf(explain(['MIDDLEWARE'], { columns: 200 })).map(columnsOf);
    expect(Math.max(...lines)).toBe(88);
  });

  test('a terminal that does not tell its width has 80 columns', () => {
    const lines = proseOf(explain(['MIDDLEWARE'], { columns: 0 })).map(columnsOf);
    expect(Math.max(...lines)).toBe(80);
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('%j: plain text, as in a pipe', (env) => {
    const { output } = explain(['MIDDLEWARE'], { env });
    expect(output).not.toContain('\x1b');
    expect(output).toContain('`request.user`');
  });
});
