/** The flags by which features ask, for the command line. */
import type { Options } from 'yargs';
import type { FeatureEntry, OptionEntry } from './names';

/**
 * Each flag once, in the words of the first feature that asks by it; the others are named.
 *
 * @param isWanted leaves some of them out
 */
export function flagsOf(
  features: readonly FeatureEntry[],
  group: string,
  isWanted: (option: OptionEntry) => boolean = () => true,
): Record<string, Options> {
  const flags: Record<string, Options> = {};
  const wanted = features.flatMap(({ options }) => options).filter(isWanted);
  for (const { flag, describe, choices, initial } of wanted) {
    const asking = features.filter(({ options }) => options.some((option) => option.flag === flag));
    flags[flag] ??= {
      type: 'string',
      describe: `${describe} (${asking.map(({ id }) => id).join(', ')})`,
      defaultDescription: initial,
      requiresArg: true,
      group,
      ...(choices && { choices }),
    };
  }
  return flags;
}
