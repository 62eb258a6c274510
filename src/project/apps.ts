import { classAttribute } from '../python/resolve';
import { type Place, type Sequence, text, texts, type Value } from '../python/values';
import { listSetting } from './arrives';
import type { Modules } from './modules';
import type { Settings } from './settings';

/** An entry of INSTALLED_APPS. */
export interface InstalledApp {
  /** As the settings have it: `blog`, or `blog.apps.BlogConfig`. */
  entry: string;
  /** The package: `blog`. */
  module: string;
  /** What Django calls it in migrations and table names; the last part of the package by default. */
  label: string;
  /** Whether its code is part of the project. */
  own: boolean;
  /** False where only some paths through the settings install it. */
  certain: boolean;
  place: Place;
}

/** The entries of INSTALLED_APPS that are written down as text, in their order. */
export function installedApps(modules: Modules, settings: Settings): InstalledApp[] {
  return (appsValue(modules, settings)?.items ?? []).flatMap((item) =>
    texts(item.value).map((entry) => {
      const { module, label } = describe(modules, entry);
      const certain = item.certain && text(item.value) !== undefined;
      return { entry, module, label, own: modules.isOwn(module), certain, place: item.place };
    }),
  );
}

/** An installed app with the label that an app of this path would have. Django allows only one. */
export function sameLabel(apps: readonly InstalledApp[], app: string): InstalledApp | undefined {
  return apps.find(({ module, label }) => module !== app && label === app.split('.').at(-1));
}

/** INSTALLED_APPS as a list, wherever its parts come from. */
export function appsValue(modules: Modules, settings: Settings): Sequence | undefined {
  return listSetting(modules, settings, 'INSTALLED_APPS');
}

/**
 * The package and the label of an entry.
 * https://docs.djangoproject.com/en/stable/ref/applications/
 */
function describe(modules: Modules, entry: string): { module: string; label: string } {
  const parts = entry.split('.');
  const last = parts.at(-1)!;
  const isConfig = /^[A-Z]/.test(last) && parts.length > 1;
  const config = isConfig
    ? configClass(modules, parts.slice(0, -1).join('.'), (name) => name === last)
    : configClass(modules, `${entry}.apps`, (_, value) => classText(value, 'name') === entry);
  const usual = parts.at(-2) === 'apps' ? parts.slice(0, -2) : parts.slice(0, -1);
  const module = config?.name ?? (isConfig ? usual.join('.') : entry);
  return { module, label: config?.label ?? module.split('.').at(-1)! };
}

function configClass(
  modules: Modules,
  module: string,
  wanted: (name: string, value: Value) => boolean,
): { name: string | undefined; label: string | undefined } | undefined {
  const file = modules.find(module);
  const names = file ? modules.run(file, module)?.names : undefined;
  for (const [name, { value }] of names ?? []) {
    if (value.kind !== 'class' || !wanted(name, value)) continue;
    return { name: classText(value, 'name'), label: classText(value, 'label') };
  }
  return undefined;
}

const classText = (value: Value, name: string) => text(classAttribute(value, name));
