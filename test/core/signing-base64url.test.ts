import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { decodeBase64url, encodeBase64url } from '@paraph/core/signing';
import fc from 'fast-check';

const malformed = (error: unknown) => isParaphError(error, 'malformed');
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('base64url', () => {
  test('writes what Buffer writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = encodeBase64url(bytes);
        assert.equal(text, Buffer.from(bytes).toString('base64url'));
        assert.deepEqual(decodeBase64url(text), bytes);
      }),
    );
  });

  test('reads every text of two characters as Buffer does, or refuses it because another spelling is the one', () => {
    for (const first of alphabet) {
      for (const second of alphabet) {
        const text = first + second;
        const bytes = Buffer.from(text, 'base64url');
        if (bytes.toString('base64url') === text) assert.deepEqual(Buffer.from(decodeBase64url(text)), bytes);
        else assert.throws(() => decodeBase64url(text), malformed, text);
      }
    }
  });

  test('gives each byte string exactly one spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 12 }), (text) => {
        const bytes = Buffer.from(text, 'base64url');
        const isTheOne = bytes.toString('base64url') === text;
        if (isTheOne) assert.deepEqual(Buffer.from(decodeBase64url(text)), bytes);
        else assert.throws(() => decodeBase64url(text), malformed);
      }),
    );
  });

  test('refuses every other spelling of 32 bytes', () => {
    const text = Buffer.alloc(32, 7).toString('base64url');
    const last = alphabet.indexOf(text.at(-1) as string);
    for (const other of [1, 2, 3]) {
      assert.throws(() => decodeBase64url(text.slice(0, -1) + alphabet[last + other]), malformed);
    }
    for (const other of [`${text}=`, `${text}==`, ` ${text}`, `${text}\n`, `${text.slice(0, 9)}\n${text.slice(9)}`]) {
      assert.throws(() => decodeBase64url(other), malformed, JSON.stringify(other));
    }
  });

  test('refuses every character that is none of the alphabet, at every place of a group', () => {
    for (let code = 0; code < 0x180; code += 1) {
      const character = String.fromCharCode(code);
      if (alphabet.includes(character)) continue;
      for (let at = 0; at < 4; at += 1) {
        assert.throws(() => decodeBase64url(`AAAA${'AAAA'.slice(0, at)}${character}${'AAA'.slice(at)}`), malformed);
      }
      assert.throws(() => decodeBase64url(`${character}A`), malformed);
      assert.throws(() => decodeBase64url(`A${character}`), malformed);
    }
  });

  test('refuses the letters of base64, look-alikes and lone surrogates', () => {
    for (const text of ['+A', '/w', 'А1', 'ＡＡ', '\ud800A', 'A\udc00', '\u{1f600}']) {
      assert.throws(() => decodeBase64url(text), malformed, JSON.stringify(text));
    }
  });

  test('refuses a single character left over', () => {
    for (const text of ['A', 'AAAAA', 'AAAAAAAAA']) assert.throws(() => decodeBase64url(text), malformed);
  });

  test('reads nothing as no bytes', () => assert.equal(decodeBase64url('').length, 0));
});
