/** Text that goes into a source at an offset. */
export interface Splice {
  at: number;
  insert: string;
}

/** Puts the splices in. Two at the same offset keep their order. */
export function splice(source: string, splices: readonly Splice[]): string {
  let result = '';
  let from = 0;
  for (const { at, insert } of [...splices].sort((a, b) => a.at - b.at)) {
    result += source.slice(from, at) + insert;
    from = at;
  }
  return result + source.slice(from);
}
