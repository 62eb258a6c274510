import { evaluate, type SourceModule } from '../../src/python/evaluate';
import { loadParser, parse } from '../../src/python/parser';
import type { Value } from '../../src/python/values';

beforeAll(loadParser);

const moduleOf = (text: string, name = 'site.settings'): SourceModule => ({
  name,
  file: `/project/${name.replaceAll('.', '/')}.py`,
  isPackage: false,
  text,
  tree: parse(text),
});

/** What `X` is after the source ran, in a short form: `?` is unknown, `a?` may be there. */
function heldByX(source: string, others: Record<string, string> = {}): string {
  const names = (name: string) =>
    others[name] === undefined
      ? undefined
      : evaluate(moduleOf(others[name], name), { names }).names;
  const binding = evaluate(moduleOf(source), { names }).names.get('X');
  return binding ? brief(binding.value) : 'unbound';
}

function brief(value: Value): string {
  switch (value.kind) {
    case 'constant':
      return String(value.value);
    case 'sequence':
      return `[${value.items.map((item) => brief(item.value) + (item.certain ? '' : '?')).join(' ')}]`;
    case 'either':
      return value.options.map(brief).join('|');
    case 'reference':
      return value.name;
    default:
      return value.kind === 'unknown' ? '?' : value.kind;
  }
}

it.each([
  ["X = 'a'", 'a'],
  ["X = 'a' 'b' + 'c'", 'abc'],
  ["A = 'a'; X = f'{A}.b'", 'a.b'],
  ["X = '%s-%s' % ('a', 'b')", 'a-b'],
  ["X = '{}.b'.format('a')", 'a.b'],
  ['X = 3', '3'],
  ['X = True', 'true'],
  ['X: str = "a"', 'a'],
  ['X = Y = "a"', 'a'],
  ['X, Y = "a", "b"', 'a'],
  ['X = compute()', 'call'],
  ['X = a or "b"', '?|b'],
  ['from django.urls import path as X', 'django.urls.path'],
  ['import os.path as X', 'os.path'],
  ['from . import apps as X', 'site.apps'],
  ['X = "a"; del X', 'unbound'],
])('%s gives %s', (source, expected) => expect(heldByX(source)).toBe(expected));

it.each([
  ['__file__', '/project/site/settings.py'],
  ['os.path.dirname(os.path.abspath(__file__))', '/project/site'],
  ["os.path.join(os.path.dirname(__file__), '..', 'apps')", '/project/apps'],
  ["Path(__file__).resolve().parent.parent / 'apps'", '/project/apps'],
  ["str(Path(__file__).parent.joinpath('apps'))", '/project/site/apps'],
  ['os.path.basename(Path(__file__).parent)', 'site'],
  ['environ.Path(__file__) - 2', '/project'],
  ["os.environ.get('X', 'a')", 'a|?'],
  ["os.environ['X']", '?'],
])('the path %s is %s', (expression, expected) => {
  const imports = 'import os\nimport environ\nfrom pathlib import Path\n';
  expect(heldByX(`${imports}X = ${expression}`)).toBe(expected);
});

it.each([
  ["X = ['a'] + ['b']", '[a b]'],
  ["X = ('a',); X += ('b',)", '[a b]'],
  ["X = ['a']; X.append('b'); X.insert(0, 'c'); X.extend(['d'])", '[c a b d]'],
  ["X = ['a', 'b']; X.remove('a')", '[b]'],
  ["A = ['a']; X = ['b', *A]", '[b a]'],
  ["X = list(('a',))", '[a]'],
  ["X = ['a'] + other", '[a ?]'],
  ["X = ['a']; X[0] = 'b'", '[a?]'],
  ["X = ['a'][:1]", '[a?]'],
  ["X = ['a'] if y else ['b']", '[a? b?]'],
  ["X = [a for a in ['a', 'b'] if a not in ('a', 'c')]", '[b]'],
  ["X = [a for a in ['a', 'b'] if a not in y]", '[a? b?]'],
  ["X = [a for a in ['a', 'b'] if a != 'a']", '[b]'],
  ["X = [a for a in ['a'] if a]", '[a?]'],
  ["X = [a + 'x' for a in ['a']]", '[?]'],
  ["X = pick(['a'])", 'call'],
])('the list %s is %s', (source, expected) => expect(heldByX(source)).toBe(expected));

it.each([
  ["X = ['a']\nif y:\n    X += ['b']", '[a b?]'],
  ["X = ['a']\nif y:\n    X = ['b'] + X", '[b? a]'],
  ["if y:\n    X = ['a']\nelse:\n    X = ['b']", '[a? b?]'],
  ["if y:\n    X = 'a'\nelif z:\n    X = 'b'\nelse:\n    X = 'a'", 'a|b'],
  ["X = 'a'\nif y:\n    X = 'b'\n    raise SystemExit", 'a'],
  ["X = 'a'\nif y:\n    pass\nelse:\n    X = 'a'", 'a'],
  ["try:\n    X = 'a'\nexcept E:\n    X = 'b'", 'a|b'],
  ["X = ['a']\ntry:\n    import y\n    X += ['b']\nexcept ImportError:\n    pass", '[a b?]'],
  ["X = ['a']\nfor y in z:\n    X.append(y)", '[a ?? ??]'],
  ["X = ['a']\nwith y:\n    X += ['b']", '[a b]'],
  ["X = ['a']\ndef f():\n    X = ['b']\nf()", '[a]'],
  ["class A:\n    B = ['a']\nclass C(A):\n    pass\nX = C.B", '[a]'],
])('after %j it is %s', (source, expected) => expect(heldByX(source)).toBe(expected));

describe('other modules', () => {
  const base = { 'site.base': "X = ['a']\n_hidden = 1\n" };

  it.each([
    ['from .base import *', base, '[a]'],
    ['from site.base import *', base, '[a]'],
    ["from .base import *\nX += ['b']", base, '[a b]'],
    ["from .base import X as A\nX = A + ['b']", base, '[a b]'],
    ["from . import base\nX = base.X + ['b']", base, '[a b]'],
    ["X = ['c']\nfrom .missing import *", {}, '[c]'],
    ["X = ['c']\ntry:\n    from .base import *\nexcept ImportError:\n    pass", base, '[a]'],
    ["X = ['c']\ntry:\n    from .missing import *\nexcept ImportError:\n    pass", {}, '[c]'],
    ['from .base import *', { 'site.base': "__all__ = ['Y']\nX = 1\n" }, 'unbound'],
  ])('%j', (source, others, expected) => {
    expect(heldByX(source, others as Record<string, string>)).toBe(expected);
  });
});

it('remembers where each value comes from', () => {
  const names = evaluate(moduleOf('A = 1\nif y:\n    A = 2\n'), { names: () => undefined }).names;
  expect(names.get('A')?.places.map(({ line }) => line)).toEqual([3, 1]);
});

it('goes through functions that are called', () => {
  const source =
    "import os\ndef main():\n    os.environ.setdefault('A', 'b')\nif __name__ == '__main__':\n    main()\n";
  const { effects } = evaluate(moduleOf(source), { names: () => undefined });
  expect(effects.map(({ callee }) => callee)).toContain('os.environ.setdefault');
});
