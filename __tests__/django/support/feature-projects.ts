/** What every project with features has to pass, whatever they are: a new one, and one that exists. */
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DjangoVersion, describeEachDjango, pythonWithFeatures } from './environments';
import { production, ruff, startproject, succeed } from './features';
import { readFiles } from './files';
import { type Job, type Result, run, runPrograms, temporaryFolder } from './program';

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
      for (const project of grown) project.begin(fresh);
      together(created.map((project) => project.make()));
      together(grown.map((project) => project.dryRuns()));
      together(grown.map((project) => project.add()));
      problems = {
        ...problemsOf(version, 'myproj.settings', created),
        ...problemsOf(version, 'mysite.settings', grown),
      };
      // Now that nothing else looks at them.
      together(grown.map((project) => project.addAgain()));
      together(grown.map((project) => project.undo()));
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
        expect(project.saidAgain).toMatch(/^Nothing to do/);
        expect(project.afterAgain).toEqual(project.after);
        expect(project.afterUndo).toEqual(project.before);
      });
    }
  });
}

/** Runs of the program, and what looks at their outcome before the next ones. */
interface Runs {
  jobs: readonly Job[];
  afterwards: (results: readonly Result[]) => void;
}

/** Carries out the runs of many projects in one process. */
function together(runs: readonly Runs[]): void {
  const results = runPrograms(runs.flatMap(({ jobs }) => jobs)).map(succeed);
  for (const { jobs, afterwards } of runs) afterwards(results.splice(0, jobs.length));
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

  make(): Runs {
    const at = (level: string) => join(this.folder, level, 'myproj');
    const jobs = ['full', 'none'].map((level) => {
      const flags = ['--with', this.ids.join(','), '--django', this.version, '--comments', level];
      const cwd = dirname(at(level));
      mkdirSync(cwd, { recursive: true });
      return { args: ['myproj', '--yes', ...flags], cwd };
    });
    return {
      jobs,
      afterwards: () => {
        this.files = readFiles(at('full'));
        this.withoutNotes = readFiles(at('none'));
      },
    };
  }
}

/** A project by startproject that features are added to. */
class Grown {
  before!: Map<string, string>;
  afterDryRuns!: Map<string, string>;
  shown!: { edits: { why: string }[]; diff: string };
  after!: Map<string, string>;
  saidAgain!: string;
  afterAgain!: Map<string, string>;
  afterUndo!: Map<string, string>;

  constructor(
    readonly root: string,
    readonly ids: readonly string[],
  ) {}

  begin(fresh: string): void {
    cpSync(fresh, this.root, { recursive: true });
    this.before = readFiles(this.root);
  }

  dryRuns(): Runs {
    return {
      jobs: [this.adding('--dry-run'), this.adding('--diff', '--json')],
      afterwards: ([, diff]) => {
        this.shown = JSON.parse(diff!.stdout);
        this.afterDryRuns = readFiles(this.root);
      },
    };
  }

  add(): Runs {
    return {
      jobs: [this.adding()],
      afterwards: () => {
        this.after = readFiles(this.root);
      },
    };
  }

  addAgain(): Runs {
    return {
      jobs: [this.adding()],
      afterwards: ([again]) => {
        this.saidAgain = again!.stdout;
        this.afterAgain = readFiles(this.root);
      },
    };
  }

  undo(): Runs {
    return {
      jobs: [this.job('undo', '--yes')],
      afterwards: () => {
        this.afterUndo = readFiles(this.root);
      },
    };
  }

  /** A feature that is about something else leaves the settings as startproject has made them. */
  get kinds(): string[] {
    const isReady = this.after.get('mysite/settings.py')!.includes('DJANGO_DEBUG');
    return isReady ? ['development', 'production'] : ['development'];
  }

  private adding(...more: string[]): Job {
    return this.job('add', ...this.ids, '--yes', ...more);
  }

  private job(...args: string[]): Job {
    return { args, cwd: this.root, env: { XDG_STATE_HOME: `${this.root}-state` } };
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
