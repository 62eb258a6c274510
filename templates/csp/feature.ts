import { createHash } from 'node:crypto';
import { listHas, middlewareBeside } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import { foldersBelow } from '../../src/project/files';
import type { Project } from '../../src/project/project';

const djangos = 'django.middleware.csp.ContentSecurityPolicyMiddleware';
/** Django has one since 6.0. */
const own = '.csp.ContentSecurityPolicyMiddleware';
const place = { after: 'django.middleware.security.SecurityMiddleware' };

export default feature({
  id: 'csp',
  title: 'a Content Security Policy: browsers run no script that is not of this site',
  present: (project) => listHas(project, 'MIDDLEWARE', djangos) || middlewareBeside(project, own),
  edit(draft, project) {
    if (draft.django.version === '5.2') {
      draft.middleware(own, { place, note: 'csp/ContentSecurityPolicyMiddleware' });
    } else {
      draft.middleware(djangos, { place, note: 'middleware/ContentSecurityPolicyMiddleware' });
    }
    draft.settings('policy.py', { why: 'csp/SECURE_CSP' });
    const styles = stylesIn(project).map((style) => `"'sha256-${fingerprint(style)}'"`);
    if (styles.length > 0) {
      const sources = listOf([`"'self'"`, ...styles]);
      draft.entry('SECURE_CSP', 'style-src', sources, { note: 'csp/style-src' });
    }
  },
  next: () => ['npx create-django-skeleton explain SECURE_CSP'],
});

const listOf = (items: readonly string[]) =>
  items.length > 2
    ? `[\n${items.map((item) => `    ${item},\n`).join('')}]`
    : `[${items.join(', ')}]`;

const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64');

/** What stands between `<style>` and `</style>` in the templates of the project, as the browser gets it. */
function stylesIn({ files, root }: Project): string[] {
  const pages = [...foldersBelow(files, root, 4)]
    .filter((folder) => /\/templates(\/|$)/.test(folder))
    .flatMap((folder) => files.list(folder).map((name) => `${folder}/${name}`))
    .filter((file) => file.endsWith('.html') && files.isFile(file));
  const styles = pages.flatMap((file) => {
    const page = Buffer.from(files.read(file) ?? '').toString();
    return [...page.matchAll(/<style>([^<]*)<\/style>/g)].map(([, style]) => style!);
  });
  return [...new Set(styles.filter((style) => !/\{[{%#]/.test(style)))];
}
