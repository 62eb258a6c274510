import { asSequence } from '../python/resolve';
import type { Item, Sequence } from '../python/values';
import { overlay } from './files';
import type { Modules } from './modules';
import type { Change } from './outcome';
import type { Project } from './project';
import { readSettings, type Settings } from './settings';

/** A setting that is a list, such as MIDDLEWARE, wherever its parts come from. */
export function listSetting(
  modules: Modules,
  settings: Settings,
  name: string,
): Sequence | undefined {
  const value = settings.names.get(name)?.value;
  return value && asSequence(modules.world, value);
}

/**
 * Tries an edit on a copy in memory: the list then has the element once, on every path, and is
 * otherwise equal.
 *
 * @param isRightPlace judges where the element has come to stand: its index in the new list
 */
export function arrives(
  project: Project,
  settings: Settings,
  change: Change,
  setting: string,
  element: string,
  isRightPlace: (items: readonly Item[], index: number) => boolean = () => true,
): boolean {
  const files = overlay(project.files, change.file, change.after);
  const modules = project.modules.with(files, change.file);
  const after = readSettings(modules, settings.module, settings.configuration);
  const value = after && listSetting(modules, after, setting);
  const before = listSetting(project.modules, settings, setting);
  if (!value || !before) return false;
  const isAdded = (item: Item) => describe(item.value) === `'${element}'`;
  const added = value.items.filter(isAdded);
  const rest = value.items.filter((item) => !isAdded(item));
  return (
    added.length === 1 &&
    added[0]!.certain &&
    rest.map(fingerprint).join() === before.items.map(fingerprint).join() &&
    isRightPlace(value.items, value.items.findIndex(isAdded))
  );
}

const fingerprint = (item: Item) => `${describe(item.value)}${item.certain}`;

function describe(value: Item['value']): string {
  return value.kind === 'constant' ? `'${value.value}'` : value.kind;
}
