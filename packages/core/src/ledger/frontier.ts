import { ParaphError } from '../errors.js';
import { emptyRoot, type Hash, hashLength, nodeHasher } from './tree.js';

/** Everything that appending needs to know of a tree: at most 53 hashes. */
export interface FrontierState {
  /** How many leaves the tree has. */
  readonly size: number;
  /** The roots of its complete subtrees, largest first, 32 bytes each: as many as `size` has binary ones. */
  readonly peaks: Uint8Array;
}

/** What a {@link Frontier} works with. */
export interface FrontierOptions {
  /** SHA-256. */
  readonly hash: Hash;
  /** Where to go on. Default: an empty tree. */
  readonly state?: FrontierState | undefined;
  /**
   * Told of each hash that belongs into a tile, in the order in which tiles grow: level 0 for each leaf, level 1 for each 256 leaves …,
   * so that a store of tiles computes nothing a second time. Level 0's `hash` is the array given to `append`; it is not written to here.
   */
  readonly onTileHash?: ((level: number, index: number, hash: Uint8Array) => void) | undefined;
}

/**
 * The growing edge of a tree: appends leaf hashes and knows the root, holding one hash a level. RFC 6962 §2.1.
 *
 * @example
 * ```ts
 * import { Frontier, leafHash } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const frontier = new Frontier({ hash });
 * frontier.append(leafHash(new Uint8Array(32), hash));
 * const again = new Frontier({ hash, state: frontier.state() });
 * console.log(again.size, again.root().length); // 1 32
 * ```
 */
export class Frontier {
  readonly #hash: Hash;
  readonly #node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
  readonly #onTileHash: FrontierOptions['onTileHash'];
  /** By height: the complete subtree of 2^height leaves, of use where `size` has that bit. Written over, never replaced. */
  readonly #peaks: Uint8Array[] = [];
  #size = 0;

  /**
   * @param options the hash, where to go on, and who is told of tiles
   * @throws A {@link ParaphError} `malformed` when `state` doesn't have the peaks of its size
   */
  constructor({ hash, state, onTileHash }: FrontierOptions) {
    this.#hash = hash;
    this.#node = nodeHasher(hash);
    this.#onTileHash = onTileHash;
    if (state !== undefined) this.#restore(state);
  }

  /** How many leaves the tree has. */
  get size(): number {
    return this.#size;
  }

  /**
   * Appends one leaf, at the price of one hash on average.
   *
   * @param leaf the leaf hash, 32 bytes; copied
   * @returns the leaf's index, from 0
   */
  append(leaf: Uint8Array): number {
    if (leaf.length !== hashLength) throw new TypeError(`A leaf hash has 32 bytes, this one has ${leaf.length}.`);
    const index = this.#size;
    this.#onTileHash?.(0, index, leaf);
    let node = leaf;
    let height = 0;
    // Halved, not shifted: `>>` cuts at 32 bits.
    for (let rest = index; rest % 2 === 1; ) {
      node = this.#node(this.#peaks[height] as Uint8Array, node);
      height += 1;
      rest = (rest - 1) / 2;
      if (height % 8 === 0) this.#onTileHash?.(height / 8, rest, node);
    }
    this.#keep(height, node);
    this.#size = index + 1;
    return index;
  }

  /**
   * The root over all leaves appended so far.
   *
   * @returns 32 bytes of the caller's own
   */
  root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const height of heightsOf(this.#size).reverse()) {
      const peak = this.#peaks[height] as Uint8Array;
      root = root === undefined ? peak.slice() : this.#node(peak, root);
    }
    return root ?? emptyRoot(this.#hash);
  }

  /**
   * What must be kept to go on from here, after a restart or when a transaction is rolled back.
   *
   * @returns a copy that later appends leave alone
   */
  state(): FrontierState {
    const heights = heightsOf(this.#size);
    const peaks = new Uint8Array(heights.length * hashLength);
    heights.forEach((height, at) => {
      peaks.set(this.#peaks[height] as Uint8Array, at * hashLength);
    });
    return { size: this.#size, peaks };
  }

  #restore({ size, peaks }: FrontierState): void {
    const heights = Number.isSafeInteger(size) && size >= 0 ? heightsOf(size) : undefined;
    if (heights?.length !== peaks.length / hashLength) {
      throw new ParaphError('malformed', `A tree of size ${size} cannot have peaks of ${peaks.length} bytes.`);
    }
    heights.forEach((height, at) => {
      this.#keep(height, peaks.subarray(at * hashLength, (at + 1) * hashLength));
    });
    this.#size = size;
  }

  #keep(height: number, node: Uint8Array): void {
    while (this.#peaks.length <= height) this.#peaks.push(new Uint8Array(hashLength));
    (this.#peaks[height] as Uint8Array).set(node);
  }
}

/** The binary ones of a size, highest first. */
function heightsOf(size: number): number[] {
  const heights: number[] = [];
  for (let rest = size, height = 0; rest > 0; rest = Math.floor(rest / 2), height += 1) {
    if (rest % 2 === 1) heights.unshift(height);
  }
  return heights;
}

/**
 * The root of a tree over leaf hashes that are at hand. RFC 6962 §2.1.
 *
 * @param leaves leaf hashes in order, 32 bytes each
 * @param hash SHA-256
 * @returns 32 bytes
 *
 * @example
 * ```ts
 * import { leafHash, rootOf } from '@paraph/core/ledger';
 * import { defaultPorts } from '@paraph/core/signing';
 * const { hash } = defaultPorts();
 * const leaf = leafHash(new Uint8Array(32), hash);
 * console.log(rootOf([leaf, leaf, leaf], hash).length); // 32
 * ```
 */
export function rootOf(leaves: Iterable<Uint8Array>, hash: Hash): Uint8Array {
  const frontier = new Frontier({ hash });
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}
