/** The notes above a field of a model: what is true of it with just these options. */
import type { SyntaxNode } from '../../python/syntax';
import type { Facts } from '../comments';
import { argumentsOf, isFalse, isTrue, stringIn } from './source';

export interface FieldNotes {
  notes: readonly string[];
  facts: Facts;
}

/** @param type Django's class: `CharField` */
export function fieldNotes(type: string, name: string, call: SyntaxNode): FieldNotes {
  const { keywords, positional } = argumentsOf(call);
  const own = `models/${type}`;
  const length = keywords.get('max_length');
  const folder = stringIn(keywords.get('upload_to'));
  const facts = {
    field: name,
    ...(length?.type === 'integer' && { length: length.text }),
    ...(folder && !folder.includes('%') && { folder }),
  };
  const variant = variantOf(type, keywords, positional);
  if (variant === null) return { notes: [], facts };
  return {
    notes:
      variant === undefined
        ? [own]
        : variant.startsWith('models/')
          ? [variant]
          : [`${own}-${variant}`, own],
    facts,
  };
}

type Keywords = ReadonlyMap<string, SyntaxNode>;

/** null where none of the notes would be true. */
function variantOf(
  type: string,
  keywords: Keywords,
  positional: readonly SyntaxNode[],
): string | null | undefined {
  const has = (name: string) => keywords.has(name);
  const text = (name: string) => keywords.get(name)?.text;
  const isSetByItself = isTrue(keywords.get('auto_now')) || isTrue(keywords.get('auto_now_add'));
  if (isFalse(keywords.get('editable')) && !isSetByItself) return null;
  if (has('choices')) {
    return isListOfPairs(keywords.get('choices')!) ? 'models/choices-pairs' : 'models/choices';
  }
  switch (type) {
    case 'TextField':
      if (isTrue(keywords.get('null'))) return undefined;
      return isTrue(keywords.get('blank')) ? 'blank' : 'required';
    case 'CharField':
      return 'length';
    case 'BooleanField':
      if (isTrue(keywords.get('null'))) return has('default') ? null : 'null';
      if (!has('default')) return undefined;
      return has('help_text') ? 'help' : 'default';
    case 'DateTimeField':
    case 'DateField':
      if (isTrue(keywords.get('auto_now_add'))) return 'auto_now_add';
      return isTrue(keywords.get('auto_now')) ? 'auto_now' : undefined;
    case 'FileField':
      return has('storage') ? undefined : 'folder';
    case 'ForeignKey':
      if (has('db_column')) return undefined;
      return text('on_delete') || positional.length > 1 ? 'column' : undefined;
    case 'SlugField':
      return has('allow_unicode') || has('db_index') ? null : undefined;
    case 'GenericIPAddressField':
      return has('protocol') ? null : undefined;
    case 'JSONField':
      return ['dict', 'list'].includes(text('default') ?? '') ? 'default' : undefined;
    case 'UUIDField':
      return /^(uuid\.)?uuid4$/.test(text('default') ?? '') ? 'uuid4' : undefined;
    case 'FilePathField':
      return /^\w+_folder$/.test(text('path') ?? '') ? 'function' : undefined;
    case 'BinaryField':
      return isTrue(keywords.get('editable')) ? null : undefined;
    default:
      return undefined;
  }
}

/** `[("draft", "Draft"), …]` */
function isListOfPairs(choices: SyntaxNode): boolean {
  const pairs = choices.parts;
  return (
    (choices.type === 'list' || choices.type === 'tuple') &&
    pairs.length > 0 &&
    pairs.every(
      (pair) => (pair.type === 'tuple' || pair.type === 'list') && pair.parts.length === 2,
    )
  );
}
