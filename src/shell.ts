/** As one would type it in a shell: in quotes where the shell would read it in another way. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replace(/[$`"\\]/g, '\\$&')}"`;
}
