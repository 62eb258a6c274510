import pluralize from 'pluralize';
import { refuseModel } from './check';
import { pascalCase } from './words';

/** The model of an app whose name alone would say nothing good. */
const knownModels = new Map([
  ['blog', 'Post'],
  ['accounts', 'Profile'],
  ['users', 'Profile'],
]);

/**
 * The default model of an app: the singular of the app's name. Where that is the name itself
 * (`shop`), it would say nothing, so `Item` makes it distinct.
 *
 * @returns a name that `refuseModel` accepts
 */
export function defaultModel(app: string): string {
  const known = knownModels.get(app);
  if (known) return known;
  const singular = pluralize.singular(app);
  const name = pascalCase(singular === app ? `${app}_item` : singular);
  return refuseModel(name, app) ? 'Item' : name;
}
