/** What every project with features has to pass, whatever they are: a new one, and one that exists. */
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DjangoVersion, describeEachDjango, pythonWithFeatures } from './environments';
import { production, ruff, startproject, succeed } from './features';
import { readFiles } from './files';
import { run, runProgram, temporaryFolder } from './program';

/**
 * The tests of projects with these sets of features, for each version of Django. Django looks at
 * all of a version in one go, since loading it takes longer than most of the checks.
 */
export function describeProjects(sets: readonly (readonly string[])[]): void {
  describeEachDjango('Projects for', (version) => {
    const folder = temporaryFolder();
    const created = sets.map(
      (ids) => new Created(join(folder, 'new', ids.join('-')), ids, version),
    );
    const grown = sets.map((ids) => new Grown(join(folder, 'grown', ids.join('-')), ids));
    let problems: Record<string, string>;

    beforeAll(() => {
      const fresh = startproject(version);
      for (const project of created) project.make();
      for (const project of grown) project.make(fresh);
      problems = {
        ...problemsOf(version, 'myproj.settings', created),
        ...problemsOf(version, 'mysite.settings', grown),
      };
    }, 900_000);

    test('ruff has nothing against the Python', () => {
      ruff(join(folder, 'new'), 'check', '.');
      ruff(join(folder, 'new'), 'format', '--check', '.');
      ruff(join(folder, 'grown'), 'check', '.');
    });

    for (const project of created) {
      describe(`${project.ids.join(', ')} in a new project`, () => testNew(project));
    }
    for (const project of grown) {
      describe(`${project.ids.join(', ')} in a project by startproject`, () => testGrown(project));
    }

    function testDjango(project: Created | Grown): void {
      test('Django has nothing against it, its tests pass, and it is ready for production', () => {
        const { root, kinds } = project;
        const found = kinds.map((kind) => [kind, problems[`${root}: ${kind}`]]);
        expect(found).toEqual(kinds.map((kind) => [kind, '']));
      });
    }

    function testNew(project: Created): void {
      testDjango(project);

      test('without its notes it is what --comments none makes', () => {
        const none = withoutKeys(project.withoutNotes);
        for (const [path, text] of withoutKeys(project.files)) {
          if (path === 'README.md') continue;
          expect({ path, text: withoutNotes(text) }).toEqual({ path, text: none.get(path) });
        }
      });

      test('its text files are as they should be, and hold no secret', () => {
        for (const [path, text] of project.files) {
          expect({ path, faults: faultsOf(text) }).toEqual({ path, faults: [] });
        }
        expect(project.files.get('.gitignore')).toMatch(/^\.env$/m);
        expect(project.files.has('.env')).toBe(false);
      });

      test('the README names every file and every variable', () => {
        const readme = project.files.get('README.md')!;
        const named = new Set([...readme.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name));
        const paths = [...project.files.keys()].filter((path) => path !== 'README.md');
        expect(paths.filter((path) => !named.has(path))).toEqual([]);
      });
    }

    function testGrown(project: Grown): void {
      test('--dry-run and --diff write nothing, and give a reason for each edit', () => {
        expect(project.afterDryRuns).toEqual(project.before);
        expect(project.shown.edits.filter(({ why }) => why === '')).toEqual([]);
        expect(project.shown.diff).toContain('+++ b/');
      });

      testDjango(project);

      test('a second run finds it there; undo takes it back, byte for byte', () => {
        expect(project.add().stdout).toMatch(/^Nothing to do/);
        expect(readFiles(project.root)).toEqual(project.after);
        project.undo();
        expect(readFiles(project.root)).toEqual(project.before);
      });
    }
  });
}

/** A project that is created with features. */
class Created {
  readonly root: string;
  readonly kinds = ['development', 'production'];
  files!: Map<string, string>;
  withoutNotes!: Map<string, string>;

  constructor(
    private readonly folder: string,
    readonly ids: readonly string[],
    private readonly version: DjangoVersion,
  ) {
    this.root = join(folder, 'full/myproj');
  }

  make(): void {
    this.files = this.create('full');
    this.withoutNotes = this.create('none');
  }

  private create(level: string): Map<string, string> {
    const flags = ['--with', this.ids.join(','), '--django', this.version, '--comments', level];
    const root = join(this.folder, level, 'myproj');
    mkdirSync(dirname(root), { recursive: true });
    succeed(runProgram(['myproj', '--yes', ...flags], { cwd: dirname(root) }));
    return readFiles(root);
  }
}

/** A project by startproject that features are added to. */
class Grown {
  before!: Map<string, string>;
  afterDryRuns!: Map<string, string>;
  after!: Map<string, string>;
  shown!: { edits: { why: string }[]; diff: string };

  constructor(
    readonly root: string,
    readonly ids: readonly string[],
  ) {}

  make(fresh: string): void {
    cpSync(fresh, this.root, { recursive: true });
    this.before = readFiles(this.root);
    this.add('--dry-run');
    this.shown = JSON.parse(this.add('--diff', '--json').stdout);
    this.afterDryRuns = readFiles(this.root);
    this.add();
    this.after = readFiles(this.root);
  }

  /** A feature that is about something else leaves the settings as startproject has made them. */
  get kinds(): string[] {
    const isReady = this.after.get('mysite/settings.py')!.includes('DJANGO_DEBUG');
    return isReady ? ['development', 'production'] : ['development'];
  }

  add(...more: string[]) {
    return this.program('add', ...this.ids, '--yes', ...more);
  }

  undo() {
    return this.program('undo', '--yes');
  }

  private program(...args: string[]) {
    const env = { XDG_STATE_HOME: `${this.root}-state` };
    return succeed(runProgram(args, { cwd: this.root, env }));
  }
}

/** What Django has against projects, by `<root>: <kind>`; empty where it has nothing. */
export function problemsOf(
  version: DjangoVersion,
  settings: string,
  projects: readonly { root: string; kinds: readonly string[] }[],
): Record<string, string> {
  const warnings = ['-W', 'error::DeprecationWarning', '-W', 'error::PendingDeprecationWarning'];
  const script = join(__dirname, 'feature_checks_many.py');
  const jobs = projects.flatMap(({ root, kinds }) => kinds.map((kind) => ({ root, kind })));
  const input = JSON.stringify({ settings, production, jobs });
  const { stdout } = succeed(run(pythonWithFeatures(version), [...warnings, script], { input }));
  const found = JSON.parse(stdout) as Record<string, string>;
  expect(Object.keys(found)).toHaveLength(jobs.length);
  return found;
}

/** Takes the notes away as a person would: lines whose comment begins with a bar. */
function withoutNotes(text: string): string {
  const lines = text.split('\n');
  const isNote = (line: string) => /^\s*(#|\/\*|\/\/|<!--|\{#) \|( |$)/.test(line);
  // Behind the note on a file stands a blank line of ours.
  const first = lines.findIndex((line) => !isNote(line) && !line.startsWith('#!'));
  if (isNote(lines[first - 1] ?? '') && lines[first] === '') lines.splice(first, 1);
  return lines.filter((line) => !isNote(line)).join('\n');
}

function faultsOf(text: string): string[] {
  const faults: [string, boolean][] = [
    ['carriage return', text.includes('\r')],
    ['space at the end of a line', /[ \t]$/m.test(text)],
    ['no newline at the end, or several', text !== '' && !/[^\n]\n$/.test(text)],
    ['part of a template', /<%|%>/.test(text)],
    ['placeholder', /\{(project|app|model|variable|table|prefix)\}/.test(text)],
    ['value that was not there', /\bundefined\b|\[object |\bNaN\b/.test(text)],
  ];
  return faults.flatMap(([name, found]) => (found ? [name] : []));
}

function withoutKeys(files: Map<string, string>): Map<string, string> {
  const hide = (text: string) => text.replace(/"django-insecure-[^"]*"/, '"…"');
  return new Map([...files].map(([path, text]) => [path, hide(text)]));
}
