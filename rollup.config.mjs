// npm gets plain tsc output. Rollup makes the two things that a page takes without a build: the script tag with its lazy chunks, and the
// verifier as one file that opens from disk.
import { rmSync } from 'node:fs';
import { bundlePlugins, onwarn } from './scripts/bundle-plugins.mjs';
import { singleFile } from './scripts/single-file.mjs';

const scriptTag = {
  input: { paraph: 'packages/elements/dist/script.js' },
  output: {
    dir: 'packages/elements/dist/bundle',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'paraph-[name]-[hash].js',
  },
  plugins: [bundlePlugins(), withoutLeftovers('packages/elements/dist/bundle')],
  onwarn,
};

const verifierPage = {
  input: { page: 'packages/verifier/dist/page/page.js' },
  output: { dir: 'packages/verifier/dist', format: 'es', inlineDynamicImports: true },
  plugins: [
    bundlePlugins(),
    singleFile({ template: 'packages/verifier/src/page/page.html', fileName: 'verifier.html' }),
  ],
  onwarn,
};

export default [scriptTag, verifierPage];

/** Chunks carry a hash in their name, so a build would otherwise leave those of the last one behind, to be published. */
function withoutLeftovers(folder) {
  return { name: 'without-leftovers', generateBundle: () => rmSync(folder, { recursive: true, force: true }) };
}
