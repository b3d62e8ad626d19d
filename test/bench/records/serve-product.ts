// The product of the bench: what `paraph serve` starts, in a process of its own, on a folder of its own.
import { serve } from '@hono/node-server';
import { createHandler, createOrganisation, type OrganisationStorage, openSqlite } from '@paraph/server';
import { answer, busySeconds } from './child.js';
import { siteKey, siteOrigin } from './class-plan.js';

export type ProductAsks = {
  address: (given: null) => { readonly url: string; readonly seal: string };
  /** Since the last time that it was asked. */
  work: (given: null) => { readonly busy: number; readonly batches: number };
  /** Records in the ledger. */
  size: (given: null) => Promise<number>;
};

const [folder = ''] = process.argv.slice(2);
const storage = await openSqlite(folder);
const made = { name: 'Campus Lilas', slug: 'lilas', domain: 'lilas.example', origins: [siteOrigin] };
const { options } = await createOrganisation(storage, made);
const of = storage.of(options.organisation);
await of.putSiteKey(siteKey);
let batches = 0;
const append = of.append.bind(of);
const counted: OrganisationStorage['append'] = (batch) => {
  batches += 1;
  return append(batch);
};
Object.assign(of, { append: counted });

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const handler = await createHandler({
  ...{ storage, organisations: [options], url, mark: `${folder}/mark.jsonl` },
  onError: (error) => console.error(error),
});
const server = serve({ fetch: handler.fetch, port, hostname: '127.0.0.1' });
await new Promise((resolve) => server.once('listening', resolve));
let before = busySeconds();
answer(
  {
    address: () => ({ url: `${url}/o/lilas/`, seal: JSON.stringify(options.keys.seal) }),
    work: () => {
      const busy = busySeconds() - before;
      before += busy;
      const taken = batches;
      batches = 0;
      return { busy, batches: taken };
    },
    size: async () => (await of.head(options.log)).size,
  } satisfies ProductAsks,
  {
    close: async () => {
      server.close();
      await handler.close();
      await storage.close();
    },
  },
);

/** The address is part of what tokens are for, so it is known before the server listens. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = serve({ fetch: () => new Response(), port: 0, hostname: '127.0.0.1' }, (info) =>
      probe.close(() => resolve(info.port)),
    );
  });
}
