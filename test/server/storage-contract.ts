import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import type { Digest, Identifier, ThumbprintUri } from '@paraph/core/model';
import type { Batch, Storage, StoredRecord, ViewEntry } from '@paraph/server';

/** How the suite gets at a backend. */
export interface Backend {
  readonly name: string;
  /** A place of its own for each test. */
  place(): Promise<string>;
  open(place: string, options?: { readonly readOnly?: boolean }): Promise<Storage>;
}

const key = (letter: string) => `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${letter.repeat(42)}A` as ThumbprintUri;
const school = key('a');
const other = key('b');
const log = 'school.example/paraph/1';
const act = (n: number) => `sha-256:${String(n).padStart(42, '0')}A` as Digest;
const person = 'urn:uuid:00000000-0000-4000-8000-000000000001' as Identifier;

const record = (index: number, more: Partial<StoredRecord> = {}): StoredRecord => ({
  ...{ act: act(index), log, index, kind: 'session', received: '2026-11-24T08:00:00.000Z', person: null },
  text: `{"n":${index}}`,
  ...more,
});
const entry = (more: Partial<ViewEntry> = {}): ViewEntry => ({
  ...{ kind: 'session', of: 'urn:uuid:s', by: '', programme: 'urn:uuid:p', act: act(0), log, index: 0 },
  ...{ received: '2026-11-24T08:00:00.000Z', data: '{}' },
  ...more,
});
const nothing: Batch = {
  ...{ records: [], streams: [], tiles: [], spent: [], evidence: [] },
  views: { entries: [], people: [], forgotten: [], deviceKeys: [] },
};

/** What every backend keeps to. A backend's own test file calls this, and nothing else. */
export function storageContract(backend: Backend): void {
  const check = (name: string, task: (storage: Storage, place: string) => Promise<void>) =>
    test(`${backend.name}: ${name}`, async () => {
      const place = await backend.place();
      const storage = await backend.open(place);
      await storage.addOrganisation(school);
      try {
        await task(storage, place);
      } finally {
        await storage.close();
      }
    });

  check('gives back records by act, by place and by stream, byte for byte', async (storage) => {
    const at = storage.of(school);
    const text = '{"payload":"é\\u0000\\n","signatures":[]}';
    await at.append({
      ...nothing,
      records: [record(0, { text }), record(1, { person })],
      streams: [
        { log, of: 'plan:x', n: 1, index: 0 },
        { log, of: 'plan:x', n: 2, index: 1 },
      ],
    });
    assert.equal((await at.record(act(0)))?.text, text);
    assert.deepEqual(await at.record(act(1)), record(1, { person }));
    assert.equal(await at.record(act(9)), undefined);
    assert.deepEqual(
      (await at.entries(log, { from: 1, until: 9 })).map(({ index }) => index),
      [1],
    );
    assert.deepEqual(
      (await at.stream('plan:x')).map(({ n, index }) => [n, index]),
      [
        [1, 0],
        [2, 1],
      ],
    );
    assert.deepEqual(await at.ends(log, ['plan:x', 'plan:y']), [
      { log, of: 'plan:x', n: 2 },
      { log, of: 'plan:y', n: 0 },
    ]);
    assert.deepEqual(await at.head(log), { size: 2, received: '2026-11-24T08:00:00.000Z' });
    assert.deepEqual(await at.head('school.example/paraph/2'), { size: 0, received: null });
    assert.deepEqual(await at.logs(), [log]);
  });

  check('takes batches of any size', async (storage) => {
    const at = storage.of(school);
    let index = 0;
    for (const size of [1, 3, 63, 64, 65, 256])
      await at.append({ ...nothing, records: Array.from({ length: size }, () => record(index++)) });
    assert.equal((await at.head(log)).size, 452);
    assert.equal((await at.entries(log, { from: 0, until: 1000 })).length, 452);
  });

  check('keeps all of a batch or nothing', async (storage) => {
    const at = storage.of(school);
    await at.append({ ...nothing, records: [record(0)] });
    const clash = {
      ...nothing,
      records: [record(1), record(2, { act: act(0) })],
      spent: [{ nonce: 'n', act: act(1), until: 1 }],
    };
    await assert.rejects(at.append(clash), (error) => isParaphError(error, 'storage'));
    assert.equal((await at.head(log)).size, 1);
    assert.equal((await at.spentOn(['n'])).size, 0);
    await at.append({ ...nothing, records: [record(1)] });
    assert.equal((await at.head(log)).size, 2);
  });

  check('refuses a second record at a place', async (storage) => {
    const at = storage.of(school);
    await at.append({ ...nothing, records: [record(0)] });
    await assert.rejects(at.append({ ...nothing, records: [record(0, { act: act(7) })] }), (error) =>
      isParaphError(error, 'storage'),
    );
  });

  check('keeps what an organisation has from every other', async (storage) => {
    await storage.addOrganisation(other);
    await storage
      .of(school)
      .append({ ...nothing, records: [record(0)], views: { ...nothing.views, entries: [entry()] } });
    const at = storage.of(other);
    assert.equal(await at.record(act(0)), undefined);
    assert.equal((await at.head(log)).size, 0);
    assert.deepEqual(await at.entriesOf('session', {}), []);
    assert.deepEqual(await storage.organisations(), [school, other]);
    await at.append({ ...nothing, records: [record(0)] });
  });

  check('replaces a partial tile by its longer self', async (storage) => {
    const at = storage.of(school);
    await at.append({ ...nothing, tiles: [{ log, level: 0, n: 0, hashes: new Uint8Array([1]) }] });
    await at.append({ ...nothing, tiles: [{ log, level: 0, n: 0, hashes: new Uint8Array([1, 2]) }] });
    assert.deepEqual([...((await at.tile(log, { level: 0, n: 0 })) ?? [])], [1, 2]);
    assert.equal(await at.tile(log, { level: 1, n: 0 }), undefined);
  });

  check('finds the largest checkpoint, and one by its size', async (storage) => {
    const at = storage.of(school);
    assert.equal(await at.checkpoint(log), undefined);
    for (const size of [2, 10, 9]) await at.putCheckpoint({ log, size, root: 'r', note: `n${size}` });
    assert.equal((await at.checkpoint(log))?.size, 10);
    assert.equal((await at.checkpoint(log, 9))?.note, 'n9');
    assert.deepEqual(
      (await at.checkpoints(log)).map(({ size }) => size),
      [2, 9, 10],
    );
  });

  check('forgets spent permits when nobody could deliver them any more', async (storage) => {
    const at = storage.of(school);
    await at.append({
      ...nothing,
      spent: [
        { nonce: 'early', act: act(0), until: 1000 },
        { nonce: 'late', act: act(1), until: 2000 },
      ],
    });
    await at.dropSpent(1500);
    assert.deepEqual([...(await at.spentOn(['early', 'late']))], [['late', act(1)]]);
  });

  check('keeps the keys of sites, and their scope', async (storage) => {
    const at = storage.of(school);
    const site = { kid: 's', name: 'Site', alg: 'HS256', jwk: { kty: 'oct', k: 'x' }, roles: ['learner'] } as const;
    await at.putSiteKey(site);
    assert.deepEqual(await at.siteKey('s'), site);
    await at.putSiteKey({ ...site, scope: { programme: 'p' } });
    assert.deepEqual(await at.siteKeys(), [{ ...site, scope: { programme: 'p' } }]);
    assert.equal(await at.siteKey('t'), undefined);
  });

  check('gives a ticket once, and not after its time', async (storage) => {
    const at = storage.of(school);
    const file = { name: 'd.zip', mediaType: 'application/zip', bytes: new Uint8Array([1, 2, 3]) };
    await at.putTicket({ id: 'a', until: 1000, grant: 'g', file });
    await at.putTicket({ id: 'b', until: 1000, grant: 'g' });
    const taken = await at.takeTicket('a', 900);
    assert.deepEqual([...(taken?.file?.bytes ?? [])], [1, 2, 3]);
    assert.equal(await at.takeTicket('a', 900), undefined);
    assert.equal(await at.takeTicket('b', 1001), undefined);
  });

  check('keeps tokens aside, once', async (storage) => {
    const at = storage.of(school);
    const evidence = [{ digest: act(5), token: 't' }];
    await at.append({ ...nothing, evidence });
    await at.append({ ...nothing, evidence });
    assert.equal(await at.evidence(act(5)), 't');
  });

  check('lets the last entry of a view stand, and the first use of a key', async (storage) => {
    const at = storage.of(school);
    const device = { key: 'k', person, hands: 'own', log, index: 1 };
    const views = { ...nothing.views, entries: [entry(), entry({ act: act(1), index: 1 })], deviceKeys: [device] };
    await at.append({ ...nothing, views });
    await at.append({ ...nothing, views: { ...nothing.views, deviceKeys: [{ ...device, index: 2 }] } });
    assert.equal((await at.entry({ kind: 'session', of: 'urn:uuid:s' }))?.act, act(1));
    assert.equal((await at.deviceKeys(['k'])).get('k')?.index, 1);
    assert.equal((await at.entriesOf('session', { programme: 'urn:uuid:p' })).length, 1);
  });

  check('forgets whom a new version does not name', async (storage) => {
    const at = storage.of(school);
    const named = (subject: string) =>
      ({ subject, role: 'trainer', of: 'urn:uuid:s', person, programme: 'p' }) as const;
    await at.append({ ...nothing, views: { ...nothing.views, people: [named('ann')] } });
    await at.append({ ...nothing, views: { ...nothing.views, forgotten: ['urn:uuid:s'], people: [named('bob')] } });
    assert.deepEqual(await at.people('ann'), []);
    assert.deepEqual(await at.people('bob'), [named('bob')]);
  });

  check('throws views away, and only them', async (storage) => {
    const at = storage.of(school);
    await at.append({ ...nothing, records: [record(0)], views: { ...nothing.views, entries: [entry()] } });
    const before = await at.dumpViews();
    await at.dropViews();
    assert.equal(await at.dumpViews(), '');
    await at.putViews({ ...nothing.views, entries: [entry()] });
    assert.equal(await at.dumpViews(), before);
    assert.equal((await at.head(log)).size, 1);
  });

  check('refuses a second writer, and lets readers in', async (storage, place) => {
    await storage.of(school).append({ ...nothing, records: [record(0)] });
    const claim = await storage.claim();
    const second = await backend.open(place);
    await assert.rejects(second.claim(), (error) => isParaphError(error, 'unavailable'));
    const reader = await backend.open(place, { readOnly: true });
    assert.equal((await reader.of(school).head(log)).size, 1);
    await reader.close();
    await claim.release();
    await (await second.claim()).release();
    await second.close();
  });

  check('finds everything again after it was closed', async (storage, place) => {
    await storage.of(school).append({ ...nothing, records: [record(0)] });
    const again = await backend.open(place);
    assert.deepEqual(await again.of(school).record(act(0)), record(0));
    await again.close();
  });
}
