/**
 * A syntax tree in plain objects. A node is copied out of the parser when somebody asks for it, so
 * that nothing else has to know about WebAssembly memory, and nobody pays for what nobody reads.
 */
export class SyntaxNode {
  constructor(
    private readonly source: string,
    /** The grammar's name for it: `assignment`, `list`, `,` … */
    readonly type: string,
    /** The role in its parent: `left`, `right`, `arguments` … */
    readonly role: string | undefined,
    readonly start: number,
    readonly end: number,
    /** Where it starts, counted from 1. */
    readonly line: number,
    readonly named: boolean,
    readonly missing: boolean,
    readonly parent: SyntaxNode | undefined,
    private inside: readonly SyntaxNode[] | ((node: SyntaxNode) => readonly SyntaxNode[]),
  ) {}

  get children(): readonly SyntaxNode[] {
    if (typeof this.inside === 'function') this.inside = this.inside(this);
    return this.inside;
  }

  get text(): string {
    return this.source.slice(this.start, this.end);
  }

  /** What the parser could not make sense of. */
  get broken(): boolean {
    return this.type === 'ERROR' || this.missing;
  }

  child(role: string): SyntaxNode | undefined {
    return this.children.find((child) => child.role === role);
  }

  childrenAs(role: string): SyntaxNode[] {
    return this.children.filter((child) => child.role === role && child.named);
  }

  /** The children that carry meaning: no punctuation, no comments. */
  get parts(): SyntaxNode[] {
    return this.children.filter(
      (child) => child.named && child.type !== 'comment' && child.type !== 'line_continuation',
    );
  }

  /** This node and everything below it, in source order. */
  *walk(): Generator<SyntaxNode> {
    yield this;
    for (const child of this.children) yield* child.walk();
  }
}

/** The content of a string without prefix and quotes; undefined where only running Python tells. */
export function stringContent(node: SyntaxNode): string | undefined {
  if (node.type === 'parenthesized_expression' && node.parts.length === 1) {
    return stringContent(node.parts[0]!);
  }
  if (node.type === 'concatenated_string') {
    const parts = node.parts.map(stringContent);
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node.type !== 'string') return undefined;
  if (PLAIN.test(node.text)) return node.text.slice(1, -1);
  const prefix = node.children[0]!.text.toLowerCase();
  if (prefix.startsWith('b') || node.parts.some((part) => part.type === 'interpolation')) {
    return undefined;
  }
  const raw = node.parts
    .filter((part) => part.type === 'string_content')
    .map((part) => part.text)
    .join('');
  return prefix.includes('r') ? raw : withoutEscapes(raw);
}

/** Quotes with nothing in between that means something else. */
const PLAIN = /^(?:'[^'"\\{}]*'|"[^'"\\{}]*")$/;

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\n': '' };

function withoutEscapes(raw: string): string {
  return raw.replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/g, (whole, code: string) => {
    if (code.length > 1) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    if ('\\\'"'.includes(code)) return code;
    return ESCAPES[code] ?? whole;
  });
}
