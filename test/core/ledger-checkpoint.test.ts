import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import {
  checkpointText,
  openCheckpoint,
  readCheckpoint,
  readVerifierKey,
  seenOf,
  signCheckpoint,
  signNote,
  verifierKeyOf,
  verifySeen,
} from '@paraph/core/ledger';
import { hash, logSigner, nextLogSigner, sumdb, verifySignature } from './note-keys.js';

const origin = 'campus.example/paraph/1';
const root = new Uint8Array(Buffer.from('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=', 'base64'));
const signer = await logSigner();
const keys = [verifierKeyOf(origin, { jwk: signer.jwk, hash })];
const known = { keys, verifySignature };
const sign = (size = 20852163) => signCheckpoint({ origin, size, root }, { signers: [signer], hash });

describe('the text of a checkpoint', () => {
  test('is origin, size and root', () => {
    const text = `${origin}\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n`;
    assert.equal(checkpointText({ origin, size: 20852163, root }), text);
    assert.deepEqual(readCheckpoint(text), { origin, size: 20852163, root, extensions: [] });
  });

  test('of another log is read with the lines that it adds', () => {
    assert.deepEqual(readCheckpoint(`a b\n0\n${'A'.repeat(43)}=\none\ntwo\n`).extensions, ['one', 'two']);
  });

  const hashText = `${'A'.repeat(43)}=`;
  for (const text of [
    '',
    '\n',
    `o\n1\n`,
    `o\n1\n${hashText}`,
    `o\n1\n${hashText}\n\n`,
    `o\n1\n\n${hashText}\n`,
    `\n1\n${hashText}\n`,
    `o\n01\n${hashText}\n`,
    `o\n+1\n${hashText}\n`,
    `o\n-1\n${hashText}\n`,
    `o\n1.0\n${hashText}\n`,
    `o\n1e3\n${hashText}\n`,
    `o\n0x1\n${hashText}\n`,
    `o\n 1\n${hashText}\n`,
    `o\n١\n${hashText}\n`,
    `o\n\n${hashText}\n`,
    `o\n9007199254740992\n${hashText}\n`,
    `o\n1\n${'A'.repeat(43)}\n`,
    `o\n1\n${'A'.repeat(42)}B=\n`,
    `o\n1\n${'A'.repeat(42)}_=\n`,
    `o\n1\n${'A'.repeat(44)}\n`,
    `o\n1\n${hashText} \n`,
  ]) {
    test(`is refused as ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => readCheckpoint(text),
        (error) => isParaphError(error, 'malformed'),
      );
    });
  }

  test('is not written for an origin of two lines, a size that is none or a root of another length', () => {
    for (const bad of [
      { origin: 'a\n1', size: 1, root },
      { origin: '', size: 1, root },
      { origin, size: -1, root },
      { origin, size: 1.5, root },
      { origin, size: 1, root: root.subarray(1) },
    ]) {
      assert.throws(
        () => checkpointText(bad),
        (error) => isParaphError(error, 'malformed'),
      );
    }
  });
});

describe('a checkpoint', () => {
  test('is signed and opened', async () => {
    const opened = await openCheckpoint(await sign(), known);
    assert.ok(opened.verified);
    assert.deepEqual([opened.origin, opened.size, opened.root], [origin, 20852163, root]);
  });

  test('is the same for ever: the bytes of version 1', async () => {
    assert.equal(
      await sign(7),
      `campus.example/paraph/1
7
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— campus.example/paraph/1 pBI4Yj/S/A7gZQaiMyKYvZecMt3aqxGM1veNaAehYrPfFlzMg9JBnBG0PQEz4FZwjwfC16nwArAbIcRenbPAzUqhQAw=
`,
    );
  });

  test('is signed by both keys while one takes over from the other', async () => {
    const next = await nextLogSigner();
    const nextKey = verifierKeyOf(origin, { jwk: next.jwk, hash });
    const note = await signCheckpoint({ origin, size: 7, root }, { signers: [signer, next], hash });
    for (const some of [keys, [nextKey], [...keys, nextKey]]) {
      assert.ok((await openCheckpoint(note, { keys: some, verifySignature })).verified);
    }
  });

  test('is refused when its log did not sign it', async () => {
    const next = await nextLogSigner();
    const nextKey = verifierKeyOf(origin, { jwk: next.jwk, hash });
    assert.deepEqual(await openCheckpoint(await sign(), { keys: [nextKey], verifySignature }), {
      verified: false,
      reason: 'unsigned',
    });
  });

  test('is refused when only the key of another log signed it, be it the same key', async () => {
    const other = 'campus.example/paraph/2';
    const signers = [{ name: other, ...signer }];
    const note = await signNote(checkpointText({ origin, size: 7, root }), { signers, hash });
    const otherKey = verifierKeyOf(other, { jwk: signer.jwk, hash });
    const opened = await openCheckpoint(note, { keys: [...keys, otherKey], verifySignature });
    assert.deepEqual(opened, { verified: false, reason: 'origin' });
    assert.deepEqual(await openCheckpoint(sumdb.note, { keys: [readVerifierKey(sumdb.key, hash)], verifySignature }), {
      verified: false,
      reason: 'origin',
    });
  });

  test('is refused when what its log signed is another note', async () => {
    const note = await signNote('Any text\n', { signers: [{ name: origin, ...signer }], hash });
    assert.deepEqual(await openCheckpoint(note, known), { verified: false, reason: 'malformed' });
  });
});

describe('what a device has seen', () => {
  const seen = async () => {
    const opened = await openCheckpoint(await sign(7), known);
    assert.ok(opened.verified);
    return seenOf(opened);
  };

  test('stands in a statement as in the note', async () => {
    const { log, size, root: seenRoot, signature } = await seen();
    assert.equal(`${log}\n${size}\n${seenRoot}\n\n— ${log} ${signature}\n`, await sign(7));
  });

  test('is genuine when the log signed it', async () => assert.ok(await verifySeen(await seen(), known)));

  test('is not genuine with anything changed', async () => {
    const good = await seen();
    for (const bad of [
      { ...good, log: 'campus.example/paraph/2' },
      { ...good, log: `x\n${good.log}` },
      { ...good, log: '' },
      { ...good, size: 8 },
      { ...good, size: -1 },
      { ...good, size: 7.5 },
      { ...good, root: `A${good.root.slice(1)}` },
      { ...good, root: '' },
      { ...good, signature: `${good.signature.slice(0, -4)}AAA=` },
      { ...good, signature: '' },
      { ...good, signature: `${good.signature}\n— other.example ${good.signature}` },
      { ...good, signature: good.signature.replace(/=+$/, '') },
    ]) {
      assert.equal(await verifySeen(bad, known), false, JSON.stringify(bad));
    }
    assert.equal(await verifySeen(good, { keys: [], verifySignature }), false);
  });

  test('is told of plain checkpoints only', async () => {
    const text = `${checkpointText({ origin, size: 7, root })}one more line\n`;
    const opened = await openCheckpoint(await signNote(text, { signers: [{ name: origin, ...signer }], hash }), known);
    assert.ok(opened.verified);
    assert.throws(() => seenOf(opened), TypeError);
  });
});
