import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { statementSchemas } from '@paraph/core/model';

test('publishes the JSON Schema of every kind that is understood, as the code has it', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/schemas.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const published = readdirSync('docs/schemas').map((name) => name.replace('.schema.json', ''));
  assert.deepEqual(published.sort(), Object.keys(statementSchemas).sort());
});
