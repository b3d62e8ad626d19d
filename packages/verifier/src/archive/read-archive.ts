import { readEntryPath, TakenPaths } from './entry-path.js';
import { limits } from './limits.js';
import { Unreadable } from './unreadable.js';

/** One file of an archive, not yet unpacked. */
export interface ArchiveEntry {
  readonly path: string;
  /** 0 stored, 8 deflated (APPNOTE 4.4.5). */
  readonly method: 0 | 8;
  readonly packed: Uint8Array;
  /** Bytes that it has unpacked, as the archive says. */
  readonly size: number;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const endLength = 22;
const centralLength = 46;
const localLength = 30;
const descriptorFollows = 0x0008;
// Deflate's own options, the descriptor and UTF-8 names. Encryption, patches and masked headers are not read (APPNOTE 4.4.4).
const knownFlags = 0x0006 | descriptorFollows | 0x0800;
const symbolicLink = 0xa000;

/** Whether bytes begin as a ZIP does. */
export function looksLikeArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/**
 * Reads the table of a ZIP, in the one way that every reader reads it: entries lie one after the other from the first byte to the table,
 * each header says twice the same, no name stands twice, nothing precedes, follows or lies between. So two programs can't see two dossiers in one file.
 *
 * @returns the files by path, folders left out; nothing is unpacked
 * @throws {@link Unreadable} when it is anything else, or exceeds {@link limits}
 */
export function readArchive(bytes: Uint8Array): ReadonlyMap<string, ArchiveEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, at: table } = readEnd(view);
  const places: Place[] = [];
  const taken = new TakenPaths();
  let at = table;
  let total = 0;
  for (let number = 0; number < count; number++) {
    const place = readCentral(view, bytes, at);
    taken.take(place.path.replace(/\/$/, ''));
    total += place.size;
    if (total > limits.totalBytes) throw new Unreadable('archive-too-large');
    places.push(place);
    at += place.headerLength;
  }
  if (at !== bytes.length - endLength) throw new Unreadable('archive-damaged');
  return readLocals(places, { view, bytes, table });
}

interface Place {
  readonly path: string;
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: 0 | 8;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
  readonly headerLength: number;
}

interface Source {
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly table: number;
}

function readEnd(view: DataView): { count: number; at: number } {
  const end = view.byteLength - endLength;
  if (end < 0 || view.getUint32(end, true) !== endSignature || view.getUint16(end + 20, true) !== 0)
    throw new Unreadable('archive-damaged');
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const at = view.getUint32(end + 16, true);
  const isSplit = view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count;
  if (isSplit || count === 0xffff || at === 0xffffffff) throw new Unreadable('archive-unsupported');
  if (at + size !== end) throw new Unreadable('archive-damaged');
  if (count > limits.entries) throw new Unreadable('archive-too-large');
  return { count, at };
}

function readCentral(view: DataView, bytes: Uint8Array, at: number): Place {
  if (at + centralLength > view.byteLength || view.getUint32(at, true) !== centralSignature)
    throw new Unreadable('archive-damaged');
  const uint16 = (offset: number) => view.getUint16(at + offset, true);
  const uint32 = (offset: number) => view.getUint32(at + offset, true);
  const nameEnd = at + centralLength + uint16(28);
  const headerLength = centralLength + uint16(28) + uint16(30) + uint16(32);
  if (at + headerLength > view.byteLength) throw new Unreadable('archive-damaged');
  const method = uint16(10);
  const packedSize = uint32(20);
  const size = uint32(24);
  const mode = uint32(38) >>> 16;
  if ((uint16(8) & ~knownFlags) !== 0 || (method !== 0 && method !== 8) || uint16(34) !== 0)
    throw new Unreadable('archive-unsupported');
  if (size === 0xffffffff || packedSize === 0xffffffff) throw new Unreadable('archive-unsupported');
  if ((mode & 0xf000) === symbolicLink) throw new Unreadable('archive-path');
  const name = bytes.subarray(at + centralLength, nameEnd);
  const path = readEntryPath(name);
  if (path.endsWith('/') && size !== 0) throw new Unreadable('archive-damaged');
  if (method === 0 && size !== packedSize) throw new Unreadable('archive-damaged');
  if (size > limits.entryBytes || (size > limits.ratioFrom && size > packedSize * limits.ratio))
    throw new Unreadable('archive-too-large');
  return { path, name, flags: uint16(8), method, crc: uint32(16), packedSize, size, offset: uint32(42), headerLength };
}

function readLocals(places: readonly Place[], source: Source): Map<string, ArchiveEntry> {
  const entries = new Map<string, ArchiveEntry>();
  let at = 0;
  for (const place of [...places].sort((left, right) => left.offset - right.offset)) {
    if (place.offset !== at) throw new Unreadable('archive-damaged');
    const start = readLocal(place, source);
    const end = start + place.packedSize;
    if (end > source.table) throw new Unreadable('archive-damaged');
    at = end + descriptorLength(place, { ...source, at: end });
    const { path, method, size } = place;
    if (!path.endsWith('/')) entries.set(path, { path, method, size, packed: source.bytes.subarray(start, end) });
  }
  if (at !== source.table) throw new Unreadable('archive-damaged');
  return entries;
}

/** Where the data of an entry begins, once its own header says what the table says. */
function readLocal(place: Place, { view, bytes, table }: Source): number {
  const { offset, name } = place;
  if (offset + localLength > table || view.getUint32(offset, true) !== localSignature)
    throw new Unreadable('archive-damaged');
  const uint16 = (at: number) => view.getUint16(offset + at, true);
  const uint32 = (at: number) => view.getUint32(offset + at, true);
  const start = offset + localLength + name.length + uint16(28);
  const isSame =
    uint16(6) === place.flags &&
    uint16(8) === place.method &&
    uint16(26) === name.length &&
    name.every((byte, at) => byte === bytes[offset + localLength + at]);
  // With a descriptor, checksum and sizes may stand as zero here (APPNOTE 4.4.4, bit 3).
  const fits = (found: number, expected: number) =>
    found === expected || (found === 0 && (place.flags & descriptorFollows) !== 0);
  const saysSame = fits(uint32(14), place.crc) && fits(uint32(18), place.packedSize) && fits(uint32(22), place.size);
  if (!isSame || !saysSame) throw new Unreadable('archive-damaged');
  return start;
}

/** APPNOTE 4.3.9: checksum and sizes again, with a signature before them or without. */
function descriptorLength(
  { flags, crc, packedSize, size }: Place,
  { view, at, table }: Source & { at: number },
): number {
  if ((flags & descriptorFollows) === 0) return 0;
  for (const [lead, length] of [
    [4, 16],
    [0, 12],
  ] as const) {
    const isHere =
      at + length <= table &&
      (lead === 0 || view.getUint32(at, true) === 0x08074b50) &&
      view.getUint32(at + lead, true) === crc &&
      view.getUint32(at + lead + 4, true) === packedSize &&
      view.getUint32(at + lead + 8, true) === size;
    if (isHere) return length;
  }
  throw new Unreadable('archive-damaged');
}
