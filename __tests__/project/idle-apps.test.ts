import { idleAppOf, idleApps } from '../../src/project/idle-apps';
import { open, type Tree, withSettings } from './example';

const app = (name: string): Tree => ({
  [`${name}/__init__.py`]: '',
  [`${name}/apps.py`]: `from django.apps import AppConfig\nclass Config(AppConfig):\n    name = '${name}'\n`,
  [`${name}/migrations/__init__.py`]: '',
});

it.each([
  ["INSTALLED_APPS = ['shop']", ['blog']],
  ["INSTALLED_APPS = ['shop', 'blog']", []],
  ["INSTALLED_APPS = ['shop', 'blog.apps.Config']", []],
  ['INSTALLED_APPS = find_apps()', []],
])('with %s', async (settings, idle) => {
  const project = await open(withSettings(`${settings}\n`, { ...app('blog'), ...app('shop') }));
  expect(idleApps(project).map(({ module }) => module)).toEqual(idle);
  expect(idleAppOf(project, '/project/blog/views.py')?.module).toBe(idle[0]);
  expect(idleAppOf(project, '/project/shop/views.py')).toBeUndefined();
});
