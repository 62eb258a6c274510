import { readArguments } from '../src/arguments';
import { helpOrComplain } from '../src/help';

function reads(line: string): object {
  return readArguments(line.split(' ').filter(Boolean));
}

function complains(line: string): unknown {
  const argv = line.split(' ');
  expect(readArguments(argv)).toEqual({ kind: 'unusual' });
  try {
    helpOrComplain(argv);
  } catch (error) {
    return error;
  }
  return undefined;
}

test.each([
  ['', {}],
  ['myproj', { name: 'myproj' }],
  ['2024', { name: '2024' }],
  ['myproj --app shop', { name: 'myproj', app: 'shop' }],
  ['--app=shop myproj', { name: 'myproj', app: 'shop' }],
  ['myproj --no-app', { name: 'myproj', app: false }],
  ['myproj --django 6.0', { name: 'myproj', django: '6.0' }],
  ['myproj --no-install --git', { name: 'myproj', install: false, git: true }],
  ['-y', { yes: true }],
  ['myproj --dry-run --json', { name: 'myproj', 'dry-run': true, json: true }],
])('%s', (line, flags) => {
  expect(reads(line)).toEqual({ kind: 'create', flags });
});

test('--version needs nothing else', () => {
  expect(reads('--version')).toEqual({ kind: 'version' });
});

test.each([
  ['--comment full', 'There is no option --comment.', /Did you mean --comments\?/],
  ['--instal', 'There is no option --instal.', /Did you mean --install\?/],
  ['--wallpaper', 'There is no option --wallpaper.', /^All options/],
  ['--django 4.2', '--django cannot be 4.2.', /5\.2, 6\.0, 6\.1/],
  ['--comments', '--comments cannot be empty.', /full, brief, none/],
  ['--app', '--app needs a value.', /--help/],
  ['--app a --app b', '--app is given twice.', /--help/],
  ['one two', 'One name is enough; these are 2: one two', /--help/],
])('%s', (line, message, hint) => {
  expect(complains(line)).toMatchObject({ message, hint: expect.stringMatching(hint), code: 2 });
});
