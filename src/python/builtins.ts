import path from 'node:path';
import { constant, eachOnce, sequence, text, UNKNOWN, uncertain, type Value } from './values';

type Known = (args: readonly Value[], keywords: ReadonlyMap<string, Value>) => Value | undefined;

export const isKnown = (name: string): boolean => Object.hasOwn(KNOWN, name);

/**
 * The value of a call, method (`.format()`), attribute (`.parent`) or operator (`/`) of Python's
 * own library, as far as settings use them; undefined where it is none of these.
 *
 * A `pathlib.Path` and its text are one and the same here: nothing asks for the difference.
 */
export function knownCall(
  name: string,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): Value | undefined {
  return isKnown(name) ? KNOWN[name]!(args, keywords) : undefined;
}

const onText =
  (change: (first: string, ...others: string[]) => string): Known =>
  (args) => {
    const known = args.map(text);
    if (known.length === 0 || known.includes(undefined)) return UNKNOWN;
    const [first, ...others] = known as string[];
    return constant(change(first!, ...others));
  };

const itself: Known = ([value]) => value;
const asList: Known = ([value], keywords) => {
  if (!value) return sequence([]);
  return value.kind === 'sequence' && keywords.size === 0 ? value : undefined;
};
const withDefault: Known = ([, fallback], keywords) => {
  const value = fallback ?? keywords.get('default');
  // The environment may hold anything else.
  return value ? { kind: 'either', options: [value, UNKNOWN] } : UNKNOWN;
};
const dirname = onText((file) => path.posix.dirname(file));
const joinPath = onText((first, ...others) => path.posix.join(first, ...others));

const KNOWN: Record<string, Known> = {
  list: asList,
  tuple: asList,
  sorted: ([value]) => (value?.kind === 'sequence' ? value : undefined),
  reversed: ([value]) =>
    value?.kind === 'sequence' ? sequence(value.items.toReversed(), value.sources) : undefined,
  'dict.fromkeys': ([value]) => (value?.kind === 'sequence' ? eachOnce(value) : undefined),
  set: ([value]) => (value?.kind === 'sequence' ? uncertain(value) : undefined),
  '.copy()': itself,
  str: itself,

  'os.path.dirname': dirname,
  'os.path.basename': onText((file) => path.posix.basename(file)),
  'os.path.join': joinPath,
  'os.path.normpath': onText((file) => path.posix.normalize(file)),
  'os.path.abspath': itself,
  'os.path.realpath': itself,
  'pathlib.Path': joinPath,
  '.resolve()': itself,
  '.absolute()': itself,
  '.as_posix()': itself,
  '.parent': dirname,
  '.name': onText((file) => path.posix.basename(file)),
  '.joinpath()': joinPath,
  '.child()': joinPath,
  '/': joinPath,

  // django-environ: `environ.Path(__file__) - 2`, `root.path('apps')`.
  'environ.Path': joinPath,
  '.path()': joinPath,
  '-': ([start, steps]) => {
    const file = text(start);
    if (file === undefined || steps?.kind !== 'constant') return UNKNOWN;
    let folder = file;
    for (let step = 0; step < Number(steps.value); step++) folder = path.posix.dirname(folder);
    return constant(folder);
  },

  // django-configurations: the environment may say something else, the default is written down.
  'configurations.values.Value': itself,
  'configurations.values.ListValue': itself,
  'configurations.values.TupleValue': itself,
  '.default': itself,

  // unipath: `Path(__file__).ancestor(2)`.
  '.ancestor()': (args, keywords) => KNOWN['-']!(args, keywords),

  'os.environ.get': withDefault,
  'os.getenv': withDefault,

  '%': ([format, values]) => {
    const pattern = text(format);
    const parts = values?.kind === 'sequence' ? values.items.map((item) => item.value) : [values];
    const known = parts.map(text);
    if (pattern === undefined || known.includes(undefined)) return UNKNOWN;
    if (pattern.split('%s').length !== known.length + 1) return UNKNOWN;
    return constant(pattern.split('%s').reduce((done, rest, at) => done + known[at - 1] + rest));
  },
  '.format()': ([format, ...values]) => {
    const pattern = text(format);
    const known = values.map(text);
    if (pattern === undefined || known.includes(undefined)) return UNKNOWN;
    if (pattern.split('{}').length !== known.length + 1) return UNKNOWN;
    return constant(pattern.split('{}').reduce((done, rest, at) => done + known[at - 1] + rest));
  },
};
