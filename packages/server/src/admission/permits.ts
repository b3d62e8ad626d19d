import { hash, timingSafeEqual } from 'node:crypto';
import { ParaphError } from '@paraph/core/errors';
import type { PermitClaims } from '@paraph/core/signing';
import type { ServingKeys } from '../organisation/organisation-options.js';

type Key = ServingKeys['permit'][number];

/**
 * Writes a permit with the newest secret: the same bytes as core's `writePermit`.
 */
export function writePermit(claims: PermitClaims, keys: ServingKeys['permit']): string {
  const key = keys.find(({ id }) => id === claims.key);
  if (!key) throw new TypeError('The permit names a key that this server does not hold.');
  const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${body}.${hmacSha256(key, body).toString('base64url')}`;
}

/**
 * Reads a permit and checks that this server wrote it.
 *
 * @throws A {@link ParaphError} `permit` with reason `forged`
 */
export function openPermit(permit: string, keys: ServingKeys['permit']): PermitClaims {
  const [body = '', mac = '', ...rest] = permit.split('.');
  const given = Buffer.from(mac);
  const isFrom = (key: Key) => {
    const expected = Buffer.from(hmacSha256(key, body).toString('base64url'));
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
  const key = rest.length === 0 ? keys.find(isFrom) : undefined;
  // The holder of the key wrote these bytes: there is no other reading of them to guard against.
  const claims = key && (JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as PermitClaims);
  if (!claims || claims.key !== key.id)
    throw new ParaphError('permit', 'The permit was not given by this server. Load the page again.', {
      reason: 'forged',
    });
  return claims;
}

const blockBytes = 64;
const pads = new WeakMap<Key, { readonly inner: Buffer; readonly outer: Buffer }>();

/** HMAC (RFC 2104) over two one-shot hashes: `createHmac` takes ten times as long for a text of this length. */
function hmacSha256(key: Key, text: string): Buffer {
  let padded = pads.get(key);
  if (!padded) {
    const secret = key.secret.length > blockBytes ? hash('sha256', key.secret, 'buffer') : key.secret;
    const block = Buffer.alloc(blockBytes);
    block.set(secret);
    padded = { inner: block.map((byte) => byte ^ 0x36) as Buffer, outer: block.map((byte) => byte ^ 0x5c) as Buffer };
    pads.set(key, padded);
  }
  const inner = hash('sha256', Buffer.concat([padded.inner, Buffer.from(text)]), 'buffer');
  return hash('sha256', Buffer.concat([padded.outer, inner]), 'buffer');
}
