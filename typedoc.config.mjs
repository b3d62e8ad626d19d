import { OptionDefaults } from 'typedoc';

const elementTags = ['@summary', '@tagname', '@attr', '@slot', '@fires', '@csspart', '@cssprop', '@cssstate'];
// Both the merged reference and each package read comments, and neither inherits these from the other.
const comments = { blockTags: [...new Set([...OptionDefaults.blockTags, ...elementTags])] };

export default {
  name: 'Paraph',
  out: 'docs/reference',
  entryPointStrategy: 'packages',
  entryPoints: ['packages/core', 'packages/elements', 'packages/server', 'packages/verifier'],
  readme: 'README.md',
  includeVersion: true,
  highlightLanguages: [...OptionDefaults.highlightLanguages, 'php', 'python'],
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  ...comments,
  packageOptions: {
    ...comments,
    excludePrivate: true,
    excludeProtected: true,
    excludeInternal: true,
    excludeExternals: true,
    readme: 'none',
    // Where the repository is published isn't part of the source, so a link to a line would have nothing to point to.
    disableSources: true,
    validation: { notExported: true, invalidLink: true, notDocumented: true },
    requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable'],
  },
};
