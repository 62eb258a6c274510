import type { World } from './evaluate';
import {
  concatenate,
  join,
  type Sequence,
  sequence,
  UNKNOWN,
  uncertain,
  type Value,
} from './values';

/** Follows a name into other modules of the project, as far as they tell what it holds. */
export function resolve(world: World, value: Value): Value {
  let known = value;
  for (let hops = 0; known.kind === 'reference' && hops < 5; hops++) {
    const dot = known.name.lastIndexOf('.');
    if (dot < 0) return known;
    const owner = known.name.slice(0, dot);
    const name = known.name.slice(dot + 1);
    const binding = world.names(owner)?.get(name);
    if (binding) {
      known = binding.value;
      continue;
    }
    const parent = resolve(world, { kind: 'reference', name: owner });
    if (parent.kind !== 'class') return known;
    known = classAttribute(parent, name) ?? UNKNOWN;
  }
  return known;
}

/** A value as a list; undefined where it is none, or nobody can tell. */
export function asSequence(world: World, value: Value): Sequence | undefined {
  const known = resolve(world, value);
  if (known.kind === 'sequence') return known;
  if (known.kind === 'either') {
    const options = known.options.map((option) => asSequence(world, option));
    if (options.some((option) => !option)) return undefined;
    return options.map((option) => option!).reduce((a, b) => join(a, b) as Sequence);
  }
  if (known.kind !== 'call') return undefined;
  // An unknown function of a list: what comes out may or may not hold what went in, and more.
  const lists = known.args.flatMap((arg) => asSequence(world, arg.value) ?? []);
  if (lists.length === 0) return undefined;
  const more = { value: UNKNOWN, certain: false, node: known.node, place: known.place };
  return uncertain(concatenate(...lists, sequence([more])));
}

/** An attribute of a class, along its bases from left to right. */
export function classAttribute(value: Value, name: string): Value | undefined {
  if (value.kind !== 'class') return undefined;
  if (value.names.has(name)) return value.names.get(name);
  for (const base of value.bases) {
    const inherited = classAttribute(base, name);
    if (inherited) return inherited;
  }
  return undefined;
}
