/** What the program prints: with colours or without, for people or for programs. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeUnlessMissing } from './support/environments';
import { bin, runProgram, temporaryFolder } from './support/program';
import { ctrlC, missingTerminal, onTerminal } from './support/terminal';

jest.setTimeout(120_000);

const escapeCode = '\x1b';

describeUnlessMissing(missingTerminal(), 'On a terminal', () => {
  test('there are colours', () => {
    expect(onTerminal(['myproj', '--yes'], temporaryFolder()).output).toContain(escapeCode);
  });

  test.each([
    ['a project', ['myproj', '--yes']],
    ['a preview', ['myproj', '--yes', '--dry-run']],
    ['an error', ['class', '--yes']],
    ['the help', ['--help']],
  ])('with NO_COLOR there are none: %s', (_, args) => {
    const { output } = onTerminal(args, temporaryFolder(), { env: { NO_COLOR: '1' } });
    expect(output).not.toContain(escapeCode);
  });

  test('with NO_COLOR there are none in the questions either', () => {
    const { output } = onTerminal(['myproj', '--no-install', '--no-git'], temporaryFolder(), {
      answers: [['Name of the first app', '\r']],
      env: { NO_COLOR: '1' },
    });
    // Movements of the cursor remain; they end with other letters.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
    expect(output).not.toMatch(/\x1b\[[0-9;]*m/);
  });

  test('a report to a program has none', () => {
    const { output } = onTerminal(['myproj', '--json'], temporaryFolder());
    expect(output).not.toContain(escapeCode);
    expect(JSON.parse(output)).toMatchObject({ package: 'myproj' });
  });

  test('an error that goes into a file has none, though the rest goes to the terminal', () => {
    const cwd = temporaryFolder();
    const command = `"${process.execPath}" "${bin}" class --yes 2> error.txt`;
    onTerminal([], cwd, { command: ['sh', '-c', command] });
    const error = readFileSync(join(cwd, 'error.txt'), 'utf8');
    expect(error).toContain('Error: ');
    expect(error).not.toContain(escapeCode);
  });

  test.each([
    ['of 40 columns', 40],
    ['of 80 columns', 80],
    ['of 120 columns', 120],
    ['that does not tell its width', 0],
  ])('no line ends with spaces: on a terminal %s', (_, columns) => {
    const { text } = onTerminal(['myproj', '--yes'], temporaryFolder(), { columns });
    expect(text.split('\n').filter((line) => line.endsWith(' '))).toEqual([]);
  });

  test('on a terminal that does not tell its width, the installation goes from step to step', () => {
    const { status } = onTerminal(['myproj', '--yes', '--install'], temporaryFolder(), {
      answers: [['Installing Django', ctrlC]],
      columns: 0,
    });
    expect(status).toBe(130);
  });
});

describe('Without a terminal', () => {
  test.each([
    ['a project', ['myproj'], {}],
    ['a project, in CI', ['myproj'], { CI: 'true' }],
    ['an error', ['class'], {}],
    ['an error, in CI', ['class'], { CI: 'true' }],
    ['the help', ['--help'], {}],
  ])('no escape codes go into a pipe: %s', (_, args, env) => {
    const { stdout, stderr } = runProgram(args, {
      cwd: temporaryFolder(),
      env: { CI: undefined, FORCE_COLOR: undefined, ...env },
    });
    expect(stdout + stderr).not.toContain(escapeCode);
  });

  test('nothing is asked: a missing name is an error with an example', () => {
    const cwd = temporaryFolder();
    const { status, stdout, stderr } = runProgram([], { cwd, input: 'myproj\n\n\n\n' });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('The name of the project is missing.');
    expect(stderr).toContain('create-django-skeleton myproj');
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('nothing is asked: what was not said has its default', () => {
    const cwd = temporaryFolder();
    const { status, stdout } = runProgram(['myproj'], { cwd });
    expect(status).toBe(0);
    expect(stdout).not.toContain('To skip the questions');
    expect(readdirSync(join(cwd, 'myproj'))).toContain('blog');
    expect(readdirSync(join(cwd, 'myproj'))).not.toContain('.git');
  });
});

describe('--json prints one object and nothing else', () => {
  const error = { error: { message: expect.any(String), hint: expect.any(String) } };

  test.each<[string, string[], number, object]>([
    ['a new project', ['myproj'], 0, { command: 'create', package: 'myproj', dryRun: false }],
    ['a dry run', ['myproj', '--dry-run'], 0, { dryRun: true }],
    ['a diff', ['myproj', '--diff'], 0, { diff: expect.stringContaining('+++ b/manage.py') }],
    ['a missing name', [], 2, error],
    ['a name that cannot be used', ['class'], 2, error],
    ['an unknown option', ['myproj', '--aap'], 2, error],
    ['a value that is no choice', ['myproj', '--django', '1'], 2, error],
    ['an option without its value', ['myproj', '--python'], 2, error],
    ['two names', ['myproj', 'another'], 2, error],
    ['a folder with things in the way', ['taken'], 1, error],
    ['a missing folder of templates', ['myproj', '--template', 'none'], 2, { error: {} }],
    ['a missing Python', ['myproj', '--python', '/no/python'], 2, error],
  ])('%s', (_, args, status, expected) => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'taken', 'templates'), { recursive: true });
    const result = runProgram([...args, '--json'], { cwd });
    expect(result).toMatchObject({ status, stderr: '' });
    expect(JSON.parse(result.stdout)).toMatchObject(expected);
  });

  test('a step that fails', () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'myproj'));
    // A file stands where the virtual environment should go.
    writeFileSync(join(cwd, 'myproj', '.venv'), '');
    const { status, stdout, stderr } = runProgram(['myproj', '--install', '--json'], { cwd });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { message: expect.stringContaining('venv') },
    });
    expect(readdirSync(join(cwd, 'myproj'))).toContain('manage.py');
  });
});
