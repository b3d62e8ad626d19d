import { ParaphError } from '../errors.js';
import type { PublicJwk } from '../model.js';
import { decodeBase64url, encodeBase64url, encodeUtf8 } from '../signing.js';
import { decodeBase64, encodeBase64 } from './base64.js';
import type { Hash } from './tree.js';

/** An Ed25519 key under the name that it signs notes with. C2SP signed-note, "Signatures". */
export interface VerifierKey {
  /** The key's name; a log's is its origin. */
  readonly name: string;
  /** The key ID: 8 hex digits. Short, so it only says which key to try. */
  readonly id: string;
  /** The public key: `OKP`, `Ed25519`. */
  readonly jwk: PublicJwk;
}

/** The signature type of Ed25519. Types 0x04 and 0x06, of cosignatures, have key IDs and messages of their own. */
const ed25519 = 0x01;

/**
 * Names a public key for notes: key ID = SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key), its first 4 bytes. C2SP signed-note, "Ed25519 signatures".
 *
 * @param name the key's name; a log's is its origin
 * @param key the public key (Ed25519), as in a `key` record, and the hash
 * @returns the key as {@link openNote} takes it
 * @throws A {@link ParaphError} `malformed` when the key isn't Ed25519, or the name has a space or `+`
 *
 * @example
 * ```ts
 * import { verifierKeyOf, writeVerifierKey } from '@paraph/core/ledger';
 * import { defaultPorts, generatePrivateJwk, jwkSigner } from '@paraph/core/signing';
 * const { jwk } = await jwkSigner(await generatePrivateJwk('Ed25519'));
 * const key = verifierKeyOf('campus.example/paraph/1', { jwk, hash: defaultPorts().hash });
 * console.log(writeVerifierKey(key)); // campus.example/paraph/1+…+A…
 * ```
 */
export function verifierKeyOf(name: string, key: { readonly jwk: PublicJwk; readonly hash: Hash }): VerifierKey {
  const { jwk, hash } = key;
  if (!isKeyName(name)) throw new ParaphError('malformed', 'The name of a key has no spaces and no "+".');
  const id = [...hash(new Uint8Array([...encodeUtf8(`${name}\n`), ...typedKey(jwk)])).subarray(0, 4)];
  return { name, id: id.map((byte) => byte.toString(16).padStart(2, '0')).join(''), jwk };
}

/**
 * Writes a key for others to configure: `name+<key ID>+base64(0x01 ‖ public key)`, as Go's checksum database and the C2SP tools write it.
 *
 * @param key the key
 * @returns one line
 *
 * @example
 * ```ts
 * import { verifierKeyOf, writeVerifierKey } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const jwk = { kty: 'OKP', crv: 'Ed25519', x: 'GlzZBxQ8OExB6DDFvOEqqIF-xWSaqr8sMTiLNbLXRNY' };
 * console.log(writeVerifierKey(verifierKeyOf('PeterNeumann', { jwk, hash: defaultPorts().hash })));
 * ```
 */
export function writeVerifierKey({ name, id, jwk }: VerifierKey): string {
  return `${name}+${id}+${encodeBase64(typedKey(jwk))}`;
}

/**
 * Reads a key of {@link writeVerifierKey}.
 *
 * @param text one line
 * @param hash SHA-256, to check the key ID
 * @returns the key
 * @throws A {@link ParaphError} `malformed` when it isn't an Ed25519 key, or its ID is another key's
 *
 * @example
 * ```ts
 * import { readVerifierKey } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const key = readVerifierKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', defaultPorts().hash);
 * console.log(key.name, key.id); // PeterNeumann c74f20a3
 * ```
 */
export function readVerifierKey(text: string, hash: Hash): VerifierKey {
  // The key's base64 may hold "+" too, a name may not.
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = decodeBase64(encoded);
  if (bytes[0] !== ed25519) throw new ParaphError('malformed', 'Not the verifier key of an Ed25519 key.');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(bytes.subarray(1)) } as const;
  const key = verifierKeyOf(name, { jwk, hash });
  if (key.id !== id) throw new ParaphError('malformed', `The key's ID is ${key.id}, not ${id}.`);
  return key;
}

/** Non-empty, well-formed, no Unicode space, no plus. C2SP signed-note, "Format". */
export function isKeyName(name: string): boolean {
  return /^[!-\u{d7ff}\u{e000}-\u{10ffff}]+$/u.test(name) && !/[+\p{White_Space}]/u.test(name);
}

function typedKey({ kty, crv, x }: PublicJwk): Uint8Array {
  const publicKey = kty === 'OKP' && crv === 'Ed25519' && x !== undefined ? decodeBase64url(x) : undefined;
  if (publicKey?.length !== 32)
    throw new ParaphError('malformed', 'A key that signs notes is an Ed25519 key of 32 bytes.');
  return new Uint8Array([ed25519, ...publicKey]);
}
