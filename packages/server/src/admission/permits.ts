import { createHmac, timingSafeEqual } from 'node:crypto';
import { ParaphError } from '@paraph/core/errors';
import { encodeUtf8, type PermitClaims, readPermit } from '@paraph/core/signing';
import type { ServingKeys } from '../organisation/organisation-keys.js';

/**
 * Writes a permit with the newest secret: the same bytes as core's `writePermit`, by `node:crypto`.
 */
export function writePermit(claims: PermitClaims, keys: ServingKeys['permit']): string {
  const key = keys.find(({ id }) => id === claims.key);
  if (!key) throw new TypeError('The permit names a key that this server does not hold.');
  const body = Buffer.from(encodeUtf8(JSON.stringify(claims))).toString('base64url');
  return `${body}.${createHmac('sha256', key.secret).update(body).digest('base64url')}`;
}

/**
 * Reads a permit and checks that this server wrote it.
 *
 * @throws {@link ParaphError} `permit` with reason `forged`
 */
export function openPermit(permit: string, keys: ServingKeys['permit']): PermitClaims {
  const claims = readPermit(permit);
  const key = keys.find(({ id }) => id === claims?.key);
  const [body = '', mac = ''] = permit.split('.');
  const expected = key && Buffer.from(createHmac('sha256', key.secret).update(body).digest('base64url'));
  const given = Buffer.from(mac);
  if (!expected || expected.length !== given.length || !timingSafeEqual(expected, given))
    throw new ParaphError('permit', 'The permit was not given by this server. Load the page again.', {
      reason: 'forged',
    });
  return claims;
}
