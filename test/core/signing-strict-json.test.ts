import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { isParaphError } from '@paraph/core/errors';
import { parseJson } from '@paraph/core/signing';
import fc from 'fast-check';

const malformed = (error: unknown) => isParaphError(error, 'malformed');
const utf8 = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number, [open, close]: readonly [string, string]) => open.repeat(depth) + close.repeat(depth);

interface Vectors {
  readonly good: readonly (readonly [what: string, json: string, value: unknown])[];
  readonly refused: readonly (readonly [what: string, json: string])[];
  readonly refusedBytes: readonly (readonly [what: string, hex: string])[];
  readonly refusedWhenCompact: readonly (readonly [what: string, json: string])[];
}
const vectors = JSON.parse(readFileSync('test/vectors/strict-json.json', 'utf8')) as Vectors;

describe('strict JSON reads', () => {
  for (const [what, json, value] of vectors.good) {
    test(what, () => {
      assert.deepEqual(parseJson(json), value);
      assert.deepEqual(parseJson(utf8(json)), value);
    });
  }

  test('32 levels, the root counted', () => {
    assert.doesNotThrow(() => parseJson(nested(32, ['[', ']'])));
    assert.doesNotThrow(() => parseJson(`${'{"a":'.repeat(31)}{}${'}'.repeat(31)}`));
    assert.doesNotThrow(() => parseJson(`${'['.repeat(32)}"a value in the last one"${']'.repeat(32)}`));
  });

  test('__proto__ as a name like any other, which changes no prototype', () => {
    const value = parseJson('{"__proto__":{"role":"manager"},"kind":"session"}') as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), ['__proto__', 'kind']);
    assert.equal(Object.getPrototypeOf(value), Object.prototype);
    assert.equal(value.role, undefined);
  });

  test('what JSON.stringify writes of any value of the format', () => {
    const { json } = fc.letrec((tie) => ({
      json: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false),
        fc.maxSafeInteger(),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('json'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('json'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        // JSON.stringify writes -0 as 0.
        const text = JSON.stringify(value, undefined, indent);
        assert.deepEqual(parseJson(text), JSON.parse(text));
        assert.deepEqual(parseJson(utf8(JSON.stringify(value)), { compact: true }), JSON.parse(text));
      }),
    );
  });

  test('long strings, with and without escapes', () => {
    for (const content of ['a', 'é', '\\n', 'a\\u00e9', '\\ud83d\\ude00', '\\\\']) {
      const json = `["${content.repeat(4 * 1024 * 1024)}"]`;
      assert.equal((parseJson(json) as string[])[0]?.length, JSON.parse(json)[0].length);
    }
  });
});

describe('strict JSON refuses', () => {
  for (const [what, json] of vectors.refused) {
    test(what, () => {
      assert.throws(() => parseJson(json), malformed);
    });
  }

  for (const [what, hex] of vectors.refusedBytes) {
    test(`the bytes of ${what}`, () => {
      assert.throws(() => parseJson(Buffer.from(hex, 'hex')), malformed);
    });
  }

  test('33 levels, and a hundred thousand, without overflowing', () => {
    for (const brackets of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      for (const depth of [33, 100_000]) assert.throws(() => parseJson(nested(depth, brackets)), malformed);
    }
  });

  test('every prefix of a document, and every document with something after it', () => {
    const json = '{"a":[1,true,null,"\\u00e9",{"b":-20}],"c":"d"}';
    for (let end = 0; end < json.length; end += 1) assert.throws(() => parseJson(json.slice(0, end)), malformed);
    for (const more of ['}', ',', '1', '{}', '\u0000', '\u00a0', '\ufeff', '//']) {
      assert.throws(() => parseJson(json + more), malformed);
    }
  });

  test('nothing but what JSON.parse refuses too, or what the format forbids by name', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (json, place, character) => {
        const at = place % json.length;
        const changed = json.slice(0, at) + character + json.slice(at + 1);
        const parsed = outcome(() => parseJson(changed));
        if ('value' in parsed) assert.deepEqual(parsed.value, JSON.parse(changed));
        else assert.ok(malformed(parsed.error));
      }),
    );
  });
});

describe('compact JSON refuses', () => {
  for (const [what, json] of vectors.refusedWhenCompact) {
    test(what, () => {
      assert.throws(() => parseJson(json, { compact: true }), malformed);
      assert.doesNotThrow(() => parseJson(json));
    });
  }

  test('no white space in strings', () => {
    assert.deepEqual(parseJson('{"a b":" \\n "}', { compact: true }), { 'a b': ' \n ' });
  });
});

function outcome(run: () => unknown): { value: unknown } | { error: unknown } {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}
