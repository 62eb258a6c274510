/** Projects with features: what is created with notes, and what `annotate` makes of it without. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { outputFileSync, removeSync } from 'fs-extra';
import { djangoVersions } from '../../src/django';
import { featureList } from '../../src/generated/feature-list';

const bin = join(__dirname, '../../bin/create-django-skeleton.js');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'create-django-skeleton-features-'));
});

afterEach(() => removeSync(folder));

const all = featureList.map(({ id }) => id);
const sets = [...all.map((id) => [id]), all];
const cases = sets.map((ids, at) => ({
  ids: ids.join(','),
  django: djangoVersions[at % djangoVersions.length]!,
}));

describe.each(cases)('a new project with $ids, for Django $django', ({ ids, django }) => {
  test.each(['full', 'brief'])('at the level %s', (level) => {
    const root = join(folder, 'mysite');
    run(folder, 'mysite', '--yes', '--with', ids, '--django', django, '--comments', level);
    const created = filesIn(root);
    expect(annotated(root, '--check', '--comments', level)).toContain('Nothing to do');

    annotated(root, '--comments', 'none');
    expect(filesIn(root)).not.toEqual(created);
    annotated(root, '--comments', level);
    expect(filesIn(root)).toEqual(created);
  });
});

test('a line of a feature inside a text is no place for a note', () => {
  const root = join(folder, 'mysite');
  run(folder, 'mysite', '--yes', '--with', 'whitenoise', '--comments', 'none');
  const settings = join(root, 'mysite/settings.py');
  const line = 'WHITENOISE_AUTOREFRESH = DEBUG';
  const text = readFileSync(settings, 'utf8').replace(line, 'OTHER = 1');
  const quoted = `${text}\nHELP = """\n${line}\n"""\n`;
  outputFileSync(settings, quoted);
  annotated(root, '--comments', 'full');
  expect(readFileSync(settings, 'utf8')).toContain(`"""\n${line}\n"""`);
});

test("a file that only has the name of a feature's file is not the feature's", () => {
  const root = join(folder, 'mysite');
  run(folder, 'mysite', '--yes', '--comments', 'none');
  outputFileSync(join(root, 'mysite/health.py'), 'PULSE = 60\n');
  annotated(root, '--comments', 'full');
  expect(readFileSync(join(root, 'mysite/health.py'), 'utf8')).toBe('PULSE = 60\n');
});

const annotated = (root: string, ...flags: string[]) => run(root, 'annotate', '--yes', ...flags);

function run(cwd: string, ...args: string[]): string {
  return execFileSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8' });
}

function filesIn(root: string): Map<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(root, file), readFileSync(file, 'utf8')]),
  );
}
