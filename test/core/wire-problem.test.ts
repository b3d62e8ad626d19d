import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ErrorCode, type ErrorFields, errorCodes, isParaphError, ParaphError } from '@paraph/core/errors';
import { maxStatementBytes } from '@paraph/core/signing';
import { errorOf, limits, mediaTypes, paths, permitHeader, problemOf } from '@paraph/core/wire';

// The codes are API: written out by hand, so that one that is renamed or moved to another status is seen.
const statuses: Readonly<Record<ErrorCode, number>> = {
  malformed: 400,
  'too-large': 413,
  type: 400,
  'unknown-kind': 422,
  statement: 422,
  author: 403,
  signature: 422,
  words: 422,
  permit: 403,
  unidentified: 401,
  token: 401,
  role: 403,
  scope: 403,
  window: 409,
  closed: 409,
  'not-found': 404,
  erased: 410,
  relies: 422,
  seen: 422,
  organisation: 422,
  method: 405,
  'media-type': 415,
  storage: 507,
  'read-only': 503,
  unavailable: 503,
  misuse: 400,
  internal: 500,
};
const codes = Object.keys(statuses) as ErrorCode[];
const fields: Partial<Record<ErrorCode, ErrorFields>> = {
  statement: { path: '$.about.session' },
  malformed: { path: '$' },
  permit: { reason: 'spent' },
  window: { opens: '2026-11-24T07:45:00.000Z', closes: '2026-11-24T12:00:00.000Z' },
  'too-large': { limit: 262_144 },
};

describe('an error', () => {
  test('has a stable code, and every code a meaning', () => {
    assert.deepEqual(Object.keys(errorCodes).sort(), [...codes].sort());
    for (const meaning of Object.values(errorCodes)) assert.match(meaning, /^\p{Ll}.*[^.]$/u);
  });

  test('keeps what caused it, its fields and its message', () => {
    const cause = new TypeError('low');
    const error = new ParaphError('storage', 'It could not be kept.', { cause, limit: 5 });
    assert.ok(error instanceof Error);
    assert.deepEqual(
      [error.code, error.name, error.message, error.cause, error.fields.limit],
      ['storage', 'ParaphError', 'It could not be kept.', cause, 5],
    );
    assert.ok(!('cause' in new ParaphError('storage', 'It could not be kept.')));
    assert.equal(new ParaphError('internal', 'x', { cause: undefined }).cause, undefined);
  });

  test('is known by its code, also when another copy of the package threw it', () => {
    class ParaphErrorOfAnotherCopy extends Error {
      override name = 'ParaphError';
      code = 'token';
    }
    for (const error of [new ParaphError('token', 'x'), new ParaphErrorOfAnotherCopy('x')]) {
      assert.ok(isParaphError(error));
      assert.ok(isParaphError(error, 'token'));
      assert.ok(!isParaphError(error, 'role'));
    }
    for (const other of [
      new Error('x'),
      new TypeError('x'),
      { name: 'ParaphError', code: 'token' },
      null,
      undefined,
      'token',
      Object.assign(new Error('x'), { code: 'token' }),
    ]) {
      assert.ok(!isParaphError(other));
    }
  });
});

describe('a problem document', () => {
  for (const code of codes) {
    test(`carries ${code} with status ${statuses[code]} there and back`, () => {
      const error = new ParaphError(code, `A sentence about ${code}.`, { ...fields[code], cause: new Error('secret') });
      const problem = problemOf(error);
      assert.deepEqual(problem, {
        type: `urn:paraph:problem:${code}`,
        title: errorCodes[code],
        status: statuses[code],
        detail: `A sentence about ${code}.`,
        code,
        ...fields[code],
      });
      const json = JSON.stringify(problem);
      assert.ok(!json.includes('secret'));
      const back = errorOf(JSON.parse(json));
      assert.ok(isParaphError(back, code));
      assert.deepEqual([back.message, back.fields, back.cause], [error.message, fields[code] ?? {}, undefined]);
      assert.deepEqual(problemOf(back), problem);
    });
  }

  test('of anything that is no error of ours says nothing of it', () => {
    for (const thrown of [
      new Error('password=secret'),
      new TypeError('secret'),
      'secret',
      { code: 'token', message: 'secret' },
      null,
      undefined,
      5,
    ]) {
      const problem = problemOf(thrown);
      assert.deepEqual([problem.code, problem.status], ['internal', 500]);
      assert.ok(!JSON.stringify(problem).includes('secret'));
    }
  });

  test('of an error from another copy of the package keeps its code', () => {
    const error = Object.assign(new Error('Sign in again.'), {
      name: 'ParaphError',
      code: 'token',
      fields: { path: '$' },
    });
    const { code, status, detail, path } = problemOf(error);
    assert.deepEqual([code, status, detail, path], ['token', 401, 'Sign in again.', '$']);
    const bare = Object.assign(new Error('Sign in again.'), { name: 'ParaphError', code: 'token' });
    assert.equal(problemOf(bare).status, 401);
    for (const code of ['newer', 'constructor', '__proto__', 5, undefined]) {
      assert.equal(problemOf(Object.assign(new Error('x'), { name: 'ParaphError', code })).code, 'internal');
    }
  });

  test('that is none becomes unavailable', () => {
    for (const other of [null, undefined, 1, 'x', [], {}, { code: 1 }, { status: 500 }, { title: 'Bad Gateway' }]) {
      assert.ok(isParaphError(errorOf(other), 'unavailable'), JSON.stringify(other));
    }
  });

  test('without a detail says what it can', () => {
    assert.equal(errorOf({ code: 'token', title: 'the token is missing' }).message, 'the token is missing');
    for (const detail of [undefined, null, 5, {}, ['x']])
      assert.equal(errorOf({ code: 'token', detail }).message, 'token');
  });

  test('brings no cause from the network', () => {
    const error = errorOf({ code: 'token', detail: 'x', cause: 'https://stranger.example' });
    assert.ok(!('cause' in error));
    assert.ok(!('cause' in error.fields));
  });
});

describe('the wire', () => {
  test('has paths that no identifier leaves', () => {
    const base = 'https://paraph.example/o/school/';
    for (const [name, path] of Object.entries(paths)) {
      if (typeof path === 'string') assert.ok(new URL(path, base).href.startsWith(base), name);
      else if (name === 'inclusion' || name === 'consistency') {
        assert.match((path as (a: number, b: number) => string)(1, 2), /^proofs\/\w+\?\w+=1&\w+=2$/);
      } else {
        for (const value of [
          'urn:uuid:x',
          '../../admin',
          '/etc',
          'a?b#c',
          'https://stranger.example/',
          'é ü',
          '..%2f',
        ]) {
          const url = new URL((path as (value: string) => string)(value), base);
          assert.ok(url.href.startsWith(base), `${name} ${value}`);
          assert.deepEqual([url.search, url.hash], ['', ''], `${name} ${value}`);
        }
      }
    }
  });

  test('has room for the largest statement, in base64url and with its headers', () => {
    assert.ok(limits.recordBytes > Math.ceil((maxStatementBytes * 4) / 3) + 4096);
    assert.ok(limits.batchBytes >= 8 * limits.recordBytes);
    assert.equal(permitHeader, 'Paraph-Permit');
    assert.equal(mediaTypes.record, 'application/jose+json');
  });
});
