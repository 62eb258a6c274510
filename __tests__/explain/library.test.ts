import { entries, entryOf, explanationOf, explanationsOf } from '../../src/explain/library';

test('an entry leads to its explanation', () => {
  const entry = entryOf('settings/MIDDLEWARE')!;
  expect(entry).toMatchObject({ kind: 'settings', title: 'MIDDLEWARE' });
  expect(explanationOf(entry).body).toContain('like the\nskins of an onion');
});

test('every line of every file of the catalog is found at its place', () => {
  for (const entry of entries()) expect(explanationOf(entry).id).toBe(entry.id);
});

test('placeholders of briefs are filled in the index, and left to the notes', () => {
  expect(entryOf('files/apps')?.brief).toContain('`blog`');
  const written = explanationsOf('files').find(({ id }) => id === 'files/apps');
  expect(written?.brief).toContain('`{app}`');
});

test('what is not there', () => {
  expect(entryOf('settings/NO_SUCH')).toBeUndefined();
  expect(explanationsOf('no-such-kind')).toEqual([]);
});
