import { includesBeside } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import { plainBeginning } from '../../src/project/patterns';
import type { Project } from '../../src/project/project';
import { routesOf } from '../../src/project/urls';

export default feature({
  id: 'health',
  title: 'the page /health/, which says whether the site and its database answer',
  present: (project) => includesBeside(project, 'health'),
  byItself: hasOwnPage,
  edit(draft) {
    draft.urls('health/', draft.names.package ? `${draft.names.package}.health` : 'health', {
      note: 'urls/health',
    });
    draft.settings('redirect.py', { why: 'settings/SECURE_REDIRECT_EXEMPT' });
  },
});

/** `path("health", …)`, `path("healthz/", …)`, `path("health/ready", …)` of the project itself. */
function hasOwnPage({ rootUrls, modules }: Project): boolean {
  const routes = 'file' in rootUrls ? routesOf(modules, rootUrls.file, rootUrls.module) : undefined;
  return (routes ?? []).some(
    ({ pattern, leadsTo }) =>
      leadsTo.kind === 'view' && pattern && /^_?healthz?(\/|$)/.test(plainBeginning(pattern)),
  );
}
