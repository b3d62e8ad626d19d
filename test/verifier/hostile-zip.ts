// A ZIP writer that does as it is told, so that it can write what no honest one writes (APPNOTE 4.3).
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

/** One entry; every field can be made to lie, in the table and in the entry's own header apart. */
export interface HostileEntry {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array;
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly size?: number;
  readonly packedSize?: number;
  readonly attributes?: number;
  readonly extra?: Uint8Array;
  /** What the entry's own header says instead. */
  readonly local?: {
    readonly name?: string;
    readonly size?: number;
    readonly packedSize?: number;
    readonly method?: number;
    readonly flags?: number;
  };
  /** Where the table says that it lies. */
  readonly offset?: number;
  /** After the data. */
  readonly descriptor?: Uint8Array;
}

/** What stands around the entries. */
export interface HostileArchive {
  readonly before?: Uint8Array;
  readonly between?: Uint8Array;
  readonly after?: Uint8Array;
  readonly comment?: Uint8Array;
  readonly count?: number;
  readonly disk?: number;
}

/** Writes a ZIP. */
export function hostileZip(entries: readonly HostileEntry[], archive: HostileArchive = {}): Uint8Array<ArrayBuffer> {
  const { before = empty, between = empty, after = empty, comment = empty } = archive;
  const parts: Uint8Array[] = [before];
  const table: Uint8Array[] = [];
  let at = before.length;
  for (const entry of entries) {
    const whole = complete(entry);
    const local = {
      ...whole,
      ...entry.local,
      name: entry.local?.name === undefined ? whole.name : Buffer.from(entry.local.name),
    };
    const header = Buffer.concat([
      numbers([0x04034b50, 4], [20, 2], [local.flags, 2], [local.method, 2], [0, 4], [whole.checksum, 4]),
      numbers([local.packedSize, 4], [local.size, 4], [local.name.length, 2], [0, 2]),
      local.name,
    ]);
    table.push(
      numbers([0x02014b50, 4], [0x0314, 2], [20, 2], [whole.flags, 2], [whole.method, 2], [0, 4], [whole.checksum, 4]),
      numbers(
        [whole.packedSize, 4],
        [whole.size, 4],
        [whole.name.length, 2],
        [whole.extra.length, 2],
        [0, 2],
        [0, 2],
        [0, 2],
      ),
      numbers([whole.attributes, 4], [entry.offset ?? at, 4]),
      whole.name,
      whole.extra,
    );
    const written = [header, whole.packed, entry.descriptor ?? empty, between];
    parts.push(...written);
    at += written.reduce((sum, { length }) => sum + length, 0);
  }
  const directory = Buffer.concat(table);
  const count = archive.count ?? entries.length;
  const end = Buffer.concat([
    numbers(
      [0x06054b50, 4],
      [archive.disk ?? 0, 2],
      [0, 2],
      [count, 2],
      [count, 2],
      [directory.length, 4],
      [at, 4],
      [comment.length, 2],
    ),
    comment,
  ]);
  return new Uint8Array(Buffer.concat([...parts, directory, end, after]));
}

const empty = new Uint8Array();

function complete(entry: HostileEntry) {
  const data = entry.data ?? empty;
  const method = entry.method ?? 0;
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
  return {
    name: typeof entry.name === 'string' ? Buffer.from(entry.name) : entry.name,
    method,
    packed,
    flags: entry.flags ?? 0x0800,
    size: entry.size ?? data.length,
    packedSize: entry.packedSize ?? packed.length,
    attributes: entry.attributes ?? 0,
    extra: entry.extra ?? empty,
    checksum: checksumOf(data),
  };
}

/** The reader holds checksums only against each other: any number that follows from the data does. */
const checksumOf = (data: Uint8Array): number => createHash('sha256').update(data).digest().readUInt32LE(0);

/** A descriptor that says what the table says (APPNOTE 4.3.9). */
export const descriptorOf = (data: Uint8Array, packed: Uint8Array, { signature = true } = {}): Uint8Array =>
  Buffer.concat([
    signature ? numbers([0x08074b50, 4]) : empty,
    numbers([checksumOf(data), 4], [packed.length, 4], [data.length, 4]),
  ]);

function numbers(...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const written = Buffer.alloc(fields.reduce((sum, [, bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [value, bytes] of fields) {
    if (bytes === 2) written.writeUInt16LE(value, at);
    else written.writeUInt32LE(value >>> 0, at);
    at += bytes;
  }
  return written;
}
