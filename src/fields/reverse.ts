/** The way back from the model that a field leads to. */
import { exitCode, UserError } from '../errors';
import type { ModelNames } from '../names/derive';
import type { RelatedModel } from './field';
import type { FieldSpec } from './parse';

interface Owner {
  app: string;
  names: ModelNames;
  related: Readonly<Record<string, RelatedModel>>;
}

/**
 * Two models of one name in different apps would have the same way back. Then the new one says
 * `related_name`, with its app in it: `forum_posts`.
 *
 * @throws UserError where a related_name that was asked for belongs to another model
 */
export function withFreeReverseName(spec: FieldSpec, { app, names, related }: Owner): FieldSpec {
  const { kind, name, options } = spec;
  const taken = kind.family === 'relation' ? related[options.to!]?.taken : undefined;
  if (!taken) return spec;
  const given = options.related_name;
  const free = [`${app}_${names.variablePlural}`, `${app}_${name}_${names.variablePlural}`].find(
    (candidate) => !taken.has(candidate),
  );
  if (given) {
    if (!taken.has(given)) return spec;
    throw new UserError(
      `--fields "${name}": ${options.to} has something called "${given}" already.`,
      `For example:  related_name=${free}`,
      exitCode.usage,
    );
  }
  const usual = kind.name === 'one' ? [names.lower] : [`${names.lower}_set`, names.lower];
  if (!free || !usual.some((candidate) => taken.has(candidate))) return spec;
  return { ...spec, options: { ...options, related_name: free } };
}
