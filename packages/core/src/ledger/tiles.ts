import { ParaphError } from '../errors.js';
import { type Hash, hashLength, nodeHasher } from './tree.js';

/** Hashes in a full tile. C2SP tlog-tiles, "Merkle Tree". */
export const tileWidth = 256;

/** Levels of the tree that one level of tiles spans. */
export const tileHeight = 8;

/**
 * One tile: consecutive hashes of one level. At level 0 they are leaf hashes, above it each is the root of a full tile of the level below.
 */
export interface Tile {
  /** From 0 to 63. */
  readonly level: number;
  /** The tile's place in its level, from 0. */
  readonly index: number;
  /** How many hashes it holds: 1 to 256. Below 256 the tile is partial. */
  readonly width: number;
}

/** The entries under one tile of level 0. */
export interface EntryBundle {
  readonly level: 'entries';
  /** The bundle's place, from 0. */
  readonly index: number;
  /** How many entries it holds: 1 to 256. */
  readonly width: number;
}

/**
 * Reads a tile from where they are kept: a table, a folder, a URL.
 *
 * @param tile which one
 * @returns `width` hashes of 32 bytes, or more of the same tile: the first `width` are used
 */
export type TileReader = (tile: Tile) => Uint8Array | Promise<Uint8Array>;

/**
 * The path of a tile or of an entry bundle, below the log's prefix. C2SP tlog-tiles, "Merkle Tree".
 *
 * @param tile which one
 * @returns for example `tile/0/x001/x234/067` or `tile/entries/000.p/7`
 *
 * @example
 * ```ts
 * import { tilePath } from '@paraph/core/ledger';
 * console.log(tilePath({ level: 0, index: 1234067, width: 256 })); // tile/0/x001/x234/067
 * console.log(tilePath({ level: 'entries', index: 273, width: 112 })); // tile/entries/273.p/112
 * ```
 */
export function tilePath({ level, index, width }: Tile | EntryBundle): string {
  let path = threeDigits(index % 1000);
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${threeDigits(rest % 1000)}/${path}`;
  }
  return `tile/${level}/${path}${width < tileWidth ? `.p/${width}` : ''}`;
}

const threeDigits = (group: number) => String(group).padStart(3, '0');

/**
 * Reads a path of {@link tilePath}. Each tile has one path: other spellings are refused.
 *
 * @param path below the log's prefix, without a leading slash
 * @returns the tile or bundle that it names, whether or not a tree has it; `undefined` when it is no such path
 *
 * @example
 * ```ts
 * import { readTilePath } from '@paraph/core/ledger';
 * console.log(readTilePath('tile/1/000.p/17')); // { level: 1, index: 0, width: 17 }
 * console.log(readTilePath('tile/01/000')); // undefined
 * ```
 */
export function readTilePath(path: string): Tile | EntryBundle | undefined {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null) return undefined;
  const [, level = '', groups = '', partial] = match;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? tileWidth : Number(partial);
  const tile =
    level === 'entries' ? { level: 'entries' as const, index, width } : { level: Number(level), index, width };
  const exists = Number.isSafeInteger(index) && width > 0 && (tile.level === 'entries' || tile.level <= 63);
  // Written again, so that leading zeros, an empty first group and `.p/256` don't pass.
  return exists && tilePath(tile) === path ? tile : undefined;
}

/**
 * The tiles that a tree of one size has and one of an earlier size had not, or not as wide. From size 0: all tiles of the tree.
 * The entry bundles that change are those of level 0. A full tile never changes again.
 *
 * @param from the earlier size; that of an empty tree is 0
 * @param to the later size
 * @returns tiles with their width in the later tree, level by level, one at a time
 *
 * @example
 * ```ts
 * import { changedTiles, tilePath } from '@paraph/core/ledger';
 * console.log([...changedTiles(255, 257)].map(tilePath)); // ['tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1']
 * ```
 */
export function* changedTiles(from: number, to: number): Generator<Tile, void, undefined> {
  for (let level = 0, [before, after] = [from, to]; after > 0; level += 1) {
    if (after > before) {
      for (let index = Math.floor(before / tileWidth); index * tileWidth < after; index += 1) {
        yield { level, index, width: Math.min(tileWidth, after - index * tileWidth) };
      }
    }
    before = Math.floor(before / tileWidth);
    after = Math.floor(after / tileWidth);
  }
}

/**
 * How wide a tile is in a tree of a size: what a server checks before it answers for a path.
 *
 * @param tile level and place
 * @param size the tree's
 * @returns 0 to 256; 0 when the tree has no such tile
 *
 * @example
 * ```ts
 * import { widthOfTile } from '@paraph/core/ledger';
 * console.log(widthOfTile({ level: 0, index: 273 }, 70_000)); // 112
 * ```
 */
export function widthOfTile({ level, index }: Pick<Tile | EntryBundle, 'level' | 'index'>, size: number): number {
  const hashes = level === 'entries' ? size : Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/**
 * The root over the 2^n hashes of a tile or an aligned part of one; of a full tile, the hash that stands for it one level up.
 *
 * @param hashes 1, 2, 4 … or 256 hashes of 32 bytes
 * @param hash SHA-256
 * @returns 32 bytes
 *
 * @example
 * ```ts
 * import { tileRoot } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * console.log(tileRoot(new Uint8Array(256 * 32), defaultPorts().hash).length); // 32
 * ```
 */
export function tileRoot(hashes: Uint8Array, hash: Hash): Uint8Array {
  let count = hashes.length / hashLength;
  if (!Number.isInteger(Math.log2(count)) || count > tileWidth) {
    throw new TypeError(
      `A tile's root is taken over 1, 2, 4 … 256 hashes of 32 bytes, not over ${hashes.length} bytes.`,
    );
  }
  const node = nodeHasher(hash);
  const nodes = new Uint8Array(hashes); // a copy: `slice` of a Node Buffer would be a view
  const at = (index: number) => nodes.subarray(index * hashLength, (index + 1) * hashLength);
  for (; count > 1; count /= 2) {
    for (let pair = 0; pair < count / 2; pair += 1) at(pair).set(node(at(2 * pair), at(2 * pair + 1)));
  }
  return nodes.slice(0, hashLength);
}

/**
 * Writes an entry bundle: each entry behind its length in two bytes, big-endian. C2SP tlog-tiles, "Log entries".
 *
 * @param entries 1 to 256 entries of at most 65,535 bytes
 * @returns the body of `tile/entries/…`
 *
 * @example
 * ```ts
 * import { decodeEntries, encodeEntries } from '@paraph/core/ledger';
 * console.log(decodeEntries(encodeEntries([new Uint8Array(32)])).length); // 1
 * ```
 */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new TypeError(`An entry has at most 65,535 bytes, this one has ${entry.length}.`);
    bundle[at] = entry.length >> 8;
    bundle[at + 1] = entry.length & 0xff;
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

/**
 * Reads an entry bundle of {@link encodeEntries}.
 *
 * @param bundle the body of `tile/entries/…`
 * @returns its entries, as views on `bundle`
 * @throws A {@link ParaphError} `malformed` when an entry is cut off
 *
 * @example
 * ```ts
 * import { decodeEntries } from '@paraph/core/ledger';
 * console.log(decodeEntries(new Uint8Array([0, 1, 7, 0, 0]))); // [Uint8Array [7], Uint8Array []]
 * ```
 */
export function decodeEntries(bundle: Uint8Array): Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bundle.length; ) {
    const end = at + 2 + (bundle[at] as number) * 256 + (bundle[at + 1] ?? Number.NaN);
    if (!(end <= bundle.length))
      throw new ParaphError('malformed', `The entry bundle is cut off in entry ${entries.length}.`);
    entries.push(bundle.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
