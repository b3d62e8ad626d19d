import { createHash, createPublicKey, type JsonWebKeyInput, randomBytes, verify } from 'node:crypto';
import type { Ports } from '@paraph/core/signing';
import { now } from '../cast.js';

/** Ports over `node:crypto`, which share no code with core's own. */
export const nodeCryptoPorts = (): Ports => ({
  hash: (data) => createHash('sha256').update(data).digest(),
  clock: () => now,
  random: (size) => new Uint8Array(randomBytes(size)),
  verifySignature: ({ alg, jwk, data, signature }) => {
    if (signature.length !== 64) return false;
    try {
      const key = createPublicKey({ key: jwk, format: 'jwk' } as JsonWebKeyInput);
      if (alg === 'Ed25519') return key.asymmetricKeyType === 'ed25519' && verify(null, data, key, signature);
      if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
      return verify('sha256', data, { key, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false;
    }
  },
});
