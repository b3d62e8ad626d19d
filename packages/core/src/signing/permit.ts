import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { ParaphError } from '../errors.js';
import type { AnyStatement, Channel, Digest, Identified, Identifier, Instant, ThumbprintUri } from '../model.js';
import { decodeBase64url, encodeBase64url } from './base64url.js';
import { decodeUtf8, encodeUtf8 } from './utf8.js';

/** The server's leave for one act: who, what, from which device, and when. It travels beside the record, and is not kept in it. */
export interface PermitClaims {
  /** Id of the HMAC key. */
  readonly key: string;
  readonly organisation: ThumbprintUri;
  readonly person: Identifier;
  readonly role: string;
  readonly kind: string;
  readonly about: AnyStatement['about'];
  /** The device key's thumbprint. */
  readonly jkt: ThumbprintUri;
  /** Who holds the kiosk. */
  readonly operator?: Identifier;
  readonly channel: Channel;
  readonly identified: Identified & { readonly evidence?: Digest };
  /** Goes into the statement, and is spent once. */
  readonly nonce: string;
  /** The corrected `at` of the statement lies between `from` and `until`. */
  readonly from: Instant;
  readonly until: Instant;
  /** Until then the permit authorises delivery by itself. */
  readonly deliverUntil: Instant;
}

/**
 * Writes a permit: base64url(JSON) `.` base64url(HMAC-SHA-256).
 *
 * @param secret at least 32 bytes
 */
export function writePermit(claims: PermitClaims, secret: Uint8Array): string {
  const body = encodeBase64url(encodeUtf8(JSON.stringify(claims)));
  return `${body}.${encodeBase64url(hmac(sha256, secret, encodeUtf8(body)))}`;
}

/**
 * Reads a permit without checking it: what a device does, to know its nonce and its times.
 *
 * @throws A {@link ParaphError} `permit` with reason `forged` when it can't be read
 *
 * @example
 * ```ts
 * import { readPermit } from '@paraph/core/signing';
 * try { readPermit('nonsense'); } catch (error) { console.log(error.code, error.fields.reason); } // permit forged
 * ```
 */
export function readPermit(permit: string): PermitClaims {
  try {
    const [body, mac, ...rest] = permit.split('.');
    if (body === undefined || mac === undefined || rest.length > 0) throw new TypeError();
    // The server wrote these bytes itself, as openPermit proves: there is no second reading to guard against.
    const claims: unknown = JSON.parse(decodeUtf8(decodeBase64url(body)));
    if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) throw new TypeError('claims expected');
    decodeBase64url(mac);
    return claims as PermitClaims;
  } catch (cause) {
    throw new ParaphError('permit', 'The permit cannot be read.', { reason: 'forged', cause });
  }
}

/**
 * Reads a permit and checks that it was written with a key that is known.
 *
 * @param secretOf gives the secret of an HMAC key's id
 * @throws A {@link ParaphError} `permit` with reason `forged`
 */
export function openPermit(permit: string, secretOf: (key: string) => Uint8Array | undefined): PermitClaims {
  const claims = readPermit(permit);
  const secret = typeof claims.key === 'string' ? secretOf(claims.key) : undefined;
  const [body = '', mac = ''] = permit.split('.');
  if (!secret || !equalBytes(hmac(sha256, secret, encodeUtf8(body)), decodeBase64url(mac)))
    throw new ParaphError('permit', 'The permit was not given by this server.', { reason: 'forged' });
  return claims;
}

// In time that does not tell where they differ.
function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i++) difference |= (left[i] as number) ^ (right[i] ?? 0);
  return difference === 0;
}
