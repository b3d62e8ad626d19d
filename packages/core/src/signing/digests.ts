import { ParaphError } from '../errors.js';
import type { Digest, PublicJwk, ThumbprintUri } from '../model.js';
import { encodeBase64url } from './base64url.js';
import type { Ports } from './ports.js';
import { encodeUtf8 } from './utf8.js';

type Hash = Ports['hash'];

/**
 * `sha-256:` and the base64url of a SHA-256.
 *
 * @example
 * ```ts
 * import { defaultPorts, digestOf } from '@paraph/core/signing';
 * console.log(digestOf(new Uint8Array(), defaultPorts().hash)); // sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU
 * ```
 */
export function digestOf(bytes: Uint8Array, hash: Hash): Digest {
  return `sha-256:${encodeBase64url(hash(bytes))}`;
}

/**
 * The name of an act: SHA-256 over `paraph/act/v1`, a line feed and the payload as it stands in the record.
 * Known to its author before anything is sent, and the same however often it is signed again.
 *
 * @param payload base64url of the statement's bytes
 */
export function actDigest(payload: string, hash: Hash): Digest {
  return digestOf(encodeUtf8(`paraph/act/v1\n${payload}`), hash);
}

/** SHA-256 over a person's `protected.signature`: what the seal's `signed` holds. */
export function signedDigest(entry: { readonly protected: string; readonly signature: string }, hash: Hash): Digest {
  return digestOf(encodeUtf8(`${entry.protected}.${entry.signature}`), hash);
}

/**
 * The 32 bytes that stand in the ledger for a record: over `paraph/record/v1`, the act digest and the seal's `protected.signature`.
 */
export function recordDigest(
  act: Digest,
  seal: { readonly protected: string; readonly signature: string },
  hash: Hash,
): Uint8Array {
  return hash(encodeUtf8(`paraph/record/v1\n${act}\n${seal.protected}.${seal.signature}`));
}

/**
 * A public key's RFC 9278 thumbprint URI: SHA-256 over the required members in order (RFC 7638 §3.2).
 *
 * @throws A {@link ParaphError} `malformed` when the key lacks one of them
 *
 * @example
 * ```ts
 * import { createDeviceKey, defaultPorts, thumbprintOf } from '@paraph/core/signing';
 * const key = await createDeviceKey();
 * console.log(thumbprintOf(key.jwk, defaultPorts().hash) === key.key); // true
 * ```
 */
export function thumbprintOf(jwk: PublicJwk, hash: Hash): ThumbprintUri {
  const required = membersOf[jwk.kty]?.map((name) => [name, jwk[name]] as const);
  if (!required?.every(([, value]) => typeof value === 'string'))
    throw new ParaphError('malformed', 'A public key lacks a member that its kind of key has.');
  const text = JSON.stringify(Object.fromEntries(required));
  return `urn:ietf:params:oauth:jwk-thumbprint:sha-256:${encodeBase64url(hash(encodeUtf8(text)))}`;
}

/** In the order of their names. */
const membersOf: Readonly<Record<string, readonly string[] | undefined>> = {
  EC: ['crv', 'kty', 'x', 'y'],
  OKP: ['crv', 'kty', 'x'],
  RSA: ['e', 'kty', 'n'],
};
