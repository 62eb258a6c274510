import type { Binding, Effect, SourceModule, World } from './evaluate';
import { Expressions } from './expressions';
import {
  exportsOfOthers,
  imported,
  importedModule,
  isStarImport,
  starExports,
} from './import-statement';
import { afterMethod, changesList } from './list-methods';
import { meeting } from './names';
import type { SyntaxNode } from './syntax';
import { type Literal, type Place, UNKNOWN, uncertain, type Value } from './values';

/** Calls deeper than this are not followed. */
const DEPTH = 3;

/** Goes through statements and keeps what every name may hold after each of them. */
export class Statements {
  names = new Map<string, Binding>();
  readonly effects: Effect[] = [];
  /** The path ended: raise, return, sys.exit. */
  private ended = false;
  private readonly functions = new Map<string, SyntaxNode>();
  private depth = 0;

  constructor(
    private module: SourceModule,
    private readonly world: World,
  ) {}

  block(node: SyntaxNode | undefined): void {
    for (const statement of node?.parts ?? []) {
      if (this.ended) return;
      this.statement(statement);
    }
  }

  /** Goes through a function of this module. Its local names vanish, its effects stay. */
  callFunction(name: string): boolean {
    const definition = this.functions.get(name);
    if (!definition) return false;
    this.deeper(() => {
      const outside = this.names;
      this.names = new Map(outside);
      this.block(bodyOf(definition));
      this.names = outside;
      this.ended = false;
    });
    return true;
  }

  private statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'expression_statement':
        for (const part of node.parts) this.expression(part);
        break;
      case 'if_statement':
        this.branches([node, ...node.childrenAs('alternative')]);
        break;
      case 'match_statement':
        this.branches(bodyOf(node)?.parts ?? []);
        break;
      case 'try_statement':
        this.attempt(node);
        break;
      case 'for_statement':
      case 'while_statement':
        this.loop(node);
        break;
      case 'with_statement':
        this.block(bodyOf(node));
        break;
      case 'import_statement':
      case 'import_from_statement':
        this.import(node);
        break;
      case 'class_definition':
        this.bind(nameOf(node), this.classValue(node), node);
        break;
      case 'function_definition':
        this.functions.set(nameOf(node), node);
        this.bind(nameOf(node), this.own(nameOf(node)), node);
        break;
      case 'decorated_definition':
        this.bind(nameOf(node.child('definition')!), UNKNOWN, node);
        break;
      case 'delete_statement':
        for (const name of node.parts) this.names.delete(name.text);
        break;
      case 'raise_statement':
      case 'return_statement':
        this.ended = true;
    }
  }

  private expression(node: SyntaxNode): void {
    if (node.type === 'assignment') this.assignment(node);
    else if (node.type === 'augmented_assignment') this.augmentedAssignment(node);
    else if (node.type === 'call') this.call(node);
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
    if (target.type === 'identifier') this.bind(target.text, value, node);
    if (target.type === 'subscript') this.assignItem(target, value, node);
    if (target.type !== 'pattern_list' && target.type !== 'tuple_pattern') return;
    const items = value.kind === 'sequence' ? value.items : [];
    const complete = items.length === target.parts.length && items.every((item) => item.certain);
    for (const [index, part] of target.parts.entries()) {
      this.assign(part, complete ? items[index]!.value : UNKNOWN, node);
    }
  }

  /** `os.environ['NAME'] = value` matters outside; a changed element makes a list uncertain. */
  private assignItem(target: SyntaxNode, value: Value, node: SyntaxNode): void {
    const subject = target.child('value')!;
    const key = target.childrenAs('subscript')[0];
    const known = this.expressions().evaluate(subject);
    if (known.kind === 'reference' && key) {
      const args = [this.expressions().evaluate(key), value];
      this.effects.push({ callee: `${known.name}.__setitem__`, args, place: this.place(node) });
    } else if (subject.type === 'identifier' && known.kind === 'sequence') {
      this.bind(subject.text, uncertain(known), node);
    }
  }

  private augmentedAssignment(node: SyntaxNode): void {
    const left = node.child('left')!;
    const right = node.child('right')!;
    if (left.type !== 'identifier') return;
    const expressions = this.expressions(left.text);
    const added = expressions.evaluate(right);
    const plus = node.child('operator')?.text === '+=';
    const sum = plus
      ? expressions.add(expressions.evaluate(left), added, { left, right })
      : UNKNOWN;
    this.bind(left.text, sum, node);
  }

  /** `NAME.append(x)`, `main()`, `include('components/base.py')`, `sys.path.insert(0, x)`. */
  private call(node: SyntaxNode): void {
    const callee = node.child('function')!;
    if (callee.type === 'attribute' && this.listMethod(callee, node)) return;
    if (callee.type === 'identifier' && this.callFunction(callee.text)) return;

    const value = this.expressions().evaluate(node);
    if (value.kind !== 'call') return;
    if (value.callee === 'sys.exit') this.ended = true;
    for (const module of this.world.runs?.(value, this.module) ?? []) this.runInPlace(module);
  }

  private listMethod(callee: SyntaxNode, node: SyntaxNode): boolean {
    const subject = callee.child('object')!;
    const method = callee.child('attribute')!.text;
    if (subject.type !== 'identifier' || !changesList(method)) return false;
    const expressions = this.expressions(subject.text);
    const list = expressions.asSequence(expressions.evaluate(subject));
    if (list) this.bind(subject.text, afterMethod(list, method, node, expressions), node);
    return list !== undefined;
  }

  private runInPlace(module: SourceModule): void {
    this.deeper(() => {
      const outside = this.module;
      this.module = module;
      this.block(module.tree);
      this.module = outside;
    });
  }

  private deeper(step: () => void): void {
    if (this.depth >= DEPTH) return;
    this.depth++;
    step();
    this.depth--;
  }

  /** Each branch runs from the same start. Without an `else`, none of them may run. */
  private branches(branches: readonly SyntaxNode[]): void {
    const start = this.names;
    const ends = branches.flatMap((branch) => this.pathFrom(start, bodyOf(branch)));
    const hasElse = branches.some((branch) => branch.type === 'else_clause');
    this.meet(hasElse ? ends : [...ends, start], start);
  }

  /**
   * A body of imports from the project alone does not fail: its handlers are for machines where
   * the file is absent. Any other body may stop anywhere.
   */
  private attempt(node: SyntaxNode): void {
    const start = this.names;
    const body = bodyOf(node)!;
    const clause = (type: string) => node.children.find((child) => child.type === type);
    const handlers = node.children.filter((child) => child.type.startsWith('except'));

    const afterBody = this.pathFrom(start, body);
    const otherwise = bodyOf(clause('else_clause'));
    const ends = afterBody.flatMap((names) => this.pathFrom(names, otherwise));
    if (!body.parts.every((statement) => this.isOwnImport(statement))) {
      const anywhere = meeting([start, ...afterBody]);
      ends.push(...handlers.flatMap((handler) => this.pathFrom(anywhere, bodyOf(handler))));
    }
    this.meet(ends, start);
    this.block(bodyOf(clause('finally_clause')));
  }

  private isOwnImport(statement: SyntaxNode): boolean {
    if (statement.type !== 'import_from_statement') return false;
    return this.world.names(importedModule(statement, this.module)) !== undefined;
  }

  /** No round, one, or more: what two rounds leave shows what more would. */
  private loop(node: SyntaxNode): void {
    const start = this.names;
    const ends = [start];
    for (let round = 0; round < 2; round++) {
      this.names = new Map(ends.at(-1));
      for (const name of loopNames(node)) this.bind(name, UNKNOWN, node);
      ends.push(...this.pathFrom(this.names, node.child('body')));
    }
    this.meet(ends, start);
  }

  /** The names after a block; none where the path ends inside it. */
  private pathFrom(start: Map<string, Binding>, block: SyntaxNode | undefined) {
    this.names = new Map(start);
    this.ended = false;
    this.block(block);
    return this.ended ? [] : [this.names];
  }

  private meet(ends: readonly Map<string, Binding>[], start: Map<string, Binding>): void {
    this.ended = ends.length === 0;
    this.names = this.ended ? start : meeting(ends);
  }

  private import(node: SyntaxNode): void {
    if (!isStarImport(node)) {
      for (const { name, value, node: at } of imported(node, this.module)) {
        this.bind(name, value, at);
      }
      return;
    }
    const from = importedModule(node, this.module);
    for (const [name, binding] of starExports(this.world.names(from) ?? new Map())) {
      this.names.set(name, binding);
    }
    for (const name of exportsOfOthers(from)) {
      this.bind(name, { kind: 'reference', name: `${from}.${name}` }, node);
    }
  }

  private classValue(node: SyntaxNode): Value {
    const bases = (node.child('superclasses')?.parts ?? []).map((base) =>
      this.expressions().resolve(this.expressions().evaluate(base)),
    );
    const outside = this.names;
    this.names = new Map(outside);
    this.block(bodyOf(node));
    const names = new Map(
      [...this.names]
        .filter(([name, binding]) => outside.get(name) !== binding)
        .map(([name, binding]) => [name, binding.value]),
    );
    this.names = outside;
    this.ended = false;
    return { kind: 'class', bases, names };
  }

  private own(name: string): Value {
    return { kind: 'reference', name: `${this.module.name}.${name}` };
  }

  private bind(name: string, value: Value, node: SyntaxNode): void {
    this.names.set(name, { value, places: [this.place(node)] });
  }

  private place(node: SyntaxNode): Place {
    return { file: this.module.file, line: node.line };
  }

  private expressions(assignedTo?: string): Expressions {
    const literal = (node: SyntaxNode): Literal => {
      return { node, place: this.place(node), name: assignedTo };
    };
    return new Expressions(this.names, this.module, this.world, literal, (call) => {
      const args = call.args.map(({ value }) => value);
      if (call.callee) this.effects.push({ callee: call.callee, args, place: call.place });
    });
  }
}

function bodyOf(clause: SyntaxNode | undefined): SyntaxNode | undefined {
  return (
    clause?.child('consequence') ??
    clause?.child('body') ??
    clause?.children.find((child) => child.type === 'block')
  );
}

const nameOf = (definition: SyntaxNode): string => definition.child('name')!.text;

function loopNames(node: SyntaxNode): string[] {
  const left = node.child('left');
  if (!left) return [];
  return [...left.walk()].filter((part) => part.type === 'identifier').map((part) => part.text);
}
