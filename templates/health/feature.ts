import { includesBeside } from '../../src/features/facts';
import { feature } from '../../src/features/feature';

export default feature({
  id: 'health',
  title: 'the page /health/, which says whether the site and its database answer',
  present: (project) => includesBeside(project, 'health'),
  edit(draft) {
    draft.urls('health/', draft.names.package ? `${draft.names.package}.health` : 'health', {
      note: 'urls/health',
    });
    draft.settings('redirect.py', { why: 'settings/SECURE_REDIRECT_EXEMPT' });
  },
});
