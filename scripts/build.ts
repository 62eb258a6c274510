/**
 * Bundles the program into `dist/`, so that it needs nothing beside it.
 *
 * Most runs need few of the libraries, and Node.js takes its time to read each. So the ones that
 * only some runs need are bundled one by one, and loaded when they are called for.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import './generate';

const dist = join(__dirname, '../dist');

/** yargs: the help, mistakes. prompts: questions. diff: `--diff`. ejs: `--template`. */
const seldomNeeded = ['diff', 'ejs', 'fastest-levenshtein', 'fs-extra', 'prompts', 'yargs'];

const options = {
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  metafile: true,
  legalComments: 'linked',
  logLevel: 'warning',
} satisfies BuildOptions;

const loadedWhenNeeded: Plugin = {
  name: 'loaded-when-needed',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^(${seldomNeeded.join('|')})$`) }, ({ path, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./libraries/${path}.js`, external: true },
    );
  },
};

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  await build({ ...options, outdir: join(dist, 'libraries'), entryPoints: seldomNeeded });
  const { metafile } = await build({
    ...options,
    entryPoints: [join(__dirname, '../src/main.ts')],
    plugins: [loadedWhenNeeded],
  });
  if (process.argv.includes('--sizes')) {
    const { inputs } = Object.values(metafile.outputs).find((output) => output.entryPoint)!;
    const sizes = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
    for (const [path, { bytesInOutput }] of sizes.slice(0, 20)) console.log(bytesInOutput, path);
  }
}

main();
