import { chooseFeatures } from '../../src/features/choose';
import { type Feature, feature } from '../../src/features/feature';

const one = (id: string, more: Partial<Feature> = {}) =>
  feature({ id, title: id, present: () => false, ...more });

const all = [
  one('base'),
  one('server', { needs: ['base', { feature: 'files', unless: ['front'] }] }),
  one('files', { needs: ['base'] }),
  one('front', { needs: [{ oneOf: ['server', 'other'] }] }),
  one('other', { clashes: { server: 'both want the same port' } }),
  one('sockets', { clashes: { server: 'it has no WebSockets' } }),
];

function chosen(wanted: string, present: string[] = []): string {
  const { added } = chooseFeatures(all, wanted.split(' '), present);
  return added.map(({ id }) => id).join(' ');
}

test.each([
  ['base', [], 'base'],
  ['server', [], 'base files server'],
  ['server files', [], 'base files server'],
  ['server server', [], 'base files server'],
  ['server', ['base'], 'files server'],
  ['server', ['front', 'base'], 'server'],
  ['front', [], 'base server front'],
  ['front server', [], 'base server front'],
  ['server front', [], 'base server front'],
  ['front', ['other'], 'front'],
  ['front other', [], 'other front'],
  ['front sockets', [], 'other front sockets'],
  ['sockets front', [], 'sockets other front'],
  ['front', ['sockets'], 'other front'],
  ['base', ['base'], ''],
])('%s, where %j is there, adds %s', (wanted, present, added) => {
  expect(chosen(wanted, present)).toBe(added);
});

test('who brings what is told', () => {
  const { brought, present } = chooseFeatures(all, ['server', 'base'], ['base']);
  expect(brought.map(({ feature: { id }, neededBy }) => `${neededBy}: ${id}`)).toEqual([
    'server: files',
  ]);
  expect(present.map(({ id }) => id)).toEqual(['base']);
});

test.each([
  [
    'other server',
    [],
    /^other and server do not go together: both want the same port$|^server and other/,
  ],
  ['other', ['server'], /^other and server do not go together/],
  ['server', ['other'], /^server and other do not go together/],
  ['sever', [], /^There is no feature sever\.$/],
])('%s, where %j is there, is refused', (wanted, present, message) => {
  expect(() => chosen(wanted, present)).toThrow(message);
});

test('a mistyped feature is guessed', () => {
  expect(() => chosen('sever')).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(/^Did you mean server\? /), code: 2 }),
  );
});
