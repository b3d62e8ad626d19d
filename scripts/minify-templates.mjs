// The white space of tagged templates: SWC keeps it, a browser doesn't need it. Only in the `html` and `css` templates of the elements.

/** Rollup plugin: takes line breaks and indentation out of Lit's templates, and the comments out of their style sheets. */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (!id.includes('/packages/elements/dist/') || !/\b(?:html|css) ?`/.test(code)) return null;
      const quasis = [...templatesIn(this.parse(code))];
      let out = code;
      for (const { start, end, kind } of quasis.sort((a, b) => b.start - a.start))
        out = out.slice(0, start) + shorten[kind](out.slice(start, end)) + out.slice(end);
      return { code: out, map: null };
    },
  };
}

const shorten = {
  html: (text) => text.replaceAll(/\s*\n\s*/g, ' '),
  css: (text) =>
    text
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/\s*\n\s*/g, ' ')
      .replaceAll(/\s*([{};,])\s*/g, '$1')
      .replaceAll(/: (?=[^{}]*[;}])/g, ':')
      .replaceAll(';}', '}'),
};

function* templatesIn(node) {
  if (node === null || typeof node !== 'object') return;
  if (Array.isArray(node)) {
    for (const one of node) yield* templatesIn(one);
    return;
  }
  if (node.type === 'TaggedTemplateExpression' && Object.hasOwn(shorten, node.tag.name ?? ''))
    for (const { start, end } of node.quasi.quasis) yield { start, end, kind: node.tag.name };
  for (const [name, value] of Object.entries(node)) if (name !== 'type') yield* templatesIn(value);
}
