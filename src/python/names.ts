import type { Binding } from './evaluate';
import { join, uncertain } from './values';

/** What names hold where several paths meet. */
export function meeting(ends: readonly ReadonlyMap<string, Binding>[]): Map<string, Binding> {
  const [first, ...others] = ends;
  const result = new Map(first);
  for (const other of others) {
    for (const [name, binding] of result) {
      const twin = other.get(name);
      if (twin !== binding) result.set(name, joined(binding, twin));
    }
    for (const [name, binding] of other) {
      if (!result.has(name)) result.set(name, joined(undefined, binding));
    }
  }
  return result;
}

function joined(a: Binding | undefined, b: Binding | undefined): Binding {
  if (a && b) {
    const places = [...a.places, ...b.places.filter((place) => !a.places.includes(place))];
    return { value: join(a.value, b.value), places };
  }
  const only = (a ?? b)!;
  const value = only.value.kind === 'sequence' ? uncertain(only.value) : only.value;
  return { value, places: only.places };
}
