import type { SyntaxNode } from '../../python/syntax';
import type { Marks } from './marks';
import type { Rule } from './python';
import {
  argumentsOf,
  assignment,
  basesOf,
  classIn,
  type Definition,
  doubleQuoted,
  functionIn,
  type PythonSource,
} from './source';

/** Classes with tests, and what the tests do. */
export const recogniseTests: Rule = (source, _around, marks) => {
  if (!/(^|\/)(tests?\/|tests?_?\w*\.py$|\w+_tests?\.py$)/.test(source.path)) return;
  for (const statement of source.statements) {
    const found = classIn(statement);
    if (found) markClass(source, found, marks);
    const constant = assignment(statement);
    if (constant && /^\(?\s*b"GIF89a/.test(constant.value.text)) {
      marks.add(statement, constant.name, 'tests/pixel');
    }
  }
};

function markClass(source: PythonSource, found: Definition, marks: Marks): void {
  const bases = basesOf(found).map((base) => source.dotted(base) ?? '');
  const base = bases.find((name) => /TestCase$/.test(name));
  if (!base) return;
  const notes = classNotes(base, found);
  marks.add(found.outer, found.name, notes);
  for (const decorator of found.decorators) markDecorator(source, decorator, marks);
  for (const statement of found.body) {
    const method = functionIn(statement);
    if (method) markMethod(method, marks);
  }
}

function classNotes(base: string, { node }: Definition): string[] {
  const text = doubleQuoted(node.text);
  const name = base.split('.').at(-1)!;
  if (!base.startsWith('django.test.')) return [];
  if (name === 'TestCase') {
    const isAdmin =
      /create_superuser\("admin"\)/.test(text) && /reverse\("admin:index"\)/.test(text);
    return [isAdmin ? 'tests/admin' : 'tests/integration'];
  }
  if (name === 'SimpleTestCase') return ['tests/unit'];
  return [`tests/${name}`];
}

function markDecorator(source: PythonSource, decorator: SyntaxNode, marks: Marks): void {
  const [expression] = decorator.parts;
  if (source.callee(expression) !== 'django.test.override_settings') return;
  const isStorage = argumentsOf(expression!)
    .keywords.get('STORAGES')
    ?.text.includes('InMemoryStorage');
  marks.add(
    decorator,
    'override_settings',
    isStorage ? 'tests/storage' : 'tests/override_settings',
  );
}

function markMethod({ outer, name, node }: Definition, marks: Marks): void {
  const text = unbroken(node.text);
  if (name === 'setUpTestData') {
    const isUser = /create_superuser\("admin"\)$/.test(text.trimEnd());
    marks.add(outer, name, isUser ? 'tests/superuser' : 'tests/setUpTestData');
  } else if (name === 'setUp' || name === 'tearDown') {
    marks.add(outer, name, `tests/${name}`);
  } else if (name.startsWith('test')) {
    marks.add(outer, name, testNotes(text));
  }
}

/** As it would be in one line, whatever its width. */
function unbroken(text: string): string {
  return doubleQuoted(text)
    .replace(/\s+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/,? ([)\]}])/g, '$1');
}

/** What a test shows, by what it asserts; the catalog has words for the usual ones. */
function testNotes(text: string): string[] {
  if (/assertEqual\(str\(\w+\), "/.test(text)) return ['tests/str'];
  if (/assertEqual\(\w+\.get_absolute_url\(\), "/.test(text)) return ['tests/absolute-url'];
  if (/assertTemplateUsed\(response/.test(text)) {
    if (/assertCountEqual\(/.test(text)) return ['tests/list-all'];
    return [/list\(response\.context\[/.test(text) ? 'tests/list' : 'tests/template'];
  }
  if (/self\.subTest\(/.test(text))
    return [/\{"q": word\}/.test(text) ? 'tests/search' : 'tests/subTest'];
  if (/assertRedirects\([^)]*admin:login/.test(text)) return ['tests/login-required'];
  if (/_delete"/.test(text) && /refresh_from_db|_changelist"/.test(text) && /\.post\(/.test(text)) {
    return [/refresh_from_db/.test(text) ? 'tests/admin-crud' : 'tests/admin-crud-list'];
  }
  if (/assertContains\(response/.test(text) && !text.includes('status_code='))
    return ['tests/detail'];
  if (/\.status_code, 404\)/.test(text)) return ['tests/not-found'];
  if (/self\.client\.(get|post)\(/.test(text)) return ['tests/client-request'];
  return ['tests/method'];
}
