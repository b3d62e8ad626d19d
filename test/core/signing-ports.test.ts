import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PublicJwk } from '@paraph/core/model';
import {
  defaultPorts,
  encodeUtf8,
  openRecord,
  type SealedRecord,
  type SignatureCheck,
  verifyPerson,
  verifySeal,
} from '@paraph/core/signing';
import fc from 'fast-check';
import { keys, privateJwks, SmallLedger, sealed, statements } from '../cast.js';
import { nodeCryptoPorts } from './node-ports.js';

const ports = { default: defaultPorts(), node: nodeCryptoPorts() };
const data = encodeUtf8('what is signed');
const bytes = async (signed: Uint8Array | Promise<Uint8Array>) => new Uint8Array(await signed);

/** What both say, which must be the same. */
async function verdict(check: SignatureCheck): Promise<boolean> {
  const [byDefault, byNode] = await Promise.all([
    ports.default.verifySignature(check),
    ports.node.verifySignature(check),
  ]);
  assert.equal(byDefault, byNode, `default ports say ${byDefault}, node:crypto ${byNode}`);
  return byDefault;
}

describe('default ports and node:crypto', () => {
  test('hash the same', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.deepEqual(Buffer.from(ports.default.hash(bytes)), Buffer.from(ports.node.hash(bytes)));
      }),
    );
  });

  test('verify the same of a whole ledger', async () => {
    for (const text of (await sealed()).texts) {
      const records = Object.values(ports).map((one) => [openRecord(text, one.hash) as SealedRecord, one] as const);
      assert.deepEqual(records[0]?.[0], records[1]?.[0]);
      for (const [record, one] of records) {
        assert.ok(await verifyPerson(record, one));
        assert.ok(await verifySeal(record, keys.seal.jwk, one));
        assert.ok(!(await verifySeal(record, keys.stranger.jwk, one)));
      }
    }
  });

  for (const [alg, signer] of [
    ['ES256', keys.learner],
    ['Ed25519', keys.checkpoint],
  ] as const) {
    test(`say the same of ${alg}, of every bit flipped in signature and data`, async () => {
      const signature = await bytes(signer.sign(data));
      const check = { alg, jwk: signer.jwk, data, signature };
      assert.ok(await verdict(check));
      for (let bit = 0; bit < 512; bit += 5) {
        const flipped = signature.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        assert.ok(!(await verdict({ ...check, signature: flipped })), `bit ${bit}`);
      }
      for (let bit = 0; bit < data.length * 8; bit += 5) {
        const flipped = data.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        assert.ok(!(await verdict({ ...check, data: flipped })));
      }
    });

    test(`say the same of ${alg} signatures that are none`, async () => {
      const signature = await bytes(signer.sign(data));
      const order = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
      for (const other of [
        new Uint8Array(0),
        new Uint8Array(64),
        new Uint8Array(64).fill(255),
        new Uint8Array(Buffer.from(order + order, 'hex')),
        new Uint8Array([...signature.slice(0, 32), ...new Uint8Array(32)]),
        new Uint8Array([...new Uint8Array(32), ...signature.slice(32)]),
        signature.slice(0, 63),
        new Uint8Array([...signature, 0]),
        new Uint8Array(1000),
      ]) {
        assert.ok(!(await verdict({ alg, jwk: signer.jwk, data, signature: other })));
      }
    });
  }

  test('say false of keys that cannot be read, or are of another algorithm', async () => {
    const signature = await bytes(keys.learner.sign(data));
    const { jwk } = keys.learner;
    const others: Readonly<Record<string, object>> = {
      'no members': {},
      'no y': { kty: 'EC', crv: 'P-256', x: jwk.x },
      'coordinates off the curve': { ...jwk, x: jwk.y, y: jwk.x },
      'coordinates of zero': { ...jwk, x: 'A'.repeat(43), y: 'A'.repeat(43) },
      'a short coordinate': { ...jwk, x: 'AAAA' },
      'a long coordinate': { ...jwk, x: `${jwk.x}AAAA` },
      'another curve': { ...jwk, crv: 'P-384' },
      'another type of key': { ...jwk, kty: 'OKP' },
      'a type of key that there is not': { ...jwk, kty: 'XX' },
      'an Ed25519 key': keys.checkpoint.jwk,
      'an RSA key': { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      'another person’s key': keys.trainer.jwk,
    };
    for (const [what, other] of Object.entries(others)) {
      const check = { jwk: other as PublicJwk, data, signature };
      assert.ok(!(await verdict({ ...check, alg: 'ES256' })), what);
      assert.ok(!(await verdict({ ...check, alg: 'Ed25519' })), what);
    }
    assert.ok(!(await verdict({ alg: 'Ed25519', jwk, data, signature })));
    assert.ok(
      !(await verdict({
        alg: 'ES256',
        jwk: keys.checkpoint.jwk,
        data,
        signature: await bytes(keys.checkpoint.sign(data)),
      })),
    );
  });

  test('read the public members alone of a key', async () => {
    const signature = await bytes(keys.learner.sign(data));
    const jwk = {
      ...privateJwks.learner,
      use: 'enc',
      key_ops: ['sign'],
      ext: false,
      alg: 'ES512',
    } as unknown as PublicJwk;
    assert.ok(await ports.default.verifySignature({ alg: 'ES256', jwk, data, signature }));
  });
});

describe('default ports', () => {
  test('keep no verdict of a key that cannot be read for one that looks like it', async () => {
    const check = {
      alg: 'ES256',
      jwk: keys.learner.jwk,
      data,
      signature: await bytes(keys.learner.sign(data)),
    } as const;
    const wrong = { ...check, jwk: { ...check.jwk, kty: 'OKP' } as PublicJwk };
    const [first, second] = [defaultPorts(), defaultPorts()];
    assert.deepEqual([await first.verifySignature(wrong), await first.verifySignature(check)], [false, true]);
    assert.deepEqual([await second.verifySignature(check), await second.verifySignature(wrong)], [true, false]);
  });

  test('give the time, and random bytes that are not the same twice', () => {
    const { clock, random } = defaultPorts();
    assert.ok(Math.abs(clock() - Date.now()) < 1000);
    assert.equal(random(16).length, 16);
    assert.notDeepEqual(random(16), random(16));
  });

  test('go on after more keys than they keep', async () => {
    const one = defaultPorts();
    const record = await new SmallLedger().seal(statements.attendance());
    for (let count = 0; count < 5000; count += 1) {
      const jwk = {
        ...keys.learner.jwk,
        x: Buffer.from(String(count).padStart(32, '0')).toString('base64url'),
      } as PublicJwk;
      await one.verifySignature({ alg: 'ES256', jwk, data, signature: new Uint8Array(64) });
    }
    assert.ok(await verifySeal(record, keys.seal.jwk, one));
  });
});
