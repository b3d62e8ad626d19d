import type { ThumbprintUri } from '../model.js';
import { decodeBase64url } from './base64url.js';

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * An organisation's fingerprint, for paper and telephone: the first 100 bits of its thumbprint in Crockford's base 32, four groups of five.
 *
 * @param organisation the thumbprint URI of its first recovery key
 * @returns for example `7QM4V ZT9SX AP2E8 0K3QF`
 *
 * @example
 * ```ts
 * import { fingerprintOf } from '@paraph/core/signing';
 * console.log(fingerprintOf('urn:ietf:params:oauth:jwk-thumbprint:sha-256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA')); // 00000 00000 00000 00000
 * ```
 */
export function fingerprintOf(organisation: ThumbprintUri): string {
  const bytes = decodeBase64url(organisation.slice(organisation.lastIndexOf(':') + 1));
  let text = '';
  for (let i = 0; i < 20; i++) {
    const bit = i * 5;
    const pair = ((bytes[bit >> 3] as number) << 8) | (bytes[(bit >> 3) + 1] as number);
    text += symbols[(pair >> (11 - (bit & 7))) & 31];
  }
  return (text.match(/.{5}/g) as string[]).join(' ');
}

/**
 * Reads a fingerprint as people type it: case, spaces and hyphens are ignored; O is 0, I and L are 1.
 *
 * @returns twenty symbols, or `undefined` when it isn't one
 *
 * @example
 * ```ts
 * import { readFingerprint } from '@paraph/core/signing';
 * console.log(readFingerprint('7qm4v-zt9sx ap2e8 ok3qf')); // 7QM4VZT9SXAP2E80K3QF
 * ```
 */
export function readFingerprint(typed: string): string | undefined {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(text) ? text : undefined;
}
