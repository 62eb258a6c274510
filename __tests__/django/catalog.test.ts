/** The explanations, held against real Django: their examples run, their links lead somewhere. */
import { join } from 'node:path';
import { readCatalog } from '../../src/explain/catalog';
import { holdsFor } from '../../src/explain/versions';
import { describeEachDjango, pythonWith } from './support/environments';
import { createProject, manage, run } from './support/program';
import { sourcePackage } from './support/source-package';

const catalog = [...readCatalog(join(__dirname, '../../explanations')).values()];

describeEachDjango('the explanations for', (version) => {
  const claimed = catalog.filter(({ django }) => holdsFor(django, version));

  test('have examples that run, and print what they say', () => {
    const { root } = createProject('myproj', '--django', version);
    expect(manage(root, version, 'migrate', '--verbosity', '0').status).toBe(0);
    const blocks = claimed.flatMap(({ id, body }) =>
      blocksIn(body, 'python').map((source) => ({ id, source })),
    );
    const commands = claimed.flatMap(({ id, body }) =>
      blocksIn(body, 'sh')
        .flatMap((source) => [...source.matchAll(/\bpython manage\.py (.+)$/gm)])
        .map(([, words]) => ({ id, words: words!.replace(/ [|>].*/, '').split(' ') })),
    );
    expect(blocks.length).toBeGreaterThan(50);
    expect(commands.length).toBeGreaterThan(10);

    const warnings = ['-W', 'error::DeprecationWarning', '-W', 'error::PendingDeprecationWarning'];
    const { stdout, stderr } = run(
      pythonWith(version),
      [...warnings, join(__dirname, 'support/run_examples.py')],
      { cwd: root, input: JSON.stringify({ blocks, commands }) },
    );
    if (!stdout) throw new Error(stderr);
    expect(JSON.parse(stdout)).toEqual([]);
  });

  test('name what Django brings: each command, middleware and contrib app, and no other', () => {
    const { root } = createProject('myproj', '--django', version);
    const { stdout } = run(pythonWith(version), [join(__dirname, 'support/django_names.py')], {
      cwd: root,
    });
    const namesOf = (kind: string) =>
      claimed
        .filter((explanation) => explanation.kind === kind)
        .map(({ id }) => id.split('/')[1]!)
        .sort();
    // Explained beside them: the program that knows no project, and its list of commands.
    const besides = ['django-admin', 'manage-help'];
    expect({
      commands: namesOf('commands').filter((name) => !besides.includes(name)),
      middleware: namesOf('middleware'),
      contrib: namesOf('contrib'),
    }).toEqual(JSON.parse(stdout));
  });

  test('name pages and places that are in the documentation', () => {
    const places = claimed.flatMap(({ docs }) => docs ?? []);
    expect(places.length).toBeGreaterThan(50);
    const { stdout, stderr } = run(
      pythonWith(version),
      [join(__dirname, 'support/docs_anchors.py'), sourcePackage(version)],
      { input: JSON.stringify([...new Set(places)]) },
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual([]);
  });
});

function blocksIn(markdown: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
  return [...markdown.matchAll(fence)].map(([, source]) => source!);
}
