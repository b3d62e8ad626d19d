import { Frontier, frontierAt, type Hash, hashLength, type Tile, tileWidth } from '@paraph/core/ledger';
import type { OrganisationStorage, StoredTile } from '../storage/storage.js';

/** The growing tree of one ledger, with the tiles at its right edge as they stand in storage. */
export class GrowingTree {
  readonly #log: string;
  readonly #frontier: Frontier;
  /** The last tile of each level, filled up to `width`. */
  readonly #edges = new Map<number, { n: number; width: number; bytes: Uint8Array }>();
  #touched = new Set<number>();
  #full: StoredTile[] = [];

  private constructor(log: string, frontier: Frontier) {
    this.#log = log;
    this.#frontier = frontier;
  }

  /** Reads the edge of a ledger of this size back from storage. */
  static async load(
    storage: OrganisationStorage,
    { log, size, hash }: { log: string; size: number; hash: Hash },
  ): Promise<GrowingTree> {
    const read = await frontierAt(size, { readTile: tileReader(storage, log), hash });
    let tree: GrowingTree | undefined;
    const frontier = new Frontier({
      hash,
      state: read.state(),
      onTileHash: (level, index, leaf) => tree?.keep(level, index, leaf),
    });
    tree = new GrowingTree(log, frontier);
    for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth)) {
      const [n, width] = [Math.floor(hashes / tileWidth), hashes % tileWidth];
      const bytes = new Uint8Array(tileWidth * hashLength);
      if (width > 0)
        bytes.set(((await storage.tile(log, { level, n })) ?? new Uint8Array()).subarray(0, width * hashLength));
      tree.#edges.set(level, { n, width, bytes });
    }
    return tree;
  }

  get size(): number {
    return this.#frontier.size;
  }

  root(): Uint8Array {
    return this.#frontier.root();
  }

  append(leaf: Uint8Array): void {
    this.#frontier.append(leaf);
  }

  /** The tiles that changed since the last call, as they are now. */
  takeChanged(): StoredTile[] {
    const partial = [...this.#touched].map((level) => {
      const { n, width, bytes } = this.#edges.get(level) as { n: number; width: number; bytes: Uint8Array };
      return { log: this.#log, level, n, hashes: bytes.slice(0, width * hashLength) };
    });
    const changed = [...this.#full, ...partial];
    this.#full = [];
    this.#touched = new Set();
    return changed;
  }

  /** Called by the frontier with each hash that belongs into a tile. */
  keep(level: number, index: number, hash: Uint8Array): void {
    let edge = this.#edges.get(level);
    if (!edge) {
      edge = { n: 0, width: 0, bytes: new Uint8Array(tileWidth * hashLength) };
      this.#edges.set(level, edge);
    }
    edge.bytes.set(hash, (index % tileWidth) * hashLength);
    edge.width = (index % tileWidth) + 1;
    this.#touched.add(level);
    if (edge.width < tileWidth) return;
    this.#full.push({ log: this.#log, level, n: edge.n, hashes: edge.bytes });
    this.#touched.delete(level);
    this.#edges.set(level, { n: edge.n + 1, width: 0, bytes: new Uint8Array(tileWidth * hashLength) });
  }
}

/** Reads tiles from storage, for proofs. */
export function tileReader(storage: OrganisationStorage, log: string): (tile: Tile) => Promise<Uint8Array> {
  return async ({ level, index }) => (await storage.tile(log, { level, n: index })) ?? new Uint8Array();
}
