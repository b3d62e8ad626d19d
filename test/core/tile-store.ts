import { Frontier, type Tile } from '@paraph/core/ledger';
import { sha256 } from './merkle-definition.js';

/** Tiles in memory, filled by a frontier as a server fills its table. */
export class TileStore {
  readonly frontier: Frontier;
  /** Every tile that was read. */
  readonly read: Tile[] = [];
  readonly #levels: Uint8Array[][] = [];

  constructor(leaves: Iterable<Uint8Array>) {
    this.frontier = new Frontier({
      hash: sha256,
      onTileHash: (level, index, hash) => {
        this.#levels[level] ??= [];
        (this.#levels[level] as Uint8Array[])[index] = hash;
      },
    });
    for (const leaf of leaves) this.frontier.append(leaf);
  }

  /** All hashes of a level. */
  level(level: number): readonly Uint8Array[] {
    return this.#levels[level] ?? [];
  }

  readonly readTile = (tile: Tile): Uint8Array => {
    this.read.push(tile);
    const start = tile.index * 256;
    return Buffer.concat(this.level(tile.level).slice(start, start + tile.width));
  };
}
