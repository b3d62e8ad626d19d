import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { followKeys, type RecordJson } from '@paraph/core/bundle';
import {
  decodeEntries,
  leafHash,
  openCheckpoint,
  readVerifierKey,
  rootOf,
  tilePath,
  verifyConsistency,
  verifyInclusion,
} from '@paraph/core/ledger';
import {
  decodeBase64url,
  defaultPorts,
  entryOf,
  openRecord,
  type SealedRecord,
  thumbprintOf,
} from '@paraph/core/signing';
import type { Announcement } from '@paraph/core/wire';
import { routeTable } from '@paraph/server';
import { address, School, Someone, siteOrigin } from './school.js';

const ports = defaultPorts();

describe('what a server publishes', () => {
  let school: School;
  let announced: Announcement;
  let records: SealedRecord[];
  let size: number;
  let root: Uint8Array;
  before(async () => {
    school = await School.open();
    for (const name of ['alice', 'karim']) {
      const learner = await Someone.of(school, name);
      assert.equal((await learner.send(await learner.attendance('morning'))).status, 201);
      await new Promise((done) => setTimeout(done, 300));
    }
    announced = await school.json('');
    const note = await (await school.request('checkpoint')).text();
    const keys = announced.checkpointKeys.map((key) => readVerifierKey(key, ports.hash));
    const opened = await openCheckpoint(note, { keys, verifySignature: ports.verifySignature });
    assert.ok(opened.verified);
    assert.equal(opened.origin, announced.log);
    ({ size, root } = opened);
    const stored = await school.storage.entries(announced.log, { from: 0, until: size });
    records = stored.map(({ text }) => openRecord(text, ports.hash) as SealedRecord);
  });
  after(() => school.close());

  const pathIn = ({ path }: { path: string[] }) => path.map((hash) => decodeBase64url(hash));

  test('a checkpoint of all records, whose root is that of RFC 6962 over them', () => {
    assert.equal(records.length, size);
    const leaves = records.map((record) => leafHash(entryOf(record, ports.hash), ports.hash));
    assert.deepEqual(Buffer.from(rootOf(leaves, ports.hash)), Buffer.from(root));
  });

  test('a proof for each record that it is in the tree', async () => {
    for (const [index, record] of records.entries()) {
      const proof = await school.json<{ path: string[] }>(`proofs/inclusion?index=${index}&size=${size}`);
      const claim = { index, size, root, leaf: leafHash(entryOf(record, ports.hash), ports.hash) };
      assert.ok(verifyInclusion(pathIn(proof), { ...claim, hash: ports.hash }), `entry ${index}`);
    }
  });

  test('a proof from each earlier size, whose checkpoint it signs when it is asked', async () => {
    const keys = announced.checkpointKeys.map((key) => readVerifierKey(key, ports.hash));
    for (let from = 1; from <= size; from += 1) {
      const note = await (await school.request(`checkpoint?size=${from}`)).text();
      const earlier = await openCheckpoint(note, { keys, verifySignature: ports.verifySignature });
      assert.ok(earlier.verified && earlier.size === from);
      const proof = await school.json<{ path: string[] }>(`proofs/consistency?from=${from}&to=${size}`);
      const claim = { from, to: size, fromRoot: earlier.root, toRoot: root };
      assert.ok(verifyConsistency(pathIn(proof), { ...claim, hash: ports.hash }), `from ${from}`);
    }
  });

  test('no proof and no checkpoint of what is not there', async () => {
    for (const path of [
      `proofs/inclusion?index=${size}&size=${size}`,
      `proofs/inclusion?index=0&size=${size + 1}`,
      'proofs/inclusion',
      `proofs/consistency?from=0&to=${size}`,
      `proofs/consistency?from=${size}&to=1`,
      `checkpoint?size=${size + 1}`,
      'checkpoint?size=0',
      'checkpoint?size=01',
      'checkpoint?size=1e1',
    ])
      assert.equal((await school.request(path)).status, 404, path);
  });

  test('tiles that hold the leaves and the entries (C2SP tlog-tiles)', async () => {
    const bytes = async (path: string) => new Uint8Array(await (await school.request(path)).arrayBuffer());
    const leaves = await bytes(tilePath({ level: 0, index: 0, width: size }));
    const expected = records.map((record) => leafHash(entryOf(record, ports.hash), ports.hash));
    assert.deepEqual(Buffer.from(leaves), Buffer.concat(expected));
    const entries = decodeEntries(await bytes(tilePath({ level: 'entries', index: 0, width: size })));
    assert.deepEqual(
      entries.map(hex),
      records.map((record) => hex(entryOf(record, ports.hash))),
    );
    for (const path of [
      'tile/0/000',
      'tile/0/001.p/1',
      `tile/0/000.p/${size + 1}`,
      'tile/9/000',
      'tile/',
      'tile/0/../../plan',
    ])
      assert.notEqual((await school.request(path)).status, 200, path);
  });

  test('key records that lead to the keys in force, and the same keys as JWK Set and DID document', async () => {
    const { records: keys } = await school.json<{ records: RecordJson[] }>('keys');
    const followed = await followKeys(keys, ports);
    assert.equal(followed?.organisation, announced.organisation);
    assert.deepEqual(followed?.findings, []);
    const inForce = [...(followed?.held.keys() ?? [])].sort();
    const jwks = await school.json<{ keys: ({ kid: string } & JsonWebKey)[] }>('jwks.json');
    assert.deepEqual(jwks.keys.map(({ kid }) => kid).sort(), inForce);
    for (const { kid, kty, crv, x, y } of jwks.keys)
      assert.equal(thumbprintOf({ kty, crv, x, ...(y ? { y } : {}) } as never, ports.hash), kid);
    assert.ok(!jwks.keys.some((key) => 'd' in key), 'no private member');
    for (const path of [`${school.url}did.json`, `${address}/.well-known/did.json`]) {
      const did = await school.json<{
        id: string;
        alsoKnownAs: string[];
        verificationMethod: { id: string; publicKeyJwk: JsonWebKey }[];
        assertionMethod: string[];
      }>(path);
      assert.equal(did.id, path.includes('well-known') ? 'did:web:paraph.test' : 'did:web:paraph.test:o:lilas');
      assert.deepEqual(did.alsoKnownAs, [announced.organisation]);
      assert.equal(did.verificationMethod.length, inForce.length);
      assert.ok(!did.verificationMethod.some(({ publicKeyJwk }) => 'd' in publicKeyJwk));
      const recovery = `${did.id}#${announced.organisation.split(':').at(-1)}`;
      assert.ok(did.verificationMethod.some(({ id }) => id === recovery));
      assert.ok(!did.assertionMethod.includes(recovery), 'the recovery key stands there without relationship');
    }
  });

  test('OpenAPI 3.1 with every route of the table', async () => {
    const document = await school.json<OpenApi>('openapi.json');
    assert.match(document.openapi, /^3\.1\.\d+$/);
    assert.ok(document.info.title && document.info.version);
    assert.deepEqual(
      document.servers.map(({ url }) => url),
      [school.url],
    );
    const listed = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const names = (path: string) => `/${path.replace('*', ':path').replaceAll(/:(\w+)/g, '{$1}')}`;
    assert.deepEqual(listed.sort(), routeTable.map(({ method, path }) => `${method} ${names(path)}`).sort());
    const operations = new Set<string>();
    for (const { method, path, access, body, summary, answers } of routeTable) {
      const operation = document.paths[names(path)]?.[method];
      assert.equal(operation?.summary, summary);
      operations.add(operation?.operationId ?? '');
      assert.ok(operation?.responses['200']?.content[answers], `${path} says what it answers`);
      assert.ok(operation?.responses.default?.content['application/problem+json'], `${path} says how it refuses`);
      assert.deepEqual(
        operation?.parameters?.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`) ?? [],
        names(path).match(/\{\w+\}/g) ?? [],
      );
      assert.equal((operation?.security ?? []).length === 0, access === 'public', `${path} says who may call it`);
      for (const type of body?.accepts ?? [])
        assert.ok(operation?.requestBody?.content[type], `${path} says that it takes ${type}`);
    }
    assert.equal(operations.size, routeTable.length, 'each operation has a name of its own');
    for (const kind of ['attendance', 'closing', 'response', 'key', 'dossier'])
      assert.ok(document.components.schemas[kind]);
    for (const reference of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g))
      assert.ok(
        reference[1]?.split('/').reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], document),
        reference[0],
      );
  });

  test('answers that pages of the listed origins may read, and of no other', async () => {
    const cors = async (origin: string, path: string, method: string) => {
      const headers = { origin, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'POST' } : {}) };
      return school.request(path, { method, headers, ...(method === 'POST' ? { body: {} } : {}) });
    };
    const paths = routeTable.map(
      ({ method, path }) => [path.replaceAll(/:\w+/g, 'x').replace('*', '0/000'), method.toUpperCase()] as const,
    );
    for (const [path, method] of [...paths, ['nowhere', 'GET'] as const, ['me', 'DELETE'] as const]) {
      for (const way of [method, 'OPTIONS']) {
        const listed = await cors(siteOrigin, path, way);
        assert.equal(listed.headers.get('access-control-allow-origin'), siteOrigin, `${way} ${path}`);
        assert.equal(listed.headers.get('access-control-allow-credentials'), null);
        for (const origin of [
          'https://evil.test',
          'null',
          `${siteOrigin}.evil.test`,
          'http://campus.test',
          `${siteOrigin}:8443`,
          'https://roses.test',
        ]) {
          const other = await cors(origin, path, way);
          assert.equal(other.headers.get('access-control-allow-origin'), null, `${way} ${path} for ${origin}`);
          assert.match(other.headers.get('vary') ?? '', /origin/i);
          if (way === 'OPTIONS') assert.equal(other.status, 403);
        }
      }
    }
    const preflight = await cors(siteOrigin, 'records', 'OPTIONS');
    assert.equal(preflight.status, 204);
    for (const header of ['authorization', 'content-type', 'paraph-permit'])
      assert.ok(preflight.headers.get('access-control-allow-headers')?.includes(header));
  });

  test('pages under a strict policy', async () => {
    for (const path of ['/', '/verify']) {
      const page = await school.request(`${address}${path}`);
      assert.equal(page.status, 200, path);
      const policy = page.headers.get('content-security-policy') ?? '';
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.match(policy, /base-uri 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*|https?:/);
      assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
      const html = await page.text();
      // What a policy without `unsafe-inline` would leave out is not relied on.
      assert.doesNotMatch(html, /<[a-z][^>]*\s(?:style|on[a-z]+)=/i, `${path} has neither inline styles nor handlers`);
      assert.doesNotMatch(html, /\b(?:src|href)="https?:\/\/(?!paraph\.test)/, `${path} calls no third party`);
    }
  });

  test('a script that any page may load, and that is cached under its own name', async () => {
    const script = await school.request(`${address}/paraph.js`);
    assert.equal(script.status, 200);
    assert.equal(script.headers.get('access-control-allow-origin'), '*');
    assert.match(script.headers.get('content-type') ?? '', /javascript/);
    const etag = script.headers.get('etag') ?? '';
    assert.equal((await school.request(`${address}/paraph.js`, { headers: { 'if-none-match': etag } })).status, 304);
    for (const path of [
      '/paraph-../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/package.json',
      '/paraph.json',
    ])
      assert.equal((await school.request(`${address}${path}`)).status, 404, path);
  });

  test('answers that nobody keeps: never stored by a cache, never sniffed', async () => {
    for (const path of ['', 'me', 'nowhere', 'checkpoint']) {
      const { headers } = await school.request(path, { as: 'alice', role: 'learner' });
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('set-cookie'), null);
    }
  });
});

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { in: string; name: string }[];
  readonly requestBody?: { readonly content: Record<string, object> };
  readonly responses: Record<string, { content: Record<string, object> }>;
}

interface OpenApi {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly servers: readonly { url: string }[];
  readonly components: { readonly schemas: Record<string, object> };
  readonly paths: Record<string, Record<string, Operation>>;
}
