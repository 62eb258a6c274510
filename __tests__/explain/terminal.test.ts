/** What a pipe gets: plain text. Colours are looked at in `__tests__/django/explain-terminal.test.ts`. */
import type { Explanation } from '../../src/explain/catalog';
import { columnsOf } from '../../src/explain/columns';
import { entries, explanationOf } from '../../src/explain/library';
import { callName } from '../../src/explain/lookup';
import { paragraph } from '../../src/explain/paragraph';
import { table } from '../../src/explain/table';
import { docsLink, rows, showAnswer } from '../../src/explain/terminal';

const view = { width: 60, django: '6.1', callName };

function shown(explanation: Partial<Explanation>, django = '6.1'): string {
  const whole = {
    id: 'settings/X',
    kind: 'settings',
    title: 'X',
    brief: 'A setting.',
    see: [],
    body: '',
    ...explanation,
  };
  const answer = { understood: 'the setting X', explanations: [whole], places: [] };
  return showAnswer(answer, { ...view, django }).join('\n');
}

test('every explanation fits 60 columns, but for code, addresses and long names', () => {
  for (const entry of entries()) {
    const explanation = explanationOf(entry);
    const answer = { understood: '', explanations: [explanation], places: [] };
    const tooLong = showAnswer(answer, view).filter(
      (line) =>
        columnsOf(line) > 60 && !/^ {4}|^ {2}(https|npx)/.test(line) && / /.test(line.trim()),
    );
    expect({ id: entry.id, tooLong }).toEqual({ id: entry.id, tooLong: [] });
  }
});

test('a pipe gets no colours', () => {
  expect(shown({ body: 'Text with `code`.\n\n```python\nx = 1\n```' })).not.toContain('\x1b');
});

test('code is never broken', () => {
  const line = `x = [${'1, '.repeat(40)}]`;
  expect(shown({ body: `\`\`\`python\n${line}\n\`\`\`` })).toContain(`    ${line}`);
});

test('an explanation of another version says so at the top', () => {
  const later = { django: '>=6.1', body: 'Text.' };
  expect(shown(later, '5.2').split('\n').slice(0, 4).join('\n')).toContain(
    'Only Django 6.1 and newer, not 5.2',
  );
  expect(shown(later, '6.1')).not.toContain('Only');
});

test('links lead to the version at hand', () => {
  expect(docsLink('ref/settings/#debug', '5.2.4')).toBe(
    'https://docs.djangoproject.com/en/5.2/ref/settings/#debug',
  );
  expect(docsLink('https://docs.python.org/3/', '5.2')).toBe('https://docs.python.org/3/');
});

test('text is broken between words, and short code is not broken', () => {
  expect(paragraph('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  expect(paragraph('run `python manage.py migrate` now', 28)).toEqual([
    'run',
    '`python manage.py migrate`',
    'now',
  ]);
  expect(paragraph('(`a`), **b**.', 20)).toEqual(['(`a`), b.']);
});

test('letters that take two columns are counted as such', () => {
  expect(columnsOf('日本')).toBe(4);
  expect(paragraph('日本語 日本語 日本語', 13)).toEqual(['日本語 日本語', '日本語']);
});

test('a table takes as many columns as it needs, and no more than there are', () => {
  const rows = [
    ['code', 'meaning'],
    ['404', 'there is no such page'],
  ];
  expect(table(rows, 40)).toEqual([
    'code  meaning',
    '────  ─────────────────────',
    '404   there is no such page',
  ]);
  expect(table(rows, 20)).toEqual([
    'code  meaning',
    '────  ──────────────',
    '404   there is no',
    '      such page',
  ]);
  expect(
    table(
      [
        ['view', 'template'],
        ['`DeleteView`', '`post_confirm_delete.html`'],
      ],
      30,
    ),
  ).toEqual(['`DeleteView`', '    template:', '    `post_confirm_delete.html`']);
});

test('names stand beside their texts where there is room', () => {
  const list = [['DEBUG', 'Shows errors to everybody.']] as const;
  expect(rows(list, 40)).toEqual(['  DEBUG  Shows errors to everybody.']);
  expect(rows(list, 24)).toEqual(['  DEBUG  Shows errors to', '         everybody.']);
  expect(rows([['a/very/long/path.py:12', 'Sets it.']], 40)).toEqual([
    '  a/very/long/path.py:12',
    '      Sets it.',
  ]);
});
