/** As one would type it in a shell. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./~\\-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
