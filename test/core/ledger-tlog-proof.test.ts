import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import {
  inclusionProof,
  leafHash,
  readTlogProof,
  signCheckpoint,
  verifierKeyOf,
  verifyTlogProof,
  writeTlogProof,
} from '@paraph/core/ledger';
import { hash, logSigner, nextLogSigner, verifySignature } from './note-keys.js';
import { TileStore } from './tile-store.js';

const origin = 'campus.example/paraph/1';
const entries = Array.from({ length: 300 }, (_, index) => hash(new TextEncoder().encode(`record ${index}`)));
const store = new TileStore(entries.map((one) => leafHash(one, hash)));
const signer = await logSigner();
const checkpoint = await signCheckpoint(
  { origin, size: 300, root: store.frontier.root() },
  { signers: [signer], hash },
);
const path = await inclusionProof({ index: 42, size: 300 }, { readTile: store.readTile, hash });
const proof = writeTlogProof({ index: 42, path, checkpoint });
const entry = entries[42] as Uint8Array;
const known = { keys: [verifierKeyOf(origin, { jwk: signer.jwk, hash })], hash, verifySignature };

describe('a tlog-proof', () => {
  test('is lines for the index and the path, and the checkpoint as it is', () => {
    const lines = proof.split('\n');
    assert.deepEqual(lines.slice(0, 2), ['c2sp.org/tlog-proof@v1', 'index 42']);
    assert.deepEqual(
      lines.slice(2, 2 + path.length),
      path.map((one) => Buffer.from(one).toString('base64')),
    );
    assert.ok(proof.endsWith(`\n\n${checkpoint}`));
  });

  test('is read as it was written, with and without extra', () => {
    for (const extra of [undefined, new Uint8Array(), new Uint8Array([1, 2, 3])]) {
      const read = readTlogProof(writeTlogProof({ index: 42, path, checkpoint, extra }));
      assert.deepEqual([read.index, read.checkpoint, read.extra], [42, checkpoint, extra]);
      assert.deepEqual(read.path.map(hexOf), path.map(hexOf));
    }
    assert.deepEqual(readTlogProof(writeTlogProof({ index: 0, path: [], checkpoint })).path, []);
  });

  test('proves the place of its entry', async () => {
    const verified = await verifyTlogProof(proof, { ...known, entry });
    assert.ok(verified.verified);
    assert.deepEqual([verified.index, verified.checkpoint.size], [42, 300]);
  });

  test('proves nothing of another entry, place or path', async () => {
    const refused = { verified: false, reason: 'inclusion' };
    assert.deepEqual(await verifyTlogProof(proof, { ...known, entry: entries[41] as Uint8Array }), refused);
    assert.deepEqual(await verifyTlogProof(proof.replace('index 42', 'index 43'), { ...known, entry }), refused);
    const shorter = writeTlogProof({ index: 42, path: path.slice(1), checkpoint });
    assert.deepEqual(await verifyTlogProof(shorter, { ...known, entry }), refused);
  });

  test('proves nothing under a checkpoint of somebody else', async () => {
    const stranger = await nextLogSigner();
    const keys = [verifierKeyOf(origin, { jwk: stranger.jwk, hash })];
    assert.deepEqual(await verifyTlogProof(proof, { ...known, keys, entry }), { verified: false, reason: 'unsigned' });
  });

  test('proves nothing with any bit flipped', async () => {
    const bytes = Buffer.from(proof);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      const verified = await verifyTlogProof(flipped.toString('utf8'), { ...known, entry });
      assert.ok(!verified.verified, `byte ${bit >> 3}, bit ${bit & 7}`);
    }
  });

  const noProofs: [string, string][] = [
    ['nothing', ''],
    ['another first line', proof.replace('@v1', '@v2')],
    ['no index', proof.replace('index 42\n', '')],
    ['an index with a leading zero', proof.replace('index 42', 'index 042')],
    ['a negative index', proof.replace('index 42', 'index -42')],
    ['two spaces before the index', proof.replace('index 42', 'index  42')],
    ['extra behind the index', proof.replace('index 42', 'index 42\nextra AAAA')],
    ['extra that is not base64', proof.replace('index', 'extra !!!\nindex')],
    ['two extras', proof.replace('index', 'extra AAAA\nextra AAAA\nindex')],
    ['a short hash', proof.replace('index 42', 'index 42\nAAAA')],
    ['64 hashes', writeTlogProof({ index: 0, path: Array<Uint8Array>(64).fill(entry), checkpoint })],
    ['no checkpoint', proof.slice(0, proof.indexOf('\n\n'))],
    ['carriage returns', proof.replaceAll('\n', '\r\n')],
  ];
  for (const [what, text] of noProofs) {
    test(`is malformed with ${what}`, async () => {
      assert.throws(
        () => readTlogProof(text),
        (error) => isParaphError(error, 'malformed'),
      );
      assert.deepEqual(await verifyTlogProof(text, { ...known, entry }), { verified: false, reason: 'malformed' });
    });
  }

  test('is too large over a million characters', () => {
    assert.throws(
      () => readTlogProof(proof + 'x'.repeat(1_000_000)),
      (error) => isParaphError(error, 'too-large'),
    );
  });
});

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
