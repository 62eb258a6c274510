/** The text of a web page as a browser shows it, roughly: Django's own error pages are what counts. */
export function pageText(html: string): string {
  const start = html.search(/<(!doctype|html|head|body)\b/i);
  const before = start > 0 ? html.slice(0, start) : '';
  const page = html
    .slice(Math.max(start, 0))
    .replace(/<(script|style|title|svg)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    // The same traceback once more, for pasting elsewhere.
    .replace(/<form action="https:\/\/dpaste[\s\S]*?<\/form>/gi, '')
    .replace(/[ \t]*<br\s*\/?>/gi, '\n')
    .replace(/<\/(th|td)>\s*<(th|td)\b[^>]*>/gi, '\t')
    .replace(
      /<\/?(h\d|p|div|li|ul|ol|tr|table|pre|header|main|footer|details|summary)\b[^>]*>/gi,
      '\n',
    )
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return `${before}${page}`.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n');
}
