import { Expressions } from './expressions';
import type { SyntaxNode } from './syntax';
import { lineAt } from './text';
import {
  type Call,
  concatenate,
  join,
  type Literal,
  type Place,
  UNKNOWN,
  uncertain,
  type Value,
} from './values';

/** A Python module as it is read: its dotted name decides what relative imports mean. */
export interface SourceModule {
  /** `mysite.settings`; for a package the name of the package itself. */
  name: string;
  file: string;
  isPackage: boolean;
  text: string;
  tree: SyntaxNode;
}

/** What the world around a module answers while the module is evaluated. */
export interface World {
  /** The names of another module; undefined where it is not part of the project. */
  names(module: string): Names | undefined;
  /** Calls that only their library's documentation explains. Undefined: not one of those. */
  call?(call: Call): Value | undefined;
  /** The lists that live on inside a call: `path('base/', include(urlpatterns))`. */
  holds?(call: Call): readonly Value[];
  /** The files that a call such as django-split-settings' `include()` runs in place. */
  runs?(call: Call, from: SourceModule): readonly SourceModule[];
}

/** What is bound to a name, and the last place (or places) that bound it. */
export interface Binding {
  value: Value;
  places: readonly Place[];
}

export type Names = ReadonlyMap<string, Binding>;

/** A call that changes something outside the module, such as `sys.path.insert(0, …)`. */
export interface Effect {
  callee: string;
  args: readonly Value[];
  place: Place;
}

/** What a module holds after it ran: on every path at once, and without running it. */
export interface Outcome {
  names: Names;
  effects: readonly Effect[];
}

/**
 * Follows a module from top to bottom: assignments, `+=`, `append`, conditions, try, loops,
 * imports, classes, calls of its own functions. Where paths part and meet again, a name holds what
 * all of them may have left there. `thenCall` names a function of the module to go through after.
 */
export function evaluate(module: SourceModule, world: World, thenCall?: string): Outcome {
  const run = new Run(module, world);
  run.block(module.tree);
  if (thenCall) run.callFunction(thenCall);
  return { names: run.names, effects: run.effects };
}

const LIST_METHODS = new Set(['append', 'extend', 'insert', 'remove', 'clear', 'pop']);

/** Calls deeper than this are not followed. */
const DEPTH = 3;

class Run {
  names = new Map<string, Binding>();
  effects: Effect[] = [];
  /** The path ended: raise, return, sys.exit. */
  private ended = false;
  private readonly functions = new Map<string, SyntaxNode>();
  private depth = 0;

  constructor(
    private module: SourceModule,
    private readonly world: World,
  ) {}

  block(node: SyntaxNode): void {
    for (const statement of node.parts) {
      if (this.ended) return;
      this.statement(statement);
    }
  }

  private statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'expression_statement':
        for (const part of node.parts) this.expressionStatement(part);
        return;
      case 'if_statement':
        return this.branches([node, ...node.childrenAs('alternative')], node);
      case 'try_statement':
        return this.tryStatement(node);
      case 'for_statement':
      case 'while_statement':
        return this.loop(node);
      case 'with_statement':
        return this.block(node.child('body')!);
      case 'import_statement':
      case 'import_from_statement':
        return this.importStatement(node);
      case 'class_definition':
        return this.bind(node.child('name')!.text, this.classValue(node), node);
      case 'function_definition':
        this.functions.set(node.child('name')!.text, node);
        return this.bind(node.child('name')!.text, this.here(node.child('name')!.text), node);
      case 'decorated_definition': {
        const name = node.child('definition')!.child('name')!.text;
        return this.bind(name, UNKNOWN, node);
      }
      case 'match_statement':
        return this.branches(node.child('body')?.parts ?? [], node);
      case 'delete_statement':
        for (const name of node.parts) this.names.delete(name.text);
        return;
      case 'raise_statement':
      case 'return_statement':
        this.ended = true;
    }
  }

  private expressionStatement(node: SyntaxNode): void {
    if (node.type === 'assignment') this.assignment(node);
    else if (node.type === 'augmented_assignment') this.augmentedAssignment(node);
    else if (node.type === 'call') this.callStatement(node);
  }

  private assignment(node: SyntaxNode): void {
    const targets: SyntaxNode[] = [];
    let right: SyntaxNode | undefined = node;
    while (right?.type === 'assignment') {
      targets.push(right.child('left')!);
      right = right.child('right');
    }
    if (!right) return;
    const name = targets.find((target) => target.type === 'identifier')?.text;
    const value = this.expressions(name).evaluate(right);
    for (const target of targets) this.assign(target, value, node);
  }

  private assign(target: SyntaxNode, value: Value, node: SyntaxNode): void {
    if (target.type === 'identifier') return this.bind(target.text, value, node);
    if (target.type === 'subscript') return this.assignItem(target, value, node);
    if (target.type !== 'pattern_list' && target.type !== 'tuple_pattern') return;
    const items = value.kind === 'sequence' ? value.items : [];
    const complete = items.length === target.parts.length && items.every((item) => item.certain);
    for (const [index, part] of target.parts.entries()) {
      this.assign(part, complete ? items[index]!.value : UNKNOWN, node);
    }
  }

  /** `os.environ['NAME'] = value` matters outside; a changed element makes a list unknown. */
  private assignItem(target: SyntaxNode, value: Value, node: SyntaxNode): void {
    const subject = target.child('value')!;
    const key = this.expressions().evaluate(target.childrenAs('subscript')[0] ?? target);
    const known = this.expressions().evaluate(subject);
    if (known.kind === 'reference') {
      this.effects.push({
        callee: `${known.name}.__setitem__`,
        args: [key, value],
        place: this.place(node),
      });
    } else if (subject.type === 'identifier' && known.kind === 'sequence') {
      this.bind(subject.text, uncertain(known), node);
    }
  }

  private augmentedAssignment(node: SyntaxNode): void {
    const target = node.child('left')!;
    const right = node.child('right')!;
    if (target.type !== 'identifier') return;
    const added = this.expressions(target.text).evaluate(right);
    const before = this.expressions().evaluate(target);
    const plus = node.child('operator')?.text === '+=';
    this.bind(target.text, plus ? this.expressions().add(before, added, { left: target, right }) : UNKNOWN, node);
  }

  /** `NAME.append(x)`, `main()`, `include('components/base.py')`, `sys.path.insert(0, x)`. */
  private callStatement(node: SyntaxNode): void {
    const callee = node.child('function')!;
    if (callee.type === 'attribute' && this.listMethod(callee, node)) return;

    if (callee.type === 'identifier' && this.callFunction(callee.text)) return;

    const value = this.expressions().evaluate(node);
    if (value.kind !== 'call' || !value.callee) return;
    if (value.callee === 'sys.exit') this.ended = true;
    const included = this.world.runs?.(value, this.module) ?? [];
    for (const module of included) this.runInPlace(module);
  }

  private listMethod(callee: SyntaxNode, node: SyntaxNode): boolean {
    const subject = callee.child('object')!;
    const method = callee.child('attribute')!.text;
    if (subject.type !== 'identifier') return false;
    if (!LIST_METHODS.has(method)) return false;
    const list = this.expressions().asSequence(this.expressions().evaluate(subject));
    if (!list) return false;
    const args = node.child('arguments')?.parts ?? [];
    const evaluated = (arg: SyntaxNode) => this.expressions(subject.text).evaluate(arg);
    const item = (arg: SyntaxNode) => this.expressions().single(evaluated(arg), arg);
    const add = (value: Value) =>
      this.expressions().add(list, value, { left: subject, right: node });
    const first = args[0];
    if (method === 'append' && first) this.bind(subject.text, add(item(first)), node);
    else if (method === 'extend' && first) this.bind(subject.text, add(evaluated(first)), node);
    else if (method === 'insert' && args[1]) {
      const front = /^0$/.test(first!.text);
      const added = item(args[1]);
      this.bind(subject.text, front ? concatenate(added, list) : add(added), node);
    } else if (method === 'remove' && first) {
      this.bind(subject.text, this.expressions().without(list, evaluated(first)), node);
    } else if (method === 'clear' || method === 'pop') {
      this.bind(subject.text, uncertain(list), node);
    }
    return true;
  }

  /** Goes through a function of this module. Its local names vanish, its effects stay. */
  callFunction(name: string): boolean {
    const definition = this.functions.get(name);
    if (!definition || this.depth >= DEPTH) return definition !== undefined;
    this.depth++;
    const outside = this.names;
    this.names = new Map(outside);
    this.block(definition.child('body')!);
    this.names = outside;
    this.ended = false;
    this.depth--;
    return true;
  }

  private runInPlace(module: SourceModule): void {
    if (this.depth >= DEPTH) return;
    this.depth++;
    const outside = this.module;
    this.module = module;
    this.block(module.tree);
    this.module = outside;
    this.depth--;
  }

  /** Each branch runs from the same start. Without an `else`, none of them may run. */
  private branches(branches: readonly SyntaxNode[], node: SyntaxNode): void {
    const start = this.names;
    const ends: Map<string, Binding>[] = [];
    const hasElse = branches.some((branch) => branch.type === 'else_clause');
    for (const branch of branches) {
      const body = branch === node ? branch.child('consequence') : bodyOf(branch);
      this.names = new Map(start);
      this.ended = false;
      if (body) this.block(body);
      if (!this.ended) ends.push(this.names);
    }
    if (!hasElse) ends.push(start);
    this.meet(ends, start);
  }

  /**
   * A body of imports from the project alone does not fail: its handlers are for machines where
   * the file is absent. Any other body may stop anywhere.
   */
  private tryStatement(node: SyntaxNode): void {
    const start = this.names;
    const body = node.child('body')!;
    const handlers = node.children.filter((child) => /^except/.test(child.type));
    const otherwise = node.children.find((child) => child.type === 'else_clause');
    const finale = node.children.find((child) => child.type === 'finally_clause');

    this.names = new Map(start);
    this.block(body);
    const ends: Map<string, Binding>[] = [];
    const afterBody = this.names;
    if (!this.ended) {
      if (otherwise) this.block(bodyOf(otherwise)!);
      ends.push(this.names);
    }
    if (!body.parts.every((statement) => this.isLocalImport(statement))) {
      for (const handler of handlers) {
        this.names = meeting([start, afterBody]);
        this.ended = false;
        const handling = bodyOf(handler);
        if (handling) this.block(handling);
        if (!this.ended) ends.push(this.names);
      }
    }
    this.meet(ends, start);
    if (finale) this.block(bodyOf(finale)!);
  }

  private isLocalImport(statement: SyntaxNode): boolean {
    if (statement.type !== 'import_from_statement') return false;
    return this.world.names(this.importedModule(statement)) !== undefined;
  }

  private loop(node: SyntaxNode): void {
    const start = this.names;
    const ends = [start];
    this.names = new Map(start);
    for (let round = 0; round < 2; round++) {
      for (const name of loopNames(node)) this.bind(name, UNKNOWN, node);
      this.block(node.child('body')!);
      if (this.ended) break;
      ends.push(new Map(this.names));
    }
    this.meet(ends, start);
  }

  private meet(ends: readonly Map<string, Binding>[], start: Map<string, Binding>): void {
    this.ended = ends.length === 0;
    this.names = ends.length === 0 ? start : meeting(ends);
  }

  private importStatement(node: SyntaxNode): void {
    if (node.type === 'import_statement') {
      for (const name of node.childrenAs('name')) {
        if (name.type === 'aliased_import') {
          const alias = name.child('alias')!.text;
          this.bind(alias, { kind: 'reference', name: name.child('name')!.text }, name);
        } else {
          const first = name.text.split('.')[0]!;
          this.bind(first, { kind: 'reference', name: first }, name);
        }
      }
      return;
    }
    const from = this.importedModule(node);
    if (node.children.some((child) => child.type === 'wildcard_import')) {
      return this.importEverything(from, node);
    }
    for (const name of node.childrenAs('name')) {
      const aliased = name.type === 'aliased_import';
      const original = aliased ? name.child('name')!.text : name.text;
      const alias = aliased ? name.child('alias')!.text : name.text;
      this.bind(alias, { kind: 'reference', name: `${from}.${original}` }, name);
    }
  }

  private importEverything(from: string, node: SyntaxNode): void {
    const names = this.world.names(from);
    if (!names) {
      this.bind(`*${from}`, { kind: 'reference', name: from }, node);
      return;
    }
    const all = names.get('__all__')?.value;
    const exported =
      all?.kind === 'sequence'
        ? new Set(all.items.map(({ value }) => (value.kind === 'constant' ? value.value : '')))
        : undefined;
    for (const [name, binding] of names) {
      if (exported ? exported.has(name) : !name.startsWith('_')) this.names.set(name, binding);
    }
  }

  private importedModule(node: SyntaxNode): string {
    const module = node.child('module_name')!;
    if (module.type !== 'relative_import') return module.text;
    const dots = module.parts.find((part) => part.type === 'import_prefix')!.text.length;
    const rest = module.parts.find((part) => part.type === 'dotted_name')?.text;
    const up = this.module.isPackage ? dots - 1 : dots;
    const own = this.module.name.split('.');
    const folder = own.slice(0, Math.max(0, own.length - up));
    return [...folder, ...(rest ? [rest] : [])].join('.');
  }

  private classValue(node: SyntaxNode): Value {
    const bases = (node.child('superclasses')?.parts ?? []).map((base) =>
      this.expressions().evaluate(base),
    );
    const outside = this.names;
    this.names = new Map(outside);
    this.block(node.child('body')!);
    const names = new Map<string, Value>();
    for (const [name, binding] of this.names) {
      if (outside.get(name) !== binding) names.set(name, binding.value);
    }
    this.names = outside;
    this.ended = false;
    return { kind: 'class', bases, names };
  }

  private here(name: string): Value {
    return { kind: 'reference', name: `${this.module.name}.${name}` };
  }

  private bind(name: string, value: Value, node: SyntaxNode): void {
    this.names.set(name, { value, places: [this.place(node)] });
  }

  private place(node: SyntaxNode): Place {
    return { file: this.module.file, line: lineAt(this.module.text, node.start) };
  }

  private expressions(assignedTo?: string): Expressions {
    const literal = (node: SyntaxNode): Literal => ({
      node,
      place: this.place(node),
      name: assignedTo,
    });
    return new Expressions(
      this.names,
      this.module,
      this.world,
      literal,
      ({ callee, args, place }) => {
        if (callee) this.effects.push({ callee, args: args.map(({ value }) => value), place });
      },
    );
  }
}

function bodyOf(clause: SyntaxNode): SyntaxNode | undefined {
  return (
    clause.child('consequence') ??
    clause.child('body') ??
    clause.children.find((child) => child.type === 'block')
  );
}

function loopNames(node: SyntaxNode): string[] {
  const left = node.child('left');
  if (!left) return [];
  return [...left.walk()].filter((part) => part.type === 'identifier').map((part) => part.text);
}

/** What the names hold where several paths meet. */
function meeting(ends: readonly Map<string, Binding>[]): Map<string, Binding> {
  const [first, ...others] = ends;
  let result = first!;
  for (const other of others) {
    const merged = new Map<string, Binding>();
    for (const name of new Set([...result.keys(), ...other.keys()])) {
      merged.set(name, joinBindings(result.get(name), other.get(name)));
    }
    result = merged;
  }
  return new Map(result);
}

function joinBindings(a: Binding | undefined, b: Binding | undefined): Binding {
  if (a && b) {
    if (a === b) return a;
    const places = [...a.places, ...b.places.filter((place) => !a.places.includes(place))];
    return { value: join(a.value, b.value), places };
  }
  const only = (a ?? b)!;
  const value = only.value.kind === 'sequence' ? uncertain(only.value) : only.value;
  return { value, places: only.places };
}
