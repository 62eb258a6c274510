import path from 'node:path';
import {
  type Effect,
  evaluate,
  type Names,
  type Outcome,
  type SourceModule,
  type World,
} from '../python/evaluate';
import { parse, syntaxError } from '../python/parser';
import { readPython } from '../python/text';
import { texts } from '../python/values';
import { djangoCall, splitSettings, wrappedRoutes } from './django-calls';
import type { Files } from './files';

/** A file that cannot be read as Python, and why. */
export interface BrokenFile {
  file: string;
  line: number;
  why: string;
}

/** Finds, reads and evaluates the Python modules of a project. Each file is parsed at most once. */
export class Modules {
  /** What `from django.conf import settings` gives, once that is known. */
  settings: Names | undefined;
  /** Files that were needed but are not readable Python. */
  readonly broken = new Map<string, BrokenFile>();
  private readonly parsed = new Map<string, SourceModule | undefined>();
  private readonly evaluated = new Map<string, Outcome | 'running'>();
  private readonly found = new Map<string, string | undefined>();
  /** The files that each file reads names from. */
  private readonly uses = new Map<string, Set<string>>();
  private readonly running: string[] = [];

  constructor(
    readonly files: Files,
    /** The folders that imports start from, in Python's order. */
    readonly roots: string[],
  ) {}

  /** The same project, one of its files with another text. */
  with(files: Files, changed: string): Modules {
    const copy = new Modules(files, this.roots);
    copy.settings = this.settings;
    for (const [file, module] of this.parsed) if (file !== changed) copy.parsed.set(file, module);
    for (const [file, outcome] of this.evaluated) {
      if (this.dependsOn(file, changed)) continue;
      copy.evaluated.set(file, outcome);
      copy.uses.set(file, this.uses.get(file) ?? new Set());
    }
    return copy;
  }

  private dependsOn(file: string, other: string, seen = new Set<string>()): boolean {
    if (file === other) return true;
    if (seen.has(file)) return false;
    seen.add(file);
    return [...(this.uses.get(file) ?? [])].some((used) => this.dependsOn(used, other, seen));
  }

  /** `sys.path.insert(0, …)` and `append(…)` add folders that imports start from. */
  followSysPath(effects: readonly Effect[], folder: string): void {
    for (const { callee, args } of effects) {
      if (!/^sys\.path\.(insert|append|extend)$/.test(callee)) continue;
      const added = args.at(-1);
      const values = added?.kind === 'sequence' ? added.items.map(({ value }) => value) : [added];
      for (const root of values.flatMap(texts)) this.addRoot(path.posix.resolve(folder, root));
    }
  }

  private addRoot(folder: string): void {
    if (this.roots.includes(folder) || !this.files.isFolder(folder)) return;
    this.roots.push(folder);
    // What was not found before may be there.
    for (const [name, file] of this.found) if (!file) this.found.delete(name);
  }

  /** The file of a dotted name: `mysite/urls.py` or `mysite/urls/__init__.py`. */
  find(name: string): string | undefined {
    if (!this.found.has(name)) this.found.set(name, this.search(name));
    return this.found.get(name);
  }

  /** Whether a dotted name belongs to the project: a module, or a folder of modules. */
  isOwn(name: string): boolean {
    return this.find(name) !== undefined || this.folderOf(name) !== undefined;
  }

  /** The folder of a package, with or without an `__init__.py`. */
  folderOf(name: string): string | undefined {
    const folders = this.roots.map((root) => `${root}/${name.replaceAll('.', '/')}`);
    return folders.find((folder) => this.files.list(folder).some((file) => file.endsWith('.py')));
  }

  /** The dotted name that imports a file, by the nearest import root above it. */
  nameOf(file: string): string {
    const root = this.roots
      .filter((candidate) => file.startsWith(`${candidate}/`))
      .sort((a, b) => b.length - a.length)
      .find((candidate) => !this.files.isFile(`${candidate}/__init__.py`));
    const base = root ?? this.roots.find((candidate) => file.startsWith(`${candidate}/`));
    const inside = file.slice((base ?? path.posix.dirname(file)).length + 1);
    return inside.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
  }

  /** A module by its file; undefined where the file is broken (see `broken`) or absent. */
  load(file: string, name = this.nameOf(file)): SourceModule | undefined {
    if (!this.parsed.has(file)) this.parsed.set(file, this.parse(file, name));
    return this.parsed.get(file);
  }

  /** The modules that have been read so far. */
  get loaded(): SourceModule[] {
    return [...this.parsed.values()].filter((module) => module !== undefined);
  }

  /** What a file holds after it ran. */
  run(file: string, name?: string): Outcome | undefined {
    const known = this.evaluated.get(file);
    if (known) return known === 'running' ? undefined : known;
    const module = this.load(file, name);
    if (!module) return undefined;
    this.evaluated.set(file, 'running');
    this.uses.set(file, new Set());
    this.running.push(file);
    const outcome = evaluate(module, this.world);
    this.running.pop();
    this.followSysPath(outcome.effects, path.posix.dirname(file));
    this.evaluated.set(file, outcome);
    return outcome;
  }

  readonly world: World = {
    names: (name): Names | undefined => {
      if (name === 'django.conf.settings') return this.settings;
      const file = this.find(name);
      if (file) this.note(file);
      return file ? this.run(file, name)?.names : undefined;
    },
    call: djangoCall,
    holds: wrappedRoutes,
    runs: (call, from) => {
      const modules = splitSettings(this, call, from);
      for (const { file } of modules) this.note(file);
      return modules;
    },
  };

  /** The module that runs now uses that file. */
  private note(file: string): void {
    const user = this.running.at(-1);
    if (user) this.uses.get(user)!.add(file);
  }

  private search(name: string): string | undefined {
    const inside = name.replaceAll('.', '/');
    for (const root of this.roots) {
      for (const file of [`${root}/${inside}/__init__.py`, `${root}/${inside}.py`]) {
        if (this.files.isFile(file)) return file;
      }
    }
    return undefined;
  }

  private parse(file: string, name: string): SourceModule | undefined {
    const bytes = this.files.read(file);
    if (!bytes) return undefined;
    const reading = readPython(bytes);
    if ('unreadable' in reading) {
      this.broken.set(file, { file, line: reading.line, why: reading.unreadable });
      return undefined;
    }
    const tree = parse(reading.text);
    const line = syntaxError(tree);
    if (line !== undefined) {
      this.broken.set(file, { file, line, why: 'it has a syntax error' });
      return undefined;
    }
    const isPackage = file.endsWith('/__init__.py');
    return { name, file, isPackage, text: reading.text, tree };
  }
}
