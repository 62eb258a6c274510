import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../src/explain/errors/decode';
import {
  byName,
  byNearestName,
  byWords,
  callName,
  lookUp,
  nearestFive,
} from '../../src/explain/lookup';

/** What learners type, and the explanations that would be right as the first answer. */
const queries = readFileSync(join(__dirname, 'queries.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'))
  .map(([query, ids]) => ({ query: query!, right: ids!.split(' ') }));

const lookup = (query: string) => lookUp(query, (text) => decode(text, undefined));

test('at least 95 of 100 questions get the right first answer', async () => {
  const wrong: string[] = [];
  for (const { query, right } of queries) {
    const first = (await lookup(query))?.explanations[0]?.id;
    if (!first || !right.includes(first)) {
      wrong.push(`${query}: ${first}, not ${right.join(' or ')}`);
    }
  }
  if (wrong.length > queries.length * 0.05) throw new Error(wrong.join('\n'));
});

describe('names', () => {
  test.each([
    ['settings/DEBUG', 'settings/DEBUG'],
    ['debug', 'settings/DEBUG'],
    ['Foreign Key', 'models/ForeignKey'],
    ['django.db.models.ForeignKey', 'models/ForeignKey'],
    ['author = models.ForeignKey("auth.User", models.CASCADE)', 'models/ForeignKey'],
    ['  `wsgi.py` ', 'files/wsgi'],
    ['{% extends "base.html" %}', 'templates/extends'],
    ['@admin.register(Post)', 'admin/register'],
  ])('%s', (typed, id) => {
    expect(byName(typed)?.explanations.map((explanation) => explanation.id)).toEqual([id]);
  });

  test('where several have a name, the others are told', () => {
    const answer = byName('urls.py');
    expect(answer?.explanations[0]?.id).toBe('files/project-urls');
    expect(answer?.others).toContain('files/app-urls');
  });

  test('a misspelling is understood, and that is said', () => {
    expect(byName('midelware')).toBeUndefined();
    expect(byNearestName('midelware')).toMatchObject({
      understood: expect.stringMatching(/middleware/i),
      isGuess: true,
    });
  });

  test('a word that explanations use is meant as it is', () => {
    expect(byNearestName('context')).toBeUndefined();
  });

  test('short words are not taken for others', () => {
    expect(byNearestName('pat')).toBeUndefined();
  });
});

test('a question may be about several explanations', () => {
  const answer = byWords('where does the browser keep what a visitor did?')!;
  expect(answer.isChoice).toBe(true);
  expect(answer.explanations.length).toBeGreaterThan(1);
});

test('words that nobody has written', () => {
  expect(byWords('zyzzyva')).toBeUndefined();
  expect(nearestFive('zyzzyva')).toHaveLength(5);
});

test('how to ask for an explanation', () => {
  expect(callName('settings/DEBUG')).toBe('DEBUG');
  expect(callName('files/wsgi')).toBe('wsgi.py');
  expect(callName('templates/url')).toBe('templates/url');
  expect(callName('files/app-urls')).toBe('files/app-urls');
});
