import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdirpSync, outputFileSync, removeSync } from 'fs-extra';
import { renderFolder } from '../../src/render/folder';
import { appVariables, djangoVariables } from '../../src/render/variables';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-django-skeleton-template-'));
});

afterEach(() => removeSync(folder));

function render(...apps: [string, string][]) {
  const rendered = renderFolder(folder, {
    project: { package: 'mysite', title: 'my-site', secretKey: 'secret' },
    apps: apps.map(([name, model]) => appVariables(name, model)),
    django: djangoVariables('6.1'),
    comments: 'brief',
  });
  return Object.fromEntries(rendered.map(({ path, content }) => [path, content]));
}

test('paths and texts take the names', () => {
  outputFileSync(
    join(folder, 'project_name/apps.py.ejs'),
    '<%= app.name %> <%= model.variable %>\n',
  );
  outputFileSync(join(folder, 'app_name/model_name.html.ejs'), '<%= project.title %>\n');
  expect(render(['shop', 'ShopItem'])).toEqual({
    'mysite/apps.py': 'shop shop_item\n',
    'shop/shop_item.html': 'my-site\n',
  });
});

test('values go in without HTML escapes', () => {
  outputFileSync(join(folder, 'a.py.ejs'), 'x = <%= "\'<&>\'" %>');
  expect(render()).toEqual({ 'a.py': "x = '<&>'" });
});

test('other files are copied byte for byte', () => {
  const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00]);
  outputFileSync(join(folder, 'logo.png'), bytes);
  expect(render()).toEqual({ 'logo.png': bytes });
});

test('the catalog can be quoted', () => {
  outputFileSync(join(folder, 'settings.py.ejs'), "<%- note('settings/DEBUG') %>\nDEBUG = True\n");
  expect(render()['settings.py']).toMatch(/^# \| .*\.\nDEBUG = True\n$/);
});

test('without an app, its files are left out', () => {
  outputFileSync(join(folder, 'app_name/views.py'), '');
  outputFileSync(join(folder, 'manage.py'), '');
  expect(Object.keys(render())).toEqual(['manage.py']);
});

test('a mistake in a template is named with its file and line', () => {
  outputFileSync(join(folder, 'a.py.ejs'), 'one\n<%= nobody %>\n');
  expect(() => render()).toThrow(/a\.py\.ejs cannot be rendered:.*2\|.*nobody is not defined/s);
});

test('a folder that is not there, or is empty, is refused', () => {
  expect(() => render()).toThrow(/has no files in it/);
  removeSync(folder);
  expect(() => render()).toThrow(/There is no folder/);
  mkdirpSync(folder);
});
