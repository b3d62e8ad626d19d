import { permitHeader } from '@paraph/core/wire';

const allowed = ['authorization', 'content-type', permitHeader.toLowerCase()].join(', ');

/**
 * The headers that let a page of a listed origin read an answer; none for any other page.
 * No credentials: tokens are sent by the page itself, cookies never.
 */
export function corsHeaders(origin: string | null, origins: readonly string[]): Record<string, string> {
  if (origin === null || !origins.includes(origin)) return { vary: 'origin' };
  return {
    vary: 'origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'content-disposition',
  };
}

/** The answer to a preflight request (Fetch, CORS protocol). */
export function preflight(origin: string | null, origins: readonly string[]): Response {
  const headers = corsHeaders(origin, origins);
  if (headers['access-control-allow-origin'] === undefined) return new Response(null, { status: 403, headers });
  return new Response(null, {
    status: 204,
    headers: {
      ...headers,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': allowed,
      'access-control-max-age': '600',
    },
  });
}
