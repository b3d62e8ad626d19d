import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseAst } from 'rollup/parseAst';

/**
 * A Rollup plugin that puts the one chunk of a page into its HTML, under a content security policy that lets exactly that script and that style
 * run and lets nothing out. The template holds `<style>` … `</style>` as it wants it, and the empty tags `<meta name="policy">` and
 * `<script type="module"></script>`.
 */
export function singleFile({ template, fileName }) {
  return {
    name: 'single-file',
    buildStart() {
      this.addWatchFile(template);
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
      if (chunks.length !== 1) throw new Error(`a single file has one chunk, not ${chunks.length}`);
      const [chunk] = chunks;
      delete bundle[chunk.fileName];
      const source = compose(readFileSync(template, 'utf8'), inlineScript(chunk.code));
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

function compose(template, script) {
  const style = template.match(/<style>([\s\S]*?)<\/style>/)?.[1] ?? '';
  const policy = [
    "default-src 'none'",
    `script-src '${sha256(script)}'`,
    `style-src '${sha256(style)}'`,
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const withPolicy = put(
    template,
    '<meta name="policy">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
  return put(withPolicy, '<script type="module"></script>', `<script type="module">${script}</script>`);
}

function put(page, place, content) {
  if (page.split(place).length !== 2) throw new Error(`the template needs exactly one ${place}`);
  return page.replace(place, () => content);
}

/** HTML Standard §4.12.1.3: `</script` ends an inline script and `<!--` changes how it is read, in strings too. `\x3C` is `<` in both. */
function inlineScript(code) {
  const safe = code.trim().replaceAll(/<(?=\/script|!--)/gi, '\\x3C');
  parseAst(safe);
  return safe;
}

function sha256(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
