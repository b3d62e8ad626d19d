import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import {
  createHandler,
  createOrganisation,
  type Handler,
  type OrganisationOptions,
  openSqlite,
  type Storage,
} from '@paraph/server';
import { Hono } from 'hono';

describe('mounted in an app of one’s own', () => {
  let storage: Storage;
  let options: OrganisationOptions;
  before(async () => {
    storage = await openSqlite(await mkdtemp(join(tmpdir(), 'paraph-mounted-')));
    ({ options } = await createOrganisation(storage, { name: 'Campus', slug: 'campus', domain: 'campus.example' }));
  });
  after(() => storage.close());

  async function served(url: string, task: (handler: Handler) => Promise<void>): Promise<void> {
    const handler = await createHandler({ storage, organisations: [options], url, threads: 1 });
    await task(handler).finally(() => handler.close());
  }
  const nameOf = async (response: Response) => ((await response.json()) as { name: string }).name;

  test('Hono, at its root and below a path', async () => {
    await served('https://app.test', async (handler) => {
      const app = new Hono().get('/own', (context) => context.text('own'));
      app.mount('/', handler.fetch);
      assert.equal(await nameOf(await app.request('https://app.test/o/campus/')), 'Campus');
      assert.equal(await (await app.request('https://app.test/own')).text(), 'own');
    });
    await served('https://app.test/paraph', async (handler) => {
      const app = new Hono();
      app.mount('/paraph', handler.fetch);
      assert.equal(await nameOf(await app.request('https://app.test/paraph/o/campus/')), 'Campus');
    });
  });

  /** Runs a plain server, asks it once. */
  async function asked(
    listener: (request: IncomingMessage, response: ServerResponse) => unknown,
    path: string,
  ): Promise<Response> {
    const server: Server = createServer(listener as never);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    try {
      return await fetch(`http://127.0.0.1:${port}${path}`);
    } finally {
      server.close();
    }
  }

  test('plain node:http', async () => {
    await served('http://127.0.0.1', async (handler) => {
      assert.equal(await nameOf(await asked(getRequestListener(handler.fetch), '/o/campus/')), 'Campus');
    });
  });

  test('beside other routes, as Express calls its middleware', async () => {
    await served('http://127.0.0.1/paraph', async (handler) => {
      const paraph = getRequestListener(handler.fetch);
      // What `app.use('/paraph', …)` does: the path without the mount, the rest of the app for everything else.
      const app = (request: IncomingMessage, response: ServerResponse) => {
        if (!request.url?.startsWith('/paraph/')) return response.end('own');
        request.url = request.url.slice('/paraph'.length);
        return paraph(request, response);
      };
      assert.equal(await nameOf(await asked(app, '/paraph/o/campus/')), 'Campus');
      assert.equal(await (await asked(app, '/other')).text(), 'own');
    });
  });
});
