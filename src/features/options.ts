/** Questions that several features ask; each is asked once. */
import type { FeatureOption } from './feature';

export const serverFolder: FeatureOption = {
  flag: 'server-folder',
  describe: 'Where the project will lie on the server',
  question: 'Folder of the project on the server',
  initial: '/srv/{title}',
};

export const domain: FeatureOption = {
  flag: 'domain',
  describe: 'The name of the site on the internet',
  question: 'Name of the site on the internet',
  initial: 'example.com',
};
