import { join } from 'node:path';

/** Where the build puts the catalog for the program to read; in a bundle, beside it. */
export const catalogFolder = join(__dirname, '../generated/catalog');
