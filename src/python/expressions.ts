import { isKnown, knownCall } from './builtins';
import type { Names, SourceModule, World } from './evaluate';
import { asSequence, classAttribute, resolve } from './resolve';
import { type SyntaxNode, stringContent } from './syntax';
import {
  type Call,
  concatenate,
  constant,
  type Item,
  join,
  type Literal,
  type Place,
  type Sequence,
  sequence,
  text,
  UNKNOWN,
  uncertain,
  type Value,
} from './values';

/** What expressions are worth, given the names that are bound at that point. */
export class Expressions {
  constructor(
    private readonly names: Names,
    private readonly module: SourceModule,
    private readonly world: World,
    private readonly literal: (node: SyntaxNode) => Literal,
    private readonly called: (call: Call) => void = () => {},
    private readonly isPast = false,
  ) {}

  evaluate(node: SyntaxNode): Value {
    switch (node.type) {
      case 'string':
      case 'concatenated_string':
        return this.string(node);
      case 'integer':
      case 'float':
        return constant(Number(node.text.replaceAll('_', '')));
      case 'true':
        return constant(true);
      case 'false':
        return constant(false);
      case 'none':
        return constant(null);
      case 'parenthesized_expression':
        return node.parts[0] ? this.evaluate(node.parts[0]) : UNKNOWN;
      case 'list':
      case 'tuple':
        return this.sequence(node, new Map([[this.literal(node), { min: 1, max: 1 }]]));
      case 'set':
      case 'expression_list':
        return this.sequence(node, new Map());
      case 'dictionary':
        return this.dictionary(node);
      case 'identifier':
        return this.name(node.text);
      case 'attribute':
        return this.attribute(node);
      case 'subscript':
        return this.subscript(node);
      case 'binary_operator':
        return this.operator(node);
      case 'conditional_expression':
        return join(this.evaluate(node.parts[0]!), this.evaluate(node.parts[2]!));
      case 'boolean_operator':
        return join(this.evaluate(node.child('left')!), this.evaluate(node.child('right')!));
      case 'call':
        return this.call(node);
      case 'list_comprehension':
      case 'generator_expression':
        return this.comprehension(node);
      default:
        return UNKNOWN;
    }
  }

  /** `a + b`, for lists of which one may be unknown, and for texts. */
  add(left: Value, right: Value, at: { left: SyntaxNode; right: SyntaxNode }): Value {
    const [a, b] = [this.asSequence(left), this.asSequence(right)];
    if (a || b) {
      return concatenate(a ?? this.single(left, at.left), b ?? this.single(right, at.right));
    }
    const [first, second] = [text(left), text(right)];
    return first !== undefined && second !== undefined ? constant(first + second) : UNKNOWN;
  }

  single(value: Value, node: SyntaxNode): Sequence {
    return sequence([this.item(value, node)]);
  }

  without(list: Sequence, removed: Value): Sequence {
    const gone = text(removed);
    if (gone === undefined) return uncertain(list);
    return sequence(
      list.items.filter(({ value }) => text(value) !== gone),
      list.sources,
    );
  }

  private string(node: SyntaxNode): Value {
    const content = stringContent(node);
    if (content !== undefined) return constant(content);
    if (node.type !== 'string') return UNKNOWN;
    let result = '';
    for (const part of node.parts) {
      if (part.type === 'string_content') result += part.text;
      if (part.type !== 'interpolation') continue;
      const value = this.resolve(this.evaluate(part.child('expression') ?? part.parts[0]!));
      if (value.kind !== 'constant') return UNKNOWN;
      result += String(value.value);
    }
    return constant(result);
  }

  private sequence(node: SyntaxNode, own: Sequence['sources']): Sequence {
    const parts: Sequence[] = [];
    for (const element of node.parts) {
      const splat = element.type === 'list_splat' ? element.parts[0] : undefined;
      const value = this.evaluate(splat ?? element);
      const spread = splat && this.asSequence(value);
      parts.push(spread ?? this.single(value, element));
      if (!splat) parts.push(...this.heldBy(value).map(({ sources }) => sequence([], sources)));
    }
    return concatenate(sequence([], own), ...parts);
  }

  private heldBy(value: Value): Sequence[] {
    const held = value.kind === 'call' ? (this.world.holds?.(value) ?? []) : [];
    return held.flatMap((list) => this.asSequence(list) ?? []);
  }

  /** Settings are full of dictionaries that nobody asks for: what is in one is found out then. */
  private dictionary(node: SyntaxNode): Value {
    const then = this.asOfNow();
    let entries: Map<string, Value> | undefined;
    return {
      kind: 'dictionary',
      get entries() {
        entries ??= then.entries(node);
        return entries;
      },
    };
  }

  private entries(node: SyntaxNode): Map<string, Value> {
    const entries = new Map<string, Value>();
    for (const pair of node.parts) {
      if (pair.type !== 'pair') continue;
      const key = text(this.evaluate(pair.child('key')!));
      if (key !== undefined) entries.set(key, this.evaluate(pair.child('value')!));
    }
    return entries;
  }

  /** The same, whatever is bound to the names later. */
  private asOfNow(): Expressions {
    if (this.isPast) return this;
    const names = new Map(this.names);
    return new Expressions(names, this.module, this.world, this.literal, this.called, true);
  }

  private name(name: string): Value {
    if (name === '__file__') return constant(this.module.file);
    if (name === '__name__') return constant(this.module.name);
    const binding = this.names.get(name);
    if (binding) return binding.value;
    return BUILTINS.has(name) ? { kind: 'reference', name } : UNKNOWN;
  }

  private attribute(node: SyntaxNode): Value {
    const subject = this.evaluate(node.child('object')!);
    const name = node.child('attribute')!.text;
    if (subject.kind === 'class') return classAttribute(subject, name) ?? UNKNOWN;
    if (subject.kind === 'reference') return { kind: 'reference', name: `${subject.name}.${name}` };
    if (subject.kind === 'call' && subject.callee) {
      return { kind: 'reference', name: `${subject.callee}().${name}` };
    }
    return knownCall(`.${name}`, [subject], new Map()) ?? UNKNOWN;
  }

  private subscript(node: SyntaxNode): Value {
    const subject = this.resolve(this.evaluate(node.child('value')!));
    const index = node.childrenAs('subscript')[0];
    if (subject.kind === 'sequence') {
      if (index?.type === 'slice') {
        return index.parts.length === 0 ? subject : uncertain(subject);
      }
      return UNKNOWN;
    }
    const key = index && text(this.evaluate(index));
    if (subject.kind === 'dictionary' && key) return subject.entries.get(key) ?? UNKNOWN;
    return UNKNOWN;
  }

  private operator(node: SyntaxNode): Value {
    const at = { left: node.child('left')!, right: node.child('right')! };
    const left = this.resolve(this.evaluate(at.left));
    const right = this.resolve(this.evaluate(at.right));
    const operator = node.child('operator')!.text;
    if (operator === '+') return this.add(left, right, at);
    return knownCall(operator, [left, right], new Map()) ?? UNKNOWN;
  }

  private call(node: SyntaxNode): Value {
    const callee = node.child('function')!;
    const { args, keywords } = this.arguments(node);
    if (callee.type === 'attribute') {
      const subject = this.evaluate(callee.child('object')!);
      if (subject.kind !== 'reference') {
        const method = `.${callee.child('attribute')!.text}()`;
        const values = [subject, ...args.map(({ value }) => value)];
        const known = isKnown(method) && values.map((value) => this.resolve(value));
        return (known && knownCall(method, known, keywords)) || UNKNOWN;
      }
    }
    const called = this.evaluate(callee);
    const name = called.kind === 'reference' ? called.name : undefined;
    const call: Call = {
      kind: 'call',
      callee: name,
      args,
      keywords,
      node,
      place: this.place(node),
    };
    this.called(call);
    if (name) {
      // Arguments are followed into other modules only where that can tell something.
      const known =
        this.world.call?.(call) ??
        (isKnown(name) &&
          knownCall(
            name,
            args.map(({ value }) => this.resolve(value)),
            keywords,
          ));
      if (known) return known;
    }
    return call;
  }

  private arguments(node: SyntaxNode): { args: Item[]; keywords: Map<string, Value> } {
    const list = node.child('arguments')!;
    const args: Item[] = [];
    const keywords = new Map<string, Value>();
    if (list.type !== 'argument_list')
      return { args: [this.item(this.evaluate(list), list)], keywords };
    for (const part of list.parts) {
      if (part.type === 'keyword_argument') {
        keywords.set(part.child('name')!.text, this.evaluate(part.child('value')!));
      } else if (part.type === 'list_splat') {
        const spread = this.asSequence(this.evaluate(part.parts[0]!));
        args.push(...(spread?.items ?? [this.item(UNKNOWN, part)]));
      } else args.push(this.item(this.evaluate(part), part));
    }
    return { args, keywords };
  }

  /** `[app for app in APPS if app not in OTHERS]` passes a new app on; other conditions may not. */
  private comprehension(node: SyntaxNode): Value {
    const loop = node.children.find((child) => child.type === 'for_in_clause');
    const body = node.child('body');
    const source = loop && this.asSequence(this.evaluate(loop.child('right')!));
    if (!source || !body) return UNKNOWN;
    const variable = loop.child('left')!.text;
    const clauses = node.parts.filter((part) => part !== body && part !== loop);
    if (body.text !== variable) return sequence([this.item(UNKNOWN, node)]);
    const thrownOut = clauses.map((clause) => this.namesThrownOut(clause, variable));
    if (thrownOut.includes(undefined)) return uncertain(source);
    return thrownOut
      .flatMap((names) => names ?? [])
      .reduce<Sequence>((list, name) => this.without(list, name), source);
  }

  /** The values that `x != 'a'` and `x not in OTHERS` throw out; undefined for other conditions. */
  private namesThrownOut(clause: SyntaxNode, variable: string): Value[] | undefined {
    const condition = clause.type === 'if_clause' ? clause.parts[0] : undefined;
    if (condition?.type !== 'comparison_operator') return undefined;
    const [left, right, ...more] = condition.parts.filter((part) => part.role !== 'operators');
    if (left?.text !== variable || !right || more.length > 0) return undefined;
    const operator = condition.children.find((child) => child.role === 'operators')?.text;
    const value = this.resolve(this.evaluate(right));
    if (operator === '!=') return value.kind === 'constant' ? [value] : undefined;
    if (operator?.replace(/\s+/g, ' ') !== 'not in') return undefined;
    const others = value.kind === 'sequence' ? value.items.map((item) => item.value) : [];
    const known = value.kind === 'sequence' && others.every((other) => other.kind === 'constant');
    return known ? others : undefined;
  }

  resolve(value: Value): Value {
    return resolve(this.world, value);
  }

  asSequence(value: Value): Sequence | undefined {
    return asSequence(this.world, value);
  }

  private item(value: Value, node: SyntaxNode): Item {
    return { value, certain: true, node, place: this.place(node) };
  }

  private place(node: SyntaxNode): Place {
    return { file: this.module.file, line: node.line };
  }
}

const BUILTINS = new Set(['list', 'tuple', 'set', 'sorted', 'reversed', 'str', 'dict']);
