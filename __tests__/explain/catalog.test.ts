import { parseExplanation } from '../../src/explain/catalog';

test('an explanation is front matter and a body; its path is its identity', () => {
  const source =
    '---\ntitle: DEBUG\nbrief: Shows errors.\nsee: [settings/LOGGING]\n---\nThe body.\n';
  expect(parseExplanation('settings/DEBUG', source)).toEqual({
    id: 'settings/DEBUG',
    kind: 'settings',
    title: 'DEBUG',
    brief: 'Shows errors.',
    see: ['settings/LOGGING'],
    body: 'The body.',
  });
});

test('a file without front matter is named', () => {
  expect(() => parseExplanation('settings/DEBUG', 'The body.')).toThrow(/^settings\/DEBUG: /);
});
