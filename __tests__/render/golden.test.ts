/**
 * Compares what the templates make with the projects in `golden/`. Where a change is wanted,
 * `npm run golden` writes them anew, and the change is reviewed there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenFolder, renderVariant, variants } from '../golden';

test.each(Object.entries(variants))('%s', (name, variant) => {
  const rendered = renderVariant(variant).map(({ path, content }) => [path, content]);
  expect(Object.fromEntries(rendered)).toEqual(readTexts(join(goldenFolder, name)));
});

test('every golden project has its variant', () => {
  expect(readdirSync(goldenFolder).sort()).toEqual(Object.keys(variants).sort());
});

function readTexts(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    files.map((file) => [
      file.slice(folder.length + 1).replaceAll('\\', '/'),
      readFileSync(file, 'utf8'),
    ]),
  );
}
