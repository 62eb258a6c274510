/** Code behind a sentence, as Markdown: in its line, or below where that would be too long. */
export function codeBehind(code: string): string {
  const isShort = code.length <= 60 && !/[\n`]/.test(code);
  return isShort ? `: \`${code}\`.` : `:\n\n\`\`\`python\n${code}\n\`\`\``;
}

/** Django's default for a setting, as Markdown. */
export const defaultOf = (code: string): string => `Django's default${codeBehind(code)}`;
