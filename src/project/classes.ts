import type { SyntaxNode } from '../python/syntax';
import { type Definition, dottedName, fullNameOf, lookUp, type OwnDefinition } from './definitions';
import type { Modules } from './modules';

/** A base class: its definition where it is known, and what the source writes. */
export interface Base {
  text: string;
  definition: Definition | undefined;
}

/** The base classes of a class, from left to right. */
export function basesOf(modules: Modules, { node, module }: OwnDefinition): Base[] {
  return (node.child('superclasses')?.parts ?? [])
    .filter((part) => part.type !== 'keyword_argument')
    .flatMap(written)
    .map((part) => {
      const dotted = dottedName(part);
      return {
        text: part.text,
        definition: dotted ? lookUp(modules, module, dotted) : undefined,
      };
    });
}

/** `six.with_metaclass(Meta, Base)` stands for its bases, `Base[T]` for Base. */
function written(part: SyntaxNode): SyntaxNode[] {
  if (part.type === 'subscript') return [part.child('value')!];
  if (part.type !== 'call') return [part];
  const callee = part.child('function')!.text;
  const args = part.child('arguments')?.parts ?? [];
  return callee.endsWith('with_metaclass') ? args.slice(1) : [part];
}

/** A class of the project and those that it inherits from, nearest first, each once. */
export function* lineage(
  modules: Modules,
  definition: OwnDefinition,
  seen = new Set<SyntaxNode>(),
): Generator<OwnDefinition> {
  if (seen.has(definition.node)) return;
  seen.add(definition.node);
  yield definition;
  for (const { definition: base } of basesOf(modules, definition)) {
    if (base?.kind === 'class') yield* lineage(modules, base, seen);
  }
}

/** The classes outside the project that a class comes from, as dotted names, nearest first. */
export function outsideBases(modules: Modules, definition: Definition | undefined): string[] {
  if (definition?.kind !== 'class') {
    const name = fullNameOf(definition);
    return name ? [name] : [];
  }
  const found: string[] = [];
  for (const own of lineage(modules, definition)) {
    for (const base of basesOf(modules, own)) {
      if (base.definition?.kind === 'outside') found.push(base.definition.name);
    }
  }
  return found;
}
