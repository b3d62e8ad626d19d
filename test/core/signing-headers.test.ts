import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  encodeBase64url,
  entryOf,
  openRecord,
  type SealedRecord,
  sealAct,
  signEntry,
  verifyPerson,
  verifySeal,
  writeRecord,
} from '@paraph/core/signing';
import { keys, privateJwks, SmallLedger, signed, statements } from '../cast.js';

import { attendance, base64url, coded, hash, header, isIntact, json, verifySignature } from './record-parts.js';

describe("a person's signature", () => {
  const signedUnder = async (changes: object, { signer = keys.learner, payload = '' } = {}) => {
    const own = payload || (await signed(statements.attendance())).payload;
    const protectedHeader = { alg: 'ES256', typ: 'vnd.paraph.attendance.v1', jwk: keys.learner.jwk, ...changes };
    return json(own, await signEntry(JSON.parse(JSON.stringify(protectedHeader)), own, signer));
  };

  test('is opened under its three members, in any order', async () => {
    assert.ok(await verifyPerson(openRecord(await signedUnder({}), hash), { verifySignature }));
    const { typ, jwk, alg } = { alg: 'ES256', typ: 'vnd.paraph.attendance.v1', jwk: keys.learner.jwk };
    const act = await signed(statements.attendance());
    const entry = await signEntry(
      { jwk: { y: jwk.y, x: jwk.x, crv: jwk.crv, kty: jwk.kty }, typ, alg },
      act.payload,
      keys.learner,
    );
    const opened = openRecord(json(act.payload, entry), hash);
    assert.ok(await verifyPerson(opened, { verifySignature }));
  });

  const malformedHeaders: Readonly<Record<string, object>> = {
    'another member': { kid: keys.learner.key },
    crit: { crit: ['exp'], exp: 0 },
    'an empty crit': { crit: [] },
    'b64: false': { b64: false, crit: ['b64'] },
    'b64: true': { b64: true },
    iat: { iat: 1 },
    x5c: { x5c: [] },
    jku: { jku: 'https://stranger.example/keys' },
    'paraph of an unknown shape': { paraph: {} },
    'alg none': { alg: 'none' },
    'alg HS256': { alg: 'HS256' },
    'alg ES384': { alg: 'ES384' },
    'alg es256': { alg: 'es256' },
    'no alg': { alg: undefined },
    'no typ': { typ: undefined },
    'no key': { jwk: undefined },
    'a key that is null': { jwk: null },
    'a list of keys': { jwk: [keys.learner.jwk] },
    'the private member of the key': { jwk: privateJwks.learner },
    'another member of the key': { jwk: { ...keys.learner.jwk, use: 'sig' } },
    'a key without y': { jwk: { ...keys.learner.jwk, y: undefined } },
    'a key of another curve': { jwk: { ...keys.learner.jwk, crv: 'P-384' } },
    'an Ed25519 key': { jwk: keys.checkpoint.jwk },
    'a symmetric key': { jwk: { kty: 'oct', k: 'AAAA' } },
    'a coordinate of 31 bytes': { jwk: { ...keys.learner.jwk, x: encodeBase64url(new Uint8Array(31)) } },
    'a coordinate of 33 bytes': { jwk: { ...keys.learner.jwk, x: encodeBase64url(new Uint8Array(33)) } },
    'a coordinate in another spelling': { jwk: { ...keys.learner.jwk, x: `${keys.learner.jwk.x?.slice(0, -1)}R` } },
    'a coordinate that is a number': { jwk: { ...keys.learner.jwk, y: 1 } },
  };
  for (const [what, changes] of Object.entries(malformedHeaders)) {
    test(`is malformed with ${what} in its protected header`, async () => {
      const source = await signedUnder(changes);
      assert.throws(() => openRecord(source, hash), coded('malformed'));
    });
  }

  for (const [what, protectedHeader] of Object.entries({
    'a name twice': `{"alg":"ES256","typ":"vnd.paraph.attendance.v1","typ":"vnd.paraph.attendance.v1","jwk":{}}`,
    'a list': '[]',
    null: 'null',
    'a text': '"ES256"',
    nothing: '',
    'a byte order mark': '\ufeff{}',
  })) {
    test(`is malformed with ${what} for its protected header`, async () => {
      const { payload, person } = await attendance();
      const source = json(payload, { ...person, protected: base64url(protectedHeader) });
      assert.throws(() => openRecord(source, hash), coded('malformed'));
    });
  }

  test('by another key than the statement names is refused', async () => {
    const source = await signedUnder({ jwk: keys.stranger.jwk }, { signer: keys.stranger });
    assert.throws(() => openRecord(source, hash), coded('author'));
  });

  test('does not fit when another key signed under the named one', async () => {
    const opened = openRecord(await signedUnder({}, { signer: keys.stranger }), hash);
    assert.ok(!(await verifyPerson(opened, { verifySignature })));
  });

  test('does not fit under a statement in which one word is another', async () => {
    const { person } = await signed(statements.attendance());
    const other = (await signed(statements.attendance({ method: { by: 'typed', name: 'Alice Martin' } }))).payload;
    assert.ok(!(await verifyPerson(openRecord(json(other, person), hash), { verifySignature })));
  });

  test('is not moved to another role: the role is in what was signed', async () => {
    const { person } = await signed(statements.attendance());
    const { signer } = statements.attendance();
    const moved = base64url(statements.attendance({ signer: { ...signer, role: 'trainer' } }));
    assert.ok(!(await verifyPerson(openRecord(json(moved, person), hash), { verifySignature })));
    const tutor = base64url(statements.attendance({ signer: { ...signer, role: 'tutor' } }));
    assert.throws(() => openRecord(json(tutor, person), hash), coded('author'));
  });

  test('is not moved to another kind', async () => {
    const { person } = await signed(statements.attendance());
    assert.throws(
      () => openRecord(json(base64url({ ...statements.attendance(), kind: 'response' }), person), hash),
      coded('type'),
    );
  });
});

describe('a seal', () => {
  const sealedWith = async (changes: object, place: object = {}) => {
    const { record, payload, person, seal } = await attendance();
    const changed = { ...header(seal), paraph: { ...record.seal.header.paraph, ...place }, ...changes };
    return json(payload, person, await signEntry(JSON.parse(JSON.stringify(changed)), payload, keys.seal));
  };

  test('is opened as it was made', async () => assert.ok(await isIntact(await sealedWith({}))));

  const malformedSeals: Readonly<Record<string, readonly [header: object, place?: object]>> = {
    'another member': [{ iat: 1 }],
    crit: [{ crit: ['paraph'] }],
    'b64: false': [{ b64: false, crit: ['b64'] }],
    'b64: true': [{ b64: true }],
    jwk: [{ jwk: keys.seal.jwk }],
    'alg none': [{ alg: 'none' }],
    'alg EdDSA': [{ alg: 'EdDSA' }],
    'no kid': [{ kid: undefined }],
    'a kid that is no thumbprint': [{ kid: 'seal' }],
    'no claims': [{ paraph: undefined }],
    'another claim': [{}, { address: '192.0.2.1' }],
    'no act': [{}, { act: undefined }],
    'an act that is no digest': [{}, { act: 'sha-256:AAAA' }],
    'no log': [{}, { log: undefined }],
    'an empty log': [{}, { log: '' }],
    'a log of two lines': [{}, { log: 'school.example/paraph/1\n2' }],
    'a negative index': [{}, { index: -1 }],
    'an index as text': [{}, { index: '0' }],
    'no stream': [{}, { streams: [] }],
    'a stream twice': [
      {},
      {
        streams: [
          { of: 'keys', n: 1 },
          { of: 'keys', n: 2 },
        ],
      },
    ],
    'a stream that begins at 0': [{}, { streams: [{ of: 'keys', n: 0 }] }],
    'another member of a stream': [{}, { streams: [{ of: 'keys', n: 1, last: true }] }],
    'no number of keys': [{}, { keys: undefined }],
    'no keys at all': [{}, { keys: 0 }],
    'received without milliseconds': [{}, { received: '2026-11-24T08:10:01Z' }],
    'received in another zone': [{}, { received: '2026-11-24T09:10:01.000+01:00' }],
    'a permit of another kind': [{}, { permit: 'refused' }],
    'an unknown channel': [{}, { channel: 'fax' }],
    'an unknown way of knowing': [{}, { identified: { by: 'face' } }],
    'an address beside the way of knowing': [{}, { identified: { by: 'device', address: '192.0.2.1' } }],
    'no facts': [{}, { facts: undefined }],
    'a suspicion among the facts': [{}, { facts: ['suspicious'] }],
    'an old seal with a header beside': [{}, { was: { protected: 'e30', signature: 'AA', header: {} } }],
  };
  for (const [what, [changes, place]] of Object.entries(malformedSeals)) {
    test(`is malformed with ${what}`, async () => {
      const source = await sealedWith(changes, place);
      assert.throws(() => openRecord(source, hash), coded('malformed'));
    });
  }

  test('over another act or another signature than the ones beside it is refused', async () => {
    for (const place of [
      { act: `sha-256:${'A'.repeat(43)}` },
      { signed: `sha-256:${'A'.repeat(43)}` },
      { signed: undefined },
    ]) {
      const source = await sealedWith({}, place);
      assert.throws(() => openRecord(source, hash), coded('signature'));
    }
  });

  test("over no person's record that claims a person's signature is refused", async () => {
    const record = await new SmallLedger().seal(statements.session());
    const paraph = { ...record.seal.header.paraph, signed: `sha-256:${'A'.repeat(43)}` };
    const seal = await signEntry({ ...header(record.seal), paraph }, record.payload, keys.seal);
    assert.throws(() => openRecord(json(record.payload, seal), hash), coded('signature'));
  });

  test('of another place signed for the same act is another entry', async () => {
    const ledger = new SmallLedger();
    const act = await signed(statements.attendance());
    const [first, second] = [await ledger.seal(act), await ledger.seal(act)];
    assert.notDeepEqual(entryOf(first, hash), entryOf(second, hash));
    assert.equal(first.act, second.act);
  });

  test('by an attacker under the name of the key does not fit', async () => {
    const { record } = await attendance();
    const { act: _, signed: __, ...place } = record.seal.header.paraph;
    const forged = await sealAct(record, place, { signer: { ...keys.seal, sign: keys.stranger.sign }, hash });
    const opened = openRecord(writeRecord(record, forged), hash) as SealedRecord;
    assert.equal(opened.seal.header.kid, keys.seal.key);
    assert.ok(!(await verifySeal(opened, keys.seal.jwk, { verifySignature })));
  });
});
