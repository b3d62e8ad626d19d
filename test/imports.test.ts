import assert from 'node:assert/strict';
import { test } from 'node:test';

// Rule 5: side effects on import only in define.js and the script-tag bundle; a server may render pages that import any of these.
for (const name of [
  '@paraph/core',
  '@paraph/core/errors',
  '@paraph/core/model',
  '@paraph/core/signing',
  '@paraph/core/ledger',
  '@paraph/core/evidence',
  '@paraph/core/bundle',
  '@paraph/core/wire',
  '@paraph/elements',
  '@paraph/elements/define.js',
  '@paraph/server',
  '@paraph/verifier',
]) {
  test(`importing ${name} in plain Node does not throw`, async () => {
    assert.equal(typeof (await import(name)), 'object');
  });
}
