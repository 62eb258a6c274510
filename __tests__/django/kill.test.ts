/** Whenever the program is stopped: at the target there is nothing new, or the complete project. */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  type Contents,
  contentsOf,
  killAfter,
  leftovers,
  type Outcome,
  runToEnd,
  stopAtChange,
} from './support/kill';
import {
  changesUntilPlaced,
  existingFolder,
  newFolder,
  type Place,
  withoutApp,
} from './support/places';

jest.setTimeout(300_000);

describe('SIGKILL at any time', () => {
  test('200 kills over the run for a new folder', async () => {
    const complete = await completeProject(newFolder);
    let milliseconds = await usualTime(newFolder);
    const { cwd, root, args } = newFolder();
    const ends = { nothing: 0, complete: 0 };
    for (let kill = 0; kill < 200; kill += 1) {
      await killAfter(momentOf(kill, 200) * milliseconds, args, { cwd });
      ends[existsSync(root) ? 'complete' : 'nothing'] += 1;
      if (existsSync(root)) expect(contentsOf(root)).toEqual(complete);
      rmSync(root, { recursive: true, force: true });

      // Now and then a run that nobody kills: it clears what all the others left.
      if (kill % 10 < 9) continue;
      const whole = await runToEnd(args, { cwd });
      expect(whole.status).toBe(0);
      milliseconds = whole.milliseconds;
      expect(readdirSync(cwd)).toEqual(['myproj']);
      expect(contentsOf(root)).toEqual(complete);
      rmSync(root, { recursive: true });
    }
    // The kills went from before the first file to after the last.
    expect(ends.nothing).toBeGreaterThan(20);
    expect(ends.complete).toBeGreaterThan(5);
  });

  test('100 kills over the run for an existing folder', async () => {
    const complete = await completeProject(existingFolder);
    const milliseconds = await usualTime(existingFolder);
    const nothing = contentsOf(existingFolder().root);
    for (let kill = 0; kill < 100; kill += 1) {
      const place = existingFolder();
      await killAfter(momentOf(kill, 100) * milliseconds, place.args, place);
      if (leftovers(place.root).length > 0) await runToEnd(place.args, place);
      expect([nothing, complete]).toContainEqual(contentsOf(place.root));
    }
  });
});

describe('SIGKILL at every change of the disk', () => {
  const smallNewFolder = withoutApp(newFolder);
  const smallExistingFolder = withoutApp(existingFolder);

  test('for a new folder', async () => {
    const complete = await completeProject(smallNewFolder);
    const placed = await changesUntilPlaced(smallNewFolder);
    const changes = await stopEverywhere(['SIGKILL'], smallNewFolder, {}, async (place, n) => {
      expect(existsSync(place.root)).toBe(n > placed);
      if (existsSync(place.root)) expect(contentsOf(place.root)).toEqual(complete);
      if (n < placed && n % 10 > 0) return; // Until then, one leftover is like the other.
      await runToEnd(place.args, place);
      expect(readdirSync(place.cwd)).toEqual(['myproj']);
      expect(contentsOf(place.root)).toEqual(complete);
    });
    expect(changes).toBeGreaterThan(placed);
  });

  test('for an existing folder', async () => {
    const complete = await completeProject(smallExistingFolder);
    const placed = await changesUntilPlaced(smallExistingFolder);
    const changes = await stopEverywhere(['SIGKILL'], smallExistingFolder, {}, async (place, n) => {
      expect(complete).toMatchObject(withoutLeftovers(contentsOf(place.root)));
      if (n < placed && n % 10 > 0) return;
      await runToEnd(place.args, place);
      expect(contentsOf(place.root)).toEqual(complete);
    });
    expect(changes).toBeGreaterThan(placed);
  });

  test.each([
    ['had placed nothing yet', 0],
    ['was placing its first file', 1],
    ['had placed some files', 4],
  ])('of the run that follows one which %s', async (_, changes) => {
    const complete = await completeProject(smallExistingFolder);
    const placed = await changesUntilPlaced(smallExistingFolder);
    const cutOff = async () => {
      const place = smallExistingFolder();
      await runToEnd(place.args, { ...place, env: stopAtChange(placed + changes, 'SIGKILL') });
      expect(leftovers(place.cwd)).toHaveLength(1);
      return place;
    };
    // What the first run left needs no more changes than that to be finished or cleared.
    const enough = { to: Object.keys(complete).length + 10 };
    await stopEverywhere(['SIGKILL'], cutOff, enough, async (place) => {
      await runToEnd(place.args, place);
      expect(contentsOf(place.root)).toEqual(complete);
    });
  });

  test('for an existing folder that the user tidies up before the next run', async () => {
    const complete = await completeProject(smallExistingFolder);
    const whenPlaced = { from: await changesUntilPlaced(smallExistingFolder) };
    await stopEverywhere(['SIGKILL'], smallExistingFolder, whenPlaced, async (place) => {
      for (const name of readdirSync(place.root)) {
        if (!name.startsWith('.') && name !== 'README.md') {
          rmSync(join(place.root, name), { recursive: true });
        }
      }
      await runToEnd(place.args, place);
      expect(contentsOf(place.root)).toEqual(complete);
    });
  });
});

describe('What an earlier run left', () => {
  const name = '.create-django-skeleton-99999999';

  test.each([
    ['nothing', ''],
    ['half of a list', '[{"kind":'],
    ['something else', '{"moves": null}'],
  ])('is cleared where its journal holds %s', async (_, journal) => {
    const complete = await completeProject(existingFolder);
    const { cwd, root, args } = existingFolder();
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, 'journal.json'), journal);
    expect(await runToEnd(args, { cwd })).toMatchObject({ status: 0, stderr: '' });
    expect(contentsOf(root)).toEqual(complete);
  });

  test('never leads out of the folder: it may come with an archive of somebody else', async () => {
    const { cwd, args } = existingFolder();
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, 'trap'), '');
    const moves = ['README.md', '../trap'].map((target) => ({
      kind: 'place',
      staged: `${name}/${basename(target)}`,
      target,
    }));
    writeFileSync(join(cwd, name, 'journal.json'), JSON.stringify(moves));
    await runToEnd(args, { cwd });
    expect(existsSync(join(cwd, '../trap'))).toBe(false);
    expect(leftovers(cwd)).toEqual([]);
  });
});

test('Ctrl-C, SIGTERM and a closed terminal at every change of the disk wait for the last one', async () => {
  const prepare = withoutApp(existingFolder);
  const complete = await completeProject(prepare);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  await stopEverywhere(signals, prepare, {}, async ({ root }, _, { stderr }) => {
    expect(stderr).toBe('Stopped.\n');
    expect(contentsOf(root)).toEqual(complete);
  });
});

/** @returns what a run makes that nobody stops */
async function completeProject(prepare: () => Place): Promise<Contents> {
  const { cwd, root, args } = prepare();
  expect(await runToEnd(args, { cwd })).toMatchObject({ status: 0, stderr: '' });
  expect(leftovers(cwd)).toEqual([]);
  return contentsOf(root);
}

/**
 * When to kill, as a part of the usual time: spread evenly from the start to a while after the end,
 * and not in order, so that a machine which gets slower meanwhile leaves no gap.
 */
function momentOf(kill: number, kills: number): number {
  return (((kill * 37) % kills) / kills) * 1.2;
}

/** @returns the median of five runs, in milliseconds */
async function usualTime(prepare: () => Place): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const { cwd, args } = prepare();
    times.push((await runToEnd(args, { cwd })).milliseconds);
  }
  return times.sort((a, b) => a - b)[2]!;
}

/**
 * Stops one run after the other: just before its first change of the disk, its second, and so on.
 *
 * @param signals are sent in turn
 * @param range the first and the last change to stop at; all, where nothing is said
 * @param check looks at what the stopped run left
 * @returns how many changes there were
 */
async function stopEverywhere(
  signals: readonly NodeJS.Signals[],
  prepare: () => Place | Promise<Place>,
  { from = 1, to = Number.POSITIVE_INFINITY }: { from?: number; to?: number },
  check: (place: Place, n: number, outcome: Outcome) => Promise<void>,
): Promise<number> {
  const stopAt = async (n: number) => {
    const place = await prepare();
    const signal = signals[n % signals.length]!;
    const outcome = await runToEnd(place.args, { ...place, env: stopAtChange(n, signal) });
    const isStopped = outcome.signal === signal || outcome.status === 130;
    if (isStopped) await check(place, n, outcome);
    return isStopped;
  };
  // Two at a time: most machines have that many processors.
  for (let n = from; n <= to; n += 2) {
    const areStopped = await Promise.all([stopAt(n), stopAt(n + 1)]);
    if (areStopped.includes(false)) return areStopped[0] ? n : n - 1;
  }
  return to;
}

function withoutLeftovers(contents: Contents): Contents {
  return Object.fromEntries(
    Object.entries(contents).filter(([path]) => !path.startsWith('.create-django-skeleton-')),
  );
}
