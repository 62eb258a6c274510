import { outputPath, prepareNotes } from '../../src/render/template';

const names = { project_name: 'mysite', app_name: 'blog', model_name: 'post' };

test.each([
  ['manage.py.ejs', 'manage.py'],
  ['dot-gitignore.ejs', '.gitignore'],
  ['config/dot-env', 'config/.env'],
  ['project_name/settings.py.ejs', 'mysite/settings.py'],
  ['templates/app_name/model_name_list.html.ejs', 'templates/blog/post_list.html'],
  ['logo.png', 'logo.png'],
])('%s becomes %s', (template, path) => {
  expect(outputPath(template, names)).toBe(path);
});

test('a file of an app is left out where there is no app', () => {
  expect(outputPath('app_name/views.py.ejs', { project_name: 'mysite' })).toBeUndefined();
});

test('a note takes its indent and its line break with it', () => {
  const source = "class A:\n    <%- note('models/Model') %>\n    x = 1\n";
  expect(prepareNotes(source)).toBe(`class A:\n<%- note("    ", 'models/Model') %>    x = 1\n`);
});
