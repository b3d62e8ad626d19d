import { escapeHtml } from '../../pages/security.js';

/** A document, not a screenshot: a serif, margins, one rule; black and white do. */
const style = `
:root { color-scheme: light; font: 11pt/1.45 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Times New Roman', serif; color: #000; background: #fff; }
body { max-width: 42rem; margin: 0 auto; padding: 2.5rem 1.5rem; }
header { border-bottom: 1px solid #000; padding-bottom: .75rem; margin-bottom: 1.5rem; }
header p { margin: 0; }
h1 { font-size: 1.6rem; font-weight: normal; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th { text-align: start; font-weight: normal; font-style: italic; }
th, td { padding: .3rem .75rem .3rem 0; vertical-align: top; }
td.number, th.number { text-align: end; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.25rem; }
dt { font-style: italic; }
dd { margin: 0; overflow-wrap: anywhere; }
.sheet { break-inside: avoid; margin-bottom: 2.5rem; }
.signature { min-height: 4rem; margin: .75rem 0 .25rem; }
.signature svg { height: 4rem; max-width: 16rem; display: block; }
.signature .name { font-size: 1.5rem; font-style: italic; }
.holder { font-size: 1.4rem; }
.small { font-size: 9.5pt; }
pre { white-space: pre-wrap; font: inherit; border-inline-start: 2px solid #000; padding-inline-start: .75rem; margin: .5rem 0; }
a { color: inherit; }
@page { size: A4; margin: 20mm; }
@media print { body { padding: 0; max-width: none; } a { text-decoration: none; } }
`;

export interface PaperOptions {
  readonly language: string;
  readonly title: string;
  /** Over the title: whose paper it is. */
  readonly letterhead: readonly string[];
}

/** A whole paper around its content, which is HTML. */
export function paper(content: string, { language, title, letterhead }: PaperOptions): string {
  const e = escapeHtml;
  return `<!doctype html>
<html lang="${e(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
${letterhead.map((line) => `<p>${e(line)}</p>`).join('\n')}
</header>
<h1>${e(title)}</h1>
${content}
</body>
</html>
`;
}

/** Terms and what they stand for. */
export function definitions(rows: readonly (readonly [string, string])[]): string {
  return `<dl>\n${rows.map(([term, text]) => `<dt>${escapeHtml(term)}</dt><dd>${escapeHtml(text)}</dd>`).join('\n')}\n</dl>`;
}

/** A table; `numbers` are the columns that are set to the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = [] }: { readonly numbers?: readonly number[] } = {},
): string {
  const cell = (tag: 'th' | 'td') => (text: string, at: number) =>
    `<${tag}${numbers.includes(at) ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`;
  return `<table>
<thead><tr>${head.map(cell('th')).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${row.map(cell('td')).join('')}</tr>`).join('\n')}
</tbody>
</table>`;
}
