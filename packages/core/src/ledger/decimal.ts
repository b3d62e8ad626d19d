import { ParaphError } from '../errors.js';

/**
 * Reads a size or an index as C2SP writes them: ASCII digits, no leading zero but in `0` itself. Within 2⁵³−1, as everywhere in the format.
 *
 * @throws A {@link ParaphError} `malformed` when it isn't
 */
export function readDecimal(text: string): number {
  const value = /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value)) throw new ParaphError('malformed', 'Not a decimal number without leading zeros.');
  return value;
}
