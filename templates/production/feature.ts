import { inOtherSettings } from '../../src/features/facts';
import { feature } from '../../src/features/feature';
import type { Project } from '../../src/project/project';
import { text, type Value } from '../../src/python/values';

/** What startproject writes since 6.1. */
const consoleMailer = `MAILERS = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"},
}`;

export default feature({
  id: 'production',
  title: 'settings for a site that others can reach, from the environment',
  inNewProjects: true,
  present: canBeOff,
  byItself: (project) => inOtherSettings(project).some(canBeOff),
  edit(draft, { settings }) {
    const has = (name: string) => settings[0]?.names.has(name) === true;
    const value = (name: string) => settings[0]?.names.get(name)?.value;
    // A key that is worked out when it runs comes from somewhere else already.
    if (text(value('SECRET_KEY')) !== undefined) {
      draft.replace('SECRET_KEY', {
        stock: [/^SECRET_KEY = "[^"\\]+"$/],
        part: 'secret-key.py',
        why: 'settings/SECRET_KEY-variable',
      });
    }
    draft.replace('DEBUG', {
      stock: ['DEBUG = True'],
      part: 'debug.py',
      why: 'settings/DEBUG-variable',
    });
    if (!allowsOthers(value('ALLOWED_HOSTS'))) {
      draft.replace('ALLOWED_HOSTS', {
        stock: ['ALLOWED_HOSTS = []'],
        part: 'allowed-hosts.py',
        why: 'settings/ALLOWED_HOSTS-variable',
      });
    }
    if (!has('STATIC_ROOT')) draft.settings('static-root.py', { why: 'settings/STATIC_ROOT' });
    draft.settings('security.py', { why: 'settings/production-https', missing: true });
    if (has('MAILERS')) {
      draft.settings('mailers.py', { why: 'settings/smtp', stock: { MAILERS: [consoleMailer] } });
    }
  },
});

const ofThisComputer = ['localhost', '127.0.0.1', '0.0.0.0', '[::1]'];

/** Whether ALLOWED_HOSTS has a name of the internet, or is worked out when it runs. */
function allowsOthers(hosts: Value | undefined): boolean {
  if (hosts?.kind !== 'sequence') return hosts !== undefined;
  return hosts.items.some(({ value }) => !ofThisComputer.includes(text(value) ?? ''));
}

/** Whether DEBUG is anything but `True`, written down. */
function canBeOff({ settings }: Project): boolean {
  const debug = settings[0]?.names.get('DEBUG')?.value;
  return debug !== undefined && !(debug.kind === 'constant' && debug.value === true);
}
