import { feature } from '../../src/features/feature';

/** What startproject writes since 6.1. */
const consoleMailer = `MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"},
}`;

export default feature({
  id: 'production',
  title: 'settings for a site that others can reach, from the environment',
  inNewProjects: true,
  present: ({ settings }) => {
    const debug = settings[0]?.names.get('DEBUG')?.value;
    return debug !== undefined && !(debug.kind === 'constant' && debug.value === true);
  },
  edit(draft, { settings }) {
    const has = (name: string) => settings[0]?.names.has(name) === true;
    draft.replace('SECRET_KEY', {
      stock: [/^SECRET_KEY = "django-insecure-/],
      part: 'secret-key.py',
      why: 'settings/SECRET_KEY-variable',
    });
    draft.replace('DEBUG', {
      stock: ['DEBUG = True'],
      part: 'debug.py',
      why: 'settings/DEBUG-variable',
    });
    draft.replace('ALLOWED_HOSTS', {
      stock: ['ALLOWED_HOSTS = []'],
      part: 'allowed-hosts.py',
      why: 'settings/ALLOWED_HOSTS-variable',
    });
    if (!has('STATIC_ROOT')) draft.settings('static-root.py', { why: 'settings/STATIC_ROOT' });
    draft.settings('security.py', { why: 'settings/production-https' });
    if (has('MAILERS')) {
      draft.settings('mailers.py', { why: 'settings/smtp', stock: { MAILERS: [consoleMailer] } });
    }
  },
});
