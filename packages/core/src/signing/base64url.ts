import { ParaphError } from '../errors.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const codes = Uint8Array.from(alphabet, (letter) => letter.charCodeAt(0));
const decoder = new TextDecoder();
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
  const text = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  for (let i = 0; i < bytes.length; i += 3) {
    // Past the end a byte counts as 0, and what it would have written falls outside the array.
    const three = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text[at++] = codes[three >> 18] as number;
    text[at++] = codes[(three >> 12) & 63] as number;
    text[at++] = codes[(three >> 6) & 63] as number;
    text[at++] = codes[three & 63] as number;
  }
  return decoder.decode(text);
}

/**
 * Decodes base64url, strictly: no padding, no white space, no trailing bits that are not zero. So each byte string has one spelling.
 *
 * @throws A {@link ParaphError} `malformed` when it isn't
 *
 * @example
 * ```ts
 * import { decodeBase64url } from '@paraph/core/signing';
 * console.log(decodeBase64url('-_8')); // Uint8Array [251, 255]
 * ```
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> {
  const rest = text.length % 4;
  const bytes = new Uint8Array((text.length * 3) >> 2);
  // A character that is none of the alphabet gives -1, which stays visible in the sign of what is gathered.
  let faults = rest === 1 ? -1 : 0;
  let at = 0;
  for (let i = 0; i < text.length; i += 4) {
    const [a, b, c, d] = [valueAt(text, i), valueAt(text, i + 1), valueAt(text, i + 2), valueAt(text, i + 3)];
    faults |= a | b | c | d;
    const four = (a << 18) | (b << 12) | (c << 6) | d;
    bytes[at++] = four >> 16;
    bytes[at++] = (four >> 8) & 255;
    bytes[at++] = four & 255;
  }
  const last = rest === 0 ? 0 : valueAt(text, text.length - 1);
  if (faults < 0 || (last & (rest === 2 ? 15 : 3)) !== 0)
    throw new ParaphError('malformed', 'Not base64url, or not its one spelling.');
  return bytes;
}

/** Past the end, a character counts as 0: what it would have written falls outside the array. */
function valueAt(text: string, at: number): number {
  if (at >= text.length) return 0;
  const code = text.charCodeAt(at);
  return code < 128 ? (values[code] as number) : -1;
}
