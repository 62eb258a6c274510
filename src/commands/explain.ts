/** `explain`: what a file, a setting, a command, a line or an error of Django is about. */
import { readFileSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { type ExplainFlags, programName } from '../cli';
import { newestDjango } from '../django';
import { exitCode, UserError } from '../errors';
import type { Answer } from '../explain/answer';
import { defaultOf } from '../explain/default-of';
import { kinds } from '../explain/kinds';
import { type Entry, entries, explanationOf } from '../explain/library';
import { callName, lookUp, nearestFive } from '../explain/lookup';
import { filesNamed, isAddress, meantFile, meantFolder } from '../explain/path-here';
import { joined, rows, showAnswer, showCommand, terminalWidth } from '../explain/terminal';
import { forVersion } from '../explain/versions';
import { djangoVersion } from '../project/django-version';
import { disk, upwards } from '../project/files';
import { isManage } from '../project/manage-file';
import { paint, paintError, print, printError } from '../terminal';

/** @returns the exit code: 1 where nothing is known of what was asked for */
export async function explain(flags: ExplainFlags): Promise<number> {
  const reader = readerOf(flags);
  if (flags.list !== undefined) return list(flags.list, reader);
  const asked = questionOf(flags.words ?? []);
  if (!asked && !reader.root) return list('', reader);
  const answer = asked ? await answerTo(asked, reader) : await glanceHere(reader);
  if (!answer) return unknown(asked, reader);
  if (flags.json) await printJson(answer, reader);
  else print(showAnswer(answer, { ...reader, callName }).join('\n'));
  return 0;
}

/** Who asks, from where, and how it is to be shown. */
interface Reader {
  folder: string;
  /** The folder of manage.py, where the reader is in a project. */
  root: string | undefined;
  django: string;
  width: number;
  json: boolean;
}

function readerOf({ django, width, json }: ExplainFlags): Reader {
  const folder = realpathSync(process.cwd()).split(sep).join('/');
  const root = [...upwards(folder)].find((above) => isManage(disk, `${above}/manage.py`));
  const version = django ?? (root && djangoVersion(disk, root)?.version) ?? newestDjango;
  return {
    folder,
    root,
    django: version,
    width: width === undefined ? terminalWidth() : columns(width),
    json: json === true,
  };
}

/** @throws UserError where the text is no sensible number */
function columns(width: string): number {
  const number = Number(width);
  if (Number.isInteger(number) && number >= 20) return number;
  throw new UserError(
    `--width cannot be ${width}.`,
    'It is a number of columns, 20 or more.',
    exitCode.usage,
  );
}

function questionOf(words: readonly string[]): string {
  if (words.length !== 1 || words[0] !== '-') return words.join(' ').trim();
  const text = readFileSync(0, 'utf8').trim();
  if (text) return text;
  throw new UserError(
    'Nothing came in on standard input.',
    `For example:  python manage.py check 2>&1 | npx ${programName} explain -`,
  );
}

/** A path is a file or an address, everything else a topic or an error. */
async function answerTo(asked: string, reader: Reader): Promise<Answer | undefined> {
  const around = { files: disk, ...reader };
  const meant = meantFile(around, asked);
  if (meant) {
    const { fileIn } = await import('../explain/in-project');
    return fileIn(reader.folder, meant);
  }
  const folder = meantFolder(around, asked, isTitle);
  if (folder) {
    const { folderIn } = await import('../explain/in-project');
    return folderIn(reader.folder, folder, reader.width);
  }
  if (reader.root && isAddress(asked)) {
    const { addressIn } = await import('../explain/in-project');
    return addressIn(reader.folder, asked, reader.width);
  }
  const answer = await lookUp(asked, async (text) => {
    const { errorIn } = await import('../explain/in-project');
    const decoded = await errorIn(reader.folder, text);
    return decoded && { ...decoded, isGuess: text.includes('\n') };
  });
  if (answer?.explanations[0]?.kind === 'files' && !answer.isChoice) {
    return withFiles(answer, filesNamed(around, asked), reader);
  }
  return withValue(answer, reader);
}

/** `migrations` is the topic, also inside of an app. */
const isTitle = (word: string) =>
  entries().some(({ title }) => title === word || title === `${word}/`);

/** A file that there are several of comes with their places. */
async function withFiles(
  answer: Answer,
  files: readonly string[],
  { folder }: Reader,
): Promise<Answer> {
  if (files.length === 0) return answer;
  const { namesakesIn } = await import('../explain/in-project');
  return { ...answer, places: await namesakesIn(folder, files) };
}

async function glanceHere({ folder, width }: Reader): Promise<Answer> {
  const { glanceAt } = await import('../explain/in-project');
  return glanceAt(folder, width);
}

/** A setting comes with its value in the project, and with Django's default. */
async function withValue(
  answer: Answer | undefined,
  { root, folder, django }: Reader,
): Promise<Answer | undefined> {
  const [first] = answer?.explanations ?? [];
  if (!answer || answer.isChoice || first?.kind !== 'settings') return answer;
  const fallback = forVersion(first.default, django);
  if (!root) return fallback ? { ...answer, here: defaultOf(fallback) } : answer;
  const { settingIn } = await import('../explain/in-project');
  return { ...answer, ...(await settingIn(folder, settingName(first.id), fallback)) };
}

/** `settings/TEMPLATES-DIRS` is about a part of the setting TEMPLATES. */
const settingName = (id: string) => /\/(\w+)/.exec(id)![1]!;

async function printJson(answer: Answer, { django }: Reader): Promise<void> {
  const { answerToJson } = await import('../explain/answer-json');
  print(JSON.stringify(answerToJson(answer, django), null, 2));
}

async function unknown(asked: string, { width, json, django }: Reader): Promise<number> {
  const near = nearestFive(asked);
  const line = asked.split('\n')[0]!;
  const message = `There is no explanation of "${line}${asked.includes('\n') ? ' …' : ''}".`;
  if (json) {
    const { answerToJson } = await import('../explain/answer-json');
    const answer = { understood: '', explanations: near.map(explanationOf), places: [] };
    const hint = `All topics: ${programName} explain --list`;
    print(JSON.stringify({ ...answerToJson(answer, django), error: { message, hint } }, null, 2));
    return exitCode.failed;
  }
  printError(
    joined([
      [`${paintError('red', 'Error:')} ${message}`],
      ['The nearest names:', ...rows(near.map(nameAndBrief), width)],
      ['All topics:', ...showCommand('--list')],
    ]).join('\n'),
  );
  return exitCode.failed;
}

const nameAndBrief = ({ id, brief }: Entry) => [callName(id), brief] as const;

/** @param kind '' for the kinds themselves */
function list(kind: string, { width, json }: Reader): number {
  const all = entries();
  const present = [...new Set(all.map((entry) => entry.kind))].sort(byOrder);
  if (kind && !present.includes(kind)) {
    throw new UserError(`There is no kind ${kind}.`, `Kinds: ${present.join(', ')}`);
  }
  const chosen = all.filter((entry) => entry.kind === kind);
  if (json) {
    const counts = present.map((name) => ({ kind: name, count: countOf(name) }));
    const listed = chosen.map(({ id, title, brief }) => ({ id, title, brief }));
    print(JSON.stringify(kind ? { kind, explanations: listed } : { kinds: counts }, null, 2));
    return 0;
  }
  if (kind) {
    print(rows(chosen.map(nameAndBrief), width).join('\n'));
    return 0;
  }
  print(
    joined([
      [paint('bold', 'What can be explained')],
      rows(
        present.map((name) => [
          `${name.padEnd(14)}${String(countOf(name)).padStart(4)}`,
          kinds[name]?.all ?? '',
        ]),
        width,
      ),
      [
        paint('bold', 'Ask for one'),
        ...showCommand('MIDDLEWARE'),
        ...showCommand('how do static files work'),
        ...showCommand('blog/models.py:12'),
        ...showCommand('"no such table: blog_post"'),
        ...showCommand('--list settings'),
      ],
    ]).join('\n'),
  );
  return 0;

  function countOf(name: string): number {
    return all.filter((entry) => entry.kind === name).length;
  }
}

const order = Object.keys(kinds);

/** Kinds that only a feature knows come last. */
const placeOf = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length);

const byOrder = (a: string, b: string) => placeOf(a) - placeOf(b);
