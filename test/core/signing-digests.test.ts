import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import type { Digest, PublicJwk, ThumbprintUri } from '@paraph/core/model';
import {
  actDigest,
  digestOf,
  fingerprintOf,
  newIdentifier,
  newNonce,
  openRecord,
  readFingerprint,
  recordDigest,
  type SealedRecord,
  signedDigest,
  thumbprintOf,
  verifyPerson,
  verifySeal,
} from '@paraph/core/signing';
import fc from 'fast-check';
import { calculateJwkThumbprint, calculateJwkThumbprintUri, type JWK } from 'jose';
import { keys, ports, privateJwks, seededRandom } from '../cast.js';

const { hash, verifySignature } = ports();
const sha256 = (text: string) => createHash('sha256').update(text).digest();
const sha256url = (text: string) => `sha-256:${sha256(text).toString('base64url')}`;
const prefix = 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:';

describe('digests', () => {
  test('are SHA-256 over an ASCII label, a line feed and the text as it stands', () => {
    fc.assert(
      fc.property(fc.base64String(), (payload) => {
        assert.equal(actDigest(payload, hash), sha256url(`paraph/act/v1\n${payload}`));
        const entry = { protected: `${payload}p`, signature: `${payload}s` };
        assert.equal(signedDigest(entry, hash), sha256url(`${payload}p.${payload}s`));
        const record = recordDigest('sha-256:act', entry, hash);
        assert.deepEqual(Buffer.from(record), sha256(`paraph/record/v1\nsha-256:act\n${payload}p.${payload}s`));
        assert.equal(digestOf(Buffer.from(payload), hash), sha256url(payload));
      }),
    );
  });

  test('of an act changes with every character of its payload', () => {
    const payload = 'eyJraW5kIjoic2Vzc2lvbiJ9';
    const others = [...payload].map((_, at) => `${payload.slice(0, at)}_${payload.slice(at + 1)}`);
    const digests = [payload, ...others, `${payload}A`, ''].map((one) => actDigest(one, hash));
    assert.equal(new Set(digests).size, digests.length);
  });
});

interface GoldenRecord {
  readonly what: string;
  readonly record: string;
  readonly act: Digest;
  readonly signed?: Digest;
  readonly entry: string;
}
const golden = JSON.parse(readFileSync('test/vectors/records.json', 'utf8')) as {
  readonly seal: PublicJwk;
  readonly records: readonly GoldenRecord[];
};

describe('the golden record of', () => {
  for (const { what, record: text, act, signed, entry } of golden.records) {
    test(`${what} keeps its digests, and both signatures fit`, async () => {
      const record = openRecord(text, hash) as SealedRecord;
      assert.equal(record.act, act);
      assert.equal(record.seal.header.paraph.act, act);
      assert.equal(record.person && signedDigest(record.person, hash), signed);
      assert.equal(Buffer.from(recordDigest(act, record.seal, hash)).toString('base64url'), entry);
      assert.ok(await verifyPerson(record, { verifySignature }));
      assert.ok(await verifySeal(record, golden.seal, { verifySignature }));
    });
  }

  test('each kind of the cast is there', () => assert.ok(golden.records.length >= 12));
});

describe('a thumbprint', () => {
  test("of RFC 7638's example is the RFC's, though its key is RSA and has other members", () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    const jwk = { kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' } as PublicJwk;
    assert.equal(thumbprintOf(jwk, hash), `${prefix}NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs`);
  });

  test("of RFC 8037's example of an Ed25519 key is the RFC's", () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;
    assert.equal(thumbprintOf(jwk, hash), `${prefix}kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k`);
  });

  for (const [name, jwk] of Object.entries(privateJwks)) {
    test(`of the ${name} key is jose's, with its private member or without, in any order`, async () => {
      const uri = await calculateJwkThumbprintUri(jwk as JWK, 'sha256');
      assert.equal(thumbprintOf(jwk, hash), uri);
      assert.equal(keys[name as keyof typeof keys].key, uri);
      const turned = Object.fromEntries(Object.entries({ ...jwk, use: 'sig' }).reverse()) as PublicJwk;
      assert.equal(thumbprintOf(turned, hash), prefix + (await calculateJwkThumbprint(jwk as JWK)));
    });
  }

  test('is refused for a key that lacks a member', () => {
    const { kty, crv, x } = keys.seal.jwk as Required<PublicJwk>;
    for (const jwk of [
      { kty },
      { kty, crv, x },
      { kty, x },
      { kty: 'OKP', crv: 'Ed25519' },
      { kty: 'RSA', e: 'AQAB' },
      { kty: 'RSA', crv, x },
      { kty: 'oct' },
      {},
    ]) {
      assert.throws(
        () => thumbprintOf(jwk as PublicJwk, hash),
        (error) => isParaphError(error, 'malformed'),
        JSON.stringify(jwk),
      );
    }
  });
});

describe('a fingerprint', () => {
  const organisation = (fill: number): ThumbprintUri => `${prefix}${Buffer.alloc(32, fill).toString('base64url')}`;

  test('is the first 100 bits in base 32, four groups of five', () => {
    assert.equal(fingerprintOf(organisation(0)), '00000 00000 00000 00000');
    assert.equal(fingerprintOf(organisation(255)), 'ZZZZZ ZZZZZ ZZZZZ ZZZZZ');
    const bytes = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    assert.equal(fingerprintOf(`${prefix}${bytes.toString('base64url')}`), '04HMA SW9NF 6YZZP WQAC7');
    assert.equal(fingerprintOf(keys.recovery.key), 'SA9TJ S6VMW 9D365 D16BZ');
  });

  test('is the same number, whatever the key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const uri = `${prefix}${Buffer.from(bytes).toString('base64url')}` as const;
        assert.equal(fingerprintOf(uri), byHand(bytes));
        assert.equal(readFingerprint(fingerprintOf(uri)), byHand(bytes).replaceAll(' ', ''));
      }),
    );
  });

  test('is read as people type it', () => {
    for (const typed of [
      '7QM4V ZT9SX AP2E8 0K31F',
      '7qm4v-zt9sx-ap2e8-0k31f',
      '7qm4vzt9sxap2e80k31f',
      '  7QM4V\tZT9SX\nAP2E8 - 0K31F ',
      '7QM4V ZT9SX AP2E8 OK31F',
      '7qm4v zt9sx ap2e8 ok3if',
      '7qm4v zt9sx ap2e8 oK3lf',
      '7QM4V\u00a0ZT9SX\u202fAP2E8 0K3LF',
    ]) {
      assert.equal(readFingerprint(typed), '7QM4VZT9SXAP2E80K31F', typed);
    }
  });

  test('is none with another length or another symbol', () => {
    for (const typed of [
      '',
      '7QM4V ZT9SX AP2E8 0K31',
      '7QM4V ZT9SX AP2E8 0K31FF',
      '7QM4V ZT9SX AP2E8 0K3UF',
      '7QM4V ZT9SX AP2E8 0K3.F',
      '7QM4V ZT9SX AP2E8 0K3éF',
      '7QM4V ZT9SX AP2E8 0K3１F',
    ]) {
      assert.equal(readFingerprint(typed), undefined, typed);
    }
  });

  function byHand(bytes: Uint8Array): string {
    let number = BigInt(`0x${Buffer.from(bytes).subarray(0, 13).toString('hex')}`) >> 4n;
    let text = '';
    for (let at = 0; at < 20; at += 1, number >>= 5n)
      text = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Number(number & 31n)] + text;
    return (text.match(/.{5}/g) ?? []).join(' ');
  }
});

describe('identifiers', () => {
  test('are version 4 UUIDs, and nonces 16 bytes', () => {
    const random = seededRandom('identifiers');
    for (let count = 0; count < 100; count += 1) {
      assert.match(
        newIdentifier(random),
        /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      );
      assert.equal(Buffer.from(newNonce(random), 'base64url').length, 16);
    }
  });
});
