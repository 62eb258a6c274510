/** The kinds of fields, for `--help` and the README. */
import { fieldKinds } from './kinds';

/** @returns for each kind how it is written, and what it keeps: `decimal(max_digits, …)` */
export function fieldHelp(): { usage: string; fieldClass: string; meaning: string }[] {
  return fieldKinds.map(({ name, positional, options, fieldClass, meaning }) => {
    const named = options.filter((option) => !positional.includes(option));
    const inside = [...positional, ...named.map((option) => `${option}=…`)].join(', ');
    return { usage: inside ? `${name}(${inside})` : name, fieldClass, meaning };
  });
}
