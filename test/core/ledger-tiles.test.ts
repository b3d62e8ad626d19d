import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import {
  changedTiles,
  decodeEntries,
  type EntryBundle,
  encodeEntries,
  leafHash,
  readTilePath,
  type Tile,
  tilePath,
  tileRoot,
  widthOfTile,
} from '@paraph/core/ledger';
import fc from 'fast-check';
import { Entries, sha256 } from './merkle-definition.js';
import { TileStore } from './tile-store.js';

describe('tile paths', () => {
  const written: [Tile | EntryBundle, string][] = [
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 1 }, 'tile/0/000.p/1'],
    [{ level: 1, index: 999, width: 255 }, 'tile/1/999.p/255'],
    [{ level: 2, index: 1000, width: 256 }, 'tile/2/x001/000'],
    [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
    [{ level: 63, index: 2 ** 53 - 1, width: 256 }, 'tile/63/x009/x007/x199/x254/x740/991'],
  ];
  for (const [tile, path] of written) {
    test(`${path} is written and read`, () => {
      assert.equal(tilePath(tile), path);
      assert.deepEqual(readTilePath(path), tile);
    });
  }

  for (const path of [
    '/tile/0/000',
    'tile/0/0',
    'tile/00/000',
    'tile/01/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/1234',
    'tile/0/x000/001',
    'tile/0/001/x234',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/',
    'tile/0/000/',
    'tile/0/000?',
    'tile/entry/000',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/x001/x000/x000/x000/x000/x000/000',
    'checkpoint',
    '',
  ]) {
    test(`${path || 'nothing'} is no tile`, () => {
      assert.equal(readTilePath(path), undefined);
    });
  }

  test('are read back whatever the tile', () => {
    const tile = fc.record({
      level: fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 })),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(tile, (one) => assert.deepEqual(readTilePath(tilePath(one as Tile)), { ...one })));
  });
});

describe('the tiles of a tree', () => {
  test('of 70,000 entries are 273 full and one of 112, one full and one of 17, one of 1', () => {
    const tiles = [...changedTiles(0, 70_000)];
    const count = (level: number) => tiles.filter((tile) => tile.level === level && tile.width === 256).length;
    const partial = tiles.filter(({ width }) => width < 256);
    assert.deepEqual([count(0), count(1), count(2)], [273, 1, 0]);
    assert.deepEqual(partial.map(tilePath), ['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1']);
    assert.equal(tiles.length, 277);
  });

  test('of 256 entries are a full one and one of 1 above it', () => {
    assert.deepEqual([...changedTiles(0, 256)].map(tilePath), ['tile/0/000', 'tile/1/000.p/1']);
  });

  test('have the widths that the specification counts', () => {
    for (const size of [0, 1, 255, 256, 257, 65_535, 65_536, 70_000]) {
      for (let level = 0; level < 3; level += 1) {
        const hashes = Math.floor(size / 256 ** level);
        const index = Math.floor(hashes / 256);
        assert.equal(widthOfTile({ level, index }, size), hashes % 256);
        assert.equal(widthOfTile({ level, index: index + 1 }, size), 0);
        if (index > 0) assert.equal(widthOfTile({ level, index: index - 1 }, size), 256);
      }
    }
    assert.equal(widthOfTile({ level: 'entries', index: 273 }, 70_000), 112);
    assert.equal(widthOfTile({ level: 63, index: 0 }, 2 ** 53 - 1), 0);
  });

  test('that change are those that are new or wider', () => {
    const size = fc.oneof(fc.nat(600), fc.nat(200_000));
    fc.assert(
      fc.property(size, size, (one, other) => {
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const before = new Set([...changedTiles(0, from)].map(tilePath));
        const expected = [...changedTiles(0, to)].map(tilePath).filter((path) => !before.has(path));
        assert.deepEqual([...changedTiles(from, to)].map(tilePath), expected);
      }),
      { numRuns: 50 },
    );
  });

  test('of the largest tree come one at a time', () => {
    const first = changedTiles(0, Number.MAX_SAFE_INTEGER).next();
    assert.deepEqual(first.value, { level: 0, index: 0, width: 256 });
  });

  test('hold the roots that RFC 6962 defines, as the frontier tells them', () => {
    const data = Array.from({ length: 66_000 }, (_, index) => Buffer.from(`${index}`));
    const definition = new Entries(data);
    const store = new TileStore(data.map((entry) => leafHash(entry, sha256)));
    assert.deepEqual(
      [0, 1, 2, 3].map((level) => store.level(level).length),
      [66_000, 257, 1, 0],
    );
    for (const [level, index] of [
      [0, 0],
      [0, 65_999],
      [1, 0],
      [1, 255],
      [1, 256],
      [2, 0],
    ] as const) {
      const span = 256 ** level;
      assert.deepEqual(store.level(level)[index], definition.root(index * span, (index + 1) * span));
    }
    const tile = store.readTile({ level: 0, index: 3, width: 256 });
    assert.deepEqual(tileRoot(tile, sha256), store.level(1)[3]);
    assert.deepEqual(tile, store.readTile({ level: 0, index: 3, width: 256 }), 'the tile itself stays as it was');
  });

  test('have no root over a number of hashes that is no power of two', () => {
    for (const bytes of [0, 31, 96, 512 * 32]) assert.throws(() => tileRoot(new Uint8Array(bytes), sha256), TypeError);
  });
});

describe('entry bundles', () => {
  test('put the length before each entry, big-endian', () => {
    const bundle = encodeEntries([Buffer.alloc(0), Buffer.alloc(258, 7)]);
    assert.deepEqual([...bundle.subarray(0, 5)], [0, 0, 1, 2, 7]);
  });

  test('are read back', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
        assert.deepEqual(decodeEntries(encodeEntries(entries)), entries);
      }),
    );
  });

  test('that are cut off are refused', () => {
    const bundle = encodeEntries([Buffer.alloc(3), Buffer.alloc(4)]);
    for (const length of [1, 2, 4, 6, 7, 10]) {
      assert.throws(
        () => decodeEntries(bundle.subarray(0, length)),
        (error) => isParaphError(error, 'malformed'),
      );
    }
  });

  test('take no entry over 65,535 bytes', () => {
    assert.throws(() => encodeEntries([new Uint8Array(65_536)]), TypeError);
  });
});
