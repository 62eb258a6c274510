import type { FileText } from '../recognise';
import type { Surroundings } from '../surroundings';
import type { Marks } from './marks';

/** Style sheets and the icon of a generated project, and the same constructs elsewhere. */
export function recogniseStyles(
  { path, text }: FileText,
  around: Surroundings,
  marks: Marks,
): void {
  const inStatic = /(?:^|\/)static\/(.+)$/.exec(path)?.[1];
  if (!inStatic || inStatic.endsWith('.min.css')) return;
  if (inStatic === 'favicon.svg') {
    const isOurs =
      text.startsWith('<svg') && text.includes('<rect') && text.includes('M9 10h14M9 16h14M9 22h8');
    if (isOurs && around.has('templates/base.html')) marks.addFile(inStatic, 'files/favicon');
    return;
  }
  if (!path.endsWith('.css')) return;
  markFile({ path, text }, inStatic, around, marks);
  const property = /^:root \{\s*(?:[^{}]*;\s*)*?(--[\w-]+):/m.exec(text)?.[1];
  add(
    /^:root \{\r?\n\s*--/m,
    property && text.includes(`var(${property})`) ? 'css/custom-properties' : [],
    { property: used(text) ?? '' },
  );
  add(/^@media \(prefers-color-scheme: dark\) \{/m, text.includes('--') ? 'css/dark' : []);
  add(/^\.wrap \{\r?\n\s*width: min\(100% - 2rem, 64rem\);/m, 'css/wrap');
  add(
    /^(?:[.\w -]+,\r?\n)*[.\w -]+ \{\r?\n(?:[^{}]*;\r?\n)?\s*grid-template-columns: repeat\(auto-fit, minmax\(min\(100%, 16rem\), 1fr\)\);/m,
    'css/grid',
  );

  function add(shape: RegExp, notes: string | readonly string[], facts = {}): void {
    const found = shape.exec(text);
    if (found)
      marks.add(
        { start: found.index, end: found.index + found[0].length },
        found[0].split('\n')[0]!,
        notes,
        facts,
      );
  }
}

/** A property that is named and used, `--accent` before others. */
function used(text: string): string | undefined {
  const names = [...text.matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name!);
  return [...names.filter((name) => name === '--accent'), ...names].find((name) =>
    text.includes(`var(${name})`),
  );
}

function markFile(
  { path, text }: FileText,
  inStatic: string,
  around: Surroundings,
  marks: Marks,
): void {
  const app = around.appOf(path);
  if (inStatic === 'css/site.css' && around.has('templates/base.html')) {
    const isOurs = /:root \{[\s\S]*\.wrap \{[\s\S]*\.cards \{[\s\S]*\.button \{/.test(text);
    marks.addFile(inStatic, isOurs ? 'files/site-css' : []);
  } else if (
    app &&
    inStatic === `${app.label}/${app.label}.css` &&
    text.includes('var(--accent)')
  ) {
    marks.addFile(inStatic, 'files/app-css', { app: app.label });
  }
}
