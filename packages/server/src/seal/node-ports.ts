import {
  createPrivateKey,
  createPublicKey,
  hash,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import type { PublicJwk } from '@paraph/core/model';
import { defaultPorts, type Ports, publicMembers, type Signer, thumbprintOf } from '@paraph/core/signing';
import type { PrivateJwk } from '../organisation/organisation-options.js';
import { derOfRaw, rawOfDer } from './ecdsa-der.js';

/**
 * Core's ports over `node:crypto`: no hop to another thread for each signature, so twice as fast as jose over WebCrypto.
 * A test runs the same vectors over both; the verdicts are the same.
 *
 * @example
 * ```ts
 * import { nodePorts } from '@paraph/server';
 * console.log(nodePorts().hash(new Uint8Array()).length); // 32
 * ```
 */
export function nodePorts(): Ports {
  const keys = new Map<string, KeyObject | undefined>();
  return {
    ...defaultPorts(),
    hash: (data) => hash('sha256', data, 'buffer'),
    random: (size) => new Uint8Array(randomBytes(size)),
    verifySignature: ({ alg, jwk, data, signature }) => {
      if (signature.length !== 64) return false;
      const name = `${alg} ${jwk.crv} ${jwk.x} ${jwk.y}`;
      let key = keys.get(name);
      if (key === undefined && !keys.has(name)) {
        if (keys.size >= 4096) keys.clear();
        key = publicKeyOf(jwk, alg);
        keys.set(name, key);
      }
      if (!key) return false;
      return alg === 'ES256' ? verify('sha256', data, key, derOfRaw(signature)) : verify(null, data, key, signature);
    },
  };
}

/**
 * A signer over a private JWK, ES256 or Ed25519, by `node:crypto`.
 *
 * @throws TypeError when it isn't such a private key
 */
export function nodeSigner(jwk: PrivateJwk): Signer {
  const key = createPrivateKey({ key: jwk as unknown as JsonWebKey, format: 'jwk' });
  const open = publicMembers(jwk as Parameters<typeof publicMembers>[0]);
  return {
    jwk: open,
    key: thumbprintOf(open, nodePorts().hash),
    sign: (data) => (jwk.kty === 'OKP' ? sign(null, data, key) : rawOfDer(sign('sha256', data, key))),
  };
}

function publicKeyOf(jwk: PublicJwk, alg: string): KeyObject | undefined {
  const { kty, crv, x, y } = jwk;
  if (crv !== (alg === 'ES256' ? 'P-256' : 'Ed25519')) return undefined;
  try {
    return createPublicKey({ key: { kty, crv, x, y } as JsonWebKey, format: 'jwk' });
  } catch {
    return undefined;
  }
}
