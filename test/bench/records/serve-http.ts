// The part HTTP: the product's server stack without the product. It reads the same bodies, and answers as many bytes with the same headers.
import { serve } from '@hono/node-server';
import { mediaTypes } from '@paraph/core/wire';
import { answer, busySeconds } from './child.js';
import { siteOrigin } from './class-plan.js';

export type HttpAsks = {
  /** @param given how many characters it answers */
  address: (given: { readonly size: number }) => string;
  /** Seconds since the last time that it was asked. */
  work: (given: null) => number;
};

let body = '';
const headers = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-type': mediaTypes.record,
  vary: 'origin',
  'access-control-allow-origin': siteOrigin,
  'access-control-expose-headers': 'content-disposition',
};
const fetch = async (request: Request): Promise<Response> => {
  const received = await request.text();
  return new Response(received.length > 0 ? body : '', { status: 201, headers });
};
const port = await new Promise<number>((resolve) => {
  serve({ fetch, port: 0, hostname: '127.0.0.1' }, (info) => resolve(info.port));
});
let before = busySeconds();
answer({
  address: ({ size }) => {
    body = 'x'.repeat(size);
    return `http://127.0.0.1:${port}/`;
  },
  work: () => {
    const busy = busySeconds() - before;
    before += busy;
    return busy;
  },
} satisfies HttpAsks);
