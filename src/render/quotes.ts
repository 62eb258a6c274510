/** The quotes of generated Python: double ones, or single ones for a project that has those. */

/**
 * The same source with single quotes. A string stays as it is where it holds a quotation mark of
 * either kind, and so do docstrings and other strings in triple quotes, and comments.
 */
export function withSingleQuotes(source: string): string {
  return source.replace(TOKEN, (token, content: string | undefined) =>
    content === undefined ? token : `'${content}'`,
  );
}

/** A comment, a string in triple quotes, a string that stays, or one that changes (its content). */
const TOKEN =
  /#.*|"""[\s\S]*?"""|'(?:[^'\\\n]|\\.)*'|"((?:[^"'\\\n]|\\[^"'\n])*)"|"(?:[^"\\\n]|\\.)*"/g;
