/** What the features that bring an application server have in common. */
import type { Need } from './feature';

/** Why two of them cannot be in one project. */
export const oneServer = 'each of them is the server that runs Django.';

/** What they need; without a web server in front, somebody has to send the static files. */
export const forServing: readonly Need[] = [
  'production',
  'env-file',
  'health',
  { feature: 'whitenoise', unless: ['nginx', 'apache'] },
];
