/** Notes in real projects: they change no code, and go without a trace. */
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { newestDjango } from '../../src/django';
import { annotate } from '../../src/explain/annotate';
import { surroundingsOf } from '../../src/explain/surroundings-of';
import { openProject } from '../../src/project/project';
import {
  describeEachDjango,
  describeUnlessMissing,
  missingFor,
  pythonWith,
} from './support/environments';
import { readFiles } from './support/files';
import { createProject, run, runProgram, temporaryFolder } from './support/program';

const noted = (cwd: string, ...flags: string[]) => {
  const { status, stdout, stderr } = runProgram(['annotate', ...flags], { cwd });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

describeEachDjango('notes in projects for', (version) => {
  const manage = (root: string, ...args: string[]) =>
    run(pythonWith(version), ['manage.py', ...args], { cwd: root });

  test('that are created agree with those that are added, at each level', () => {
    const full = createProject('myproj', '--django', version, '--comments', 'full').root;
    const brief = join(temporaryFolder(), 'myproj');
    const before = readFiles(full);
    cpSync(full, brief, { recursive: true });

    expect(noted(full, '--comments', 'full')).toContain('Nothing to do');
    noted(full, '--comments', 'none');
    const none = readFiles(full);
    expect([...none.values()].join('\n')).not.toMatch(/(#|\/\*|<!--|\{#) \| /);
    noted(brief, '--comments', 'brief');
    noted(brief, '--comments', 'none');
    expect(readFiles(brief)).toEqual(none);
    noted(full, '--comments', 'full');
    expect(readFiles(full)).toEqual(before);
  });

  test('that django-admin has made are true and harmless', () => {
    const root = temporaryFolder();
    run(pythonWith(version), ['-m', 'django', 'startproject', 'mysite', root]);
    manage(root, 'startapp', 'polls');
    const before = readFiles(root);
    noted(root);
    const settings = readFiles(root).get('mysite/settings.py')!;
    expect(settings).toContain(`More: https://docs.djangoproject.com/en/${version}/`);
    expect(settings.includes('Django before 6.0 takes 32 bits')).toBe(version === '5.2');
    expect(settings.match(/^ *# \| /gm)!.length).toBeGreaterThan(80);

    const check = manage(root, 'check');
    expect(check).toMatchObject({ status: 0, stdout: expect.stringContaining('no issues') });
    expect(manage(root, 'makemigrations', '--check').status).toBe(0);
    noted(root, '--comments', 'none');
    expect(readFiles(root)).toEqual(before);
  });
});

/** Django's own source is as varied as Python gets: thousands of models, views, tests, settings. */
describeUnlessMissing(missingFor(newestDjango), "notes in Django's own source", () => {
  test('change no code, and go without a trace', async () => {
    const python = pythonWith(newestDjango);
    const { stdout } = run(python, ['-c', 'import django; print(django.__file__)']);
    const root = dirname(stdout.trim());
    const around = surroundingsOf(await openProject(join(root, 'contrib')));
    const files: { path: string; plain: string; noted: string }[] = [];
    for (const path of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('.py')) continue;
      const bytes = readFileSync(join(root, path));
      const full = annotate(path, bytes, 'full', around);
      if ('why' in full) throw new Error(`${path}: ${full.why}`);
      const none = annotate(path, Buffer.from(full.after), 'none', around);
      expect({ path, ...none }).toMatchObject({ path, after: bytes.toString() });
      if (full.notes > 0) files.push({ path, plain: full.before, noted: full.after });
    }
    expect(files.length).toBeGreaterThan(150);
    const script = join(__dirname, 'support/same_code.py');
    const checked = run(python, [script], { input: JSON.stringify(files) });
    expect(checked.stderr).toBe('');
    expect(JSON.parse(checked.stdout)).toEqual([]);
  });
});
