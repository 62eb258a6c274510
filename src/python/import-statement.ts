import type { Names, SourceModule } from './evaluate';
import type { SyntaxNode } from './syntax';
import type { Reference } from './values';

/** A name that an import statement binds. */
export interface Imported {
  name: string;
  value: Reference;
  node: SyntaxNode;
}

/** The names that `import a.b` or `from a import b as c` binds. Star imports bind none of these. */
export function imported(statement: SyntaxNode, into: SourceModule): Imported[] {
  const from = statement.type === 'import_from_statement' ? importedModule(statement, into) : '';
  return statement.childrenAs('name').map((node) => {
    const original = node.child('name')?.text ?? node.text;
    const alias = node.child('alias')?.text;
    if (from) return binding(alias ?? original, `${from}.${original}`, node);
    // `import a.b` binds `a`.
    const first = original.split('.')[0]!;
    return alias ? binding(alias, original, node) : binding(first, first, node);
  });
}

/** The dotted name of the module that a `from … import` reads, with its dots worked out. */
export function importedModule(statement: SyntaxNode, into: SourceModule): string {
  const module = statement.child('module_name')!;
  if (module.type !== 'relative_import') return module.text;
  const dots = module.parts.find((part) => part.type === 'import_prefix')!.text.length;
  const rest = module.parts.find((part) => part.type === 'dotted_name')?.text;
  const up = into.isPackage ? dots - 1 : dots;
  const own = into.name.split('.');
  const folder = own.slice(0, Math.max(0, own.length - up));
  return [...folder, ...(rest ? [rest] : [])].join('.');
}

export const isStarImport = (statement: SyntaxNode): boolean =>
  statement.children.some((child) => child.type === 'wildcard_import');

/** What `from module import *` brings: `__all__`, or everything without a leading underscore. */
export function starExports(names: Names): Names {
  const all = names.get('__all__')?.value;
  const listed =
    all?.kind === 'sequence'
      ? all.items.map(({ value }) => (value.kind === 'constant' ? value.value : undefined))
      : undefined;
  return new Map(
    [...names].filter(([name]) => (listed ? listed.includes(name) : !name.startsWith('_'))),
  );
}

/** What `from module import *` brings from modules of old Django versions. */
export const exportsOfOthers = (module: string): readonly string[] => STAR_EXPORTS[module] ?? [];

const STAR_EXPORTS: Readonly<Record<string, readonly string[]>> = {
  'django.conf.urls.defaults': ['patterns', 'url', 'include'],
  'django.conf.urls': ['patterns', 'url', 'include'],
  'django.urls': ['path', 're_path', 'include'],
};

const binding = (name: string, target: string, node: SyntaxNode): Imported => ({
  name,
  value: { kind: 'reference', name: target },
  node,
});
