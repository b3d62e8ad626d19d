import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { KeyChange, PublicJwk } from '@paraph/core/model';
import type { SealedRecord } from '@paraph/core/signing';
import { flattenedVerify, generalVerify, importJWK, type JWK } from 'jose';
import { keys, sealed } from '../cast.js';
import { needs } from '../outside-tools.js';

const folder = mkdtempSync(join(tmpdir(), 'paraph-interoperability-'));
after(() => rmSync(folder, { recursive: true }));

/** The records that two signed, as they travel, and the keys that verify them, each from where it is published. */
async function published() {
  const ledger = await sealed();
  const change = ledger.find('key').statement as unknown as KeyChange;
  const seal = change.add?.find(({ purpose }) => purpose === 'seal')?.jwk as PublicJwk;
  const records = ledger.records.map((record, index) => ({
    kind: record.statement.kind,
    general: ledger.texts[index] as string,
    entries: entriesOf(record, seal),
    bytes: Buffer.from(record.payload, 'base64url'),
  }));
  return { seal, records };
}

/** Each signature alone, in flattened serialisation (RFC 7515 §7.2.2), with its key. */
function entriesOf({ payload, person, personHeader, seal }: SealedRecord, sealKey: PublicJwk) {
  const flattened = (entry: { protected: string; signature: string }) => ({
    payload,
    protected: entry.protected,
    signature: entry.signature,
  });
  return [
    ...(person && personHeader ? [{ flattened: flattened(person), jwk: personHeader.jwk }] : []),
    { flattened: flattened(seal), jwk: sealKey },
  ];
}
const tampered = (flattened: { payload: string; protected: string; signature: string }) => {
  const { payload } = flattened;
  return { ...flattened, payload: `${payload.slice(0, 20)}${payload[20] === 'A' ? 'B' : 'A'}${payload.slice(21)}` };
};

describe('jose of npm', () => {
  test('accepts every entry of every kind, alone and among the signatures of its record', async () => {
    for (const { general, entries, bytes } of (await published()).records) {
      for (const { flattened, jwk } of entries) {
        const key = await importJWK(jwk as JWK, 'ES256');
        const one = await flattenedVerify(flattened, key, { algorithms: ['ES256'] });
        assert.deepEqual(Buffer.from(one.payload), bytes);
        const all = await generalVerify(JSON.parse(general), key, { algorithms: ['ES256'] });
        assert.deepEqual(all.protectedHeader, one.protectedHeader);
      }
    }
  });

  test('refuses every entry under another key, and over another payload', async () => {
    const stranger = await importJWK(keys.stranger.jwk as JWK, 'ES256');
    for (const { general, entries } of (await published()).records) {
      await assert.rejects(generalVerify(JSON.parse(general), stranger));
      for (const { flattened, jwk } of entries) {
        await assert.rejects(flattenedVerify(flattened, stranger));
        await assert.rejects(flattenedVerify(tampered(flattened), await importJWK(jwk as JWK, 'ES256')));
      }
    }
  });
});

describe("Debian's jose", needs('jose'), () => {
  const verify = (jws: object | string, ...jwks: object[]) => {
    const [record, ...files] = [jws, ...jwks].map((content, at) => {
      const file = join(folder, `${at}.json`);
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    });
    const flags = files.flatMap((file) => ['-k', file]);
    const { status, stdout } = spawnSync('jose', ['jws', 'ver', '-i', `${record}`, ...flags, '-a', '-O', '-']);
    return status === 0 ? stdout : undefined;
  };

  test('verifies a seal and a person from their published keys, and gives the bytes that were signed', async () => {
    for (const { kind, general, entries, bytes } of (await published()).records) {
      assert.deepEqual(verify(general, ...entries.map(({ jwk }) => jwk)), bytes, kind);
      for (const { flattened, jwk } of entries) assert.deepEqual(verify(flattened, jwk), bytes, kind);
    }
  });

  test('refuses another key, another payload, and two keys when only one signed', async () => {
    const { records, seal } = await published();
    for (const { general, entries } of records.filter(({ kind }) => ['attendance', 'session'].includes(kind))) {
      assert.equal(verify(general, keys.stranger.jwk), undefined);
      assert.equal(verify(general, seal, keys.stranger.jwk), undefined);
      for (const { flattened, jwk } of entries) assert.equal(verify(tampered(flattened), jwk), undefined);
    }
  });
});

describe("Python's jwcrypto", needs('jwcrypto'), () => {
  const program = `
import json, sys
from jwcrypto import jwk, jws
for text, key in json.load(sys.stdin):
    token = jws.JWS()
    try:
        token.deserialize(text)
        token.allowed_algs = ['ES256']
        token.verify(jwk.JWK(**key))
        print(token.payload.hex())
    except jws.InvalidJWSSignature:
        print('refused')
`;
  const verify = (...asked: (readonly [jws: object | string, jwk: object])[]): string[] => {
    const input = JSON.stringify(asked.map(([jws, jwk]) => [typeof jws === 'string' ? jws : JSON.stringify(jws), jwk]));
    const { status, stdout, stderr } = spawnSync('/usr/bin/python3', ['-c', program], {
      input,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    assert.equal(status, 0, stderr);
    return stdout.trim().split('\n');
  };

  test('verifies a seal and a person from their published keys, and gives the bytes that were signed', async () => {
    const { records } = await published();
    const asked = records.flatMap(({ general, entries, bytes }) =>
      entries.flatMap(({ flattened, jwk }) => [
        { ask: [flattened, jwk] as const, expected: bytes.toString('hex') },
        { ask: [general, jwk] as const, expected: bytes.toString('hex') },
      ]),
    );
    assert.deepEqual(
      verify(...asked.map(({ ask }) => ask)),
      asked.map(({ expected }) => expected),
    );
  });

  test('refuses another key and another payload', async () => {
    const { records } = await published();
    const asked = records.flatMap(({ general, entries }) => [
      [general, keys.stranger.jwk] as const,
      ...entries.map(({ flattened, jwk }) => [tampered(flattened), jwk] as const),
    ]);
    assert.deepEqual(
      verify(...asked),
      asked.map(() => 'refused'),
    );
  });

  test('gives the same thumbprints', () => {
    const names = Object.values(keys);
    const input = JSON.stringify(names.map(({ jwk }) => jwk));
    const script =
      'import json, sys\nfrom jwcrypto import jwk\nfor key in json.load(sys.stdin): print(jwk.JWK(**key).thumbprint())';
    const { stdout } = spawnSync('/usr/bin/python3', ['-c', script], { input, encoding: 'utf8' });
    const expected = names.map(({ key }) => key.slice(key.lastIndexOf(':') + 1));
    assert.deepEqual(stdout.trim().split('\n'), expected);
  });
});
