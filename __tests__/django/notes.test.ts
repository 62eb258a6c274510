/** The notes in generated files: everything has one, and taking them away leaves clean code. */
import { join } from 'node:path';
import { describeEachDjango, pythonWith } from './support/environments';
import { readFiles } from './support/files';
import { createProject, run } from './support/program';

type Files = ReadonlyMap<string, string>;

describeEachDjango('the notes of a project for', (version) => {
  describe.each(['--app blog', '--no-app'])('with %s', (app) => {
    let full: Files;
    let brief: Files;
    let none: Files;

    beforeAll(() => {
      const create = (level: string): Files => {
        const flags = ['--django', version, '--comments', level, ...app.split(' ')];
        return withoutKeys(readFiles(createProject('myproj', ...flags).root));
      };
      full = create('full');
      brief = create('brief');
      none = create('none');
    });

    test('stand above every setting, list, class and function of Python, and change no meaning', () => {
      const files = [...full]
        .filter(([path]) => path.endsWith('.py'))
        .map(([path, noted]) => ({ path, noted, plain: none.get(path) }));
      expect(files.length).toBeGreaterThanOrEqual(app === '--no-app' ? 6 : 14);
      const { stdout, stderr } = run(
        pythonWith(version),
        [join(__dirname, 'support/note_places.py')],
        { input: JSON.stringify(files) },
      );
      expect(stderr).toBe('');
      expect(JSON.parse(stdout)).toEqual([]);
    });

    test('say at the top of each file what the README says of it', () => {
      const rows = brief.get('README.md')!.matchAll(/^\| `(\S+\.\S+|\.\w+)` \| (.*) \|$/gm);
      const inReadme = new Map([...rows].map(([, path, purpose]) => [path, purpose]));
      const onTop = new Map(
        [...brief].map(([path, text]) => [path, firstNote(withoutShebang(text))]),
      );
      onTop.delete('README.md');
      expect(inReadme).toEqual(onTop);
    });

    test('are at the top of every file at the level full, too', () => {
      const bare = [...full].filter(([, text]) => firstNote(withoutShebang(text)) === '');
      expect(bare.map(([path]) => path)).toEqual(['README.md']);
    });

    test('are gone with --comments none', () => {
      const traces = [...none].filter(([, text]) =>
        /(?:#|\/\*|<!--|\/\/) \||More: http/.test(text),
      );
      expect(traces).toEqual([]);
    });

    test.each(['full', 'brief'])(
      'leave what --comments none writes when stripped from %s',
      (level) => {
        const noted = level === 'full' ? full : brief;
        const stripped = new Map([...noted].map(([path, text]) => [path, strip(text)]));
        expect(stripped).toEqual(none);
      },
    );

    test('are shorter at the level brief', () => {
      const count = (files: Files) =>
        [...files.values()].flatMap((text) => text.split('\n')).filter(hasNotes).length;
      expect(count(brief) * 1.5).toBeLessThan(count(full));
    });

    test('fit on a screen, but for the addresses in them', () => {
      const lines = [...full.values()].flatMap((text) => text.split('\n')).filter(hasNotes);
      expect(lines.filter((line) => line.length > 92 && !line.includes('More: '))).toEqual([]);
    });
  });
});

/** A note in any of the languages: Python and its like, templates, CSS, SVG, JavaScript. */
const note = /^[ \t]*(?:# \| .*|\{# \| .* #\}|\/\* \| .* \*\/|<!-- \| .* -->|\/\/ \| .*)$/;

function hasNotes(text: string): boolean {
  return text.split('\n').some((line) => note.test(line));
}

/** The text of the note that the file begins with. */
function firstNote(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !note.test(line));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\S+ \| /, '').replace(/ (#\}|\*\/|-->)$/, ''))
    .join(' ');
}

/** Takes the notes away; the one on the file as a whole goes with the blank line below it. */
function strip(text: string): string {
  const body = withoutShebang(text);
  const lines = body.split('\n');
  const end = lines.findIndex((line) => !note.test(line));
  if (end > 0 && lines[end] === '' && end < lines.length - 1) lines.splice(end, 1);
  const shebang = text.slice(0, text.length - body.length);
  return shebang + lines.filter((line) => !note.test(line)).join('\n');
}

function withoutShebang(text: string): string {
  return text.replace(/^#!.*\n/, '');
}

function withoutKeys(files: Files): Map<string, string> {
  const hide = (text: string) => text.replace(/"django-insecure-[^"]*"/, '"…"');
  return new Map([...files].map(([path, text]) => [path, hide(text)]));
}
