import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { openNote, readNote, readVerifierKey, signNote, verifierKeyOf, writeVerifierKey } from '@paraph/core/ledger';
import type { PublicJwk } from '@paraph/core/model';
import { cryptography, enoch, hash, logSigner, peter, peterSigner, sumdb, verifySignature } from './note-keys.js';

const peterKey = readVerifierKey(peter.key, hash);
const enochKey = readVerifierKey(enoch.key, hash);
const open = (note: string | Uint8Array, keys = [peterKey]) => openNote(note, { keys, verifySignature });
const signed = `${cryptography}\n${peter.line}`;
const malformed = (error: unknown) => isParaphError(error, 'malformed');

describe('a verifier key', () => {
  for (const text of [peter.key, enoch.key, sumdb.key]) {
    test(`${text.split('+')[0]} is read and written`, () =>
      assert.equal(writeVerifierKey(readVerifierKey(text, hash)), text));
  }

  test('is refused when a part of it is missing, or any byte is another', () => {
    for (let start = 0; start <= peter.key.length; start += 1) {
      for (const end of [start, peter.key.length - 1]) {
        assert.throws(() => readVerifierKey(peter.key.slice(start, end), hash), malformed);
      }
    }
    for (let at = 0; at < peter.key.length; at += 1) {
      const next = String.fromCharCode(peter.key.charCodeAt(at) + 1);
      assert.throws(() => readVerifierKey(peter.key.slice(0, at) + next + peter.key.slice(at + 1), hash), malformed);
    }
  });

  test('is refused with a key of another length or algorithm, though its ID be right', () => {
    for (const text of [
      'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
      'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    ]) {
      assert.throws(() => readVerifierKey(text, hash), malformed);
    }
  });

  test('is made of Ed25519 keys and of names without spaces and plus only', async () => {
    const { jwk } = await logSigner();
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2028b', 'a\nb', 'a\u0000b', 'a\ud800b']) {
      assert.throws(() => verifierKeyOf(name, { jwk, hash }), malformed, JSON.stringify(name));
    }
    for (const other of [
      { kty: 'EC', crv: 'P-256', x: jwk.x, y: jwk.x },
      { ...jwk, x: 'AAAA' },
      { kty: 'OKP', crv: 'Ed25519' },
    ]) {
      assert.throws(() => verifierKeyOf('campus.example', { jwk: other as PublicJwk, hash }), malformed);
    }
  });
});

describe('a note', () => {
  test('is signed as the Go implementation signs it', async () => {
    const signers = [{ name: peter.name, ...(await peterSigner()) }];
    assert.equal(await signNote(cryptography, { signers, hash }), signed);
  });

  test('is opened with its key, from text and from bytes', async () => {
    for (const note of [signed, new TextEncoder().encode(signed)]) {
      const opened = await open(note);
      assert.ok(opened.verified);
      assert.equal(opened.text, cryptography);
      assert.deepEqual(
        opened.signatures.map(({ name, id }) => [name, id]),
        [['PeterNeumann', 'c74f20a3']],
      );
      assert.deepEqual(opened.others, []);
    }
  });

  test("of Go's public checksum database is opened with its key", async () => {
    assert.ok((await open(sumdb.note, [readVerifierKey(sumdb.key, hash)])).verified);
  });

  test('tells known signatures from others', async () => {
    const both = signed + enoch.line;
    const one = await open(both);
    assert.ok(one.verified);
    assert.deepEqual([one.signatures.length, one.others.map(({ name }) => name)], [1, ['EnochRoot']]);
    const two = await open(both, [peterKey, enochKey]);
    assert.ok(two.verified);
    assert.deepEqual(
      two.signatures.map(({ name }) => name),
      ['PeterNeumann', 'EnochRoot'],
    );
    assert.deepEqual(await open(both, []), { verified: false, reason: 'unsigned' });
  });

  test('is refused with any bit flipped', async () => {
    const bytes = new TextEncoder().encode(signed);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = bytes.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
      const opened = await open(flipped);
      assert.ok(!opened.verified, `byte ${bit >> 3}, bit ${bit & 7}`);
    }
  });

  test('is refused with a byte missing or doubled', async () => {
    const bytes = new TextEncoder().encode(signed);
    for (let at = 0; at < bytes.length; at += 1) {
      assert.ok(!(await open(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))).verified);
      assert.ok(!(await open(Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(at)]))).verified);
    }
  });

  test('is refused when one of two known signatures does not fit', async () => {
    const wrong = enoch.line.replace('rwz+eBzm', 'rwz+eBzn');
    assert.deepEqual(await open(signed + wrong, [peterKey, enochKey]), { verified: false, reason: 'signature' });
    assert.ok((await open(signed + wrong)).verified, 'a key that is not known says nothing');
    const second = peter.line.replace('x08go/Z', 'x08go/Y');
    assert.deepEqual(await open(signed + second), { verified: false, reason: 'signature' });
  });

  test('does not take a signature under a name or an ID of its own for a known one', async () => {
    for (const line of [peter.line.replace('PeterNeumann', 'CarmenSandiego'), peter.line.replace('x08g', 'xxxx')]) {
      assert.deepEqual(await open(`${cryptography}\n${line}`), { verified: false, reason: 'unsigned' });
    }
  });

  test('may have empty lines in its text: the last one separates', async () => {
    const signers = [{ name: peter.name, ...(await peterSigner()) }];
    for (const text of ['one\n\ntwo\n', 'one\n\n\n', '\n', '\n\none\n', `${signed}`]) {
      const opened = await open(await signNote(text, { signers, hash }));
      assert.ok(opened.verified, JSON.stringify(text));
      assert.equal(opened.text, text);
    }
  });

  const noNotes: [string, string | Uint8Array][] = [
    ['nothing', ''],
    ['only a text', cryptography],
    ['no signature', `${cryptography}\n`],
    ['no final line feed', signed.slice(0, -1)],
    ['a control character', `\u0001${signed}`],
    ['a tab', `\t${signed}`],
    ['carriage returns', signed.replaceAll('\n', '\r\n')],
    ['bytes that are not UTF-8', Buffer.concat([Buffer.of(0xff), Buffer.from(signed)])],
    ['a lone surrogate', `\ud800${signed}`],
    ['a name with a space', `${cryptography}\n${peter.line.replace('PeterNeumann', 'Bad Name')}`],
    ['a name with a plus', `${cryptography}\n${peter.line.replace('PeterNeumann', 'Bad+Name')}`],
    ['an empty name', `${cryptography}\n${peter.line.replace('PeterNeumann', '')}`],
    ['a hyphen for a dash', `${cryptography}\n${peter.line.replace('—', '-')}`],
    ['a line that is no signature', `${signed}Unexpected line.\n`],
    ['base64url', `${cryptography}\n${peter.line.replaceAll('/', '_')}`],
    ['no padding', `${cryptography}\n${peter.line.replace('=', '')}`],
    ['another spelling of the padding bits', `${cryptography}\n${peter.line.replace('JnAM=', 'JnAN=')}`],
    ['a key ID and nothing after it', `${cryptography}\n— PeterNeumann x08goA==\n`],
    ['101 signatures', `${cryptography}\n${peter.line.repeat(101)}`],
    ['over a million characters', `${'x'.repeat(1_000_000)}\n\n${peter.line}`],
  ];
  for (const [what, note] of noNotes) {
    test(`is malformed with ${what}`, async () => {
      assert.deepEqual(await open(note), { verified: false, reason: 'malformed' });
      assert.throws(
        () => readNote(note),
        (error) => isParaphError(error, 'malformed') || isParaphError(error, 'too-large'),
      );
    });
  }

  test('may carry 100 signatures, of up to 5 kB', async () => {
    const long = `— witness.example ${Buffer.alloc(4999, 1).toString('base64')}\n`;
    assert.ok((await open(signed + long.repeat(16))).verified);
    assert.ok((await open(signed + enoch.line.repeat(99))).verified);
  });

  test('begins with a byte order mark only when that is signed too', async () => {
    assert.deepEqual(await open(`\ufeff${signed}`), { verified: false, reason: 'signature' });
    assert.deepEqual(await open(Buffer.from(`\ufeff${signed}`)), { verified: false, reason: 'signature' });
  });

  test('is not made of a text that could not be read back', async () => {
    const signers = [{ name: peter.name, ...(await peterSigner()) }];
    for (const text of ['', 'abc', 'a\tb\n', 'a\r\n', '\ud800\n']) {
      await assert.rejects(signNote(text, { signers, hash }), TypeError);
    }
  });
});
