import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { verifyConsistency, verifyInclusion } from '@paraph/core/ledger';
import { testData } from '../test-data.js';
import { sha256 } from './merkle-definition.js';

// The cases of transparency-dev/merkle (Apache-2.0).
const { path, absent } = testData('vectors/merkle');
const decode = (text: string | null) => new Uint8Array(Buffer.from(text ?? '', 'base64'));
const casesIn = (folder: string) => globSync(`${folder}/**/*.json`, { cwd: path }).sort();
const read = (file: string) => JSON.parse(readFileSync(join(path, file), 'utf8'));

describe('the Merkle cases of transparency-dev', absent, () => {
  test('are 196', () => {
    assert.equal(casesIn('inclusion').length + casesIn('consistency').length, 196);
  });

  for (const file of casesIn('inclusion')) {
    const { leafIdx, treeSize, root, leafHash, proof, wantErr } = read(file);
    test(`${wantErr ? 'refuses' : 'accepts'} ${file}`, () => {
      const claim = { index: leafIdx, size: treeSize, leaf: decode(leafHash), root: decode(root), hash: sha256 };
      assert.equal(verifyInclusion((proof ?? []).map(decode), claim), !wantErr);
    });
  }

  for (const file of casesIn('consistency')) {
    const { size1, size2, root1, root2, proof, wantErr } = read(file);
    test(`${wantErr ? 'refuses' : 'accepts'} ${file}`, () => {
      const claim = { from: size1, to: size2, fromRoot: decode(root1), toRoot: decode(root2), hash: sha256 };
      assert.equal(verifyConsistency((proof ?? []).map(decode), claim), !wantErr);
    });
  }
});
