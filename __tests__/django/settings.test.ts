/** The explanations of settings, held against real Django: each is there, with its default. */
import { join } from 'node:path';
import { readCatalog } from '../../src/explain/catalog';
import { forVersion, holdsFor } from '../../src/explain/versions';
import { describeEachDjango, pythonWith } from './support/environments';
import { run } from './support/program';
import { sourcePackage } from './support/source-package';

/** `DEBUG`, or `DATABASES-HOST`; not what a settings file holds besides, and not variants. */
const nameOfSetting = /^[A-Z0-9_]+(-[A-Z_]+)?$/;
const noSettings = ['BASE_DIR'];

const explanations = [...readCatalog(join(__dirname, '../../explanations')).values()]
  .filter(({ kind }) => kind === 'settings')
  .map((explanation) => ({ name: explanation.id.split('/')[1]!, ...explanation }))
  .filter(({ name }) => nameOfSetting.test(name) && !noSettings.includes(name));

describeEachDjango('the explanations of settings for', (version) => {
  test('are those of all settings and of no others, with the default that Django has', () => {
    const claimed = explanations.filter(({ django }) => holdsFor(django, version));
    const stated = claimed.map((one) => [one.name, forVersion(one.default, version) ?? null]);
    expect(stated.length).toBeGreaterThan(150);
    const { stdout, stderr } = run(
      pythonWith(version),
      [join(__dirname, 'support/django_settings.py'), sourcePackage(version)],
      { input: JSON.stringify(Object.fromEntries(stated)) },
    );
    if (!stdout) throw new Error(stderr);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});
