/**
 * Bundles the program into `dist/`, so that it needs nothing beside it.
 *
 * Most runs need few of the libraries, and Node.js takes its time to read each. So the ones that
 * only some runs need are bundled one by one, and loaded when they are called for.
 */
import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import './generate';

const dist = join(__dirname, '../dist');

/** yargs: the help, mistakes. prompts: questions. diff: `--diff`. ejs: `--template`.
 * web-tree-sitter: projects that exist. string-width: letters that take two columns. */
const seldomNeeded = [
  'diff',
  'ejs',
  'fastest-levenshtein',
  'fs-extra',
  'ignore',
  'prompts',
  'string-width',
  'web-tree-sitter',
  'yaml',
  'yargs',
];

/** What the build makes of templates/ and explanations/: several bundles share it. */
const generated = ['all-notes', 'notes', 'templates'];

/** What brings much code along that other runs do without: commands, and the reading of projects. */
const ownBundles = [
  'commands/create',
  'commands/add',
  'commands/add-app',
  'commands/annotate',
  'commands/annotate-worker',
  'commands/explain',
  'commands/noted-edits',
  'commands/undo',
  'explain/in-project',
  'explain/highlight',
];

const options = {
  outdir: dist,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // `import()` becomes `require()`, which finds what a CommonJS library exports.
  supported: { 'dynamic-import': false },
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

const generatedOnce: Plugin = {
  name: 'generated-once',
  setup({ onResolve }) {
    const filter = new RegExp(`/generated/(${generated.join('|')})$`);
    onResolve({ filter }, ({ path }) => ({
      path: `./libraries/${basename(path)}.js`,
      external: true,
    }));
  },
};

const bundlesOfTheirOwn: Plugin = {
  name: 'bundles-of-their-own',
  setup({ onResolve }) {
    const filter = new RegExp(`/(${ownBundles.map((path) => basename(path)).join('|')})$`);
    onResolve({ filter }, ({ path, kind }) =>
      kind === 'dynamic-import' || kind === 'require-call'
        ? { path: `./${basename(path)}.js`, external: true }
        : undefined,
    );
  },
};

/** The parser of Python, which stands beside the program as two files of WebAssembly. */
const wasmFiles = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
];

const wasmBesideProgram: Plugin = {
  name: 'wasm-beside-program',
  setup({ onLoad }) {
    const read = (file: string) =>
      `() => readFileSync(join(__dirname, 'libraries', ${JSON.stringify(basename(file))}))`;
    const [parser, grammar] = wasmFiles.map(read);
    onLoad({ filter: /src\/python\/wasm\.ts$/ }, () => ({
      contents: `
        import { readFileSync } from 'node:fs';
        import { join } from 'node:path';
        export const parserWasm = ${parser};
        export const grammarWasm = ${grammar};
      `,
      resolveDir: __dirname,
    }));
  },
};

/** The catalog, which `explain` reads in parts. */
const catalogBesideProgram: Plugin = {
  name: 'catalog-beside-program',
  setup({ onLoad }) {
    onLoad({ filter: /src\/explain\/catalog-folder\.ts$/ }, () => ({
      contents: `
        import { join } from 'node:path';
        export const catalogFolder = join(__dirname, 'catalog');
      `,
      resolveDir: __dirname,
    }));
  },
};

async function main(): Promise<void> {
  rmSync(dist, { recursive: true, force: true });
  // As CommonJS finds them: some come in two forms, and this program is CommonJS.
  const libraries = [
    ...seldomNeeded.map((name) => [name, require.resolve(name)]),
    ...generated.map((name) => [name, join(__dirname, `../src/generated/${name}.ts`)]),
  ];
  await build({
    ...options,
    outdir: join(dist, 'libraries'),
    entryPoints: Object.fromEntries(libraries),
  });
  const { metafile } = await build({
    ...options,
    entryPoints: ['main', ...ownBundles].map((name) => join(__dirname, `../src/${name}.ts`)),
    entryNames: '[name]',
    plugins: [
      loadedWhenNeeded,
      generatedOnce,
      bundlesOfTheirOwn,
      wasmBesideProgram,
      catalogBesideProgram,
    ],
  });
  for (const file of wasmFiles) {
    copyFileSync(require.resolve(file), join(dist, 'libraries', basename(file)));
  }
  cpSync(join(__dirname, '../src/generated/catalog'), join(dist, 'catalog'), { recursive: true });
  if (process.argv.includes('--sizes')) {
    const { inputs } = Object.values(metafile.outputs).find(
      ({ entryPoint }) => entryPoint === 'src/main.ts',
    )!;
    const sizes = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
    for (const [path, { bytesInOutput }] of sizes.slice(0, 20)) console.log(bytesInOutput, path);
  }
}

main();
