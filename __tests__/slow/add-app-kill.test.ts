/** Whenever add-app or undo is stopped: the app is there with both of its lines, or nothing is. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra';
import {
  type Contents,
  contentsOf,
  killAfter,
  leftovers,
  type Outcome,
  runToEnd,
  stopAtChange,
} from '../django/support/kill';
import { temporaryFolder } from '../django/support/program';

jest.setTimeout(600_000);

interface Place {
  cwd: string;
  env: NodeJS.ProcessEnv;
}

const addShop = ['add-app', 'shop', '--yes'];
const undo = ['undo', '--yes'];

/** A project as `django-admin startproject` makes it, with what matters here. */
function project(): Place {
  const folder = temporaryFolder();
  const cwd = join(folder, 'project');
  const files = {
    'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
    'mysite/__init__.py': '',
    'mysite/settings.py':
      "ROOT_URLCONF = 'mysite.urls'\n\nINSTALLED_APPS = [\n    'django.contrib.admin',\n]\n",
    'mysite/urls.py': 'from django.urls import path\n\nurlpatterns = [\n]\n',
  };
  for (const [path, text] of Object.entries(files)) outputFileSync(join(cwd, path), text);
  return { cwd, env: { XDG_STATE_HOME: join(folder, 'state') } };
}

/** The same, with the app. */
async function projectWithShop(): Promise<Place> {
  const place = project();
  expect(await runToEnd(addShop, place)).toMatchObject({ status: 0, stderr: '' });
  return place;
}

let untouched: Contents;
let withShop: Contents;
let withForum: Contents;
let withBoth: Contents;
let milliseconds: number;
let cutOff: Place[];

beforeAll(async () => {
  untouched = contentsOf(project().cwd);
  const times: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const place = project();
    const outcome = await runToEnd(addShop, place);
    expect(outcome.status).toBe(0);
    times.push(outcome.milliseconds);
    withShop = contentsOf(place.cwd);
  }
  milliseconds = times.sort((a, b) => a - b)[2]!;

  const both = await projectWithShop();
  await runToEnd(['add-app', 'forum', '--yes'], both);
  withBoth = contentsOf(both.cwd);
  const other = project();
  await runToEnd(['add-app', 'forum', '--yes'], other);
  withForum = contentsOf(other.cwd);
  expect(Object.keys(withShop).length).toBeGreaterThan(Object.keys(untouched).length + 10);
  cutOff = await cutOffRuns();
});

/** What may follow a run that was cut off, and what it has to come to. */
const nextRuns = [
  {
    next: 'the same run',
    args: addShop,
    comesTo: () => [withShop],
  },
  {
    next: 'add-app for another app',
    args: ['add-app', 'forum', '--yes'],
    comesTo: () => [withForum, withBoth],
  },
  {
    next: 'undo',
    args: undo,
    comesTo: () => [untouched],
  },
  {
    next: 'a run that shows only what it would do',
    args: ['add-app', 'forum', '--dry-run'],
    comesTo: () => [untouched, withShop],
  },
] as const;

test('200 kills over the run: all or nothing after the next run, which says which', async () => {
  const ends = { nothing: 0, complete: 0, cutOff: 0 };
  for (let kill = 0; kill < 200; kill += 1) {
    const place = project();
    await killAfter((0.3 + (kill / 200) * 0.9) * milliseconds, addShop, place);
    const state = stateOf(place);
    ends[state] += 1;
    const { args, comesTo } = nextRuns[kill % nextRuns.length]!;
    expectWhole(place, state, await runToEnd(args, place), comesTo());
  }
  // The kills went from before the first file to after the last.
  expect(ends.nothing).toBeGreaterThan(20);
  expect(ends.complete).toBeGreaterThan(5);
});

describe('a kill at every change of the disk', () => {
  test.each(nextRuns)('then $next', async ({ args, comesTo }) => {
    const states = await stopEverywhere(addShop, project, async (place) => {
      const state = stateOf(place);
      expectWhole(place, state, await runToEnd(args, place), comesTo());
      return state;
    });
    expect(states.filter((state) => state === 'cutOff').length).toBeGreaterThan(10);
  });

  test('of undo, then the same', async () => {
    await stopEverywhere(undo, projectWithShop, async (place) => {
      const { stdout, stderr } = await runToEnd(undo, place);
      expect(stdout + stderr).toMatch(/Done\.|It is complete now|There is nothing to undo here/);
      expect(contentsOf(place.cwd)).toEqual(untouched);
    });
  });

  test('of undo, then add-app', async () => {
    await stopEverywhere(undo, projectWithShop, async (place) => {
      const { status } = await runToEnd(addShop, place);
      expect(status).toBe(0);
      expect(contentsOf(place.cwd)).toEqual(withShop);
    });
  });

  test('of the run that finishes or clears what an earlier one left', async () => {
    for (const place of cutOff) {
      // The changes of a dry run are those of the recovery alone.
      const dryRun = ['add-app', 'forum', '--dry-run'];
      await stopEverywhere(
        dryRun,
        () => copyOf(place),
        async (copy) => {
          const { status } = await runToEnd(addShop, copy);
          expect(status).toBe(0);
          expect(contentsOf(copy.cwd)).toEqual(withShop);
        },
      );
    }
  });
});

test('undo after a run that was cut off and finished by the next one', async () => {
  for (const place of cutOff) {
    await runToEnd(addShop, place);
    expect(contentsOf(place.cwd)).toEqual(withShop);
    expect(await runToEnd(undo, place)).toMatchObject({ status: 0, stderr: '' });
    expect(contentsOf(place.cwd)).toEqual(untouched);
  }
});

test('undo of an earlier change after a run that was cut off before it changed anything', async () => {
  const place = await projectWithShop();
  await runToEnd(['add-app', 'forum', '--yes'], {
    ...place,
    env: { ...place.env, ...stopAtChange(6, 'SIGKILL') },
  });
  expect(readFileSync(join(place.cwd, 'mysite/urls.py'), 'utf8')).not.toContain('forum');
  const { stdout } = await runToEnd(undo, place);
  expect(stdout).toContain('Taking back: add-app shop');
  expect(contentsOf(place.cwd)).toEqual(untouched);
});

type State = 'nothing' | 'cutOff' | 'complete';

/** How far a run came; `cutOff` where something of its own still stands in the project. */
function stateOf({ cwd }: Place): State {
  if (leftovers(cwd).length > 0) return 'cutOff';
  const contents = contentsOf(cwd);
  const isComplete = 'shop/' in contents;
  expect(contents).toEqual(isComplete ? withShop : untouched);
  return isComplete ? 'complete' : 'nothing';
}

function expectWhole(
  { cwd }: Place,
  state: State,
  { stdout, stderr }: Outcome,
  possible: readonly Contents[],
): void {
  expect(possible).toContainEqual(contentsOf(cwd));
  expect(stderr).not.toContain('This should not happen');
  if (state !== 'cutOff') return;
  expect(stdout).toMatch(/^An earlier run was cut off here\. (It is complete now: |What it left )/);
}

/**
 * Runs the program again and again: it is killed just before its first change of the disk, its
 * second, and so on.
 *
 * @param check looks at what the killed run left
 * @returns what it found
 */
async function stopEverywhere<Found>(
  args: readonly string[],
  prepare: () => Place | Promise<Place>,
  check: (place: Place) => Promise<Found>,
): Promise<Found[]> {
  const found: Found[] = [];
  let step = 1;
  for (let n = 1; ; n += step) {
    const place = await prepare();
    const env = { ...place.env, ...stopAtChange(n, 'SIGKILL') };
    const { signal } = await runToEnd(args, { ...place, env });
    if (signal !== 'SIGKILL') return found;
    // While everything is being staged, one change is like the other. The four that write the
    // journal are not passed over.
    const [staging] = leftovers(place.cwd);
    step =
      staging && readdirSync(join(place.cwd, staging)).includes('shop') && !isStaged(place) ? 4 : 1;
    found.push(await check(place));
  }
}

const isStaged = ({ cwd }: Place): boolean =>
  Object.keys(contentsOf(cwd)).some((path) => /\/journal\.json(\.draft)?$/.test(path));

/** Projects in which add-app was killed: when all was staged, between two moves, after the last. */
async function cutOffRuns(): Promise<Place[]> {
  const seen = new Map<string, Place>();
  await stopEverywhere(addShop, project, async (place) => {
    const contents = contentsOf(place.cwd);
    const made = ['shop/', 'mysite/settings.py', 'mysite/urls.py'].filter(
      (path) => contents[path] === withShop[path],
    );
    if (isStaged(place)) seen.set(made.join(), place);
  });
  expect([...seen.keys()]).toEqual([
    '',
    'shop/',
    'shop/,mysite/settings.py',
    'shop/,mysite/settings.py,mysite/urls.py',
  ]);
  return [...seen.values()];
}

/** What undo remembers of a project goes by its path, so that stays with the original. */
function copyOf({ cwd, env }: Place): Place {
  const copy = join(temporaryFolder(), 'project');
  cpSync(cwd, copy, { recursive: true });
  return { cwd: copy, env };
}
