import { ParaphError } from '../errors.js';
import { decodeBase64url, encodeBase64url } from '../signing.js';

// The notes of C2SP use the standard alphabet with padding (RFC 4648 §4), everything else here base64url.

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * Decodes standard base64 strictly: full padding, no white space, no trailing bits that are not zero.
 *
 * @throws A {@link ParaphError} `malformed` when it isn't
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new ParaphError('malformed', 'Not base64, or not its one spelling.');
  }
  return decodeBase64url(text.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_'));
}

/**
 * Decodes a SHA-256 hash in standard base64.
 *
 * @throws A {@link ParaphError} `malformed` when it isn't, or has not 32 bytes
 */
export function decodeHash(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(text);
  if (bytes.length !== 32) throw new ParaphError('malformed', `A hash has 32 bytes, this one has ${bytes.length}.`);
  return bytes;
}
