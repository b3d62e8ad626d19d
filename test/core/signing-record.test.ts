import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  actDigest,
  createDeviceKey,
  encodeBase64url,
  entryOf,
  isSealed,
  makeAct,
  openRecord,
  type SealedRecord,
  signEntry,
  verifyPerson,
  verifySeal,
  writeAct,
} from '@paraph/core/signing';
import { keys, nonceOf, SmallLedger, sealed, signed, statements, story } from '../cast.js';

import {
  attendance,
  coded,
  entry,
  hash,
  isIntact,
  json,
  otherSpelling,
  text,
  verifySignature,
} from './record-parts.js';

describe('an act', () => {
  for (const statement of story()) {
    test(`of kind ${statement.kind} is made, written, opened, and its signature fits`, async () => {
      const act = await signed(statement);
      const opened = openRecord(writeAct(act), hash);
      assert.deepEqual(opened.statement, statement);
      assert.equal(opened.act, act.act);
      assert.equal(opened.act, actDigest(act.payload, hash));
      assert.equal(Buffer.from(act.payload, 'base64url').toString(), JSON.stringify(statement));
      assert.deepEqual(opened.person, act.person);
      assert.equal(opened.person !== undefined, statement.signer !== undefined);
      assert.equal(opened.seal, undefined);
      assert.ok(!isSealed(opened));
      assert.ok(await verifyPerson(opened, { verifySignature }));
    });
  }

  test('keeps its name when it is signed again', async () => {
    const [first, second] = await Promise.all([signed(statements.attendance()), signed(statements.attendance())]);
    assert.equal(first.act, second.act);
    assert.notEqual(first.person?.signature, second.person?.signature);
  });

  test('is signed by a device key that cannot be read', async () => {
    const device = await createDeviceKey();
    assert.equal(device.privateKey.extractable, false);
    const { signer } = statements.attendance();
    const act = await makeAct(statements.attendance({ signer: { ...signer, key: device.key } }), {
      signer: device,
      hash,
    });
    assert.ok(await verifyPerson(openRecord(writeAct(act), hash), { verifySignature }));
  });

  test('is not made with another key than the statement names, or of a statement that names none', async () => {
    await assert.rejects(makeAct(statements.attendance(), { signer: keys.trainer, hash }), coded('misuse'));
    await assert.rejects(makeAct(statements.session(), { signer: keys.learner, hash }), coded('misuse'));
  });

  test('is read from bytes, from text with white space, and from what was parsed', async () => {
    const written = writeAct(await signed(statements.attendance()));
    const { act } = openRecord(written, hash);
    for (const source of [
      Buffer.from(written),
      JSON.stringify(JSON.parse(written), undefined, 2),
      JSON.parse(written),
    ]) {
      assert.equal(openRecord(source, hash).act, act);
    }
  });
});

describe('a sealed record', () => {
  for (const statement of story()) {
    test(`of kind ${statement.kind} is intact, and its seal covers act and signature`, async () => {
      const record = await new SmallLedger().seal(statement);
      assert.ok(await isIntact(text(record)));
      assert.ok(await isIntact(Buffer.from(text(record))));
      assert.equal(record.seal.header.paraph.act, record.act);
      assert.equal(record.seal.header.paraph.signed !== undefined, statement.signer !== undefined);
      assert.deepEqual(openRecord(text(record), hash), record);
    });
  }

  test('is refused with any byte of its text flipped', async () => {
    const bytes = Buffer.from(text((await attendance()).record));
    for (let at = 0; at < bytes.length; at += 1) {
      for (const flip of [1, 2, 0x20, 0x80]) {
        const flipped = Buffer.from(bytes);
        flipped[at] = (flipped[at] as number) ^ flip;
        assert.ok(!(await isIntact(flipped)), `byte ${at} flipped by ${flip}`);
      }
    }
  });

  test('is refused with any byte missing or doubled', async () => {
    const bytes = Buffer.from(text((await attendance()).record));
    for (let at = 0; at < bytes.length; at += 1) {
      assert.ok(
        !(await isIntact(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))),
        `without byte ${at}`,
      );
      assert.ok(!(await isIntact(Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)]))), `byte ${at} twice`);
    }
  });

  test("with the learner's signature stripped is refused: the statement names a signer", async () => {
    const { payload, person, seal } = await attendance();
    assert.throws(() => openRecord(json(payload, seal), hash), coded('author'));
    assert.throws(() => openRecord(json(payload), hash), coded('author'));
    assert.ok(!isSealed(openRecord(json(payload, person), hash)));
  });

  test('whose statement names nobody is refused when somebody signed it', async () => {
    const { payload, seal } = { ...(await new SmallLedger().seal(statements.session())) };
    const person = await signEntry(
      { alg: 'ES256', typ: 'vnd.paraph.session.v1', jwk: keys.manager.jwk },
      payload,
      keys.manager,
    );
    assert.throws(() => openRecord(json(payload, person, entry(seal)), hash), coded('author'));
    assert.throws(() => openRecord(json(payload, person), hash), coded('author'));
  });

  test('is refused with the seal of another act, also of the same kind and author', async () => {
    const { payload, person } = await attendance();
    const other = await new SmallLedger().seal(statements.attendance({ nonce: nonceOf('another') }));
    assert.throws(() => openRecord(json(payload, person, entry(other.seal)), hash), coded('signature'));
    const closing = await new SmallLedger().seal(statements.closing());
    assert.throws(() => openRecord(json(payload, person, entry(closing.seal)), hash), coded('signature'));
  });

  test("is refused with another of the same person's signatures under the seal", async () => {
    const { payload, seal } = await attendance();
    const again = (await signed(statements.attendance())).person;
    assert.throws(() => openRecord(json(payload, again, seal), hash), coded('signature'));
  });

  test("is refused with the second spelling of the person's signature, though it fits", async () => {
    const { record, payload, person, seal } = await attendance();
    const other = { ...person, signature: otherSpelling(person.signature) };
    assert.ok(await verifyPerson({ ...record, person: other }, { verifySignature }));
    assert.throws(() => openRecord(json(payload, other, seal), hash), coded('signature'));
  });

  test('has another entry in the ledger with the second spelling of its seal', async () => {
    const { record, payload, person, seal } = await attendance();
    const other = openRecord(json(payload, person, { ...seal, signature: otherSpelling(seal.signature) }), hash);
    assert.ok(isSealed(other));
    assert.notDeepEqual(entryOf(other, hash), entryOf(record, hash));
  });

  test('is refused with a signature in another spelling of base64url', async () => {
    const { payload, person, seal } = await attendance();
    for (const spell of [
      (one: string) => `${one}==`,
      (one: string) => ` ${one}`,
      (one: string) => `${one.slice(0, 20)}\n${one.slice(20)}`,
      (one: string) => `${one.slice(0, -1)}${String.fromCharCode(one.charCodeAt(one.length - 1) + 1)}`,
    ]) {
      const bad = coded('malformed');
      assert.throws(
        () => openRecord(json(payload, { ...person, signature: spell(person.signature) }, seal), hash),
        bad,
      );
      assert.throws(() => openRecord(json(payload, person, { ...seal, signature: spell(seal.signature) }), hash), bad);
      assert.throws(
        () => openRecord(json(payload, { ...person, protected: spell(person.protected) }, seal), hash),
        bad,
      );
      assert.throws(() => openRecord(json(payload, person, { ...seal, protected: spell(seal.protected) }), hash), bad);
    }
  });

  test('does not verify with a signature of another length', async () => {
    const { payload, person, seal } = await attendance();
    for (const length of [0, 1, 32, 63, 65, 96, 128]) {
      const signature = encodeBase64url(
        Buffer.concat([Buffer.from(person.signature, 'base64url'), Buffer.alloc(64)]).subarray(0, length),
      );
      const code = length === 0 ? 'malformed' : 'signature';
      assert.throws(() => openRecord(json(payload, { ...person, signature }, seal), hash), coded(code));
      if (length === 0) continue;
      assert.ok(!(await verifyPerson(openRecord(json(payload, { ...person, signature }), hash), { verifySignature })));
      const record = openRecord(json(payload, person, { ...seal, signature }), hash) as SealedRecord;
      assert.ok(!(await verifySeal(record, keys.seal.jwk, { verifySignature })));
    }
  });

  test('does not verify with all-zero signatures', async () => {
    const { payload, person, seal } = await attendance();
    const signature = encodeBase64url(new Uint8Array(64));
    assert.ok(!(await verifyPerson(openRecord(json(payload, { ...person, signature }), hash), { verifySignature })));
    const record = openRecord(json(payload, person, { ...seal, signature }), hash) as SealedRecord;
    assert.ok(!(await verifySeal(record, keys.seal.jwk, { verifySignature })));
  });

  test('does not verify under any other key of the cast', async () => {
    const { record } = await attendance();
    for (const [name, { jwk }] of Object.entries(keys)) {
      assert.equal(await verifySeal(record, jwk, { verifySignature }), name === 'seal', name);
    }
  });
});

test('the small ledger of the cast is one: places, numbers and order without holes', async () => {
  const ledger = await sealed();
  assert.deepEqual(
    ledger.records.map(({ seal }) => seal.header.paraph.index),
    ledger.records.map((_, at) => at),
  );
  for (const source of ledger.texts) assert.ok(await isIntact(source));
  const { ends } = ledger.find('dossier').statement as unknown as { ends: { of: string; n: number }[] };
  const numbers = ledger.records.slice(0, -1).flatMap(({ seal }) => seal.header.paraph.streams);
  for (const { of, n } of ends)
    assert.equal(Math.max(0, ...numbers.filter((one) => one.of === of).map((one) => one.n)), n);
  const received = ledger.records.map(({ seal }) => seal.header.paraph.received);
  assert.deepEqual(received, [...received].sort());
});
