import { nodeResolve } from '@rollup/plugin-node-resolve';
import { minify } from '@swc/core';
import { minifyTemplates } from './minify-templates.mjs';

/** What the script tag, the verifier's page and the size report are bundled with: all three must weigh the same code. */
export function bundlePlugins() {
  return [nodeResolve({ browser: true }), minifyTemplates(), minifyChunks()];
}

/** Rollup refuses to guess: an import that it can't resolve or find would be a broken page. */
export function onwarn(warning, warn) {
  if (
    ['UNRESOLVED_IMPORT', 'MISSING_EXPORT', 'CIRCULAR_DEPENDENCY'].includes(warning.code) &&
    !warning.ids?.some(isForeign)
  ) {
    throw new Error(warning.message);
  }
  if (!warning.ids?.some(isForeign) && !['THIS_IS_UNDEFINED', 'EMPTY_BUNDLE'].includes(warning.code)) warn(warning);
}

function minifyChunks() {
  return {
    name: 'minify',
    async renderChunk(code) {
      const options = { module: true, compress: { passes: 2, ecma: 2022, module: true }, mangle: true };
      return { code: (await minify(code, { ...options, format: { comments: false, ecma: 2022 } })).code, map: null };
    },
  };
}

function isForeign(id) {
  return id.includes('/node_modules/');
}
