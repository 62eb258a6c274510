/** What is created with features, and what `annotate` makes of the same files without notes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { removeSync } from 'fs-extra';
import { addToNew } from '../../src/commands/add';
import { djangoVersions } from '../../src/django';
import { annotate } from '../../src/explain/annotate';
import type { CommentLevel } from '../../src/explain/comments';
import { languageOf } from '../../src/explain/languages';
import { surroundingsOf } from '../../src/explain/surroundings-of';
import { features } from '../../src/generated/features';
import { inMemory } from '../../src/project/files';
import { openProject } from '../../src/project/project';
import { renderProject } from '../../src/render/render';
import { appVariables, djangoVariables } from '../../src/render/variables';
import { everythingThatGoesTogether } from '../django/support/together';

type Version = (typeof djangoVersions)[number];

async function created(wanted: readonly string[], django: Version, comments: CommentLevel) {
  const request = {
    project: { package: 'mysite', title: 'my-site', secretKey: 'django-insecure-x' },
    apps: [appVariables('blog', 'Post')],
    django: djangoVariables(django),
    comments,
  };
  const { files } = await addToNew('/project', renderProject(request), wanted, request, {}, false);
  return new Map(files.map(({ path, content }) => [path, String(content)]));
}

const together = everythingThatGoesTogether();

describe.each(djangoVersions)('Django %s', (django) => {
  test.each([
    ['gunicorn', 'postgres'],
    ...together,
    ...features.map(({ feature }) => [feature.id]),
  ])('created with %s and others, stripped, and annotated again', async (...wanted) => {
    const none = await created(wanted, django, 'none');
    const disk = [...none].map(([path, text]) => [`/project/${path}`, text]);
    const project = await openProject('/project', { files: inMemory(Object.fromEntries(disk)) });
    const around = surroundingsOf(project);
    for (const level of ['full', 'brief'] as const) {
      for (const [path, text] of await created(wanted, django, level)) {
        if (path === 'README.md') continue;
        expect({ path, language: languageOf(path) }).not.toEqual({ path, language: undefined });
        const stripped = annotate(path, Buffer.from(text), 'none', around);
        expect({ path, level, ...stripped }).toMatchObject({ after: none.get(path) });
        const noted = annotate(path, Buffer.from(none.get(path)!), level, around);
        expect({ path, level, ...noted }).toMatchObject({ path, level, after: text });
      }
    }
  });
});

describe('notes that are not true of a file', () => {
  const notes = async (path: string, text: string) => {
    const project = await openProject('/project', {
      files: inMemory({ [`/project/${path}`]: text }),
    });
    const result = annotate(path, Buffer.from(text), 'full', surroundingsOf(project));
    return 'notes' in result ? result.notes : result.why;
  };

  test.each([
    ['shop/health.py', 'def check(pulse):\n    return pulse > 40\n'],
    ['compose.yaml', 'services:\n  db:\n    image: mysql:9\n'],
    ['worker.service', '[Service]\nExecStart=/usr/bin/worker\n'],
    ['nginx.conf', 'events {}\nhttp {\n    server_tokens off;\n}\n'],
    ['.env.example', 'API_KEY=\n'],
    ['pyproject.toml', '[tool.ruff]\nline-length = 100\n'],
    ['docs/conf.py', 'TEXT = """\nWHITENOISE_AUTOREFRESH = DEBUG\n"""\n'],
  ])('%s', async (path, text) => {
    expect(await notes(path, text)).toBe(0);
  });
});

test.each([
  ['compose.yaml', 'x-text: |\n  # | It reads like a note.\n'],
  ['pyproject.toml', 'text = """\n# | It reads like a note.\n"""\n'],
])('what looks like a note in a text stays: %s', async (path, text) => {
  const project = await openProject('/project', { files: inMemory({}) });
  const result = annotate(path, Buffer.from(text), 'none', surroundingsOf(project));
  expect(result).toMatchObject({ after: text });
});

test('the command finds every file with notes of features', () => {
  const folder = mkdtempSync(join(tmpdir(), 'create-django-skeleton-features-'));
  const root = join(folder, 'mysite');
  const bin = join(__dirname, '../../bin/create-django-skeleton.js');
  const program = (cwd: string, ...args: string[]) =>
    execFileSync(process.execPath, [bin, ...args, '--yes'], { cwd, encoding: 'utf8' });
  const withNotes = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => /^\s*# \| /m.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));

  program(folder, 'mysite', '--with', together[0]!.join());
  const before = withNotes();
  expect(before).toEqual(expect.arrayContaining(['.env.example', 'compose.yaml']));
  expect(program(root, 'annotate', '--check')).toContain('Nothing to do');
  program(root, 'annotate', '--comments', 'none');
  expect(withNotes()).toEqual([]);
  program(root, 'annotate', '--comments', 'full');
  expect(withNotes()).toEqual(before);
  removeSync(folder);
});
