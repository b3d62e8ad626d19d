import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type ServerType, serve } from '@hono/node-server';
import { limits } from '@paraph/core/wire';
import { School, Someone } from './school.js';

describe('over a network', () => {
  let school: School;
  let server: ServerType;
  let url: string;
  before(async () => {
    school = await School.open();
    const port = await new Promise<number>((done) => {
      server = serve({ fetch: school.handler.fetch, port: 0, hostname: '127.0.0.1' }, (info) => done(info.port));
    });
    url = `http://127.0.0.1:${port}/o/lilas/`;
  });
  after(async () => {
    server.close();
    await school.close();
  });
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${url}records`, {
      ...{ method: 'POST', body, duplex: 'half' },
      headers: { 'content-type': 'application/jose+json', ...headers },
    } as RequestInit);
  const refusal = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];
  /** Says something on a connection of its own, and gives back what it heard. */
  const said = (text: string) =>
    new Promise<string>((done, failed) => {
      let heard = '';
      const { hostname, port } = new URL(url);
      const socket = connect(Number(port), hostname, () => socket.write(text));
      socket.setTimeout(3000, () => socket.destroy());
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      socket.on('error', failed);
      socket.on('close', () => done(heard));
    });

  test('an act is sealed, and read back byte for byte', async () => {
    const alice = await Someone.of(school, 'alice');
    const made = await alice.attendance('morning');
    const act = await alice.sign(made);
    const first = await post(act, { 'paraph-permit': made.permit ?? '' });
    assert.equal(first.status, 201);
    assert.equal(first.headers.get('content-type'), 'application/jose+json');
    const again = await post(act);
    assert.equal(again.status, 200);
    assert.equal(await again.text(), await first.text());
  });

  test('bytes that are not what they should be are refused as in process', async () => {
    const bom = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"payload":"","signatures":[]}')]);
    assert.deepEqual(await refusal(await post(bom)), [400, 'malformed']);
    assert.deepEqual(await refusal(await post(Buffer.from([0x22, 0xff, 0x22]))), [400, 'malformed']);
    assert.deepEqual(await refusal(await post('')), [400, 'malformed']);
    const huge = Buffer.alloc(limits.batchBytes + 1, 0x20);
    assert.deepEqual(await refusal(await post(huge)), [413, 'too-large']);
    const chunked = await post(new Blob([huge]).stream());
    assert.deepEqual(await refusal(chunked), [413, 'too-large']);
  });

  test('a request that hides another one is refused', async () => {
    const head = `POST /o/lilas/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/jose+json\r\n`;
    const both = await said(
      `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n`,
    );
    assert.match(both, /^HTTP\/1\.1 400/);
    const twice = await said(`${head}Content-Length: 4\r\nContent-Length: 5\r\nConnection: close\r\n\r\n{}  `);
    assert.match(twice, /^HTTP\/1\.1 400/);
  });

  test('somebody who leaves in the middle of a request, or of live events, leaves nothing behind', async () => {
    const { organisation } = school.handler.endpoints.get('lilas') ?? {};
    assert.ok(organisation);
    const headers = { authorization: `Bearer ${await school.token('nadia', 'trainer')}` };
    const leaving = new AbortController();
    const path = `${url}sessions/${school.planned.sessions.morning}/events`;
    const streams = await Promise.all(
      Array.from({ length: 5 }, () => fetch(path, { headers, signal: leaving.signal })),
    );
    for (const stream of streams) assert.equal(stream.status, 200);
    assert.ok(organisation.changes.watched);
    leaving.abort();
    for (let tries = 0; tries < 100 && organisation.changes.watched; tries += 1) await wait(20);
    assert.ok(!organisation.changes.watched, 'nobody listens any more');
    const { hostname, port } = new URL(url);
    const half = connect(Number(port), hostname);
    half.write(
      'POST /o/lilas/records HTTP/1.1\r\nHost: x\r\nContent-Type: application/jose+json\r\nContent-Length: 1000\r\n\r\n{"pay',
    );
    await wait(50);
    half.destroy();
    await wait(100);
    assert.equal((await fetch(url)).status, 200);
  });
});
