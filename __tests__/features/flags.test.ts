import { flagsOf } from '../../src/features/flags';
import type { FeatureEntry } from '../../src/features/names';

const feature = (id: string, ...flags: string[]): FeatureEntry => ({
  ...{ id, title: '', inNewProjects: false },
  options: flags.map((flag) => ({
    ...{ flag, question: '', initial: `${id}'s`, describe: `The ${flag} of ${id}` },
    asksNew: flag !== 'port',
  })),
});

test('a flag that several features ask by names all of them', () => {
  const flags = flagsOf(
    [feature('a', 'folder'), feature('b'), feature('c', 'port', 'folder')],
    'G',
  );
  expect(Object.keys(flags)).toEqual(['folder', 'port']);
  expect(flags.folder).toMatchObject({
    describe: 'The folder of a (a, c)',
    defaultDescription: "a's",
    group: 'G',
  });
  expect(flags.port).toMatchObject({ describe: 'The port of c (c)' });
});

test('a flag that only a project which exists is asked for can be left out', () => {
  const flags = flagsOf([feature('a', 'folder', 'port')], 'G', ({ asksNew }) => asksNew);
  expect(Object.keys(flags)).toEqual(['folder']);
});
