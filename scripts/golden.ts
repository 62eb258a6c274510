/** `npm run golden`: writes the golden projects anew. What changed shows in `git diff`. */
import { join } from 'node:path';
import { emptyDirSync, outputFileSync } from 'fs-extra';
import { goldenFolder, renderVariant, variants } from '../__tests__/golden';

emptyDirSync(goldenFolder);
for (const [name, variant] of Object.entries(variants)) {
  for (const { path, content } of renderVariant(variant)) {
    outputFileSync(join(goldenFolder, name, path), content);
  }
}
