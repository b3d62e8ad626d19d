import { type Endpoint, mountPath } from '../endpoint.js';
import type { Assets } from './assets.js';
import { escapeHtml, page } from './security.js';

/** The server's own first page: what it serves, and where. */
export function landing(endpoints: readonly Endpoint[], assets: Assets): Response {
  const [first] = endpoints;
  const mount = first ? mountPath(first) : '';
  const rows = endpoints.map(({ organisation, url }) => {
    const { name } = organisation.options;
    return `<dt>${escapeHtml(name)}</dt><dd><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></dd><dd>Fingerprint ${escapeHtml(organisation.fingerprint)}</dd>`;
  });
  const integrity = assets.integrity
    ? `<dt>Script</dt><dd><code>${escapeHtml(mount)}/paraph.js</code> <code>${assets.integrity}</code></dd>`
    : '';
  return page(
    shell(
      'Paraph',
      `<h1>Paraph</h1>
<p>Signed records of attendance, surveys and certificates. <a href="${escapeHtml(mount)}/verify">Verify a file</a></p>
<dl>${rows.join('\n')}${integrity}</dl>`,
      { mount },
    ),
  );
}

export interface ShellOptions {
  /** The path that the server is mounted under. */
  readonly mount: string;
  readonly language?: string;
  /** More for the head. */
  readonly head?: string;
}

/** A page around some content. */
export function shell(title: string, content: string, { mount, language = 'en', head = '' }: ShellOptions): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(mount)}/page.css">
${head}
</head>
<body>
${content}
</body>
</html>
`;
}
