import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { listPath, listRoot, verifyListed } from '@paraph/core/ledger';
import type { Digest } from '@paraph/core/model';
import { Entries, sha256 } from './merkle-definition.js';

const digests = Array.from({ length: 40 }, (_, index) => sha256(Buffer.from(`act ${index}`)));
const acts = digests.map((bytes): Digest => `sha-256:${Buffer.from(bytes).toString('base64url')}`);
const definition = new Entries(digests);

describe('a list of acts', () => {
  test('has the root of RFC 6962 over the raw digests', () => {
    for (let size = 0; size <= acts.length; size += 1) {
      const root = Buffer.from(definition.root(0, size)).toString('base64url');
      assert.deepEqual(listRoot(acts.slice(0, size), sha256), { root, size });
    }
  });

  test('shows each of its acts without the others', () => {
    for (let size = 1; size <= acts.length; size += 1) {
      const some = acts.slice(0, size);
      const list = listRoot(some, sha256);
      for (let index = 0; index < size; index += 1) {
        const listed = listPath(some, { index, hash: sha256 });
        assert.deepEqual([listed.index, listed.size, listed.act], [index, size, acts[index]]);
        assert.ok(verifyListed(listed, { ...list, hash: sha256 }));
      }
    }
  });

  test('does not show what is not in it', () => {
    const list = { ...listRoot(acts, sha256), hash: sha256 };
    const listed = listPath(acts, { index: 5, hash: sha256 });
    const [first = ''] = listed.path;
    for (const bad of [
      { ...listed, act: acts[6] as Digest },
      { ...listed, act: 'sha-256:' as Digest },
      { ...listed, act: (acts[5] as Digest).slice(8) as Digest },
      { ...listed, index: 6 },
      { ...listed, size: 41 },
      { ...listed, path: listed.path.slice(1) },
      { ...listed, path: [`${first}=`, ...listed.path.slice(1)] },
      { ...listed, path: ['AAAA', ...listed.path.slice(1)] },
    ]) {
      assert.equal(verifyListed(bad, list), false, JSON.stringify(bad));
    }
    for (const other of ['', 'AAAA', `${list.root}=`, listRoot(acts.slice(1), sha256).root]) {
      assert.equal(verifyListed(listed, { ...list, root: other }), false);
    }
    assert.equal(verifyListed({ ...listed, size: 41 }, { ...list, size: 40 }), false);
  });

  test('is made of digests only, and shows only acts that it has', () => {
    const bad = 'sha-256:AAAA' as Digest;
    assert.throws(
      () => listRoot([bad], sha256),
      (error) => isParaphError(error, 'malformed'),
    );
    assert.throws(() => listPath(acts, { index: 40, hash: sha256 }), TypeError);
  });
});
