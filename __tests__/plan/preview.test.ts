import type { FileOperation, Plan } from '../../src/plan/plan';
import { previewDiff, previewList } from '../../src/plan/preview';

function planOf(...operations: FileOperation[]): Plan {
  return { operations, kept: ['README.md'], blockers: [], byHand: [], next: [] };
}

test('the list says what happens to each file, and what it is for', () => {
  const plan = planOf(
    { kind: 'create', path: 'blog/views.py', after: '' },
    { kind: 'modify', path: 'settings.py', before: 'a', after: 'b' },
    { kind: 'remove', path: 'old.py', before: '' },
  );
  const remarks = new Map([['blog/views.py', 'Turns requests into responses.']]);
  expect(previewList(plan, remarks, 'site/')).toEqual([
    '  same      site/README.md  yours, kept as it is',
    '  create    site/blog/views.py  Turns requests into responses.',
    '  change    site/settings.py',
    '  remove    site/old.py',
  ]);
});

test('files without a line stand at the end of the diff, as git names them', () => {
  const plan = planOf(
    { kind: 'create', path: 'blog/__init__.py', after: '' },
    { kind: 'create', path: 'blog/new.py', after: 'x = 1\n' },
  );
  expect(previewDiff(plan)).toBe(
    [
      '--- /dev/null',
      '+++ b/blog/new.py',
      '@@ -0,0 +1,1 @@',
      '+x = 1',
      'diff --git a/blog/__init__.py b/blog/__init__.py',
      'new file mode 100644',
      '',
    ].join('\n'),
  );
});

test('the diff is one that git and patch read', () => {
  const plan = planOf(
    { kind: 'create', path: 'new.py', after: 'x = 1\n' },
    { kind: 'modify', path: 'settings.py', before: 'DEBUG = True\n', after: 'DEBUG = False\n' },
    { kind: 'create', path: 'logo.png', after: new Uint8Array([0]) },
  );
  expect(previewDiff(plan)).toBe(
    [
      '--- /dev/null',
      '+++ b/new.py',
      '@@ -0,0 +1,1 @@',
      '+x = 1',
      '--- a/settings.py',
      '+++ b/settings.py',
      '@@ -1,1 +1,1 @@',
      '-DEBUG = True',
      '+DEBUG = False',
      'Binary file logo.png',
      '',
    ].join('\n'),
  );
});
