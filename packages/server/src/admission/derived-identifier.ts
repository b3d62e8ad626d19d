import { hash } from 'node:crypto';
import type { Identifier } from '@paraph/core/model';

/**
 * An identifier that is the same each time for the same names: a UUID of version 8 (RFC 9562 §5.8) from a SHA-256.
 * For things of a plan and for managers, never for learners, whose identifiers are random: a digest of a person's number could be guessed.
 */
export function derivedIdentifier(...names: readonly string[]): Identifier {
  const bytes = hash('sha256', JSON.stringify(['paraph/identifier/v1', ...names]), 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
