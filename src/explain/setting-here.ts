/** A setting in a project: its value, where it is set, and which default would apply. */
import path from 'node:path';
import type { Project } from '../project/project';
import type { SourceModule } from '../python/evaluate';
import { resolve } from '../python/resolve';
import type { SyntaxNode } from '../python/syntax';
import { text, type Value } from '../python/values';
import type { Answer, Place } from './answer';
import { codeBehind } from './default-of';

/** A longer value is shown by its beginning. */
const longestSource = 16;

/**
 * @param name `MIDDLEWARE`
 * @param fallback Django's default for the project's version, where it is known
 * @param from the folder from which paths are seen
 */
export function settingHere(
  project: Project,
  name: string,
  fallback: string | undefined,
  from: string,
): Pick<Answer, 'here' | 'places'> {
  const [settings] = project.settings;
  if (!settings) return { here: here(`The settings are not known. ${project.lost}`), places: [] };
  const binding = settings.names.get(name);
  if (!binding) {
    const file = path.posix.relative(from, settings.file);
    const says = `\`${file}\` does not set it, so Django's default applies`;
    return { here: here(fallback ? says + codeBehind(fallback) : `${says}.`), places: [] };
  }
  const value = resolve(project.modules.world, binding.value);
  const writers = writersOf(project, name);
  const deciding = writers.filter(({ module, node }) =>
    binding.places.some(({ file, line }) => file === module.file && line === node.line),
  );
  const instead = fallback ? `Without it, Django's default would apply${codeBehind(fallback)}` : '';
  return {
    here: here([shownValue(name, value, deciding), instead].filter(Boolean).join('\n\n')),
    places: placesOf(writers, deciding, from),
  };
}

const here = (text: string) => `## In this project\n${text}`;

const isSecret = (name: string) => /SECRET|PASSWORD|TOKEN|API_KEY/.test(name);

function shownValue(name: string, value: Value, deciding: readonly Writer[]): string {
  if (isSecret(name) && value.kind === 'constant' && value.value) {
    return 'It is set. The value is a secret, so it is not shown here.';
  }
  if (value.kind === 'constant') return `It is \`${literal(value.value)}\`.`;
  const items = value.kind === 'sequence' ? value.items : [];
  // All elements are known, also where several places build the list up.
  const isKnown = items.length > 0 && items.every((item) => item.certain && text(item.value));
  if (isKnown) {
    const lines = items.map((item) => `    ${literal(text(item.value)!)},`);
    return codeBlock(shortened([`${name} = [`, ...lines, ']']));
  }
  return deciding.map(({ module, node }) => codeBlock(sourceLines(module, node))).join('\n\n');
}

const codeBlock = (lines: readonly string[]) => `\`\`\`python\n${lines.join('\n')}\n\`\`\``;

/** A constant as Python writes it. */
function literal(value: string | number | boolean | null): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** The lines of a statement without their indent, without notes, and without passwords. */
function sourceLines(module: SourceModule, node: SyntaxNode): string[] {
  const start = module.text.lastIndexOf('\n', node.start - 1) + 1;
  const indent = node.start - start;
  const lines = node.text
    .split(/\r?\n/)
    .filter((line) => !/^\s*# \|( |$)/.test(line))
    .map((line, place) => (place > 0 && !line.slice(0, indent).trim() ? line.slice(indent) : line))
    .map((line) =>
      line.replace(/((["'])\w*(?:PASSWORD|SECRET|TOKEN|API_KEY)\2\s*:\s*)(["']).+?\3/gi, '$1$3…$3'),
    );
  return shortened(lines);
}

function shortened(lines: readonly string[]): string[] {
  const more = lines.length - longestSource;
  if (more <= 1) return [...lines];
  return [...lines.slice(0, longestSource), `# … ${more} more lines`];
}

/** A statement that gives a setting a value, or changes it. */
interface Writer {
  module: SourceModule;
  node: SyntaxNode;
}

/** In the settings module and in all that it reads, in the order in which they were read. */
function writersOf({ modules, settings }: Project, name: string): Writer[] {
  const others = new Set(settings.slice(1).map(({ file }) => file));
  return modules.loaded
    .filter(({ file }) => !others.has(file))
    .flatMap((module) => statementsIn(module.tree, name).map((node) => ({ module, node })));
}

function statementsIn(node: SyntaxNode, name: string): SyntaxNode[] {
  return node.children.flatMap((child) => {
    if (child.type === 'function_definition' || child.type === 'lambda') return [];
    if (writes(child, name)) return [child];
    return statementsIn(child, name);
  });
}

/** `NAME = …`, `NAME += …`, `NAME["key"] = …`, `NAME.append(…)` */
function writes(node: SyntaxNode, name: string): boolean {
  if (node.type === 'assignment' || node.type === 'augmented_assignment') {
    const left = node.child('left');
    const subject = left?.type === 'subscript' ? left.child('value') : left;
    return subject?.text === name;
  }
  if (node.type !== 'call') return false;
  const called = node.child('function');
  return (
    called?.type === 'attribute' &&
    called.child('object')?.text === name &&
    /^(append|extend|insert|remove|update|setdefault)$/.test(called.child('attribute')?.text ?? '')
  );
}

/** The places that decide come first; the others are what they replaced or built on. */
function placesOf(writers: readonly Writer[], deciding: readonly Writer[], from: string): Place[] {
  const place = ({ module, node }: Writer, why: string) => ({
    path: path.posix.relative(from, module.file),
    line: node.line,
    why,
  });
  const isChange = ({ node }: Writer) => node.type !== 'assignment';
  const last = deciding.map((writer) =>
    place(writer, isChange(writer) ? 'Changes it last.' : 'Sets it.'),
  );
  const before = writers
    .filter((writer) => !deciding.includes(writer))
    .map((writer) => place(writer, isChange(writer) ? 'Changes it, too.' : 'Sets it earlier.'));
  return [...last, ...before];
}
