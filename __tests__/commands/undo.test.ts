import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputFileSync } from 'fs-extra';
import {
  addApp,
  contents,
  expectDone,
  expectRefused,
  root,
  run,
  SETTINGS,
  SETTINGS_WITH_SHOP,
  startproject,
  textOf,
  URLS,
  undo,
  write,
} from './project';

/** A project before add-app. */
let before: Record<string, string>;

function added(changes: Parameters<typeof startproject>[0] = {}, ...flags: string[]): void {
  write(startproject(changes));
  before = contents();
  expectDone(addApp('shop', '--yes', ...flags));
  expect(contents()).not.toEqual(before);
}

/** The user's edits since then. */
function edit(path: string, text: string): void {
  outputFileSync(join(root(), path), text);
}

describe('takes the last add-app back, byte for byte', () => {
  test('in a project like that of startproject', () => {
    added();
    const stdout = expectDone(undo('--yes'));
    expect(stdout).toMatch(/^Taking back: add-app shop\n/);
    expect(stdout).toMatch(/remove +shop\/models.py\n/);
    expect(stdout).toMatch(/change +mysite\/settings.py\n/);
    expect(contents()).toEqual(before);
  });

  test.each([
    ['CRLF', SETTINGS.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${SETTINGS}`],
    ['tabs', SETTINGS.replaceAll('    ', '\t')],
    ['no newline at the end', SETTINGS.trimEnd()],
    ['letters of other languages', `# Grüße, 世界 🐍\n${SETTINGS}`],
  ])('with %s', (_, settings) => {
    added({ 'mysite/settings.py': settings });
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('with both lines in one file', () => {
    const single = `${SETTINGS.replace('mysite.urls', 'mysite.settings')}\n${URLS}`;
    added({ 'mysite/settings.py': single, 'mysite/urls.py': null });
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('with what Python has put into the folders of the app', () => {
    added();
    edit('shop/__pycache__/models.cpython-313.pyc', 'bytes');
    edit('shop/migrations/__pycache__/0001_initial.cpython-313.pyc', 'bytes');
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('with --dir in a new folder', () => {
    added({}, '--dir', 'features');
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('with --no-urls', () => {
    added({}, '--no-urls');
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('from a folder inside the project', () => {
    added({ 'docs/deep/index.md': '' });
    expectDone(run(['undo', '--yes'], { cwd: 'docs/deep' }));
    expect(contents()).toEqual(before);
  });

  test('from the folder above the project, as add-app', () => {
    const inside = Object.entries(startproject()).map(([path, text]) => [`src/${path}`, text]);
    write(Object.fromEntries(inside));
    before = contents();
    expectDone(addApp('shop', '--yes'));
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('where the app lies outside the folder of manage.py', () => {
    const manage = startproject()['manage.py']!;
    const elsewhere = `import sys\nsys.path.insert(0, '..')\n${manage}`;
    write({
      ...startproject({ 'manage.py': null }),
      'bin/manage.py': elsewhere,
      'blog/__init__.py': '',
      'mysite/settings.py': SETTINGS.replace(']', "    'blog',\n]"),
    });
    before = contents();
    expectDone(run(['add-app', 'shop', '--yes'], { cwd: 'bin' }));
    expect(textOf('shop/apps.py')).toContain("name = 'shop'");
    expectDone(run(['undo', '--yes'], { cwd: 'bin' }));
    expect(contents()).toEqual(before);
  });

  test('and the rest of the project stays as the user has edited it', () => {
    added();
    edit('mysite/views.py', 'def home(request): ...\n');
    edit('manage.py', '# mine\n');
    expectDone(undo('--yes'));
    expect(contents()).toEqual({
      ...before,
      'manage.py': '644 # mine\n',
      'mysite/views.py': '644 def home(request): ...\n',
    });
  });

  test('only the last one', () => {
    write(startproject());
    expectDone(addApp('shop', '--yes'));
    before = contents();
    expectDone(addApp('forum', '--yes'));
    expect(expectDone(undo('--yes'))).toContain('Taking back: add-app forum');
    expect(contents()).toEqual(before);
  });

  test('and add-app does the same once more', () => {
    added();
    const after = contents();
    expectDone(undo('--yes'));
    expectDone(addApp('shop', '--yes'));
    expect(contents()).toEqual(after);
  });
});

describe('--dry-run and --json', () => {
  test('--dry-run changes nothing', () => {
    added();
    const after = contents();
    const stdout = expectDone(undo('--dry-run'));
    expect(stdout).toMatch(/remove +shop\/models.py\n/);
    expect(stdout).toContain('Nothing was changed');
    expect(contents()).toEqual(after);
    expectDone(undo('--yes'));
    expect(contents()).toEqual(before);
  });

  test('--json prints one object', () => {
    added();
    const report = JSON.parse(expectDone(undo('--json')));
    expect(report).toMatchObject({ command: 'undo', root: root(), undone: 'add-app shop' });
    expect(report).toMatchObject({ dryRun: false });
    expect(report.files).toContainEqual({ status: 'remove', path: 'shop/models.py' });
    expect(report.files).toContainEqual({ status: 'change', path: 'mysite/urls.py' });
    expect(contents()).toEqual(before);
  });

  test('--json also where it refuses', () => {
    added();
    edit('shop/models.py', '# mine\n');
    const result = undo('--json');
    expect(result).toMatchObject({ status: 1, stderr: '' });
    expect(JSON.parse(result.stdout).error.message).toContain('shop/models.py');
  });
});

describe('refuses, and names the files', () => {
  test.each(['mysite/settings.py', 'mysite/urls.py', 'shop/models.py'])('edited: %s', (path) => {
    added();
    edit(path, `${textOf(path)}# mine\n`);
    const stderr = expectRefused(['undo', '--yes']);
    expect(stderr).toContain(`\n  ${path} has been edited since then\n`);
    expect(stderr.match(/since then/g)).toHaveLength(1);
  });

  test('edited: only the line endings', () => {
    added();
    edit('mysite/settings.py', SETTINGS_WITH_SHOP.replaceAll('\n', '\r\n'));
    expect(expectRefused(['undo', '--yes'])).toContain('mysite/settings.py has been edited');
  });

  test.each([
    'shop/forms.py',
    'shop/migrations/0002_price.py',
    'shop/templates/shop/cart.html',
    'shop/templates/index.html',
    'shop/management/commands/sell.py',
  ])('added: %s', (path) => {
    added();
    edit(path, '# mine\n');
    expect(expectRefused(['undo', '--yes'])).toMatch(/\n {2}shop\/.+ is new since then\n/);
  });

  test('removed', () => {
    added();
    rmSync(join(root(), 'shop/tests.py'));
    expect(expectRefused(['undo', '--yes'])).toContain('shop/tests.py is gone');
  });

  test('everything at once', () => {
    added();
    edit('mysite/urls.py', '# mine\n');
    edit('shop/forms.py', '# mine\n');
    rmSync(join(root(), 'shop/tests.py'));
    const stderr = expectRefused(['undo', '--yes']);
    for (const name of ['mysite/urls.py', 'shop/forms.py', 'shop/tests.py']) {
      expect(stderr).toContain(name);
    }
  });

  test('a file that may not be written', () => {
    added();
    // What undo would remove lies in folders of the user who made them.
    const stderr = expectRefused(['undo', '--yes'], 1, { ordinary: true });
    expect(stderr).toMatch(/You may not write to .+\.py\./);
  });
});

describe('says that there is nothing to undo', () => {
  test('where nothing was done', () => {
    write(startproject());
    expect(expectRefused(['undo', '--yes'])).toContain('There is nothing to undo here.');
  });

  test('the second time', () => {
    added();
    expectDone(undo('--yes'));
    expect(expectRefused(['undo', '--yes'])).toContain('There is nothing to undo here.');
  });

  test('after a dry run', () => {
    write(startproject());
    expectDone(addApp('shop', '--dry-run'));
    expect(expectRefused(['undo', '--yes'])).toContain('There is nothing to undo here.');
  });

  test('after add-app could not write', () => {
    write(startproject({ 'shop/notes.txt': 'mine' }));
    expect(addApp('shop', '--yes').status).toBe(1);
    expect(expectRefused(['undo', '--yes'])).toContain('There is nothing to undo here.');
  });

  test('where the user has taken it back by hand', () => {
    added();
    rmSync(join(root(), 'shop'), { recursive: true });
    edit('mysite/settings.py', SETTINGS);
    edit('mysite/urls.py', URLS);
    expect(expectRefused(['undo', '--yes'])).toContain('There is nothing to undo here.');
  });
});
