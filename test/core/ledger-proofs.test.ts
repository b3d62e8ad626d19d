import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import {
  consistencyProof,
  frontierAt,
  inclusionProof,
  leafHash,
  nodeHash,
  rootAt,
  rootOf,
  type Tile,
  verifyConsistency,
  verifyInclusion,
} from '@paraph/core/ledger';
import fc from 'fast-check';
import { Entries, sha256 } from './merkle-definition.js';
import { TileStore } from './tile-store.js';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => Buffer.from(`entry ${index}`));

describe('proofs over a small ledger', () => {
  const data = numbered(300);
  const definition = new Entries(data);
  const leaves = data.map((entry) => leafHash(entry, sha256));
  const source = { readTile: new TileStore(leaves).readTile, hash: sha256 };

  test('of inclusion are those of the recursive definition, and hold, for sizes 1 to 300', async () => {
    for (let size = 1; size <= 300; size += 1) {
      const root = definition.root(0, size);
      // Every index of the small and the odd sizes, and the edges of the others.
      const indexes =
        size <= 40 || size > 295 ? [...Array(size).keys()] : [0, 1, size >> 1, 255, 256, size - 2, size - 1];
      for (const index of indexes.filter((one) => one < size)) {
        const path = await inclusionProof({ index, size }, source);
        same(path, definition.path(index, [0, size]));
        const leaf = leaves[index] as Uint8Array;
        assert.ok(verifyInclusion(path, { index, size, leaf, root, hash: sha256 }), `${index} in ${size}`);
      }
    }
  });

  test('of consistency are those of the recursive definition, and hold, for sizes 1 to 300', async () => {
    for (let to = 1; to <= 300; to += 1) {
      const sizes =
        to <= 40 || to > 295 ? [...Array(to + 1).keys()] : [1, 2, 3, 64, to >> 1, 255, 256, 257, to - 1, to];
      for (const from of sizes.filter((size) => size >= 1 && size <= to)) {
        const path = await consistencyProof({ from, to }, source);
        same(path, definition.proof(from, to));
        const [fromRoot, toRoot] = [definition.root(0, from), definition.root(0, to)];
        assert.ok(verifyConsistency(path, { from, to, fromRoot, toRoot, hash: sha256 }), `${from} to ${to}`);
      }
    }
  });

  test('give the root and the frontier of any size', async () => {
    for (const size of [0, 1, 2, 255, 256, 257, 299, 300]) {
      assert.deepEqual(await rootAt(size, source), definition.root(0, size));
      const frontier = await frontierAt(size, source);
      assert.deepEqual([frontier.size, frontier.root()], [size, definition.root(0, size)]);
    }
  });

  test('of inclusion fail when anything in them or in the claim is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (size, place, what) => {
        const index = place % size;
        const [leaf, root] = [leaves[index] as Uint8Array, definition.root(0, size)];
        const claim = { index, size, leaf, root, hash: sha256 };
        const path = await inclusionProof({ index, size }, source);
        const other = (index + 1 + (what % (size - 1))) % size;
        assert.ok(!verifyInclusion(path, { ...claim, index: other }));
        assert.ok(!verifyInclusion(path, { ...claim, leaf: flipped(leaf, what) }));
        assert.ok(!verifyInclusion(path, { ...claim, root: flipped(root, what) }));
        assert.ok(!verifyInclusion(path.slice(1), claim));
        assert.ok(!verifyInclusion(path.slice(0, -1), claim));
        assert.ok(!verifyInclusion([...path, root], claim));
        assert.ok(!verifyInclusion([leaf, ...path], claim));
        const at = what % path.length;
        assert.ok(!verifyInclusion(path.with(at, flipped(path[at] as Uint8Array, what)), claim));
        assert.ok(!verifyInclusion(path.with(at, (path[at] as Uint8Array).subarray(1)), claim));
      }),
    );
  });

  test('of consistency fail when anything in them or in the claim is changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(), fc.nat(), async (to, earlier, what) => {
        const from = 1 + (earlier % (to - 1));
        const [fromRoot, toRoot] = [definition.root(0, from), definition.root(0, to)];
        const claim = { from, to, fromRoot, toRoot, hash: sha256 };
        const path = await consistencyProof({ from, to }, source);
        assert.ok(verifyConsistency(path, claim));
        assert.ok(!verifyConsistency(path, { ...claim, from: 0 }));
        assert.ok(!verifyConsistency(path, { ...claim, from: to }));
        assert.ok(!verifyConsistency(path, { ...claim, fromRoot: flipped(fromRoot, what) }));
        assert.ok(!verifyConsistency(path, { ...claim, toRoot: flipped(toRoot, what) }));
        assert.ok(!verifyConsistency(path, { ...claim, fromRoot: toRoot, toRoot: fromRoot }));
        assert.ok(!verifyConsistency([], claim));
        assert.ok(!verifyConsistency(path.slice(0, -1), claim));
        assert.ok(!verifyConsistency([...path, toRoot], claim));
        const at = what % path.length;
        assert.ok(!verifyConsistency(path.with(at, flipped(path[at] as Uint8Array, what)), claim));
      }),
    );
  });

  test('are refused, not thrown at, when sizes are no sizes', () => {
    const root = definition.root(0, 1);
    for (const size of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      assert.ok(!verifyInclusion([], { index: 0, size, leaf: root, root, hash: sha256 }));
      assert.ok(!verifyInclusion([], { index: size, size: 1, leaf: root, root, hash: sha256 }));
      assert.ok(!verifyConsistency([], { from: size, to: size, fromRoot: root, toRoot: root, hash: sha256 }));
    }
  });

  test('are not made for what the ledger does not have', async () => {
    await assert.rejects(inclusionProof({ index: 3, size: 3 }, source), TypeError);
    await assert.rejects(inclusionProof({ index: -1, size: 3 }, source), TypeError);
    await assert.rejects(consistencyProof({ from: 0, to: 3 }, source), TypeError);
    await assert.rejects(consistencyProof({ from: 4, to: 3 }, source), TypeError);
  });

  test('say so when a tile is shorter than it must be', async () => {
    const short = { hash: sha256, readTile: async (tile: Tile) => source.readTile({ ...tile, width: tile.width - 1 }) };
    await assert.rejects(inclusionProof({ index: 3, size: 300 }, short), (error) => isParaphError(error, 'malformed'));
  });

  test('take a full tile where a partial one is gone', async () => {
    const full = { hash: sha256, readTile: (tile: Tile) => source.readTile({ ...tile, width: 256 }) };
    assert.deepEqual(await inclusionProof({ index: 3, size: 77 }, full), definition.path(3, [0, 77]));
  });
});

describe('proofs over 70,000 entries', () => {
  const size = 70_000;
  let store: TileStore;
  let leaves: Uint8Array[];

  before(() => {
    leaves = numbered(size).map((entry) => leafHash(entry, sha256));
    store = new TileStore(leaves);
  });

  test('hold at every level, and read two tiles a level at most, each once', async () => {
    const root = store.frontier.root();
    assert.deepEqual(await rootAt(size, { readTile: store.readTile, hash: sha256 }), root);
    for (const index of [0, 255, 256, 65_535, 65_536, 69_887, 69_888, 69_999]) {
      store.read.length = 0;
      const path = await inclusionProof({ index, size }, { readTile: store.readTile, hash: sha256 });
      const leaf = leaves[index] as Uint8Array;
      assert.ok(verifyInclusion(path, { index, size, leaf, root, hash: sha256 }));
      assert.ok(store.read.length <= 6, `${store.read.length} tiles were read`);
      assert.equal(new Set(store.read.map((tile) => `${tile.level}/${tile.index}`)).size, store.read.length);
    }
    for (const from of [1, 255, 256, 257, 65_535, 65_536, 65_537, 69_888, 69_999, 70_000]) {
      store.read.length = 0;
      const path = await consistencyProof({ from, to: size }, { readTile: store.readTile, hash: sha256 });
      const fromRoot = rootOf(leaves.slice(0, from), sha256);
      assert.ok(verifyConsistency(path, { from, to: size, fromRoot, toRoot: root, hash: sha256 }));
      assert.ok(store.read.length <= 6, `${store.read.length} tiles were read`);
    }
  });
});

describe('proofs beyond 32 bits', () => {
  // A ledger of equal leaves: its complete subtrees of one height are equal too, so that any size can be had without its entries.
  const complete = [leafHash(Buffer.from('the same'), sha256)];
  for (let height = 1; height <= 53; height += 1) {
    const below = complete[height - 1] as Uint8Array;
    complete.push(nodeHash([below, below], sha256));
  }
  const source = {
    hash: sha256,
    readTile: ({ level, width }: Tile) =>
      Buffer.concat(Array<Uint8Array>(width).fill(complete[8 * level] as Uint8Array)),
  };
  const leaf = complete[0] as Uint8Array;

  test('hold for every kind of size up to 2^53 - 1', async () => {
    const large = fc
      .integer({ min: 1, max: 53 })
      .chain((bits) => fc.maxSafeNat().map((value) => 1 + (value % (2 ** bits - 1))));
    await fc.assert(
      fc.asyncProperty(large, fc.maxSafeNat(), fc.maxSafeNat(), async (size, first, second) => {
        const [index, from] = [first % size, 1 + (second % size)];
        const [root, fromRoot] = [await rootAt(size, source), await rootAt(from, source)];
        const path = await inclusionProof({ index, size }, source);
        assert.ok(verifyInclusion(path, { index, size, leaf, root, hash: sha256 }));
        const consistency = await consistencyProof({ from, to: size }, source);
        assert.ok(verifyConsistency(consistency, { from, to: size, fromRoot, toRoot: root, hash: sha256 }));
        const frontier = await frontierAt(size - 1, source);
        frontier.append(leaf);
        assert.deepEqual(frontier.root(), root);
      }),
    );
  });
});

// deepEqual walks every byte of every hash, which takes seconds here.
function same(path: readonly Uint8Array[], expected: readonly Uint8Array[]): void {
  assert.equal(Buffer.concat(path).toString('hex'), Buffer.concat(expected).toString('hex'));
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = Math.floor(bit / 8) % copy.length;
  copy[at] = (copy[at] as number) ^ (1 << (bit % 8));
  return copy;
}
