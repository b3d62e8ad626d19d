import { sha256 } from '@noble/hashes/sha2.js';
import type { JWK } from 'jose';
import type { PublicJwk, ThumbprintUri } from '../model.js';
import { thumbprintOf } from './digests.js';

// jose's own key import brings its tables of encryption algorithms along; WebCrypto is all that is needed here.
const es256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const ed25519 = { name: 'Ed25519' } as const;

/** Something that signs with one ES256 or Ed25519 key: a device, a file, a key service. */
export interface Signer {
  /** The key's name. */
  readonly key: ThumbprintUri;
  /** Its public members. */
  readonly jwk: PublicJwk;
  /** Signs bytes; 64 bytes: r and s (RFC 7518 §3.4) for ES256, Ed25519's (RFC 8032) otherwise. */
  readonly sign: (data: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;
}

/** A device's signer, with the key pair that can be put into IndexedDB and taken out again. */
export interface DeviceKey extends Signer {
  /** Not extractable: it can be used and stored, never read. */
  readonly privateKey: CryptoKey;
}

/**
 * Makes a person's device key: ES256, not extractable.
 *
 * @example
 * ```ts
 * import { createDeviceKey } from '@paraph/core/signing';
 * const device = await createDeviceKey();
 * console.log(device.privateKey.extractable); // false
 * ```
 */
export async function createDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(es256, false, ['sign', 'verify']);
  return deviceSigner(pair.privateKey, publicMembers((await crypto.subtle.exportKey('jwk', pair.publicKey)) as JWK));
}

/**
 * A signer over a key pair that was kept.
 *
 * @param privateKey an ECDSA P-256 key that may sign
 * @param jwk its public members
 */
export function deviceSigner(privateKey: CryptoKey, jwk: PublicJwk): DeviceKey {
  return {
    privateKey,
    jwk,
    key: thumbprintOf(jwk, sha256),
    sign: async (data) => new Uint8Array(await crypto.subtle.sign(es256, privateKey, data)),
  };
}

/**
 * A signer over a private JWK, ES256 (EC P-256) or Ed25519 (OKP).
 *
 * @throws TypeError when it isn't such a private key
 *
 * @example
 * ```ts
 * import { generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const signer = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * console.log((await signer.sign(new Uint8Array([1]))).length); // 64
 * ```
 */
export async function jwkSigner(jwk: JWK): Promise<Signer> {
  const algorithm = jwk.kty === 'OKP' ? ed25519 : es256;
  // Only the key's own members: `use`, `key_ops` or `ext` of a file are not for WebCrypto to refuse.
  const own = { ...publicMembers(jwk), d: jwk.d } as JsonWebKey;
  const key = await crypto.subtle.importKey('jwk', own, algorithm, false, ['sign']).catch((cause: unknown) => {
    throw new TypeError('An EC P-256 or Ed25519 private JWK was expected.', { cause });
  });
  const open = publicMembers(jwk);
  return {
    jwk: open,
    key: thumbprintOf(open, sha256),
    sign: async (data) => new Uint8Array(await crypto.subtle.sign(algorithm, key, data)),
  };
}

/**
 * Makes a private key that can be written to a file: an organisation's, or a test's.
 */
export async function generatePrivateJwk(alg: 'ES256' | 'Ed25519'): Promise<JWK> {
  const pair = (await crypto.subtle.generateKey(alg === 'ES256' ? es256 : ed25519, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const { kty, crv, x, y, d } = (await crypto.subtle.exportKey('jwk', pair.privateKey)) as JWK;
  return { kty, crv, x, ...(y === undefined ? {} : { y }), d } as JWK;
}

/** The public members of a JWK, and nothing else. */
export function publicMembers({ kty, crv, x, y }: JWK): PublicJwk {
  return { kty, crv, x, ...(y === undefined ? {} : { y }) } as PublicJwk;
}
