export default {
  globs: ['packages/elements/src/**/*.ts'],
  exclude: ['packages/elements/src/script.ts'],
  outdir: 'packages/elements',
  litelement: true,
  packagejson: false,
};
