import fc from 'fast-check';
import { type Refusal, refuseApp, refuseModel, refuseProject } from '../../src/names/check';

function accepts(refusal: Refusal | undefined): void {
  expect(refusal).toBeUndefined();
}

function refuses(refusal: Refusal | undefined, reason: RegExp, suggestion: string): void {
  expect(refusal?.reason).toMatch(reason);
  expect(refusal?.suggestion).toBe(suggestion);
}

describe('the name of a project', () => {
  test.each(['mysite', 'my_site', 'site2', 'x', 'match', 'a'.repeat(40)])('%s is fine', (name) => {
    accepts(refuseProject(name));
  });

  test.each([
    ['', /at least one letter/, 'my_site'],
    ['2fast', /begins with a digit/, 'fast'],
    ['my site', /only letters, digits and _/, 'my_site'],
    ['my.site', /only letters, digits and _/, 'my_site'],
    ['café', /plain English/, 'cafe'],
    ['сайт', /plain English/, 'my_site'],
    ['_private', /begins or ends with _/, 'private'],
    ['two__parts', /two _ in a row/, 'two_parts'],
    ['class', /word of the Python language/, 'class_site'],
    ['MySite', /capital letters/, 'my_site'],
    ['Class', /capital letters/, 'class_site'],
    ['none', /only by its capital letter\./, 'none_site'],
    ['type', /type aliases/, 'type_site'],
    ['test', /module of Python/, 'test_site'],
    ['email', /module of Python/, 'email_site'],
    ['queue', /module of Python/, 'queue_site'],
    ['django', /installed package/, 'django_site'],
    ['PIL', /capital letters/, 'pil_site'],
    ['admin', /has an app called "admin"/, 'admin_site'],
    ['static', /at its top already/, 'static_site'],
    ['con', /Windows/, 'con_site'],
    ['lpt1', /Windows/, 'lpt1_site'],
    ['a'.repeat(41), /41 characters/, 'a'.repeat(40)],
  ])('%j is refused', (name, reason, suggestion) => {
    refuses(refuseProject(name), reason, suggestion);
  });
});

describe('the name of an app', () => {
  test('is another one than that of the project', () => {
    accepts(refuseApp('blog', 'mysite'));
    refuses(refuseApp('mysite', 'mysite'), /own package/, 'mysite_app');
  });

  test('is none of the apps that every project has', () => {
    refuses(refuseApp('sessions', 'mysite'), /django.contrib.sessions/, 'sessions_app');
  });
});

describe('the name of a model', () => {
  test.each(['Post', 'ShopItem', 'Class', 'List', 'HTMLPage', 'X'])('%s is fine', (name) => {
    accepts(refuseModel(name, 'blog'));
  });

  test.each([
    ['post', /usual form/, 'Post'],
    ['shop_item', /usual form/, 'ShopItem'],
    ['None', /word of the Python language/, 'NoneItem'],
    ['TestCase', /something of Django's own/, 'TestCaseItem'],
    ['Model', /something of Django's own/, 'ModelItem'],
  ])('%s is refused', (name, reason, suggestion) => {
    refuses(refuseModel(name, 'blog'), reason, suggestion);
  });

  test('does not become a table of Django', () => {
    refuses(refuseModel('Groups', 'auth_user'), /"auth_user_groups"/, 'GroupsItem');
  });

  test('leaves room for its plural in a line of code', () => {
    refuses(refuseModel(`A${'b'.repeat(35)}`, 'blog'), /too long/, `A${'b'.repeat(19)}Item`);
  });
});

test('every refusal suggests a name that is accepted', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (name) => {
      const [project, app, model] = [
        refuseProject(name),
        refuseApp(name, 'mysite'),
        refuseModel(name, 'blog'),
      ];
      if (project) accepts(refuseProject(project.suggestion));
      if (app) accepts(refuseApp(app.suggestion, 'mysite'));
      if (model) accepts(refuseModel(model.suggestion, 'blog'));
    }),
    { numRuns: 5000 },
  );
});
