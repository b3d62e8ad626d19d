import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodeUtf8, jwkSigner } from '@paraph/core/signing';
import { keys, privateJwks } from '../cast.js';

describe('a signer', () => {
  test('is made of private keys, whatever else their file says', async () => {
    const signer = await jwkSigner({
      ...privateJwks.learner,
      use: 'enc',
      key_ops: ['deriveBits'],
      ext: false,
      alg: 'ECDH-ES',
      kid: 'x',
    });
    assert.deepEqual(signer.jwk, keys.learner.jwk);
    assert.equal(signer.key, keys.learner.key);
    assert.equal((await signer.sign(encodeUtf8('x'))).length, 64);
  });

  test('is not made of anything else', async () => {
    const { d: _, ...open } = privateJwks.learner;
    for (const jwk of [
      open,
      {},
      { kty: 'oct', k: 'AAAA' },
      { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      { ...privateJwks.learner, crv: 'P-384' },
    ]) {
      await assert.rejects(jwkSigner(jwk), TypeError);
    }
  });
});
