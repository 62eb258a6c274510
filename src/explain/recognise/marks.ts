import { newestDjango } from '../../django';
import { allNotes } from '../../generated/all-notes';
import { lineAt } from '../../python/text';
import { type Facts, type KnownFacts, noteWithFacts } from '../comments';
import type { Construct } from '../recognise';
import type { Surroundings } from '../surroundings';
import { holdsFor } from '../versions';

/** A part of a text. */
export interface Span {
  start: number;
  end: number;
}

/** Collects the constructs of a file, each with the first of its notes that is true there. */
export class Marks {
  private readonly found: Construct[] = [];

  constructor(
    private readonly text: string,
    private readonly around: Surroundings,
  ) {}

  /**
   * @param notes ids of notes, the most special one first; those that the catalog lacks, that
   * another version of Django needs or that ask for a fact nobody knows are passed over
   * @param once what makes two constructs one sort, where it is not the same note
   */
  add(
    { start, end }: Span,
    name: string,
    notes: string | readonly string[],
    facts: KnownFacts = {},
    once?: string,
  ): void {
    const note = this.choose(typeof notes === 'string' ? [notes] : notes, facts);
    if (!note) return;
    const line = lineAt(this.text, start);
    this.found.push({
      id: allNotes[note]!.base ?? note,
      note,
      name,
      once: once ?? note,
      start,
      end,
      line,
      endLine: line + newlines(this.text.slice(start, end)),
      facts: known(facts),
      isFile: false,
    });
  }

  /** The file as a whole. */
  addFile(name: string, notes: string | readonly string[], facts: KnownFacts = {}): void {
    const before = this.found.length;
    this.add({ start: 0, end: this.text.length }, name, notes, facts);
    const added = this.found[before];
    if (added) this.found[before] = { ...added, isFile: true };
  }

  /** By their beginning; of two that begin together, the one that was added first. */
  inOrder(): Construct[] {
    return this.found.sort((a, b) => Number(b.isFile) - Number(a.isFile) || a.start - b.start);
  }

  /** Whether the catalog has a note of this id that counts for the version at hand. */
  has(id: string): boolean {
    return Object.hasOwn(allNotes, id) && this.counts(id);
  }

  /** Whether a construct of this explanation has been found in the file already. */
  hasMarked(id: string): boolean {
    return this.found.some((construct) => construct.id === id);
  }

  /** Forgets all that has been found. */
  clear(): void {
    this.found.length = 0;
  }

  /**
   * Puts a note where another explanation stands, and takes away what was said inside of that;
   * unless the explanation has its place already.
   */
  replace(span: Span, name: string, note: string): void {
    const id = Object.hasOwn(allNotes, note) ? (allNotes[note]!.base ?? note) : note;
    if (this.hasMarked(id)) return;
    const general = this.found.find(({ isFile, start }) => !isFile && start === span.start);
    if (general) {
      const isOutside = ({ isFile, start, end }: Construct) =>
        isFile || start < general.start || end > general.end;
      this.found.splice(0, this.found.length, ...this.found.filter(isOutside));
    }
    this.add(span, name, note);
  }

  /** The first that is true with its own facts; else the first that a variant gives way to. */
  private choose(notes: readonly string[], facts: KnownFacts): string | undefined {
    const known = notes.filter((id) => Object.hasOwn(allNotes, id));
    const bases = known.flatMap((id) => allNotes[id]!.base ?? []);
    return [...known, ...bases].find(
      (id) => noteWithFacts(id, facts, allNotes) === id && this.counts(id),
    );
  }

  private counts(id: string): boolean {
    return holdsFor(allNotes[id]!.django, this.around.django ?? newestDjango);
  }
}

function known(facts: KnownFacts): Facts {
  return Object.fromEntries(
    Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== undefined),
  );
}

function newlines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
