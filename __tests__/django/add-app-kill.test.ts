/** A few of the many kills of `npm run test:slow`, and runs that come upon each other. */
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra';
import { contentsOf, killAfter, leftovers, runToEnd } from './support/kill';
import { temporaryFolder } from './support/program';

jest.setTimeout(120_000);

const kills = 24;
const addShop = ['add-app', 'shop', '--yes'];

function project() {
  const folder = temporaryFolder();
  const cwd = join(folder, 'project');
  const files = {
    'manage.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'mysite.settings')\n",
    'mysite/__init__.py': '',
    'mysite/settings.py': "ROOT_URLCONF = 'mysite.urls'\nINSTALLED_APPS = [\n    'store',\n]\n",
    'mysite/urls.py': 'from django.urls import path\n\nurlpatterns = [\n]\n',
  };
  for (const [path, text] of Object.entries(files)) outputFileSync(join(cwd, path), text);
  return { cwd, env: { XDG_STATE_HOME: join(folder, 'state') } };
}

test(`${kills} kills: the next run leaves all of it, and undo nothing`, async () => {
  const whole = project();
  const untouched = contentsOf(whole.cwd);
  const { milliseconds } = await runToEnd(addShop, whole);
  const withShop = contentsOf(whole.cwd);
  expect(Object.keys(withShop).length).toBeGreaterThan(Object.keys(untouched).length + 10);

  for (let kill = 0; kill < kills; kill += 1) {
    const place = project();
    await killAfter((0.4 + (kill / kills) * 0.7) * milliseconds, addShop, place);
    if (leftovers(place.cwd).length === 0) {
      expect([untouched, withShop]).toContainEqual(contentsOf(place.cwd));
    }
    const next = await runToEnd(addShop, place);
    expect(next).toMatchObject({ status: 0, stderr: '' });
    expect(contentsOf(place.cwd)).toEqual(withShop);
    expect(await runToEnd(['undo', '--yes'], place)).toMatchObject({ status: 0, stderr: '' });
    expect(contentsOf(place.cwd)).toEqual(untouched);
  }
});

test('two runs at once: each is done or refused, and undo takes back what is there', async () => {
  for (let round = 0; round < 6; round += 1) {
    const place = project();
    const untouched = contentsOf(place.cwd);
    const names = ['shop', 'forum'];
    const outcomes = await Promise.all(
      names.map((name) => runToEnd(['add-app', name, '--yes'], place)),
    );
    const contents = contentsOf(place.cwd);
    for (const [index, { status, stderr }] of outcomes.entries()) {
      const name = names[index]!;
      if (status !== 0) expect(stderr).toMatch(/changed meanwhile|Another run/);
      expect(`${name}/` in contents).toBe(status === 0);
      for (const file of ['settings.py', 'urls.py']) {
        expect(contents[`mysite/${file}`]!.includes(`'${name}`)).toBe(status === 0);
      }
    }
    const done = outcomes.filter(({ status }) => status === 0);
    if (done.length !== 1) continue;
    expect(await runToEnd(['undo', '--yes'], place)).toMatchObject({ status: 0, stderr: '' });
    expect(contentsOf(place.cwd)).toEqual(untouched);
  }
});
