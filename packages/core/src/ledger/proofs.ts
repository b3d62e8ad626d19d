import { ParaphError } from '../errors.js';
import { Frontier } from './frontier.js';
import { consistencyRanges, inclusionRanges, type Range, type Subtree, subtreesOf } from './ranges.js';
import { type Tile, type TileReader, tileHeight, tileRoot, tileWidth, widthOfTile } from './tiles.js';
import { emptyRoot, type Hash, hashLength, nodeHasher } from './tree.js';

/** Where proofs are made from. Tiles are read once each, at most two a level: about 100 kB for the largest tree. */
export interface TileSource {
  /** Reads a tile. */
  readonly readTile: TileReader;
  /** SHA-256. */
  readonly hash: Hash;
}

/**
 * Proves that a leaf is in a tree. RFC 6962 §2.1.1, RFC 9162 §2.1.3.1.
 *
 * @param leaf the leaf's index, from 0, and the size of the tree to prove it in, which may be any that the log had
 * @param source the tiles and the hash
 * @returns hashes of 32 bytes, the leaf's sibling first; none in a tree of one leaf
 * @throws A {@link ParaphError} `malformed` when a tile is shorter than it must be
 *
 * @example
 * ```ts
 * import { inclusionProof, leafHash, rootOf, verifyInclusion } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const leaves = [1, 2, 3].map((byte) => leafHash(new Uint8Array(32).fill(byte), hash));
 * const readTile = () => new Uint8Array(leaves.flatMap((leaf) => [...leaf]));
 * const path = await inclusionProof({ index: 1, size: 3 }, { readTile, hash });
 * console.log(verifyInclusion(path, { index: 1, size: 3, leaf: leaves[1], root: rootOf(leaves, hash), hash })); // true
 * ```
 */
export async function inclusionProof(leaf: { index: number; size: number }, source: TileSource): Promise<Uint8Array[]> {
  const { index, size } = leaf;
  if (!(isSize(index) && isSize(size) && index < size))
    throw new TypeError(`A tree of size ${size} has no leaf ${index}.`);
  return rootsOf(inclusionRanges(index, size), { size, ...source });
}

/**
 * Proves that a tree begins with an earlier one: nothing was changed or removed between them. RFC 6962 §2.1.2, RFC 9162 §2.1.4.1.
 *
 * @param sizes the earlier and the later size
 * @param source the tiles and the hash
 * @returns hashes of 32 bytes; none between equal sizes
 * @throws A {@link ParaphError} `malformed` when a tile is shorter than it must be
 *
 * @example
 * ```ts
 * import { consistencyProof, leafHash, rootOf, verifyConsistency } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const leaves = [1, 2, 3].map((byte) => leafHash(new Uint8Array(32).fill(byte), hash));
 * const readTile = () => new Uint8Array(leaves.flatMap((leaf) => [...leaf]));
 * const path = await consistencyProof({ from: 2, to: 3 }, { readTile, hash });
 * const roots = { fromRoot: rootOf(leaves.slice(0, 2), hash), toRoot: rootOf(leaves, hash) };
 * console.log(verifyConsistency(path, { from: 2, to: 3, ...roots, hash })); // true
 * ```
 */
export async function consistencyProof(sizes: { from: number; to: number }, source: TileSource): Promise<Uint8Array[]> {
  const { from, to } = sizes;
  if (!(isSize(from) && isSize(to) && from >= 1 && from <= to)) {
    throw new TypeError(
      `Consistency is proved from a size of at least 1 to one that is not smaller, not from ${from} to ${to}.`,
    );
  }
  return rootsOf(consistencyRanges(from, to), { size: to, ...source });
}

/**
 * The root that a log had at a size, from its tiles: for a checkpoint of an earlier size.
 *
 * @param size any that the log had
 * @param source the tiles and the hash
 * @returns 32 bytes
 * @throws A {@link ParaphError} `malformed` when a tile is shorter than it must be
 *
 * @example
 * ```ts
 * import { rootAt } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * console.log((await rootAt(0, { readTile: () => new Uint8Array(), hash: defaultPorts().hash })).length); // 32
 * ```
 */
export async function rootAt(size: number, source: TileSource): Promise<Uint8Array> {
  const [root] = size === 0 ? [] : await rootsOf([{ start: 0, end: size }], { size, ...source });
  return root ?? emptyRoot(source.hash);
}

/**
 * The frontier that a log had at a size, from its tiles: to go on appending after a restart.
 *
 * @param size any that the log had
 * @param source the tiles and the hash
 * @returns a frontier of that size, which tells nobody of tiles: build one from its `state()` for that
 * @throws A {@link ParaphError} `malformed` when a tile is shorter than it must be
 *
 * @example
 * ```ts
 * import { frontierAt } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * console.log((await frontierAt(0, { readTile: () => new Uint8Array(), hash: defaultPorts().hash })).size); // 0
 * ```
 */
export async function frontierAt(size: number, source: TileSource): Promise<Frontier> {
  const subtrees = subtreesOf({ start: 0, end: size });
  const hashOf = await readSubtrees(subtrees, { size, ...source });
  const peaks = new Uint8Array(subtrees.length * hashLength);
  subtrees.forEach((subtree, at) => {
    peaks.set(hashOf(subtree), at * hashLength);
  });
  return new Frontier({ hash: source.hash, state: { size, peaks } });
}

interface SizedSource extends TileSource {
  readonly size: number;
}

/** The root of each range; its complete subtrees are folded from the right, as RFC 6962 §2.1 splits from the left. */
async function rootsOf(ranges: readonly Range[], source: SizedSource): Promise<Uint8Array[]> {
  const parts = ranges.map(subtreesOf);
  const hashOf = await readSubtrees(parts.flat(), source);
  const node = nodeHasher(source.hash);
  return parts.map((subtrees) => subtrees.map(hashOf).reduceRight((right, left) => node(left, right)));
}

async function readSubtrees(
  subtrees: readonly Subtree[],
  source: SizedSource,
): Promise<(subtree: Subtree) => Uint8Array> {
  const { size, readTile, hash } = source;
  const tiles = new Map<string, Tile>();
  for (const subtree of subtrees) {
    const { level, index } = placeOf(subtree);
    tiles.set(`${level}/${index}`, { level, index, width: widthOfTile({ level, index }, size) });
  }
  const bytes = new Map(
    await Promise.all([...tiles].map(async ([name, tile]) => [name, checked(await readTile(tile), tile)] as const)),
  );
  return (subtree) => {
    const { level, index, first, count } = placeOf(subtree);
    const tile = bytes.get(`${level}/${index}`) as Uint8Array;
    return tileRoot(tile.subarray(first * hashLength, (first + count) * hashLength), hash);
  };
}

/** In which tile a complete subtree's hashes stand, and which of the tile's they are. */
function placeOf({ height, index }: Subtree): { level: number; index: number; first: number; count: number } {
  const level = Math.floor(height / tileHeight);
  const count = 2 ** (height % tileHeight);
  const first = index * count;
  return { level, index: Math.floor(first / tileWidth), first: first % tileWidth, count };
}

function checked(bytes: Uint8Array, { level, index, width }: Tile): Uint8Array {
  if (bytes.length >= width * hashLength) return bytes;
  throw new ParaphError(
    'malformed',
    `Tile ${index} of level ${level} should hold ${width} hashes; it has ${bytes.length} bytes.`,
  );
}

const isSize = (value: number) => Number.isSafeInteger(value) && value >= 0;
