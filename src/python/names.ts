import type { Binding } from './evaluate';
import { join, uncertain } from './values';

/** What names hold where several paths meet. */
export function meeting(ends: readonly ReadonlyMap<string, Binding>[]): Map<string, Binding> {
  const [first, ...others] = ends;
  let result = new Map(first);
  for (const other of others) {
    const merged = new Map<string, Binding>();
    for (const name of new Set([...result.keys(), ...other.keys()])) {
      merged.set(name, joined(result.get(name), other.get(name)));
    }
    result = merged;
  }
  return result;
}

function joined(a: Binding | undefined, b: Binding | undefined): Binding {
  if (a && b) {
    if (a === b) return a;
    const places = [...a.places, ...b.places.filter((place) => !a.places.includes(place))];
    return { value: join(a.value, b.value), places };
  }
  const only = (a ?? b)!;
  const value = only.value.kind === 'sequence' ? uncertain(only.value) : only.value;
  return { value, places: only.places };
}
