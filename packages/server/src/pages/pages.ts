import { ParaphError } from '@paraph/core/errors';
import type { Context, Hono } from 'hono';
import type { Endpoint } from '../endpoint.js';
import { didOf } from '../routes/keys.js';
import { json, problem, text } from '../routes/respond.js';
import type { Asset, Assets } from './assets.js';
import { certificateHtml, languageOf } from './certificate-page.js';
import { landing } from './landing.js';
import { pageStyle } from './page-style.js';
import { page, policyOfSingleFile } from './security.js';

export interface Pages {
  readonly endpoints: readonly Endpoint[];
  readonly assets: Assets;
}

/** What is served outside the endpoints: pages, the script tag's bundle, the verifier, well-known addresses. */
export function addPages(app: Hono, { endpoints, assets }: Pages): void {
  const [first] = endpoints;
  app.get('/', () => landing(endpoints, assets));
  app.get('/health', () => json({ status: 'ok' }));
  app.get('/page.css', () =>
    text(pageStyle, { type: 'text/css; charset=utf-8', headers: { 'cache-control': 'no-cache' } }),
  );
  app.get('/.well-known/did.json', () =>
    first ? json(didOf({ organisation: first.organisation, endpoint: first }, { bare: true })) : nothing(),
  );

  // A page of any origin may load these: they hold nothing of anybody.
  const script = (context: Context, name: string) => {
    const asset = assets.files.get(name);
    if (!asset) return nothing();
    const etag = `"${asset.bytes.length.toString(16)}-${asset.hashed ? name : (assets.integrity ?? '')}"`;
    return context.req.header('if-none-match') === etag
      ? new Response(null, { status: 304 })
      : assetResponse(asset, etag);
  };
  app.get('/:name{paraph(?:-[\\w.-]+)?\\.js}', (context) => script(context, context.req.param('name')));
  app.get('/assets/:name', (context) => script(context, context.req.param('name')));

  const verifierPolicy = assets.verifier && policyOfSingleFile(assets.verifier);
  app.get('/verify', () =>
    assets.verifier && verifierPolicy ? page(assets.verifier, { csp: verifierPolicy }) : nothing(),
  );
  app.get('/c/:slug/:id', async (context) => {
    const endpoint = endpoints.find(({ organisation }) => organisation.options.slug === context.req.param('slug'));
    if (!endpoint) return nothing();
    const language = languageOf(context.req.raw, endpoint.organisation.options.languages ?? ['en', 'fr']);
    return certificateHtml(endpoint, context.req.param('id'), { language }).catch(problem);
  });
}

function assetResponse({ bytes, type, hashed }: Asset, etag: string): Response {
  return text(bytes, {
    type,
    headers: {
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
      etag,
    },
  });
}

const nothing = () => problem(new ParaphError('not-found', 'There is nothing at this address.'));
