import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { findingCodes, verifyFiles } from '@paraph/core/bundle';
import { leafHash } from '@paraph/core/ledger';
import { templates } from '@paraph/core/model';
import { defaultPorts, digestOf, entryOf, isSealed, kinds, openRecord } from '@paraph/core/signing';
import { fencesOf } from './fences.js';

describe('docs/format.md', () => {
  const format = readFileSync('docs/format.md', 'utf8');
  const { hash, verifySignature } = defaultPorts();
  const receipt = readFileSync('docs/examples/receipt.paraph.json');

  test('names every finding with its meaning', () => {
    for (const [code, meaning] of Object.entries(findingCodes))
      assert.ok(format.includes(`| \`${code}\` | ${meaning} |`), code);
  });

  test('prints the words that are built', () => {
    const texts = fencesOf('docs/format.md').filter(
      ({ words }) => words.length === 1 && /^(?:en|fr)$/.test(words[0] ?? ''),
    );
    const built = Object.values(templates).flatMap((one) => ['en', 'fr'].map((language) => `${one[language]}\n`));
    assert.deepEqual(
      texts.map(({ text }) => text),
      built,
    );
  });

  test('names every kind', () => {
    for (const kind of Object.keys(kinds)) assert.match(format, new RegExp(`\`${kind}\``));
  });

  test('its receipt verifies, and what it prints is taken from it', async () => {
    const bundle = JSON.parse(receipt.toString()) as {
      records: { payload: string; signatures: { protected: string; signature: string }[] }[];
      checkpoints: string[];
      proofs: Record<string, Record<string, string[]>>;
      consistency: Record<string, Record<string, string[]>>;
    };
    const last = bundle.records.at(-1) as (typeof bundle.records)[number];
    const record = openRecord(last, hash);
    assert.ok(isSealed(record));
    const log = record.seal.header.paraph.log;
    const decoded = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString();
    const entry = entryOf(record, hash);
    const examples: Record<string, string | undefined> = {
      statement: decoded(last.payload),
      act: record.act,
      person: decoded(last.signatures[0]?.protected),
      signed: record.seal.header.paraph.signed,
      seal: decoded(last.signatures[1]?.protected),
      entry: [entry, leafHash(entry, hash)].map((bytes) => Buffer.from(bytes).toString('hex')).join('\n'),
      checkpoint: bundle.checkpoints[0]?.trimEnd(),
      proofs: JSON.stringify({ proofs: bundle.proofs[log]?.[4], consistency: bundle.consistency[log]?.[4] }),
    };
    const printed = fencesOf('docs/format.md').filter(({ words }) => words[0] === 'example');
    assert.deepEqual(Object.fromEntries(printed.map(({ words, text }) => [words[1], text.trimEnd()])), examples);

    const fingerprint = /Its fingerprint is `([^`]+)`/.exec(format)?.[1] ?? '';
    const file = { name: 'receipt.paraph.json', digest: digestOf(receipt, hash), bundle: receipt };
    const ports = { ...defaultPorts(), hash, verifySignature };
    assert.equal((await verifyFiles([file], { ports, fingerprint })).exitCode, 0);
    assert.equal((await verifyFiles([file], { ports })).exitCode, 2);
  });
});
