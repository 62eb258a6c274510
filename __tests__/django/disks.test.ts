/** A disk that is full or does not let the program write: nothing is created, and it says why. */
import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describeUnlessMissing } from './support/environments';
import { contentsOf, type Outcome, runToEnd } from './support/kill';
import { asOrdinaryUser } from './support/ordinary-user';
import { existingFolder, newFolder } from './support/places';
import { temporaryFolder } from './support/program';
import { makeReadOnly, missingMount, withDisk } from './support/tmpfs';

jest.setTimeout(300_000);

const targets = [
  ['a new folder', newFolder],
  ['an existing folder', existingFolder],
] as const;

describeUnlessMissing(missingMount(), 'A small disk', () => {
  describe.each(targets)('for %s', (_, prepare) => {
    test.each([
      ['size, in pages of 4 kB', (n: number) => `size=${4 * n}k`],
      ['number of files', (n: number) => `nr_inodes=${n}`],
    ])('full at every %s, until there is enough', async (_, limits) => {
      let fullDisks = 0;
      const smallest = 5;
      for (let isEnough = false; !isEnough; ) {
        isEnough = await withDisk(limits(smallest + fullDisks), async (disk) => {
          const { cwd, args } = prepare(disk);
          const before = contentsOf(disk);
          const outcome = await runToEnd(args, { cwd });
          if (outcome.status === 0) return true;
          expectRefusal(outcome, 'is full. Nothing was created.');
          expect(contentsOf(disk)).toEqual(before);
          return false;
        });
        if (!isEnough) fullDisks += 1;
      }
      expect(fullDisks).toBeGreaterThan(20);
    });

    test('that may only be read', async () => {
      await withDisk('size=1m', async (disk) => {
        const { cwd, args } = prepare(disk);
        const before = contentsOf(disk);
        makeReadOnly(disk);
        expectRefusal(
          await runToEnd(args, { cwd }),
          'does not let you write. Nothing was created.',
        );
        expect(contentsOf(disk)).toEqual(before);
      });
    });
  });
});

describe.each(targets)('Rights, for %s', (_, prepare) => {
  test.each([
    ['not be written to', 0o555, /does not let you write/],
    ['not be entered', 0o666, /rights|does not let you/],
  ])('a folder that may %s', async (_, rights, reason) => {
    const parent = temporaryFolder();
    const user = asOrdinaryUser();
    const { cwd, args } = prepare(parent);
    const before = contentsOf(parent);
    // The program starts beside the folder: from within, not even Node.js would start.
    const target = resolve(cwd, args[0]!);
    chmodSync(parent, 0o755);
    if (user.uid && user.gid) chownSync(cwd, user.uid, user.gid);
    chmodSync(cwd, rights);
    const outcome = await runToEnd([target, '--yes'], { ...user, cwd: '/' });
    chmodSync(cwd, 0o755);

    expectRefusal(outcome, reason);
    expect(Object.keys(contentsOf(parent))).toEqual(Object.keys(before));
  });
});

test('A new folder is made also in one that may not be listed', async () => {
  const user = asOrdinaryUser();
  const parent = temporaryFolder();
  const { cwd } = newFolder(parent);
  chmodSync(parent, 0o755);
  if (user.uid && user.gid) chownSync(cwd, user.uid, user.gid);
  chmodSync(cwd, 0o333);
  const outcome = await runToEnd([join(cwd, 'myproj'), '--yes'], { ...user, cwd: '/' });
  chmodSync(cwd, 0o755);
  expect(outcome).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(cwd)).toEqual(['myproj']);
});

describe('Something else at the target', () => {
  test.each<[string, string, RegExp]>([
    ['a file', 'file', /file cannot become a folder|file is in its place/],
    ['a file above it', 'file/myproj', /file cannot become a folder|file is in its place/],
    ['a link that leads nowhere', 'dangling', /dangling is a link that leads nowhere/],
    ['such a link above it', 'dangling/myproj', /dangling is a link that leads nowhere/],
    ['a link to itself', 'loop', /loop is a link that leads nowhere/],
    ['a folder with a file in the way', 'folder', /templates exists already/],
    ['a path that is too long', `${'long/'.repeat(1000)}myproj`, /too long/],
  ])('%s', async (_, target, reason) => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'file'), 'mine');
    mkdirSync(join(cwd, 'folder/templates'), { recursive: true });
    symlinkSync('nowhere', join(cwd, 'dangling'));
    symlinkSync('loop', join(cwd, 'loop'));
    const before = namesIn(cwd);

    const outcome = await runToEnd([target, '--yes'], { cwd });

    expectRefusal(outcome, reason);
    expect(namesIn(cwd)).toEqual(before);
  });

  test('a link to an empty folder: the project goes into that folder', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'folder'));
    symlinkSync('folder', join(cwd, 'link'));
    expect(await runToEnd(['link', '--yes'], { cwd })).toMatchObject({ status: 0, stderr: '' });
    expect(namesIn(cwd)).toEqual(expect.arrayContaining(['folder/manage.py', 'link']));
  });

  test('nothing, and no folder above it either: all of them are made', async () => {
    const { cwd } = newFolder();
    expect(await runToEnd(['a/b/myproj', '--yes'], { cwd })).toMatchObject({ status: 0 });
    expect(namesIn(cwd)).toContain('a/b/myproj/manage.py');
  });
});

/** In the user's words, and without a word of what happens behind the scenes. */
function expectRefusal({ status, stderr, stdout }: Outcome, reason: string | RegExp): void {
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(reason);
  expect(stderr).not.toMatch(/This should not happen|\.create-django-skeleton-/);
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}
