import { Draft } from '../../src/plan/draft';
import { type Files, inMemory } from '../../src/project/files';

/** A disk that somebody else writes to. */
function changing(contents: Record<string, string>): Files {
  const now = () => inMemory(contents);
  return {
    read: (file) => now().read(file),
    isFile: (file) => now().isFile(file),
    isFolder: (folder) => now().isFolder(folder),
    list: (folder) => now().list(folder),
  };
}

test('an edit is a change of the text that it was made from, whoever writes meanwhile', () => {
  const disk = { '/a/settings.py': 'A = 1\n', '/a/urls.py': 'B = 1\n' };
  const draft = new Draft(changing(disk));
  draft.write('/a/settings.py', `${draft.text('/a/settings.py')}C = 1\n`);
  draft.change('/a/urls.py', 'B = 1\n', 'B = 2\n');
  disk['/a/settings.py'] = disk['/a/urls.py'] = 'somebody else\n';

  expect(draft.operations()).toEqual([
    { kind: 'modify', path: '/a/settings.py', before: 'A = 1\n', after: 'A = 1\nC = 1\n' },
    { kind: 'modify', path: '/a/urls.py', before: 'B = 1\n', after: 'B = 2\n' },
  ]);
});

test('a file that the draft made is created, however often it changes', () => {
  const draft = new Draft(inMemory({}));
  draft.write('/a/.env.example', 'A=\n');
  draft.change('/a/.env.example', 'A=\n', 'A=\nB=\n');
  expect(draft.operations()).toEqual([
    { kind: 'create', path: '/a/.env.example', after: 'A=\nB=\n' },
  ]);
});

test('what ends as it began is no operation', () => {
  const draft = new Draft(inMemory({ '/a/settings.py': 'A = 1\n' }));
  draft.change('/a/settings.py', 'A = 1\n', 'A = 2\n');
  draft.change('/a/settings.py', 'A = 2\n', 'A = 1\n');
  expect(draft.operations()).toEqual([]);
});
