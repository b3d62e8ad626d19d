import { ParaphError } from '../errors.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values = new Int8Array(128).fill(-1);
for (let i = 0; i < alphabet.length; i++) values[alphabet.charCodeAt(i)] = i;

/**
 * Encodes bytes as base64url without padding (RFC 4648 §5).
 *
 * @example
 * ```ts
 * import { encodeBase64url } from '@paraph/core/signing';
 * console.log(encodeBase64url(new Uint8Array([251, 255]))); // -_8
 * ```
 */
export function encodeBase64url(bytes: Uint8Array): string {
  let binary = '';
  // In slices: an argument list has a limit.
  for (let i = 0; i < bytes.length; i += 8192) binary += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Decodes base64url, strictly: no padding, no white space, no trailing bits that are not zero. So each byte string has one spelling.
 *
 * @throws {@link ParaphError} `malformed` when it isn't
 *
 * @example
 * ```ts
 * import { decodeBase64url } from '@paraph/core/signing';
 * console.log(decodeBase64url('-_8')); // Uint8Array [251, 255]
 * ```
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const rest = text.length % 4;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let buffer = 0;
  let bits = 0;
  let at = 0;
  let sound = rest !== 1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (values[code] as number) : -1;
    if (value < 0) sound = false;
    buffer = ((buffer << 6) | (value & 63)) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (buffer >> bits) & 255;
    }
  }
  if (!sound || (buffer & ((1 << bits) - 1)) !== 0)
    throw new ParaphError('malformed', 'Not base64url, or not its one spelling.');
  return bytes;
}
