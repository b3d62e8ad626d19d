import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPorts, generatePrivateJwk, jwkSigner, type SignatureCheck } from '@paraph/core/signing';
import { nodePorts, nodeSigner, type PrivateJwk } from '@paraph/server';

const fast = nodePorts();
const reference = defaultPorts();

/** What core's default says of a signature, the server's ports must say too. */
async function sameVerdict(check: SignatureCheck): Promise<boolean> {
  const [expected, found] = [await reference.verifySignature(check), await fast.verifySignature(check)];
  assert.equal(found, expected);
  return expected;
}

for (const alg of ['ES256', 'Ed25519'] as const) {
  test(`${alg}: both sign what both accept, and neither accepts a changed byte`, async () => {
    for (let round = 0; round < 40; round += 1) {
      const jwk = (await generatePrivateJwk(alg)) as PrivateJwk;
      const [one, other] = [nodeSigner(jwk), await jwkSigner(jwk as Parameters<typeof jwkSigner>[0])];
      assert.equal(one.key, other.key);
      assert.deepEqual(one.jwk, other.jwk);
      const data = reference.random(1 + round * 7);
      for (const signer of [one, other]) {
        const signature = new Uint8Array(await signer.sign(data));
        assert.equal(signature.length, 64);
        assert.equal(await sameVerdict({ alg, jwk: one.jwk, data, signature }), true);
        const changed = Uint8Array.from(signature);
        changed[round] = (changed[round] as number) ^ 1;
        assert.equal(await sameVerdict({ alg, jwk: one.jwk, data, signature: changed }), false);
        assert.equal(await sameVerdict({ alg, jwk: one.jwk, data: reference.random(9), signature }), false);
      }
    }
  });
}

test('what is no signature or no key is false from both', async () => {
  const es256 = nodeSigner((await generatePrivateJwk('ES256')) as PrivateJwk).jwk;
  const ed25519 = nodeSigner((await generatePrivateJwk('Ed25519')) as PrivateJwk).jwk;
  const data = reference.random(10);
  const order = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
  const signatures = [
    new Uint8Array(64),
    new Uint8Array(64).fill(255),
    Uint8Array.from([...order, ...order]),
    Uint8Array.from([...new Uint8Array(32), ...order]),
    Uint8Array.from([...new Uint8Array(31), 1, ...new Uint8Array(31), 1]),
    new Uint8Array(63),
    new Uint8Array(65),
    new Uint8Array(),
  ];
  for (const signature of signatures) {
    for (const [alg, jwk] of [
      ['ES256', es256],
      ['Ed25519', ed25519],
      ['ES256', ed25519],
      ['Ed25519', es256],
    ] as const)
      assert.equal(await sameVerdict({ alg, jwk, data, signature }), false);
    assert.equal(await sameVerdict({ alg: 'ES256', jwk: { ...es256, x: es256.y ?? '' }, data, signature }), false);
    assert.equal(await sameVerdict({ alg: 'ES256', jwk: { kty: 'EC', crv: 'P-256' }, data, signature }), false);
  }
});

test('both hash the same', () => {
  for (const size of [0, 1, 55, 56, 64, 1000]) {
    const data = reference.random(size);
    assert.deepEqual(Buffer.from(fast.hash(data)), Buffer.from(reference.hash(data)));
  }
});
