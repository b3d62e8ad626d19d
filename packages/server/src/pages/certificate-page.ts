import type { Certificate } from '@paraph/core/model';
import { certificatePage, type Endpoint, mountPath } from '../endpoint.js';
import { certificateView } from '../views/certificates.js';
import { shell } from './landing.js';
import { escapeHtml, page } from './security.js';

/** The page that a certificate's QR code opens: to read, to print, to download. */
export async function certificateHtml(
  endpoint: Endpoint,
  id: string,
  { language }: { readonly language: string },
): Promise<Response> {
  const certificate = `urn:uuid:${id}`;
  const addresses = { endpoint: endpoint.url, page: certificatePage(endpoint, certificate) };
  const view = await certificateView(endpoint.organisation, certificate, addresses);
  const { printed } = view.certificate.statement as Certificate;
  const spoken = printed[language] ? language : (Object.keys(printed)[0] ?? 'en');
  const lines = printed[spoken];
  const e = escapeHtml;
  // The lines stand in the page too: it says what it says without any script.
  const fallback = lines
    ? `<h1>${e(lines.heading)}</h1><p>${e(lines.holder)}</p><p>${e(lines.programme)}</p><p>${e(lines.period)}</p><p>${e(lines.hours)}</p><p>${e(lines.statement)}</p><p>${e(lines.date)}</p>`
    : '';
  const content = `<main>
<paraph-provider endpoint="${e(endpoint.url)}" lang="${e(spoken)}">
<paraph-certificate certificate="${e(certificate)}">${fallback}
<p>${e(view.fingerprint)}</p><p><a href="${e(view.bundle)}">${e(view.link)}</a></p></paraph-certificate>
</paraph-provider>
</main>`;
  return page(
    shell(lines?.heading ?? 'Certificate', content, {
      mount: mountPath(endpoint),
      language: spoken,
      head: `<script type="module" src="${e(mountPath(endpoint))}/paraph.js"></script>`,
    }),
  );
}

/** The first language that a request's reader asks for, of those given. */
export function languageOf(request: Request, languages: readonly string[]): string {
  const asked = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  for (const one of asked) {
    const found = languages.find((language) => one === language || one.startsWith(`${language}-`));
    if (found) return found;
  }
  return languages[0] ?? 'en';
}
