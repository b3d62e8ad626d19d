import { Inflate } from 'fflate';
import type { Pace } from '../pace.js';
import type { ArchiveEntry } from './read-archive.js';

/** Deflate makes at most 1,032 bytes of one: what is unpacked before the next look at the size stays under 17 MB. */
const slice = 16 * 1024;

/**
 * Unpacks one file of an archive, never more of it than the archive says it has.
 *
 * @returns its bytes, or `undefined` when they can't be unpacked or are more or fewer than the archive says
 */
export async function unpackEntry({ method, packed, size }: ArchiveEntry, pace: Pace): Promise<Uint8Array | undefined> {
  if (method === 0) return packed;
  const unpacked = new Uint8Array(size);
  let length = 0;
  let isWhole = false;
  const inflate = new Inflate((chunk, final) => {
    if (length + chunk.length <= size) unpacked.set(chunk, length);
    length += chunk.length;
    isWhole = final;
  });
  try {
    for (let at = 0; at < packed.length && length <= size; at += slice) {
      inflate.push(packed.subarray(at, at + slice), at + slice >= packed.length);
      await pace.breathe();
    }
  } catch {
    return undefined;
  }
  return isWhole && length === size ? unpacked : undefined;
}
