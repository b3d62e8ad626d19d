import type { Identifier } from '../model.js';
import { encodeBase64url } from './base64url.js';
import type { Ports } from './ports.js';

/**
 * A new identifier: `urn:uuid:` and a random UUID (RFC 9562 §5.4).
 *
 * @example
 * ```ts
 * import { defaultPorts, newIdentifier } from '@paraph/core/signing';
 * console.log(newIdentifier(defaultPorts().random)); // urn:uuid:…
 * ```
 */
export function newIdentifier(random: Ports['random']): Identifier {
  const bytes = random(16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new nonce: 16 random bytes, base64url. It makes the digest of a statement hiding. */
export function newNonce(random: Ports['random']): string {
  return encodeBase64url(random(16));
}
