import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { emptyRoot, Frontier, leafHash, nodeHash, rootOf } from '@paraph/core/ledger';
import { defaultPorts } from '@paraph/core/signing';
import fc from 'fast-check';
import { Entries, sha256 } from './merkle-definition.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 200 });

describe('the tree', () => {
  test('hashes leaves, nodes and nothing as RFC 6962 says', () => {
    assert.equal(hex(emptyRoot(sha256)), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    assert.equal(
      hex(leafHash(new Uint8Array(), sha256)),
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    const node = nodeHash([Buffer.alloc(32, 1), Buffer.alloc(32, 2)], sha256);
    assert.deepEqual(node, sha256(Buffer.concat([Buffer.of(1), Buffer.alloc(32, 1), Buffer.alloc(32, 2)])));
  });

  test('has the same root with the default hash', () => {
    const leaf = leafHash(new Uint8Array([7]), sha256);
    assert.equal(hex(rootOf([leaf, leaf, leaf], defaultPorts().hash)), hex(rootOf([leaf, leaf, leaf], sha256)));
  });

  test('has the root of the recursive definition at every size', () => {
    fc.assert(
      fc.property(entries, (data) => {
        const definition = new Entries(data);
        const frontier = new Frontier({ hash: sha256 });
        data.forEach((entry, index) => {
          assert.deepEqual(frontier.root(), definition.root(0, index));
          assert.equal(frontier.append(leafHash(entry, sha256)), index);
        });
        assert.deepEqual(frontier.root(), definition.root(0, data.length));
        assert.equal(frontier.size, data.length);
      }),
      { numRuns: 30 },
    );
  });

  test('goes on from any state as if it had not stopped', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (data, seed) => {
        const leaves = data.map((entry) => leafHash(entry, sha256));
        const stop = leaves.length === 0 ? 0 : seed % leaves.length;
        const before = new Frontier({ hash: sha256 });
        for (const leaf of leaves.slice(0, stop)) before.append(leaf);
        const state = before.state();
        for (const leaf of leaves.slice(stop)) before.append(leaf);
        const after = new Frontier({ hash: sha256, state });
        for (const leaf of leaves.slice(stop)) after.append(leaf);
        assert.deepEqual(after.state(), before.state());
        assert.deepEqual(after.root(), rootOf(leaves, sha256));
      }),
      { numRuns: 50 },
    );
  });

  test('keeps no array that it was given', () => {
    const leaf = leafHash(new Uint8Array([1]), sha256);
    const frontier = new Frontier({ hash: sha256 });
    const lent = leaf.slice();
    frontier.append(lent);
    lent.fill(0);
    const root = frontier.root();
    assert.deepEqual(root, leaf);
    root.fill(0);
    assert.deepEqual(frontier.root(), leaf);
  });

  test('refuses a state that does not have the peaks of its size', () => {
    for (const state of [
      { size: 3, peaks: new Uint8Array(32) },
      { size: 3, peaks: new Uint8Array(65) },
      { size: 0, peaks: new Uint8Array(32) },
      { size: -1, peaks: new Uint8Array() },
      { size: 1.5, peaks: new Uint8Array(32) },
      { size: Number.NaN, peaks: new Uint8Array() },
    ]) {
      assert.throws(
        () => new Frontier({ hash: sha256, state }),
        (error) => isParaphError(error, 'malformed'),
      );
    }
  });

  test('refuses a leaf that is not a hash', () => {
    assert.throws(() => new Frontier({ hash: sha256 }).append(new Uint8Array(31)), TypeError);
  });
});
