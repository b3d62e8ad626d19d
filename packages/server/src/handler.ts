import { ParaphError } from '@paraph/core/errors';
import type { Ports } from '@paraph/core/signing';
import { type Context, Hono } from 'hono';
import { Principals } from './admission/principal.js';
import type { Endpoint } from './endpoint.js';
import { Organisation } from './organisation/organisation.js';
import type { OrganisationOptions } from './organisation/organisation-options.js';
import { readAssets } from './pages/assets.js';
import { addPages } from './pages/pages.js';
import { corsHeaders, preflight } from './routes/cors.js';
import { problem } from './routes/respond.js';
import { serveRoute } from './routes/serve-route.js';
import { routes } from './routes/table.js';
import { CheckPool } from './seal/check-pool.js';
import { Mark } from './seal/mark.js';
import { nodePorts } from './seal/node-ports.js';
import type { Storage } from './storage/storage.js';

/** What {@link createHandler} serves, and where. */
export interface HandlerOptions {
  /** Where everything is kept. The handler becomes its one writer. */
  readonly storage: Storage;
  /** At least one; the first is the one that the well-known addresses speak of. */
  readonly organisations: readonly OrganisationOptions[];
  /** The address under which this is reached, with the path that it is mounted under: tokens are for it. */
  readonly url: string;
  /** The file outside the database that remembers what was signed; strongly advised. */
  readonly mark?: string;
  /** Threads that check what is sent. Default: one a core, but one for the thread that serves; at most 4. */
  readonly threads?: number;
  /** Told of faults that nobody else is told of. Default: nothing. */
  readonly onError?: (error: unknown) => void;
  /** For tests. */
  readonly ports?: Ports;
}

/** A server, as a function from requests to responses. */
export interface Handler {
  /** Answers one request. It never rejects: what goes wrong is a problem document. */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * The endpoints that are served, by slug.
   * @internal
   */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** Does what waits, signs the last checkpoint and lets the storage go, without closing it. */
  readonly close: () => Promise<void>;
}

/**
 * Makes a server: give it requests, it gives responses. Mount it in any framework that knows Fetch's `Request` and `Response`, or
 * under `node:http` by `@hono/node-server`.
 *
 * @param options storage, organisations, and its own address
 * @throws A {@link ParaphError} `unavailable` when another process is the writer, or an organisation's keys aren't in force
 *
 * @example
 * ```ts
 * import { mkdtempSync } from 'node:fs';
 * import { createHandler, createOrganisation, openSqlite } from '@paraph/server';
 * const storage = await openSqlite(mkdtempSync('/tmp/paraph-'));
 * const { options } = await createOrganisation(storage, { name: 'Campus', slug: 'campus', domain: 'campus.example' });
 * const handler = await createHandler({ storage, organisations: [options], url: 'http://localhost:8080' });
 * const response = await handler.fetch(new Request('http://localhost:8080/o/campus/'));
 * console.log((await response.json()).name); // Campus
 * await handler.close();
 * await storage.close();
 * ```
 */
export async function createHandler(options: HandlerOptions): Promise<Handler> {
  const { storage, ports = nodePorts(), onError = () => {} } = options;
  if (options.organisations.length === 0) throw new TypeError('A server serves at least one organisation.');
  const claim = await storage.claim();
  const mark = options.mark === undefined ? undefined : new Mark(options.mark);
  const organisations = new Map<string, Organisation>();
  const pool = new CheckPool({
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    payloads: async (id, acts) => organisations.get(id)?.payloads(acts) ?? acts.map(() => null),
  });
  const server = options.url.replace(/\/$/, '');
  const endpoints = new Map<string, Endpoint>();
  const close = async () => {
    for (const organisation of organisations.values()) await organisation.close();
    await pool.close();
    await mark?.close();
    await claim.release();
  };
  try {
    for (const one of options.organisations) {
      const around = { storage: storage.of(one.organisation), pool, ports, onError, ...(mark ? { mark } : {}) };
      const organisation = await Organisation.open(one, around);
      organisations.set(one.organisation, organisation);
      const url = `${server}/o/${one.slug}/`;
      endpoints.set(one.slug, { organisation, principals: new Principals(organisation, url), url, server });
    }
  } catch (error) {
    await close();
    throw error;
  }
  const app = appFor(endpoints, { server, onError });
  return { fetch: async (request) => app.fetch(request), endpoints, close };
}

function appFor(
  endpoints: ReadonlyMap<string, Endpoint>,
  { server, onError }: { server: string; onError: (error: unknown) => void },
): Hono {
  const app = new Hono({ strict: false });
  const origin = new URL(server).origin;
  const reply = async (
    context: Context,
    answer: (endpoint: Endpoint) => Promise<Response> | Response,
  ): Promise<Response> => {
    const endpoint = endpoints.get(context.req.path.split('/')[2] ?? '');
    if (!endpoint) return problem(new ParaphError('not-found', 'There is no such organisation here.'));
    const asked = context.req.raw.headers.get('origin');
    const origins = [origin, ...endpoint.organisation.options.origins];
    if (context.req.method === 'OPTIONS') return preflight(asked, origins);
    const response = await answer(endpoint);
    if (asked === null) return response;
    for (const [name, value] of Object.entries(corsHeaders(asked, origins))) response.headers.set(name, value);
    return response;
  };
  for (const route of routes) {
    const path = route.path === '' ? '/o/:slug' : `/o/:slug/${route.path}`;
    app.on(route.method, path, (context) =>
      reply(context, (endpoint) => {
        const { raw: request } = context.req;
        const params = context.req.param() as Record<string, string>;
        return serveRoute(route, { request, url: new URL(request.url), params, endpoint, onError });
      }),
    );
  }
  for (const path of new Set(routes.map((route) => route.path)))
    app.all(path === '' ? '/o/:slug' : `/o/:slug/${path}`, (context) =>
      reply(context, () => problem(new ParaphError('method', `This address does not answer ${context.req.method}.`))),
    );
  addPages(app, { endpoints: [...endpoints.values()], assets: readAssets() });
  app.notFound((context) => {
    const missing = () => problem(new ParaphError('not-found', 'There is nothing at this address.'));
    return context.req.path.startsWith('/o/') ? reply(context, missing) : missing();
  });
  app.onError((error) => {
    onError(error);
    return problem(error);
  });
  return app;
}
