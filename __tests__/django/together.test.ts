/** Several runs at once for the same target: one makes the project, the others say so and stop. */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Contents,
  contentsOf,
  leftovers,
  type Outcome,
  runToEnd,
  type Started,
  start,
  stopAtChange,
} from './support/kill';
import { changesUntilPlaced, existingFolder, newFolder, type Place } from './support/places';

jest.setTimeout(300_000);

describe.each([
  ['a new folder', newFolder],
  ['an existing folder', existingFolder],
])('for %s', (_, prepare) => {
  let complete: Contents;

  beforeAll(async () => {
    const { args, cwd, root } = prepare();
    await runToEnd(args, { cwd });
    complete = contentsOf(root);
  });

  test('three runs started at the same moment, ten times', async () => {
    for (let round = 0; round < 10; round += 1) {
      const place = prepare();
      const runs = [1, 2, 3].map(() => runToEnd(place.args, place));
      expectOneWinner(place, await Promise.all(runs));
    }
  });

  test('a whole run while another one waits before a change of the disk', async () => {
    // Before the first file is in its place, one change is like the other.
    const placing = (await changesUntilPlaced(prepare)) - 5;
    for (let n = 1; ; n += n < placing ? 7 : 1) {
      const place = prepare();
      const slow = start(place.args, { ...place, env: stopAtChange(n, 'SIGSTOP') });
      if (!(await waits(slow))) break;
      const quick = await runToEnd(place.args, place);
      slow.kill('SIGCONT');
      expectOneWinner(place, [quick, await slow.end]);
    }
  });

  function expectOneWinner({ cwd, root }: Place, outcomes: Outcome[]): void {
    const [winner, ...losers] = outcomes.sort((a, b) => a.status! - b.status!);
    expect(winner).toMatchObject({ status: 0, stderr: '' });
    for (const { status, stderr } of losers) {
      expect(status).toBe(1);
      expect(stderr).toMatch(/Nothing was created/);
      expect(stderr).not.toMatch(/This should not happen|\.create-django-skeleton-/);
    }
    expect(contentsOf(root)).toEqual(complete);
    expect(leftovers(cwd)).toEqual([]);
  }
});

/** @returns true once the process is stopped by SIGSTOP, false once it has ended */
async function waits({ pid, end }: Started): Promise<boolean> {
  let isOver = false;
  end.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    if (stdout.startsWith('T')) return true;
    await sleep(20);
  }
  return false;
}
