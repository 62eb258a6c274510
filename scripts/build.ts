/** Bundles the program with all its libraries into `dist/`, so that it needs nothing beside it. */
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import './generate';

buildSync({
  entryPoints: [join(__dirname, '../src/main.ts')],
  outdir: join(__dirname, '../dist'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  legalComments: 'linked',
  logLevel: 'warning',
});
